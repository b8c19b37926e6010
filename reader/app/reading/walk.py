"""From sentence to sentence, from block to block, from heading to heading."""

from collections.abc import Callable

from reader.articles.model import Article, Block, BlockKind, Place

Hidden = Callable[[int], bool]
"""Whether the block of this index cannot be gone to, being folded."""


def next_sentence(article: Article, place: Place, hidden: Hidden) -> Place:
    """The sentence after ``place``; ``place`` itself at the end."""
    if place.sentence + 1 < _stops(article.blocks[place.block], hidden):
        return Place(place.block, place.sentence + 1)
    return next_block(article, place, hidden)


def previous_sentence(article: Article, place: Place, hidden: Hidden) -> Place:
    """The sentence before ``place``; ``place`` itself at the start."""
    if place.sentence:
        return Place(place.block, place.sentence - 1)
    block = _seek(article, place.block, -1, hidden, lambda _: True)
    if block is None:
        return place
    return Place(block, max(0, _stops(article.blocks[block], hidden) - 1))


def next_block(article: Article, place: Place, hidden: Hidden) -> Place:
    """The first sentence of the block after that of ``place``; ``place`` itself at the end."""
    block = _seek(article, place.block, 1, hidden, lambda _: True)
    return place if block is None else Place(block, 0)


def previous_block(article: Article, place: Place, hidden: Hidden) -> Place:
    """The start of this block, or of the one before when ``place`` is a start already."""
    if place.sentence:
        return Place(place.block, 0)
    block = _seek(article, place.block, -1, hidden, lambda _: True)
    return place if block is None else Place(block, 0)


def next_heading(article: Article, place: Place, hidden: Hidden) -> Place | None:
    """The heading after ``place``, if there is one."""
    block = _seek(article, place.block, 1, hidden, _is_heading)
    return None if block is None else Place(block, 0)


def previous_heading(article: Article, place: Place, hidden: Hidden) -> Place | None:
    """The heading before ``place``, if there is one."""
    block = _seek(article, place.block, -1, hidden, _is_heading)
    return None if block is None else Place(block, 0)


def first(article: Article, hidden: Hidden) -> Place:
    """The first sentence of the article."""
    block = _seek(article, -1, 1, hidden, lambda _: True)
    return Place(block or 0, 0)


def last(article: Article, hidden: Hidden) -> Place:
    """The last sentence of the article."""
    block = _seek(article, len(article.blocks), -1, hidden, lambda _: True)
    if block is None:
        return Place(0, 0)
    return Place(block, max(0, _stops(article.blocks[block], hidden) - 1))


def nearest(article: Article, place: Place, hidden: Hidden) -> Place:
    """``place`` if one can go there, else the nearest place where one can."""
    if not len(article.blocks):
        return Place(0, 0)
    index = max(0, min(place.block, len(article.blocks) - 1))
    stops = _stops(article.blocks[index], hidden)
    if stops:
        return Place(index, max(0, min(place.sentence, stops - 1)))
    following = _seek(article, index, 1, hidden, lambda _: True)
    return first(article, hidden) if following is None else Place(following, 0)


def _seek(
    article: Article, start: int, step: int, hidden: Hidden, wanted: Callable[[Block], bool]
) -> int | None:
    index = start + step
    while 0 <= index < len(article.blocks):
        block = article.blocks[index]
        if wanted(block) and _stops(block, hidden):
            return index
        index += step
    return None


def _is_heading(block: Block) -> bool:
    return block.kind is BlockKind.HEADING


def _stops(block: Block, hidden: Hidden) -> int:
    """How many places of the block one can go to; an image without a caption is one."""
    if block.kind is BlockKind.RULE or hidden(block.index):
        return 0
    if block.kind is BlockKind.IMAGE or block.debris:
        return max(1, len(block.sentences))
    return len(block.sentences)
