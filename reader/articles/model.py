"""What an article is: blocks of text as written, with spans for sentences and markup."""

from abc import abstractmethod
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from reader.chinese.script import Script
from reader.chinese.spans import Span


class BlockKind(StrEnum):
    """The kinds of block that an article is made of."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list-item"
    IMAGE = "image"
    CODE = "code"
    RULE = "rule"


class MarkKind(StrEnum):
    """The kinds of inline markup that are kept."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"


class Origin(StrEnum):
    """Where an article came from."""

    CORPUS = "corpus"
    IMPORTED = "imported"
    FILE = "file"
    """Opened from a file without being imported; it is not in the library."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Inline markup over ``[start, end)`` of a block's text; ``target`` is a link's address."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True)
class Block:
    """One block of an article, its text as written and free of markup.

    ``index`` counts from 0 over all blocks. ``level`` is a heading's depth (1 to 6) or the
    nesting depth of a quote or list item (1 outermost). ``marker`` is a list item's own marker
    (``•``, ``1.``). ``target`` is an image's address; an image's text is its caption.
    ``debris`` says that the block looks like a web site's furniture and is folded when shown.
    ``english`` holds the edited English that came with the article, a string for each sentence,
    or nothing.
    """

    index: int
    kind: BlockKind
    text: str
    level: int = 0
    marks: tuple[Mark, ...] = ()
    marker: str = ""
    target: str = ""
    debris: bool = False
    english: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The block's sentences, which cover its text without gaps; code is one sentence."""
        if not self.text:
            return ()
        if self.kind in (BlockKind.CODE, BlockKind.RULE):
            return (Span(0, len(self.text)),)
        from reader.chinese.sentences import split_sentences

        return tuple(split_sentences(self.text))

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence that covers ``offset`` (the last one at the text's end)."""
        for number, span in enumerate(self.sentences):
            if offset < span.end:
                return number
        return max(0, len(self.sentences) - 1)


@dataclass(frozen=True, slots=True)
class ArticleInfo:
    """What the list shows of an article, without its text.

    ``date`` is an ISO 8601 date or empty; ``source`` the publication or address named by the
    article, or empty; ``characters`` counts code points that are not white space;
    ``progress`` runs from 0.0 to 1.0. ``address`` is the web address the article was published
    at, or empty. ``added`` and ``read`` are ISO 8601 times in UTC: when the article came into the
    library, and when a position in it was last stored (empty if never).
    """

    id: str
    title: str
    source: str
    date: str
    script: Script
    characters: int
    blocks: int
    origin: Origin
    english_title: str = ""
    progress: float = 0.0
    bookmarks: int = 0
    notes: int = 0
    highlights: int = 0
    address: str = ""
    added: str = ""
    read: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the table of contents: the heading's block, its depth (1 to 6) and its text."""

    block: int
    level: int
    text: str


@dataclass(frozen=True)
class Article:
    """A document as written. ``blocks`` may be loaded lazily: index it, do not copy it.

    :attr:`block_lengths`, :attr:`extent` and :attr:`headings` cost no loading of blocks.
    """

    id: str
    title: str
    source: str
    date: str
    script: Script
    origin: Origin
    blocks: Sequence[Block] = field(repr=False)
    english_title: str = ""
    address: str = ""
    path: str = ""
    """The file that an article which is not in the library was read from, if it was one."""

    @cached_property
    def block_lengths(self) -> "array[int]":
        """The length of each block's text in code points, compactly (``array('I')``)."""
        if isinstance(self.blocks, BlockSequence):
            return self.blocks.lengths
        return array("I", (len(block.text) for block in self.blocks))

    @cached_property
    def extent(self) -> int:
        """The length of the whole article in code points."""
        return sum(self.block_lengths)

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The table of contents in order."""
        if isinstance(self.blocks, BlockSequence):
            return self.blocks.headings()
        return tuple(
            Heading(block.index, block.level, block.text)
            for block in self.blocks
            if block.kind is BlockKind.HEADING
        )


class BlockSequence(Sequence[Block]):
    """Blocks that are loaded when they are asked for, with what is known about them cheaply."""

    lengths: "array[int]"
    """The length of each block's text in code points."""

    def __len__(self) -> int:
        return len(self.lengths)

    @abstractmethod
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order, found without loading the other blocks."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A sentence of an article: block index, then sentence number, both from 0."""

    block: int
    sentence: int
