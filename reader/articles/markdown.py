"""Markdown files: front matter, then blocks from markdown-it-py's tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.articles.document import BlockBuilder, Document
from reader.articles.front_matter import FrontMatter, split_front_matter
from reader.articles.inline import Piece, allow_chinese_emphasis, pieces_of
from reader.articles.model import BlockKind, Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAX_NESTING = 6


def read_markdown(text: str, keep_breaks: bool = False) -> Document:
    """The document written in ``text``; its title comes from the front matter alone.

    With ``keep_breaks`` line breaks inside a block stay (the edited English has a line for each
    sentence).
    """
    front_matter, body = split_front_matter(text)
    header = front_matter or FrontMatter()
    walker = _Walker(keep_breaks)
    walker.read(_parser().parse(body))
    return Document(
        blocks=tuple(walker.builder.blocks),
        title=header.title,
        source=header.source,
        address=header.address,
        date=header.date,
    )


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table"])
    allow_chinese_emphasis(parser)
    return parser


@dataclass
class _List:
    """A list that is open: its next number, or none for bullets."""

    number: int | None

    def marker(self) -> str:
        """The marker of the next item."""
        if self.number is None:
            return "•"
        self.number += 1
        return f"{self.number - 1}."


class _Walker:
    """Turns the flat token stream into blocks, keeping track of lists and quotes."""

    def __init__(self, keep_breaks: bool) -> None:
        self.keep_breaks = keep_breaks
        self.builder = BlockBuilder()
        self.lists: list[_List] = []
        self.quotes = 0
        self.marker = ""
        self.heading = 0
        self.row: list[Piece] | None = None

    def read(self, tokens: Sequence["Token"]) -> None:
        for token in tokens:
            handler = getattr(self, f"_on_{token.type}", None)
            if handler:
                handler(token)

    def _on_bullet_list_open(self, token: "Token") -> None:
        self.lists.append(_List(None))

    def _on_ordered_list_open(self, token: "Token") -> None:
        self.lists.append(_List(int(token.attrs.get("start", 1))))

    def _on_bullet_list_close(self, token: "Token") -> None:
        self.lists.pop()

    _on_ordered_list_close = _on_bullet_list_close

    def _on_list_item_open(self, token: "Token") -> None:
        self.marker = self.lists[-1].marker()

    def _on_list_item_close(self, token: "Token") -> None:
        self.marker = ""

    def _on_blockquote_open(self, token: "Token") -> None:
        self.quotes += 1

    def _on_blockquote_close(self, token: "Token") -> None:
        self.quotes -= 1

    def _on_heading_open(self, token: "Token") -> None:
        self.heading = int(token.tag[1])

    def _on_heading_close(self, token: "Token") -> None:
        self.heading = 0

    def _on_hr(self, token: "Token") -> None:
        self.builder.add(BlockKind.RULE)

    def _on_fence(self, token: "Token") -> None:
        self.builder.add(BlockKind.CODE, token.content)

    _on_code_block = _on_fence

    def _on_html_block(self, token: "Token") -> None:
        from reader.articles.html import parsed
        from reader.articles.html_blocks import blocks_below

        if "<" in token.content.replace("<!--", ""):
            blocks_below(parsed(token.content), self.builder)

    def _on_tr_open(self, token: "Token") -> None:
        self.row = []

    def _on_tr_close(self, token: "Token") -> None:
        cells, self.row = self.row or [], None
        text, marks = "", list[Mark]()
        for cell in cells:
            text += "　" if text else ""
            marks += (_shifted(mark, len(text)) for mark in cell.marks)
            text += cell.text
        self._add(Piece(text, marks))

    def _on_inline(self, token: "Token") -> None:
        pieces = pieces_of(token.children or [], self.keep_breaks)
        if self.row is not None:
            self.row += pieces
            return
        for piece in pieces:
            self._add(piece)

    def _add(self, piece: Piece) -> None:
        if piece.image:
            self.builder.add(BlockKind.IMAGE, piece.text, target=piece.image)
            return
        if self.heading:
            kind, level = BlockKind.HEADING, self.heading
        elif self.lists:
            kind, level = BlockKind.LIST_ITEM, min(len(self.lists), _MAX_NESTING)
        elif self.quotes:
            kind, level = BlockKind.QUOTE, min(self.quotes, _MAX_NESTING)
        else:
            kind, level = BlockKind.PARAGRAPH, 0
        marks = [mark for mark in piece.marks if not (self.heading and _covers(mark, piece.text))]
        self.builder.add(kind, piece.text, level=level, marks=marks, marker=self.marker)
        if piece.text.strip():
            self.marker = ""


def _covers(mark: Mark, text: str) -> bool:
    """Whether the mark makes a whole heading bold, which headings are anyway."""
    return mark.kind is MarkKind.STRONG and mark.start == 0 and mark.end >= len(text.rstrip())


def _shifted(mark: Mark, by: int) -> Mark:
    return Mark(mark.kind, mark.start + by, mark.end + by, mark.target)
