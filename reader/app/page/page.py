"""The page: which rows of which units are on the screen, and how it moves."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from reader.app.page.rows import Laid
from reader.app.page.units import Unit, UnitKey, Units
from reader.articles.model import Place

_KEPT = 300
"""Units whose rows are kept."""


class Top(NamedTuple):
    """The row at the top of the screen: a row of a unit."""

    unit: UnitKey
    row: int


class Page:
    """A window of ``height`` rows on an article of any length.

    It is anchored on a unit's row, not on a row count from the start, so nothing above or below
    the screen has to be laid out, and nothing on the screen moves when something else changes.
    A unit whose English changes while it is on the screen keeps its rows, with empty ones at its
    end where it needs fewer now, until it leaves the screen: what stands below it stays.
    """

    def __init__(self, units: Units, lay_out: Callable[[Unit], Laid], height: int = 24) -> None:
        self.units = units
        self.height = height
        self.top = Top(UnitKey(0, 0), 0)
        self._lay_out = lay_out
        self._laid: OrderedDict[UnitKey, Laid] = OrderedDict()
        self._held: dict[UnitKey, int] = {}

    def laid(self, unit: Unit) -> Laid:
        """The rows of ``unit``."""
        known = self._laid.get(unit.key)
        if known is None:
            known = self._lay_out(unit).with_at_least(self._held.get(unit.key, 0))
            self._laid[unit.key] = known
            if len(self._laid) > _KEPT:
                self._laid.popitem(last=False)
        else:
            self._laid.move_to_end(unit.key)
        return known

    def forget(self) -> None:
        """Lay out every unit anew when it is next asked for."""
        self._laid.clear()
        self._held.clear()

    def forget_blocks(self, indices: Collection[int]) -> bool:
        """Lay out the units of some blocks anew; whether any of them had been laid out."""
        keys = [key for key in self._laid if key.block in indices]
        on_screen = self._on_screen() if keys else frozenset()
        for key in keys:
            laid = self._laid.pop(key)
            if key in on_screen:
                self._held[key] = len(laid.rows)
        return bool(keys)

    def visible(self) -> Iterator[tuple[Laid, int]]:
        """The rows on the screen from its top: a unit's rows and the number of the row."""
        unit: Unit | None = self.units.get(self.top.unit)
        row = self.top.row
        left = self.height
        while unit is not None and left > 0:
            laid = self.laid(unit)
            for number in range(row, min(len(laid.rows), row + left)):
                left -= 1
                yield laid, number
            row = 0
            unit = self.units.after(unit.key)

    def scroll(self, rows: int) -> None:
        """Move down by ``rows`` (up when negative), not beyond the article's ends."""
        if rows > 0:
            self._down(rows)
        else:
            self._up(-rows)
        self._let_go()

    def start(self) -> None:
        """Move to the article's first row."""
        self.top = Top(UnitKey(0, 0), 0)
        self._let_go()

    def end(self) -> None:
        """Move to the article's last page."""
        last = self.units.of_block(len(self.units.article.blocks) - 1)[-1]
        self.top = Top(last.key, max(0, len(self.laid(last).rows) - 1))
        self._fill()
        self._let_go()

    def settle(self) -> None:
        """Keep the top row within its unit, and the page full, after something changed."""
        rows = len(self.laid(self.units.get(self.top.unit)).rows)
        if self.top.row >= rows:
            self.top = Top(self.top.unit, max(0, rows - 1))
        self._fill()

    def rows_of(self, place: Place, *, english: bool = False) -> range | None:
        """The screen rows of a sentence (they may lie off the screen), if it is near."""
        unit = self.units.of_place(place)
        first = self._distance(unit)
        if first is None:
            return None
        inside = self.laid(unit).rows_of(place.sentence, english=english)
        return range(first + inside.start, first + inside.stop)

    def show(self, place: Place, margin: int, *, english: bool = False) -> None:
        """Move as little as brings the sentence on the screen, ``margin`` rows from its edges."""
        margin = min(margin, max(0, (self.height - 1) // 3))
        rows = self.rows_of(place, english=english)
        if rows is None:
            self.put(place, self.height // 4, english=english)
            return
        if rows.start < margin:
            self.scroll(rows.start - margin)
        elif rows.stop > self.height - margin:
            self.scroll(min(rows.stop - self.height + margin, rows.start - margin))

    def put(self, place: Place, row: int, *, english: bool = False) -> None:
        """Put the sentence's first row on the screen row ``row``."""
        unit = self.units.of_place(place)
        inside = self.laid(unit).rows_of(place.sentence, english=english).start
        self.top = Top(unit.key, inside)
        self._up(row)
        self._fill()
        self._let_go()

    def _on_screen(self) -> frozenset[UnitKey]:
        return frozenset(laid.unit.key for laid, _ in self.visible())

    def _let_go(self) -> None:
        """Give what has left the screen no more rows than it needs."""
        if self._held:
            for key in self._held.keys() - self._on_screen():
                del self._held[key]
                self._laid.pop(key, None)

    def _distance(self, unit: Unit) -> int | None:
        """Rows from the screen's top to the unit's first row, if within a few screens."""
        limit = 3 * self.height
        if unit.key >= self.top.unit:
            rows = -self.top.row
            at: Unit | None = self.units.get(self.top.unit)
            while at is not None and rows < limit:
                if at.key == unit.key:
                    return rows
                rows += len(self.laid(at).rows)
                at = self.units.after(at.key)
            return None
        rows = -self.top.row
        at = self.units.before(self.top.unit)
        while at is not None and rows > -limit:
            rows -= len(self.laid(at).rows)
            if at.key == unit.key:
                return rows
            at = self.units.before(at.key)
        return None

    def _down(self, rows: int) -> None:
        unit: Unit | None = self.units.get(self.top.unit)
        row = self.top.row + rows
        while unit is not None:
            here = len(self.laid(unit).rows)
            if row < here:
                self.top = Top(unit.key, row)
                break
            row -= here
            following = self.units.after(unit.key)
            if following is None:
                self.top = Top(unit.key, max(0, here - 1))
            unit = following
        self._fill()

    def _up(self, rows: int) -> None:
        unit: Unit | None = self.units.get(self.top.unit)
        row = self.top.row - rows
        while unit is not None and row < 0:
            unit = self.units.before(unit.key)
            if unit is None:
                self.top = Top(UnitKey(0, 0), 0)
                return
            row += len(self.laid(unit).rows)
        if unit is not None:
            self.top = Top(unit.key, row)

    def _fill(self) -> None:
        """Move up while the article ends above the screen's last row."""
        missing = self.height - sum(1 for _ in self.visible())
        if missing > 0:
            self._up(missing)
