"""Where the reader's Markdown differs from CommonMark, for Chinese articles and for long ones.

- Emphasis may close after a full-width mark that a Han character follows (``**开源。**这``);
  CommonMark's flanking rule forbids it, because it expects a space there, which Chinese never sets.
- ``[1]: …`` and ``[^1]: …`` are text, and so is a definition whose address is in Chinese: these
  are an article's notes and sources, which must not vanish.
- A long text is parsed in pieces, cut where no construct reaches across, so that the parser's
  memory does not grow with the text.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.articles.inline import is_wide

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_NO_DEFINITION = re.compile(r"\[\^?\d+\]:|\[\^|\[[^\]]*\]:\s*<?[^\s\x21-\x7e]")
_CHUNK = 50_000
_MOST_BRACKETS = 3_000
_CUT = re.compile(r"\n[ \t]*\n(?=[^\s>\-*+#`~|<\[:=_\d&\\])")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)", re.MULTILINE)


def chunks(text: str) -> Iterator[str]:
    """``text`` in pieces of some fifty thousand characters, cut before ordinary paragraphs."""
    start = 0
    while len(text) - start > 2 * _CHUNK:
        cut = next(_cuts(text, start), None)
        if cut is None:
            break
        yield text[start:cut]
        start = cut
    yield text[start:] if start else text


def _cuts(text: str, start: int) -> Iterator[int]:
    """Where a chunk that begins at ``start`` may end: no fenced code is open there."""
    scanned, fence = start, ""
    for match in _CUT.finditer(text, start + _CHUNK):
        for found in _FENCE.finditer(text, scanned, match.start()):
            mark = found.group(1)
            if not fence:
                fence = mark
            elif mark.startswith(fence):
                fence = ""
        scanned = match.start()
        if not fence:
            yield match.end()


def keep_citations(parser: "MarkdownIt") -> None:
    """Keep numbered notes and sources as text (see the module's text)."""
    from markdown_it.rules_block import reference

    def define(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        return _NO_DEFINITION.match(line) is None and reference(state, start, end, silent)

    parser.block.ruler.at("reference", define)


def limit_brackets(parser: "MarkdownIt") -> None:
    """Take brackets for text where there are thousands: matching them takes quadratic time."""
    from markdown_it.rules_inline import image, link

    def limited(
        rule: Callable[["StateInline", bool], bool],
    ) -> Callable[["StateInline", bool], bool]:
        return lambda state, silent: not _is_crowded(state.src) and rule(state, silent)

    parser.inline.ruler.at("link", limited(link))
    parser.inline.ruler.at("image", limited(image))


@lru_cache(maxsize=1)
def _is_crowded(text: str) -> bool:
    return text.count("[") > _MOST_BRACKETS


def allow_chinese_emphasis(parser: "MarkdownIt") -> None:
    """Let ``*`` and ``**`` open and close beside Chinese punctuation (see the module's text)."""
    parser.inline.ruler.at("emphasis", _scan_emphasis)


def _scan_emphasis(state: "StateInline", silent: bool) -> bool:
    """An inline rule like markdown-it's own, with the flanking rule of :func:`_flanks`."""
    from markdown_it.rules_inline.state_inline import Delimiter

    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - state.pos
    can_open, can_close = _flanks(state, end, marker)
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), length, len(state.tokens) - 1, -1, can_open, can_close)
        )
    state.pos = end
    return True


def _flanks(state: "StateInline", end: int, marker: str) -> tuple[bool, bool]:
    scanned = state.scanDelims(state.pos, marker == "*")
    if marker != "*":
        return scanned.can_open, scanned.can_close
    before = state.src[state.pos - 1] if state.pos > 0 else " "
    after = state.src[end] if end < state.posMax else " "
    beside_wide = is_wide(before) or is_wide(after)
    opens = scanned.can_open or (beside_wide and not after.isspace())
    closes = scanned.can_close or (beside_wide and not before.isspace())
    return opens, closes
