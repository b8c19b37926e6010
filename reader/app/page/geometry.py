"""Layouts, and where the columns of each stand at a given width."""

from dataclasses import dataclass, replace
from enum import StrEnum

NARROW = 90
"""Below this many cells the English goes below the Chinese instead of beside it."""
GUTTER = 3
"""Cells left of the text: a margin, a mark, and the bar of a highlight."""
BETWEEN = 3
"""Cells between the two columns."""
RIGHT = 2
"""Cells kept free right of the text."""
ENGLISH_INDENT = 2
"""Cells by which English below its paragraph is set in."""
SINGLE_EXTRA = 16
"""Cells by which a column that stands alone may be wider than one of two."""
MEASURES = (32, 100)
"""The narrowest and the widest column, in cells, that the person can ask for."""
RATIOS = (30, 70)
"""The smallest and the largest share of the Chinese column, in percent."""


class Layout(StrEnum):
    """What of the two languages is shown, and how they stand to each other."""

    SIDE = "side by side"
    BELOW = "English below"
    CHINESE = "Chinese only"
    ENGLISH = "English only"
    STUDY = "study"
    """As side by side, but each English sentence is hidden until it is asked for."""

    @property
    def next(self) -> "Layout":
        """The layout that follows this one in the cycle."""
        order = list(Layout)
        return order[(order.index(self) + 1) % len(order)]


@dataclass(frozen=True, slots=True)
class View:
    """How the person wants the page: kept from one article to the next.

    ``ratio`` is the Chinese column's share in percent; ``measure`` the most cells that one of
    two columns may have; ``swapped`` puts the English first.
    """

    layout: Layout = Layout.SIDE
    ratio: int = 48
    measure: int = 58
    swapped: bool = False

    def with_ratio(self, change: int) -> "View":
        """This view with the Chinese column's share changed by ``change`` percent."""
        return replace(self, ratio=_clip(self.ratio + change, RATIOS))

    def with_measure(self, change: int) -> "View":
        """This view with columns wider by ``change`` cells."""
        return replace(self, measure=_clip(self.measure + change, MEASURES))


@dataclass(frozen=True, slots=True)
class Column:
    """Where a column of text stands: its first cell and its width in cells."""

    x: int
    width: int

    def __contains__(self, x: object) -> bool:
        return isinstance(x, int) and self.x <= x < self.x + self.width


@dataclass(frozen=True, slots=True)
class Geometry:
    """Where everything stands on a page of ``width`` cells; a language not shown has no column.

    ``gutter`` is the cell of the annotation's mark. ``stacked`` puts each block's English below
    its Chinese.
    """

    width: int
    gutter: int
    chinese: Column | None
    english: Column | None
    stacked: bool = False


def arrange(width: int, view: View) -> Geometry:
    """The geometry of ``view`` on a screen of ``width`` cells."""
    match view.layout:
        case Layout.CHINESE:
            column = _single(width, view)
            return Geometry(width, column.x - 2, column, None)
        case Layout.ENGLISH:
            column = _single(width, view)
            return Geometry(width, column.x - 2, None, column)
        case Layout.BELOW:
            return _stacked(width, view)
        case _:
            return _stacked(width, view) if width < NARROW else _beside(width, view)


def _single(width: int, view: View) -> Column:
    text = max(8, min(width - GUTTER - RIGHT, view.measure + SINGLE_EXTRA))
    return Column(max(GUTTER, (width - text) // 2), text)


def _stacked(width: int, view: View) -> Geometry:
    column = _single(width, view)
    english = Column(column.x + ENGLISH_INDENT, max(6, column.width - ENGLISH_INDENT))
    return Geometry(width, column.x - 2, column, english, stacked=True)


def _beside(width: int, view: View) -> Geometry:
    text = min(width - GUTTER - RIGHT - BETWEEN, 2 * view.measure)
    left = max(GUTTER, (width - text - BETWEEN) // 2)
    chinese = text * view.ratio // 100 // 2 * 2
    english = text - chinese
    if view.swapped:
        return Geometry(
            width, left - 2, Column(left + english + BETWEEN, chinese), Column(left, english)
        )
    return Geometry(
        width, left - 2, Column(left, chinese), Column(left + chinese + BETWEEN, english)
    )


def _clip(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], value))
