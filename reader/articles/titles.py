"""The title of an article whose file does not name one."""

import re
from collections.abc import Sequence

from reader.articles.document import one_line
from reader.articles.lines import ends_sentence, is_byline, is_end_mark, is_unfinished
from reader.articles.model import Block, BlockKind

_LONGEST = 36
_CLAUSE = re.compile(r"[，,、；;：:—…]")
_STOPS = "。.；;，,：:、"
_MAX_TITLE = 200
_LONGEST_LINE = 60


def title_of(blocks: Sequence[Block], fallback: str) -> str:
    """The first heading if the article starts with one, else its first sentence, shortened.

    Pictures, rules and bylines before it do not count. ``fallback`` (a file's name) is taken
    when the blocks hold no text at all.
    """
    for block in blocks:
        text = one_line(block.text)
        if block.kind in (BlockKind.IMAGE, BlockKind.RULE, BlockKind.CODE) or not text:
            continue
        if block.kind is BlockKind.HEADING:
            return text[:_MAX_TITLE]
        if not (is_byline(text) or is_end_mark(text)):
            span = block.sentences[0]
            return shortened(one_line(block.text[span.start : span.end])) or fallback
    return fallback


def shortened(sentence: str) -> str:
    """The sentence without its final stop; a long one is cut after a clause and gets ``…``."""
    bare = sentence.rstrip(_STOPS)
    if len(bare) <= _LONGEST:
        return bare
    cuts = [match.start() for match in _CLAUSE.finditer(bare, 8, _LONGEST)]
    return bare[: cuts[-1] if cuts else _LONGEST].rstrip() + "…"


def is_title_line(line: str) -> bool:
    """Whether a text's first line stands over it as its title: short and without a stop."""
    return (
        len(line) <= _LONGEST_LINE
        and "\n" not in line
        and not (ends_sentence(line) or is_unfinished(line))
        and not (is_byline(line) or is_end_mark(line))
    )
