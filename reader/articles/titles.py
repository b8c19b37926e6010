"""The title of an article whose file does not name one."""

import re
from collections.abc import Sequence

from reader.articles.document import one_line
from reader.articles.lines import ends_sentence, is_byline, is_date_line, is_end_mark, is_unfinished
from reader.articles.model import Block, BlockKind

_LONGEST = 36
_CLAUSE = re.compile(r"[，,、；;：:—…]")
_STOPS = "。.；;，,：:、"
_MAX_TITLE = 200
_LONGEST_LINE = 60
_HEAD = 40
_START = 5
_FULL_PARAGRAPH = 30
_CALL = re.compile(r"[^“「『\"。！？!?][^。！？!?]{0,40}[！？!?]+")


def title_of(blocks: Sequence[Block], fallback: str) -> str:
    """The first heading if the article starts with one, else its first sentence, shortened.

    Pictures, rules, bylines and dates before it do not count, and a main heading a few lines
    further down is taken all the same. ``fallback`` (a file's name) is taken when the blocks hold
    no text at all.
    """
    texts = [block for block in blocks[:_HEAD] if _may_be_title(block)]
    for block in texts[:_START]:
        if block.kind is BlockKind.HEADING and block.level == 1:
            return one_line(block.text)[:_MAX_TITLE]
    for block in texts:
        if block.kind is BlockKind.HEADING:
            return one_line(block.text)[:_MAX_TITLE]
        span = block.sentences[0]
        return shortened(one_line(block.text[span.start : span.end])) or fallback
    return fallback


def _may_be_title(block: Block) -> bool:
    if block.debris or block.kind in (BlockKind.IMAGE, BlockKind.RULE, BlockKind.CODE):
        return False
    text = one_line(block.text)
    return bool(text) and not (is_byline(text) or is_end_mark(text) or is_date_line(text))


def shortened(sentence: str) -> str:
    """The sentence without its final stop; a long one is cut after a clause and gets ``…``."""
    bare = sentence.rstrip(_STOPS)
    if len(bare) <= _LONGEST:
        return bare
    cuts = [match.start() for match in _CLAUSE.finditer(bare, 8, _LONGEST)]
    return bare[: cuts[-1] if cuts else _LONGEST].rstrip() + "…"


def is_title_line(line: str, following: str) -> bool:
    """Whether a text's first line stands over it as its title: short and without a full stop.

    A question or an exclamation is one if the line that follows is a full paragraph.
    """
    if (
        len(line) > _LONGEST_LINE
        or "\n" in line
        or is_byline(line)
        or is_end_mark(line)
        or is_date_line(line)
        or not any(character.isalpha() for character in line)
    ):
        return False
    if _CALL.fullmatch(line):
        return len(following) >= _FULL_PARAGRAPH
    return not (ends_sentence(line) or is_unfinished(line))
