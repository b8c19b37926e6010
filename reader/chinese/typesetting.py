"""Setting text in lines of terminal cells: Chinese, English and both mixed.

Lines are filled greedily up to the last place where a break is allowed (``reader.chinese.breaking``
has the rules with their numbers). So a closing mark that would begin a line takes the character
before it along, an opening mark that would end a line moves on, and of the ways to keep to the
prohibitions the one is taken that leaves the line fullest. What does not fit in a line as a whole
is cut: a web address after a slash if it can be, and no character apart from its combining marks.

A single Han character is no last line of a paragraph: the line before gives up its last one, too.

Spaces at the end of a line take no cells (LB7, LB18). Since a line depends only on where it starts
and on the little text before it, setting can start at any line's start: ``lay_out_lines`` sets a
paragraph of any length as far as it is asked for.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from reader.chinese.breaking import Breaks


class Spacing(StrEnum):
    """What separates Han from Latin letters and digits (clreq, mixed text composition)."""

    NONE = "none"
    """Nothing: spaces as written between them are left out."""
    AS_WRITTEN = "as-written"
    THIN = "thin"
    """A gap of one cell where no space is written."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set.

    ``indent`` is the first line's, in cells (4 for two Han). With ``hanging``, the last two cells
    of the width are a margin that only a comma or stop at a line's end may stand in.
    """

    indent: int = 0
    hanging: bool = False
    spacing: Spacing = Spacing.AS_WRITTEN


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the text in ``[start, end)``, of which ``[start, stop)`` is seen.

    ``end`` takes in the spaces and the line feed that end the line, so that the lines joined give
    the text back. ``width`` counts the cells of all that is seen, with ``indent``, the cells before
    the text. ``gaps`` are offsets of characters with one more cell before them, ``dropped``
    offsets of spaces that are not painted.
    """

    start: int
    end: int
    stop: int
    width: int
    indent: int = 0
    gaps: tuple[int, ...] = ()
    dropped: tuple[int, ...] = ()


NARROWEST = 2
"""The least width in cells; less is taken as this much, since a Han character takes two."""

_HANGING = "、。，．,."
_HAN = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_LATIN = r"A-Za-z0-9%$#@&+\u00a3\u00a5\u00b0\u00c0-\u024f\u0370-\u052f\u20ac"
_GAP = re.compile(rf"(?<=[{_HAN}])(?=[{_LATIN}])|(?<=[{_LATIN}])(?<![@#])(?=[{_HAN}])")
_WRITTEN_GAP = re.compile(rf"(?<=[{_HAN}]) +(?=[{_LATIN}])|(?<=[{_LATIN}]) +(?=[{_HAN}])")

_CHUNK = 2048
"""How many characters are measured at a time."""
_CONTEXT = 256
"""How many characters before a line the rules may look at."""
_LONE = 3
"""Characters of a last line that is a Han character with its closing marks."""
_LOOKAHEAD = 64
"""How many characters after a line the rules may look at."""


def lay_out(text: str, width: int, style: Style = Style()) -> list[Line]:
    """``text`` in lines of at most ``width`` cells; no lines for no text.

    A line feed ends a line; one at the end of the text starts no further line.
    """
    return list(lay_out_lines(text, width, style))


def lay_out_lines(text: str, width: int, style: Style = Style(), start: int = 0) -> Iterator[Line]:
    """The lines of ``text`` from ``start`` on, which must be where a line starts.

    Costs as much as the lines that are taken from it, however long the text.
    """
    width = max(width, NARROWEST)
    window = None
    while start < len(text):
        line = window.line(start) if window else None
        if line is None:
            size = _CHUNK + 4 * width
            window = _Window(text, start, size, width, style)
            while (line := window.line(start)) is None:
                size *= 4
                window = _Window(text, start, size, width, style)
        yield line
        start = line.end


