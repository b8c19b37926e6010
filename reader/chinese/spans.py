"""Ranges of text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of code points in a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The part of ``text`` that this span covers."""
        return text[self.start : self.end]

    def __contains__(self, offset: object) -> bool:
        return isinstance(offset, int) and self.start <= offset < self.end
