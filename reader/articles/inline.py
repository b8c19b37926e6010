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
        self.pieces = [Piece()]
        self.open: list[tuple[str, int, str]] = []
        self.pending_break = False
        self.muted = False

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
            self._html(token.content)
        elif token.type == "image":
            self._image(token)
        elif token.nesting == 1:
            target = str(token.attrs.get("href", ""))
            self._flush_break()
            self.open.append((token.type.removesuffix("_open"), len(self._text), target))
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
    def _text(self) -> str:
        return self.pieces[-1].text

    def _write(self, text: str) -> None:
        if self.muted:
            return
        if self.pending_break and text:
            self.pending_break = False
            cited = _CITATION.match(text) is not None
            self.pieces[-1].text += "\n" if cited and self._text else joint(self._text, text)
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
        alternative = "".join(piece.text for piece in pieces_of(token.children or []))
        caption = alternative or str(token.attrs.get("title", ""))
        self._picture(str(token.attrs.get("src", "")), caption)

    def _picture(self, address: str, caption: str) -> None:
        """Cut the run at a picture; markup that is open around it goes on after it."""
        outer, self.open = self.open, []
        for name, start, target in outer:
            self._close(name, start, target)
        self.pending_break = False
        self.pieces.append(Piece(text=caption, image=address or "#"))
        self.pieces.append(Piece())
        self.open = [(name, 0, target) for name, _, target in outer]
