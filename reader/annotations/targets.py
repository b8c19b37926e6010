"""Making targets: the position and the quote of some words of an article."""

from bisect import bisect_right

from reader.annotations.model import WHOLE_ARTICLE, Target
from reader.articles.model import Article

CONTEXT = 32
"""How many code points before and after a quote are kept with it."""

BETWEEN_BLOCKS = "\n"
"""What stands between two blocks in the text before and after a quote."""


def target_for(article: Article, block: int, start: int = 0, end: int | None = None) -> Target:
    """The target of ``[start, end)`` in a block's text; ``end`` is the block's end by default.

    Offsets outside the text are moved to its edge. ``block`` -1 is the whole article.
    Raises :class:`IndexError` when there is no such block.
    """
    if block == WHOLE_ARTICLE:
        return Target(article.id, WHOLE_ARTICLE, 0, 0, "")
    if not 0 <= block < len(article.blocks):
        raise IndexError(f"{article.id} has no block {block}")
    text = article.blocks[block].text
    end = len(text) if end is None else end
    start, end = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    return Target(
        article=article.id,
        block=block,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=_before(article, block, start),
        suffix=_after(article, block, end),
        headings=heading_path(article, block),
    )


def _before(article: Article, block: int, start: int) -> str:
    text = article.blocks[block].text[max(0, start - CONTEXT) : start]
    while len(text) < CONTEXT and block > 0:
        block -= 1
        text = article.blocks[block].text[-CONTEXT:] + BETWEEN_BLOCKS + text
    return text[-CONTEXT:]


def _after(article: Article, block: int, end: int) -> str:
    text = article.blocks[block].text[end : end + CONTEXT]
    while len(text) < CONTEXT and block + 1 < len(article.blocks):
        block += 1
        text += BETWEEN_BLOCKS + article.blocks[block].text[:CONTEXT]
    return text[:CONTEXT]


def sentence_target(article: Article, block: int, sentence: int) -> Target:
    """The target of one sentence, both counted from 0, without the white space around it.

    Raises :class:`IndexError` when there is no such sentence.
    """
    if not 0 <= block < len(article.blocks):
        raise IndexError(f"{article.id} has no block {block}")
    spans = article.blocks[block].sentences
    if not 0 <= sentence < len(spans):
        raise IndexError(f"block {block} of {article.id} has no sentence {sentence}")
    text = spans[sentence].of(article.blocks[block].text)
    start = spans[sentence].start + len(text) - len(text.lstrip())
    return target_for(article, block, start, start + max(len(text.strip()), 0))


def heading_path(article: Article, block: int) -> tuple[str, ...]:
    """The headings that ``block`` stands under, outermost first; a heading stands under itself."""
    path: list[str] = []
    level = 7
    before = bisect_right(article.headings, block, key=lambda heading: heading.block)
    for heading in reversed(article.headings[:before]):
        if heading.level < level:
            path.append(heading.text)
            level = heading.level
    return tuple(reversed(path))
