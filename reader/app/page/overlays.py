"""Overlays: ranges of shown text and the roles that they are painted in."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple


class Role(StrEnum):
    """What a piece of text is on the page; each role is a component style of the view."""

    CHINESE = "chinese"
    ENGLISH = "english"
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    CODE = "code"
    LEAD = "lead"
    NOTE = "note"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    LINK = "link"
    SOURCE = "source"
    PENDING = "pending"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    CURRENT = "current"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    PURPLE = "purple"
    BAR_YELLOW = "bar-yellow"
    BAR_GREEN = "bar-green"
    BAR_BLUE = "bar-blue"
    BAR_PINK = "bar-pink"
    BAR_PURPLE = "bar-purple"
    MARK = "mark"
    NOTED = "noted"
    FOUND = "found"
    FOUND_HERE = "found-here"
    WORD = "word"
    SELECTED = "selected"
    HIDDEN = "hidden"
    THUMB = "thumb"


class Overlay(NamedTuple):
    """A range of a text and the role it is painted in; later overlays lie over earlier ones."""

    start: int
    end: int
    role: Role


def pieces(
    start: int, end: int, base: Sequence[Role], overlays: Iterable[Overlay]
) -> Iterator[tuple[int, int, tuple[Role, ...]]]:
    """The range ``[start, end)`` cut wherever an overlay begins or ends, with its roles."""
    here = [each for each in overlays if each.start < end and each.end > start]
    cuts = {start, end}
    for each in here:
        cuts.add(max(start, each.start))
        cuts.add(min(end, each.end))
    ordered = sorted(cuts)
    for left, right in pairwise(ordered):
        roles = [each.role for each in here if each.start <= left and each.end >= right]
        yield left, right, (*base, *roles)
