"""Inline Markdown: from markdown-it's tokens to plain text with marks.

Two things differ from CommonMark, both for Chinese. Emphasis may close after a full-width mark
that a Han character follows (``**开源。**这``), which CommonMark's flanking rule forbids because
Chinese sets no space there. And a line break inside a paragraph joins Han characters without
a space.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.articles.model import Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7af"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
    "“”‘’…—·]"
)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KINDS = {"strong": MarkKind.STRONG, "em": MarkKind.EMPHASIS, "link": MarkKind.LINK}


def is_wide(character: str) -> bool:
    """Whether ``character`` belongs to East Asian text, which sets no spaces between words."""
    return bool(_WIDE.match(character))


def joint(before: str, after: str) -> str:
    """What stands for a line break between two pieces of a paragraph: nothing or a space."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return ""
    return "" if is_wide(before[-1]) or is_wide(after[0]) else " "


@dataclass
class Piece:
    """A stretch of inline content: text with marks, or an image with its address."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    image: str = ""


def pieces_of(tokens: Sequence["Token"], keep_breaks: bool = False) -> list[Piece]:
    """The inline content in order, cut at images.

    With ``keep_breaks`` a line break of the source stays a line break; otherwise the lines are
    joined, except at a hard break.
    """
    return _Inline(keep_breaks).read(tokens)


class _Inline:
    """Walks the tokens of one inline run."""

    def __init__(self, keep_breaks: bool) -> None:
        self.keep_breaks = keep_breaks
        self.pieces = [Piece()]
        self.open: list[tuple[str, int, str]] = []
        self.pending_break = False

    def read(self, tokens: Sequence["Token"]) -> list[Piece]:
        for token in tokens:
            self._take(token)
        return [piece for piece in self.pieces if piece.text or piece.image]

    def _take(self, token: "Token") -> None:
        if token.type in ("text", "text_special"):
            self._write(token.content)
        elif token.type == "softbreak":
            if self.keep_breaks:
                self._write("\n")
            else:
                self.pending_break = True
        elif token.type == "hardbreak":
            self._write("\n")
        elif token.type == "code_inline":
            self._write(token.content)
            piece = self.pieces[-1]
            start = len(piece.text) - len(token.content)
            piece.marks.append(Mark(MarkKind.CODE, start, len(piece.text)))
        elif token.type == "html_inline":
            if _BREAK_TAG.fullmatch(token.content):
                self._write("\n")
        elif token.type == "image":
            self._image(token)
        elif token.nesting == 1:
            target = str(token.attrs.get("href", ""))
            self._flush_break()
            self.open.append((token.type.removesuffix("_open"), len(self._text), target))
        elif token.nesting == -1 and self.open:
            self._close(*self.open.pop())

    @property
    def _text(self) -> str:
        return self.pieces[-1].text

    def _write(self, text: str) -> None:
        if self.pending_break and text:
            self.pending_break = False
            self.pieces[-1].text += joint(self._text, text)
        self.pieces[-1].text += text

    def _flush_break(self) -> None:
        """Before markup opens, turn a pending break between Latin words into a space."""
        if self.pending_break and self._text and not is_wide(self._text[-1]):
            self.pieces[-1].text += " "
        self.pending_break = False

    def _close(self, name: str, start: int, target: str) -> None:
        piece = self.pieces[-1]
        if name in _KINDS and start < len(piece.text):
            piece.marks.append(Mark(_KINDS[name], start, len(piece.text), target))

    def _image(self, token: "Token") -> None:
        outer, self.open = self.open, []
        for name, start, target in outer:
            self._close(name, start, target)
        self.pending_break = False
        alternative = "".join(piece.text for piece in pieces_of(token.children or []))
        title = str(token.attrs.get("title", ""))
        caption = alternative or title
        self.pieces.append(Piece(text=caption, image=str(token.attrs.get("src", "")) or "#"))
        self.pieces.append(Piece())
        self.open = [(name, 0, target) for name, _, target in outer]


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


def is_punctuation(character: str) -> bool:
    """Whether ``character`` is punctuation or a symbol."""
    return unicodedata.category(character)[0] in "PS"
