"""Hits: which character of the article lies under a cell of the screen."""

from dataclasses import dataclass

from reader.app.page.geometry import Geometry
from reader.app.page.rows import Laid
from reader.articles.model import Place
from reader.chinese.cells import cell_widths
from reader.chinese.typesetting import Line


@dataclass(frozen=True, slots=True)
class Hit:
    """A character: of the Chinese as written, or of a sentence's English.

    ``offset`` counts in the block's text for Chinese, in the sentence's English for English.
    ``exact`` is false for the nearest character to a cell that holds none.
    """

    english: bool
    place: Place
    offset: int
    exact: bool = True


def hit(
    laid: Laid, number: int, x: int, geometry: Geometry, *, english: bool | None = None
) -> Hit | None:
    """The character at cell ``x`` of a row, or the nearest one on the row.

    ``english`` keeps to one language, as a drag that began there must.
    """
    row = laid.rows[number]
    side = english if english is not None else _side(x, geometry)
    column = geometry.english if side else geometry.chinese
    line = row.english if side else row.chinese
    if english is None and line is None and geometry.stacked:
        side = not side
        column = geometry.english if side else geometry.chinese
        line = row.english if side else row.chinese
    if column is None or line is None:
        return None
    text = laid.english.text if side else laid.shown.text
    if laid.folded:
        return Hit(side, Place(laid.unit.key.block, 0), 0)
    offset, exact = _offset(text, line, x - column.x - laid.inset - line.indent)
    return _english_hit(laid, offset, exact) if side else _chinese_hit(laid, offset, exact)


def _side(x: int, geometry: Geometry) -> bool:
    """Whether cell ``x`` belongs to the English: to the nearer of two columns."""
    if geometry.english is None or geometry.chinese is None:
        return geometry.chinese is None
    if geometry.stacked:
        return False
    first, second = sorted((geometry.chinese, geometry.english), key=lambda column: column.x)
    return (second if x >= second.x - 1 else first) is geometry.english


def _offset(text: str, line: Line, cells: int) -> tuple[int, bool]:
    at = 0
    widths = cell_widths(text[line.start : line.stop])
    for offset, own in enumerate(widths, start=line.start):
        width = 0 if offset in line.dropped else own + (offset in line.gaps)
        if cells < at + width:
            return offset, cells >= 0
        at += width
    return max(line.start, line.stop - 1), False


def _chinese_hit(laid: Laid, offset: int, exact: bool) -> Hit:
    unit = laid.unit
    written = laid.shown.to_written(offset)
    return Hit(False, Place(unit.key.block, unit.block.sentence_at(written)), written, exact)


def _english_hit(laid: Laid, offset: int, exact: bool) -> Hit | None:
    for sentence in laid.english.sentences:
        if offset < sentence.span.end:
            inside = max(0, min(offset, sentence.words.end) - sentence.words.start)
            return Hit(True, sentence.place, inside, exact)
    return None
