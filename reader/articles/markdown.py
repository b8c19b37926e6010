"""Markdown files: front matter, then blocks from markdown-it-py's tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reader.articles.dialect import allow_chinese_emphasis, chunks, keep_citations, limit_brackets
from reader.articles.document import BlockBuilder, Document
from reader.articles.front_matter import FrontMatter, split_front_matter
from reader.articles.inline import Piece, pieces_of
from reader.articles.model import BlockKind, Mark, MarkKind

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MAX_NESTING = 6
_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_SHORTCODE = re.compile(
    r"\{\{[<%]\s{0,9}/?\s{0,9}([\w-]{1,99})((?:(?!\{\{[<%]).){0,4000}?)[%>]\}\}", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(["'])(.*?)\2""", re.DOTALL)
_HEADING_ATTRIBUTES = re.compile(r"(?<!\s)\s*\{[#.][^{}]*\}\s*\Z")


def read_markdown(text: str, keep_breaks: bool = False) -> Document:
    """The document written in ``text``; its title comes from the front matter alone.

    With ``keep_breaks`` line breaks inside a block stay (the edited English has a line for each
    sentence).
    """
    front_matter, body = split_front_matter(text)
    header = front_matter or FrontMatter()
    walker = _Walker(keep_breaks)
    parser = _parser()
    names: dict[str, Any] = {}
    parser.parse("\n".join(_DEFINITION.findall(body)), names)
    for chunk in chunks(_without_shortcodes(body)):
        walker.read(parser.parse(chunk, names))
    return Document(
        blocks=tuple(walker.builder.blocks),
        title=header.title,
        source=header.source,
        address=header.address,
        date=header.date,
    )


def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    allow_chinese_emphasis(parser)
    keep_citations(parser)
    limit_brackets(parser)
    return parser


def _without_shortcodes(body: str) -> str:
    """The text with Hugo's ``figure`` as a Markdown picture and its other shortcodes taken out."""
    if "{{" not in body:
        return body
    return _SHORTCODE.sub(_picture_of, body)


def _picture_of(shortcode: re.Match[str]) -> str:
    if shortcode.group(1) != "figure":
        return ""
    values = {name: value for name, _, value in _ATTRIBUTE.findall(shortcode.group(2))}
    caption = values.get("caption") or values.get("alt") or values.get("title") or ""
    return f"![{caption}](<{values.get('src', '')}>)"


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
        if self.heading and (match := _HEADING_ATTRIBUTES.search(piece.text)):
            piece.text = piece.text[: match.start()]
        marks = [mark for mark in piece.marks if not (self.heading and _covers(mark, piece.text))]
        self.builder.add(kind, piece.text, level=level, marks=marks, marker=self.marker)
        if piece.text.strip():
            self.marker = ""


def _covers(mark: Mark, text: str) -> bool:
    """Whether the mark makes a whole heading bold, which headings are anyway."""
    return mark.kind is MarkKind.STRONG and mark.start == 0 and mark.end >= len(text.rstrip())


def _shifted(mark: Mark, by: int) -> Mark:
    return Mark(mark.kind, mark.start + by, mark.end + by, mark.target)
