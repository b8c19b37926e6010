"""Bookmarks, highlights and notes in the terms of the W3C Web Annotation Data Model."""

from dataclasses import dataclass
from enum import StrEnum


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
    on the whole article has ``block`` -1 and an empty quote. An orphan, whose quote was not found
    again, keeps its quote and has ``orphan`` set.
    """

    article: str
    block: int
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""
    orphan: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """A target with a body. Times are ISO 8601 in UTC; ``body`` is Markdown; ``colour`` is a name.

    ``english`` and ``english_source`` keep the English of the sentence as it was shown when the
    annotation was made.
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
