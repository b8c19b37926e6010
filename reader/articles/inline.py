"""Inline Markdown: from markdown-it's tokens to plain text with marks.

A line break inside a paragraph joins Han characters without a space.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reader.articles.model import Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\uac00-\ud7af"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
    "“”‘’…—·]"
)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_READING_TAGS = ("rt", "rp")
_CITATION = re.compile(r"\[\^?\d+\]")
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
        self.pieces: list[Piece] = []
        self.marks: list[Mark] = []
        self.open: list[tuple[str, int, str]] = []
        self.pending_break = False
        self.muted = False
        self._parts: list[str] = []
        self._length = 0

    def read(self, tokens: Sequence["Token"]) -> list[Piece]:
        for token in tokens:
            self._take(token)
        self._end_piece()
        return self.pieces

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
            self._mark(MarkKind.CODE, self._length - len(token.content))
        elif token.type == "html_inline":
            self._html(token.content)
        elif token.type == "image":
            self._image(token)
        elif token.nesting == 1:
            target = str(token.attrs.get("href", ""))
            self._flush_break()
            self.open.append((token.type.removesuffix("_open"), self._length, target))
        elif token.nesting == -1 and self.open:
            self._close(*self.open.pop())

    def _html(self, content: str) -> None:
        """Obey ``<br>`` and ``<img>``, pass over the readings in ``<ruby>``; drop other tags."""
        match = _TAG.match(content)
        closes, name = (bool(match.group(1)), match.group(2).lower()) if match else (False, "")
        if name == "br":
            self._write("\n")
        elif name in _READING_TAGS:
            self.muted = not closes
        elif name == "img":
            from reader.articles.html import image_in

            self._picture(*image_in(content))

    @property
    def _before(self) -> str:
        """The text last written, empty at the start."""
        return self._parts[-1] if self._parts else ""

    def _write(self, text: str) -> None:
        if self.muted or not text:
            return
        if self.pending_break:
            self.pending_break = False
            cited = _CITATION.match(text) is not None
            self._append("\n" if cited and self._before else joint(self._before, text))
        self._append(text)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _flush_break(self) -> None:
        """Before markup opens, turn a pending break between Latin words into a space."""
        if self.pending_break and self._before and not is_wide(self._before[-1]):
            self._append(" ")
        self.pending_break = False

    def _close(self, name: str, start: int, target: str) -> None:
        if name in _KINDS:
            self._mark(_KINDS[name], start, target)

    def _mark(self, kind: MarkKind, start: int, target: str = "") -> None:
        if start < self._length and not self.muted:
            self.marks.append(Mark(kind, start, self._length, target))

    def _image(self, token: "Token") -> None:
        alternative = "".join(piece.text for piece in pieces_of(token.children or []))
        caption = alternative or str(token.attrs.get("title", ""))
        self._picture(str(token.attrs.get("src", "")), caption)

    def _picture(self, address: str, caption: str) -> None:
        """Cut the run at a picture; markup that is open around it goes on after it."""
        for name, start, target in self.open:
            self._close(name, start, target)
        self.open = [(name, 0, target) for name, _, target in self.open]
        self.pending_break = False
        self._end_piece()
        self.pieces.append(Piece(text=caption, image=address or "#"))

    def _end_piece(self) -> None:
        """Put what was written since the last picture down as a piece."""
        if self._parts:
            self.pieces.append(Piece("".join(self._parts), self.marks))
        self._parts, self.marks, self._length = [], [], 0
