"""From laid-out rows to strips of styled segments."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.app.page.geometry import Column, Geometry
from reader.app.page.overlays import Overlay, Role, pieces
from reader.app.page.rows import Laid, Row
from reader.articles.model import BlockKind
from reader.chinese.cells import cell_len, cell_widths
from reader.chinese.typesetting import Line

_KINDS = {
    BlockKind.HEADING: Role.HEADING,
    BlockKind.IMAGE: Role.CAPTION,
    BlockKind.QUOTE: Role.QUOTE,
    BlockKind.CODE: Role.CODE,
}
_THUMB = "▐"


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark in the gutter and the role in which it is painted."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Decoration:
    """What lies over one unit: overlays of both languages, and gutter signs by row."""

    chinese: Sequence[Overlay] = ()
    english: Sequence[Overlay] = ()
    signs: dict[int, tuple[Sign, Sign]] = field(default_factory=dict)
    """For a row: the mark, and the bar of a highlight (either may be empty)."""


class Painter:
    """Paints rows; ``style`` gives the style of a role (looked up once for each combination)."""

    def __init__(self, style: Callable[[Role | None], Style]) -> None:
        self._style = style
        self._combined: dict[tuple[Role, ...], Style] = {}

    def forget(self) -> None:
        """Look styles up anew: the theme changed."""
        self._combined.clear()

    def strip(self, laid: Laid, number: int, geometry: Geometry, over: Decoration) -> Strip:
        """The row ``number`` of ``laid`` as a strip of the page's width."""
        row = laid.rows[number]
        canvas = _Canvas()
        self._gutter(canvas, geometry, over.signs.get(number))
        notes = geometry.chinese or geometry.english
        for column, english in _in_order(geometry):
            self._column(canvas, column, laid, row, over, english=english, notes=column == notes)
        canvas.pad(geometry.width, self.styled(()))
        return Strip(canvas.segments, geometry.width).crop(0, geometry.width)

    def with_thumb(self, strip: Strip) -> Strip:
        """The strip with a piece of the thumb in its last cell, unless text hangs over there."""
        width = strip.cell_length
        if not strip.crop(width - 2, width).text.isspace():
            return strip
        piece = Segment(_THUMB, self.styled((Role.THUMB,)))
        return Strip.join([strip.crop(0, width - 1), Strip([piece], 1)])

    def blank(self, width: int) -> Strip:
        """An empty row."""
        return Strip.blank(width, self.styled(()))

    def styled(self, roles: tuple[Role, ...]) -> Style:
        """The style of text with all of ``roles``, the later over the earlier."""
        style = self._combined.get(roles)
        if style is None:
            style = self._style(None)
            for role in roles:
                style += self._style(role)
            self._combined[roles] = style
        return style

    def _gutter(
        self, canvas: "_Canvas", geometry: Geometry, signs: tuple[Sign, Sign] | None
    ) -> None:
        if signs is None:
            return
        canvas.pad(geometry.gutter, self.styled(()))
        for sign in signs:
            canvas.put(sign.text or " ", self.styled((sign.role,)))

    def _column(
        self,
        canvas: "_Canvas",
        column: Column,
        laid: Laid,
        row: Row,
        over: Decoration,
        *,
        english: bool,
        notes: bool,
    ) -> None:
        line, lead = (row.english, row.english_lead) if english else (row.chinese, row.lead)
        note = row.note if notes else ""
        if line is None and not lead and not note:
            return
        canvas.pad(column.x, self.styled(()))
        if note:
            canvas.put(note, self.styled((Role.NOTE,)))
            return
        base = [Role.ENGLISH if english else Role.CHINESE]
        if laid.folded:
            base.append(Role.NOTE)
        elif kind := _KINDS.get(laid.unit.block.kind):
            base.append(kind)
        if lead:
            canvas.put(lead, self.styled((Role.LEAD,)))
        if line is None:
            return
        canvas.pad(column.x + laid.inset + line.indent, self.styled(()))
        text = laid.english.text if english else laid.shown.text
        self._text(canvas, text, line, base, over.english if english else over.chinese)

    def _text(
        self,
        canvas: "_Canvas",
        text: str,
        line: Line,
        base: Sequence[Role],
        overlays: Iterable[Overlay],
    ) -> None:
        for start, stop, roles in pieces(line.start, line.stop, base, overlays):
            shown = spaced(text, start, stop, line)
            canvas.put(_veiled(shown) if Role.HIDDEN in roles else shown, self.styled(roles))


def spaced(text: str, start: int, stop: int, line: Line) -> str:
    """The text between two offsets as it stands on the line, with its thin gaps."""
    if not line.gaps and not line.dropped:
        return text[start:stop]
    return "".join(
        (" " if at in line.gaps else "") + text[at]
        for at in range(start, stop)
        if at not in line.dropped
    )


def _veiled(text: str) -> str:
    """Dots as long as the words: what is hidden shows how much there is."""
    return "".join(
        character if character.isspace() else "┈" * width
        for character, width in zip(text, cell_widths(text), strict=True)
    )


def _in_order(geometry: Geometry) -> list[tuple[Column, bool]]:
    columns = []
    if geometry.chinese is not None:
        columns.append((geometry.chinese, False))
    if geometry.english is not None:
        columns.append((geometry.english, True))
    return sorted(columns, key=lambda pair: pair[0].x)


class _Canvas:
    """Segments put one after the other, with the number of cells so far."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.cells = 0

    def put(self, text: str, style: Style) -> None:
        self.segments.append(Segment(text, style))
        self.cells += cell_len(text)

    def pad(self, to: int, style: Style) -> None:
        if to > self.cells:
            self.segments.append(Segment(" " * (to - self.cells), style))
            self.cells = to
