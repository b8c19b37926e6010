"""Where the parts of a text are after it was converted."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Edit(NamedTuple):
    """One replaced part: ``[start, end)`` of the text before, ``[new_start, new_end)`` after.

    Neither side is empty. Between edits the two texts run in step, one character for one.
    """

    start: int
    end: int
    new_start: int
    new_end: int
    vocabulary: bool = False
    """Whether the word was exchanged, not only the form of its characters."""

    def shifted(self, by: int, new_by: int) -> "Edit":
        """This edit in texts that have ``by`` and ``new_by`` more characters in front."""
        start, end, new_start, new_end, vocabulary = self
        return Edit(start + by, end + by, new_start + new_by, new_end + new_by, vocabulary)


@dataclass(frozen=True)
class Alignment:
    """The edits that lead from one text to another, in order and without overlap."""

    edits: tuple[Edit, ...] = ()

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _new_starts(self) -> list[int]:
        return [edit.new_start for edit in self.edits]

    def forward(self, offset: int) -> int:
        """The offset after conversion of ``offset`` before.

        Exact at the ends of edits, proportional inside them, never decreasing.
        """
        index = bisect_right(self._starts, offset) - 1
        if index < 0:
            return offset
        start, end, new_start, new_end, _ = self.edits[index]
        return _scaled(offset, start, end, new_start, new_end)

    def backward(self, offset: int) -> int:
        """The offset before conversion of ``offset`` after, by the same rules."""
        index = bisect_right(self._new_starts, offset) - 1
        if index < 0:
            return offset
        start, end, new_start, new_end, _ = self.edits[index]
        return _scaled(offset, new_start, new_end, start, end)

    def edit_at(self, offset: int) -> Edit | None:
        """The edit that replaced the character at ``offset`` before conversion."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.edits[index].end:
            return self.edits[index]
        return None

    def then(self, following: "Alignment") -> "Alignment":
        """The alignment of this conversion followed by another one of its result."""
        if not following.edits:
            return self
        if not self.edits:
            return following
        return Alignment(
            tuple(
                Edit(
                    self.backward(start),
                    self.backward(end),
                    following.forward(start),
                    following.forward(end),
                    vocabulary,
                )
                for start, end, vocabulary in self._merged(following)
            )
        )

    def _merged(self, following: "Alignment") -> Iterator[tuple[int, int, bool]]:
        """The edited ranges of the text between, those that overlap made one."""
        ranges = sorted(
            [(edit.new_start, edit.new_end, edit.vocabulary) for edit in self.edits]
            + [(edit.start, edit.end, edit.vocabulary) for edit in following.edits]
        )
        start, end, vocabulary = ranges[0]
        for next_start, next_end, next_vocabulary in ranges[1:]:
            if next_start < end:
                end = max(end, next_end)
                vocabulary = vocabulary or next_vocabulary
            else:
                yield start, end, vocabulary
                start, end, vocabulary = next_start, next_end, next_vocabulary
        yield start, end, vocabulary


def _scaled(offset: int, start: int, end: int, new_start: int, new_end: int) -> int:
    if offset >= end:
        return offset - end + new_end
    return new_start + (offset - start) * (new_end - new_start) // (end - start)