class _Window:
    """A part of a text that is measured: enough for many lines, and some context before them."""

    def __init__(self, text: str, start: int, size: int, width: int, style: Style) -> None:
        self.first = max(0, start - _CONTEXT)
        self.text = text[self.first : start + size]
        self.last = self.first + len(self.text) == len(text)
        """Whether the window reaches the end of the text."""
        self.hanging = style.hanging and width >= 2 * NARROWEST
        self.width = width - 2 if self.hanging else width
        self.indent = min(style.indent, max(0, self.width - NARROWEST))
        self.breaks = Breaks(self.text, self.width)
        self.gaps: list[int] = []
        self.dropped: list[int] = []
        widths = self.breaks.widths
        if style.spacing is Spacing.THIN:
            self.gaps = [match.start() for match in _GAP.finditer(self.text)]
            widths = _with(widths, {place: widths[place] + 1 for place in self.gaps})
        elif style.spacing is Spacing.NONE:
            spaces = _WRITTEN_GAP.finditer(self.text)
            self.dropped = [place for match in spaces for place in range(*match.span())]
            widths = _with(widths, dict.fromkeys(self.dropped, 0))
        self.edges = list(accumulate(widths, initial=0))
        """The cells before each character, and at last those of the whole window."""

    def line(self, offset: int) -> Line | None:
        """The line that starts at ``offset`` of the text; ``None`` if the window ends too early."""
        start = offset - self.first
        indent = 0 if offset else self.indent
        room = self.width - indent + self._gap(start)
        fit = bisect_right(self.edges, self.edges[start] + room) - 1
        if fit + _LOOKAHEAD > len(self.text) and not self.last:
            return None
        end = self.breaks.after_feed(start, fit + 1) or self._break(start, fit)
        if end is None:
            return None
        return self._line(start, end, indent)

    def _break(self, start: int, fit: int) -> int | None:
        """Where the next line starts, when no more than ``[start, fit)`` fits in this one."""
        text, breaks = self.text, self.breaks
        if fit >= len(text):
            return fit
        if self.hanging and text[fit] in _HANGING:
            fit += 1
        after = breaks.after_spaces(fit)
        if after >= len(text):
            return after if self.last else None
        if after > fit and breaks.is_feed(after):
            return breaks.after_feed(after, after + 1)
        if breaks.allowed(after):
            return self._without_lone_character(start, after)
        end = breaks.last_allowed(start, fit)
        return self._without_lone_character(start, end) if end else breaks.cut(start, fit)

    def _without_lone_character(self, start: int, end: int) -> int:
        """``end``, or the break before it where a single Han character would be left after it."""
        rest = self.text[end : end + _LONE + 1].partition("\n")[0]
        if len(rest) > _LONE or sum(map(str.isalnum, rest)) != 1 or not rest[0].isalnum():
            return end
        earlier = self.breaks.last_allowed(start, end - 1)
        if earlier is None:
            return end
        line = self.edges[earlier] - self.edges[start]
        last_line = self.edges[end + len(rest)] - self.edges[earlier]
        return earlier if 2 * line >= self.width >= last_line else end

    def _line(self, start: int, end: int, indent: int) -> Line:
        stop = self.breaks.before_spaces(start, end)
        width = self.edges[stop] - self.edges[start]
        if stop > start:
            width -= self._gap(start)
        return Line(
            self.first + start,
            self.first + end,
            self.first + stop,
            indent + width,
            indent,
            self._between(self.gaps, start + 1, stop),
            self._between(self.dropped, start, stop),
        )

    def _gap(self, place: int) -> int:
        """The cells of the gap before ``place``, which a line that starts there does not show."""
        found = bisect_left(self.gaps, place)
        return int(found < len(self.gaps) and self.gaps[found] == place)

    def _between(self, places: list[int], start: int, stop: int) -> tuple[int, ...]:
        if not places:
            return ()
        found = places[bisect_left(places, start) : bisect_left(places, stop)]
        return tuple(self.first + place for place in found)


def _with(widths: Sequence[int], changes: dict[int, int]) -> Sequence[int]:
    changed = list(widths)
    for place, width in changes.items():
        changed[place] = width
    return changed
