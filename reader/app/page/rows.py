"""Rows: a unit set in type, its Chinese and its English side by side or one below the other."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from reader.app.page.english import English
from reader.app.page.geometry import Column, Geometry
from reader.app.page.shown import Shown
from reader.app.page.units import Unit
from reader.articles.model import BlockKind
from reader.chinese.cells import cell_len
from reader.chinese.typesetting import Line, Spacing, Style, lay_out

_QUOTE_BAR = "▏"
_IMAGE_SIGN = "▨"
_RULE_CELLS = 12
_MOST_INSET = 12


@dataclass(frozen=True, slots=True)
class Typography:
    """The person's choices of type: ``indent`` in cells for a paragraph's first line."""

    indent: int = 4
    hanging: bool = False
    spacing: Spacing = Spacing.AS_WRITTEN


@dataclass(frozen=True, slots=True)
class Row:
    """One row of cells: a line of Chinese, a line of English, either, or neither (a space).

    ``lead`` is painted, dim, in the inset before the Chinese (a list marker, a quote's thin
    line), ``english_lead`` before the English. ``note`` is a dim line that stands alone (a rule).
    """

    chinese: Line | None = None
    english: Line | None = None
    lead: str = ""
    english_lead: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """A unit laid out. ``inset`` is the number of cells by which its text is set in."""

    unit: Unit
    shown: Shown
    english: English
    rows: tuple[Row, ...]
    inset: int = 0
    folded: bool = False
    """Whether one dim line stands for the unit."""

    def with_at_least(self, rows: int) -> "Laid":
        """The same with empty rows at its end where it has fewer than ``rows``."""
        missing = rows - len(self.rows)
        return replace(self, rows=(*self.rows, *[Row()] * missing)) if missing > 0 else self

    def rows_of(self, sentence: int, *, english: bool = False) -> range:
        """The rows on which the block's sentence ``sentence`` stands; the first row if none."""
        place = self.english.sentence(sentence)
        if english and place is not None:
            span = place.span
        elif sentence in self.unit.sentences:
            span = self.shown.sentence(sentence)
        else:
            return range(1)
        return self.rows_between(*span, english=english)

    def rows_between(self, start: int, end: int, *, english: bool = False) -> range:
        """The rows on which a range of the shown text stands; the first row if none."""
        found = [
            number
            for number, row in enumerate(self.rows)
            if (line := row.english if english else row.chinese)
            and line.start < end
            and line.end > start
        ]
        return range(found[0], found[-1] + 1) if found else range(1)


def set_in_type(
    shown: Shown,
    english: English,
    geometry: Geometry,
    typography: Typography,
    *,
    above: int = 0,
    below: int = 1,
) -> Laid:
    """Lay out one unit, with ``above`` and ``below`` empty rows before and after it."""
    unit = shown.unit
    kind = unit.block.kind
    if kind is BlockKind.RULE:
        return _rule(shown, english, geometry)
    lead = _lead(unit)
    inset = cell_len(lead) if lead else 0
    chinese = _lines(shown.text, _room(geometry.chinese, inset), unit, typography)
    translated = _lines(english.text, _room(geometry.english, inset), None)
    rows = (
        _stack(chinese, translated, lead, kind)
        if geometry.stacked
        else _pair(chinese, translated, lead, kind, geometry)
    )
    rows = _with_room(rows, chinese, translated, english, geometry)
    return Laid(unit, shown, english, (*[Row()] * above, *rows, *[Row()] * below), inset)


def fold(shown: Shown, english: English, geometry: Geometry, note: str) -> Laid:
    """A unit shown only as one dim line that opens."""
    if geometry.chinese is None:
        lines = lay_out(note, geometry.english.width if geometry.english else 2)[:1]
        rows = [Row(english=line) for line in lines]
        return Laid(shown.unit, shown, English(note, ()), (*rows, Row()), folded=True)
    rows = [Row(line) for line in lay_out(note, geometry.chinese.width)[:1]]
    return Laid(shown.unit, replace(shown, text=note), english, (*rows, Row()), folded=True)


def _rule(shown: Shown, english: English, geometry: Geometry) -> Laid:
    column = geometry.chinese or geometry.english
    pad = " " * max(0, ((column.width if column else 0) - _RULE_CELLS) // 2)
    return Laid(shown.unit, shown, english, (Row(note=pad + "─" * _RULE_CELLS), Row()))


def _lead(unit: Unit) -> str:
    block = unit.block
    match block.kind:
        case BlockKind.QUOTE:
            return (_QUOTE_BAR + " ") * max(1, min(block.level, 4))
        case BlockKind.LIST_ITEM:
            nested = "  " * max(0, min(block.level - 1, 4))
            lead = nested + (block.marker or "•") + " "
            return lead if cell_len(lead) <= _MOST_INSET else lead[:_MOST_INSET]
        case BlockKind.IMAGE:
            return _IMAGE_SIGN + " "
        case BlockKind.CODE:
            return "  "
        case _:
            return ""


def _lines(
    text: str, width: int | None, unit: Unit | None, typography: Typography | None = None
) -> list[Line]:
    if width is None:
        return []
    if typography is None or unit is None:
        return lay_out(text, width)
    indented = unit.block.kind is BlockKind.PARAGRAPH and not unit.key.part
    indent = typography.indent if indented and not text.startswith("\u3000") else 0
    if unit.block.kind is BlockKind.CODE:
        return lay_out(text, width)
    style = Style(min(indent, width // 3), typography.hanging, typography.spacing)
    return lay_out(text, width, style)


def _leads(lead: str, kind: BlockKind) -> tuple[str, str]:
    """What stands in the inset of the first row, and of those that follow."""
    return lead, (lead if kind is BlockKind.QUOTE else "")


def _pair(
    chinese: list[Line],
    english: list[Line],
    lead: str,
    kind: BlockKind,
    geometry: Geometry,
) -> list[Row]:
    first, further = _leads(lead, kind)
    rows = []
    for number, (left, right) in enumerate(zip_longest(chinese, english)):
        mine = first if number == 0 else further
        rows.append(
            Row(
                left,
                right,
                lead=mine if geometry.chinese and (left or kind is BlockKind.QUOTE) else "",
                english_lead=mine
                if geometry.english and (right or kind is BlockKind.QUOTE)
                else "",
            )
        )
    if not rows and kind is BlockKind.IMAGE:
        rows.append(Row(lead=first))
    return rows


def _stack(chinese: list[Line], english: list[Line], lead: str, kind: BlockKind) -> list[Row]:
    first, further = _leads(lead, kind)
    rows = [
        Row(line, lead=first if number == 0 else further) for number, line in enumerate(chinese)
    ]
    rows.extend(Row(english=line, english_lead=further) for line in english)
    return rows


def _with_room(
    rows: list[Row],
    chinese: list[Line],
    english: list[Line],
    text: English,
    geometry: Geometry,
) -> list[Row]:
    """Keep room for English to come, so that the text below moves as little as it can."""
    if not text.reserve or geometry.english is None:
        return rows
    further = text.reserve // max(8, geometry.english.width)
    if geometry.stacked:
        return rows + [Row()] * further
    return rows + [Row()] * max(0, len(english) + further - max(len(rows), len(chinese)))


def _room(column: Column | None, inset: int) -> int | None:
    return None if column is None else column.width - inset
