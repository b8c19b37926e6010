"""From a tree of HTML elements to blocks.

The walk uses a stack of its own, so that a page nested a hundred thousand deep is only slow.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from reader.articles.captions import joined_caption
from reader.articles.document import BlockBuilder, one_line
from reader.articles.flow import Flow
from reader.articles.model import BlockKind, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bs4.element import PageElement, Tag

SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "head", "link", "meta", "dialog", "map"}
    | {"nav", "footer", "aside", "button", "select", "option", "textarea"}
    | {"iframe", "svg", "object", "embed", "video", "audio", "canvas", "rt", "rp", "rtc"}
)
"""Elements whose content is no text of an article, unless they hold its notes."""

_NOTE_HOLDERS = frozenset({"aside", "section", "div", "li", "p"})

_INLINE_MARKS = {
    "strong": MarkKind.STRONG,
    "b": MarkKind.STRONG,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "a": MarkKind.LINK,
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    {"span", "font", "big", "small", "sub", "sup", "u", "s", "del", "ins", "mark", "label", "nobr"}
    | {"abbr", "acronym", "cite", "q", "dfn", "time", "tt", "var", "bdi", "bdo", "data", "wbr"}
    | {"ruby", "rb"}
)
_SOURCES = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "src")
_MAX_NESTING = 6


@dataclass
class _State:
    """What the open elements mean for the text inside them."""

    lists: list[int | None] = field(default_factory=list)
    quotes: int = 0
    heading: int = 0
    marker: str = ""
    caption: bool = False


def blocks_below(root: "Tag", builder: BlockBuilder, base: str = "") -> None:
    """Append the blocks of the tree below ``root``; addresses are completed with ``base``."""
    _Walk(builder, base).run(root)


def is_hidden(tag: "Tag") -> bool:
    """Whether the element is not shown."""
    style = str(tag.get("style", "")).replace(" ", "").lower()
    return (
        tag.has_attr("hidden")
        or "display:none" in style
        or str(tag.get("aria-hidden", "")).lower() == "true"
    )


def is_skipped(tag: "Tag") -> bool:
    """Whether nothing below the element is text of the article: a site's furniture, or hidden.

    Notes stand aside, often hidden until they are asked for, and a quotation's foot says whose it
    is: these are text.
    """
    if tag.name == "footer" and tag.find_parent("blockquote"):
        return False
    return (tag.name in SKIPPED or is_hidden(tag)) and not _is_note(tag)


def _is_note(tag: "Tag") -> bool:
    if tag.name not in _NOTE_HOLDERS:
        return False
    uses = f"{tag.get('epub:type', '')} {tag.get('role', '')}".lower()
    return any(use in uses for use in ("footnote", "endnote", "rearnote"))


def is_inline(tag: "Tag") -> bool:
    """Whether the element is part of a line of text."""
    return tag.name in _INLINE or tag.name in _INLINE_MARKS


class _Walk:
    """One walk over a tree."""

    def __init__(self, builder: BlockBuilder, base: str) -> None:
        self.builder = builder
        self.base = base
        self.flow = Flow()
        self.state = _State()

    def run(self, root: "Tag") -> None:
        from bs4.element import NavigableString, PreformattedString, Tag

        stack: list[tuple[Tag, Iterator[PageElement]]] = [(root, iter(root.children))]
        while stack:
            tag, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                self._close(tag)
            elif isinstance(child, Tag):
                if self._enters(child):
                    stack.append((child, iter(child.children)))
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.flow.write(str(child))
        self._flush()

    def _enters(self, tag: "Tag") -> bool:
        """Begin an element; says whether its children are to be walked."""
        name = tag.name
        if is_skipped(tag):
            return False
        if name == "br":
            self.flow.line_break()
        elif name == "img":
            self._image(tag)
        elif name == "hr":
            self._flush()
            self.builder.add(BlockKind.RULE)
        elif name == "pre":
            self._flush()
            self.builder.add(BlockKind.CODE, tag.get_text().strip("\n"))
        else:
            self._open(tag)
            return True
        return False

    def _open(self, tag: "Tag") -> None:
        name, state = tag.name, self.state
        if name in _INLINE_MARKS:
            self.flow.open(_INLINE_MARKS[name], self._address(tag.get("href")))
            return
        if name in _INLINE:
            return
        if name in ("td", "th"):
            if not self.flow.is_empty:
                self.flow.write("\u3000")
            return
        self._flush()
        if name in _HEADINGS:
            state.heading = _HEADINGS[name]
        elif name == "blockquote":
            state.quotes += 1
        elif name in ("ul", "ol"):
            state.lists.append(_start(tag) if name == "ol" else None)
        elif name == "li":
            state.marker = self._next_marker()
        elif name == "figcaption":
            state.caption = True

    def _close(self, tag: "Tag") -> None:
        name, state = tag.name, self.state
        if name in _INLINE_MARKS:
            self.flow.close(_INLINE_MARKS[name])
            return
        if name in _INLINE or name in ("td", "th"):
            return
        self._flush()
        if name in _HEADINGS:
            state.heading = 0
        elif name == "blockquote":
            state.quotes = max(0, state.quotes - 1)
        elif name in ("ul", "ol") and state.lists:
            state.lists.pop()
        elif name == "li":
            state.marker = ""
        elif name == "figcaption":
            state.caption = False

    def _next_marker(self) -> str:
        lists = self.state.lists
        if not lists or lists[-1] is None:
            return "•"
        lists[-1] += 1
        return f"{lists[-1] - 1}."

    def _flush(self) -> None:
        """Add the text collected so far as blocks of the present kind."""
        state = self.state
        for text, marks in self.flow.take():
            if state.caption and self._captioned(text):
                continue
            if state.heading:
                kind, level = BlockKind.HEADING, state.heading
            elif state.lists:
                kind, level = BlockKind.LIST_ITEM, min(len(state.lists), _MAX_NESTING)
            elif state.quotes:
                kind, level = BlockKind.QUOTE, min(state.quotes, _MAX_NESTING)
            else:
                kind, level = BlockKind.PARAGRAPH, 0
            kept = (m for m in marks if not (state.heading and m.kind is MarkKind.STRONG))
            self.builder.add(kind, text, level=level, marks=kept, marker=state.marker)
            state.marker = ""

    def _captioned(self, text: str) -> bool:
        """Make ``text`` the caption of the picture just before it, if there is one."""
        blocks = self.builder.blocks
        if not blocks or blocks[-1].kind is not BlockKind.IMAGE:
            return False
        picture = blocks.pop()
        caption = joined_caption(picture.text, text.strip())
        self.builder.add(BlockKind.IMAGE, caption, target=picture.target)
        return True

    def _image(self, tag: "Tag") -> None:
        if str(tag.get("width", "")) in ("0", "1") or str(tag.get("height", "")) in ("0", "1"):
            return
        address = next((found for name in _SOURCES if (found := self._address(tag.get(name)))), "")
        caption = one_line(str(tag.get("alt") or tag.get("title") or ""))
        if address or caption:
            self._flush()
            self.builder.add(BlockKind.IMAGE, caption, target=address or "#")

    def _address(self, value: object) -> str:
        """An address that a person may open: complete if possible, no scripts, no inline data."""
        written = str(value or "").strip()
        if not written or written.startswith("#"):
            return ""
        try:
            address = urljoin(self.base, written)
        except ValueError:
            return ""
        scheme = address.partition(":")[0].lower() if ":" in address else ""
        return "" if scheme in ("javascript", "data", "vbscript", "about", "blob") else address


def _start(tag: "Tag") -> int:
    written = str(tag.get("start", "1"))
    return int(written) if written.isdecimal() and len(written) < 9 else 1
