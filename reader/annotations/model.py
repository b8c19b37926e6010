"""Bookmarks, highlights and notes in the terms of the W3C Web Annotation Data Model."""

from dataclasses import dataclass
from enum import StrEnum

WHOLE_ARTICLE = -1
"""The block of a target that is the article itself."""


class Kind(StrEnum):
    """What an annotation is (W3C motivations: bookmarking, highlighting, commenting)."""

    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Target:
    """What an annotation is about, in the text as written, so that it holds in every script.

    ``block``, ``start`` and ``end`` are the text-position selector (offsets in code points within
    the block's text); ``exact``, ``prefix`` and ``suffix`` the text-quote selector. An annotation
    on the whole article has ``block`` -1 and an empty quote. ``headings`` are those above the
    quote, outermost first. An orphan, whose quote was not found again, keeps its quote and its
    last position and has ``orphan`` set.
    """

    article: str
    block: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    orphan: bool = False
    headings: tuple[str, ...] = ()

    @property
    def is_article(self) -> bool:
        """Whether this is the whole article, not words of it."""
        return self.block == WHOLE_ARTICLE

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts targets of one article by place, the article itself first."""
        return (self.block, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Annotation:
    """A target with a body. Times are ISO 8601 in UTC; ``body`` is Markdown; ``colour`` is a name.

    ``english`` and ``english_source`` keep the English of the sentence as it was shown when the
    annotation was made. ``deleted`` is when it was deleted, empty while it is not.
    """

    id: str
    kind: Kind
    target: Target
    created: str
    updated: str
    body: str = ""
    colour: str = ""
    tags: tuple[str, ...] = ()
    english: str = ""
    english_source: str = ""
    deleted: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """What an export says of an article: kept with the annotations, so it outlives the article."""

    id: str
    title: str
    english_title: str = ""
    source: str = ""
    date: str = ""
    script: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which annotations are wanted; an empty field asks for nothing.

    ``since`` and ``until`` are ISO 8601 dates or times on the person's own calendar and clock,
    compared with when an annotation was made, ``until`` included as a whole (``2026-11`` takes in
    the whole month). ``text`` is looked for in quote, body, English, tags and title, without
    regard to case.
    """

    kinds: frozenset[Kind] = frozenset()
    article: str = ""
    tag: str = ""
    colour: str = ""
    since: str = ""
    until: str = ""
    text: str = ""
    orphans: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many annotations of each kind an article has, and how many lost their place."""

    bookmarks: int = 0
    highlights: int = 0
    notes: int = 0
    orphans: int = 0


@dataclass(frozen=True, slots=True)
class Collection:
    """Annotations with the articles they belong to: what is exported and imported.

    ``annotations`` are in the order of an export: by article, then by place.
    """

    articles: tuple[AnnotatedArticle, ...]
    annotations: tuple[Annotation, ...]

    def by_article(self) -> "list[tuple[AnnotatedArticle, tuple[Annotation, ...]]]":
        """Each article with its annotations."""
        notes: dict[str, list[Annotation]] = {article.id: [] for article in self.articles}
        for note in self.annotations:
            notes[note.target.article].append(note)
        return [(article, tuple(notes[article.id])) for article in self.articles]
