"""A selection of words: by keys or with the mouse, within one language."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from reader.app.page.hits import Hit
from reader.chinese.spans import Span


class Point(NamedTuple):
    """A place between two characters.

    In Chinese ``sentence`` is 0 and ``offset`` counts in the block's text as written; in English
    ``offset`` counts in the English of the block's sentence ``sentence``.
    """

    block: int
    sentence: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: from ``anchor``, which stays, to ``head``, which moves."""

    anchor: Point
    head: Point
    english: bool = False

    @classmethod
    def of_span(cls, block: int, span: Span) -> "Selection":
        """The Chinese in ``span`` of a block."""
        return cls(Point(block, 0, span.start), Point(block, 0, span.end))

    @classmethod
    def of_drag(cls, start: Hit, end: Hit) -> "Selection":
        """From one character to another, both taken in."""
        one, other = _point(start), _point(end)
        if one <= other:
            return cls(one, other._replace(offset=other.offset + 1), start.english)
        return cls(one._replace(offset=one.offset + 1), other, start.english)

    @property
    def first(self) -> Point:
        """Where it begins."""
        return min(self.anchor, self.head)

    @property
    def last(self) -> Point:
        """Where it ends."""
        return max(self.anchor, self.head)

    def with_head(self, head: Point) -> "Selection":
        """The same selection with another head."""
        return replace(self, head=head)

    def in_chinese(self, block: int, length: int) -> Span | None:
        """What of a block's text, ``length`` long, is selected."""
        if self.english or not self.first.block <= block <= self.last.block:
            return None
        start = self.first.offset if block == self.first.block else 0
        end = self.last.offset if block == self.last.block else length
        return Span(start, min(end, length)) if start < end else None

    def in_english(self, block: int, sentence: int, length: int) -> Span | None:
        """What of a sentence's English, ``length`` long, is selected."""
        here = (block, sentence)
        if not self.english or not self.first[:2] <= here <= self.last[:2]:
            return None
        start = self.first.offset if here == self.first[:2] else 0
        end = self.last.offset if here == self.last[:2] else length
        return Span(start, min(end, length)) if start < end else None


def _point(hit: Hit) -> Point:
    return Point(hit.place.block, hit.place.sentence if hit.english else 0, hit.offset)
