"""The thumb at the page's edge: which part of the article is on the screen.

It goes by characters and not by rows, since no row that is off the screen has been laid out.
"""

from bisect import bisect_right
from collections.abc import Sequence

from reader.app.page.rows import Laid
from reader.app.page.units import Units
from reader.articles.model import Place


def thumb(units: Units, visible: Sequence[tuple[Laid, int]], height: int) -> range:
    """The rows, of ``height``, that the thumb takes; none when the whole article is visible."""
    extent = units.article.extent
    if not visible or not extent or height < 1:
        return range(0)
    start, end = _offset(units, visible[0], 0), _offset(units, visible[-1], 1)
    if start == 0 and end == extent:
        return range(0)
    size = max(1, round((end - start) * height / extent))
    last = height - size
    first = last if end == extent else min(last, int(start * height / extent))
    return range(first, first + size)


def place_at(units: Units, share: float) -> Place:
    """The sentence that this share of the article's characters lies before."""
    article = units.article
    offset = max(0, min(int(share * article.extent), article.extent - 1))
    index = max(0, min(bisect_right(units.starts, offset), len(article.blocks)) - 1)
    return Place(index, article.blocks[index].sentence_at(offset - units.starts[index]))


def _offset(units: Units, row: tuple[Laid, int], rows: int) -> int:
    """Where in the article a row begins, or with ``rows`` of 1 ends, in characters."""
    laid, number = row
    unit = laid.unit
    if laid.folded and rows:
        return units.starts[_end_of_fold(units, unit.key.block)]
    inside = (unit.end - unit.start) * (number + rows) // len(laid.rows)
    return units.starts[unit.key.block] + unit.start + inside


def _end_of_fold(units: Units, start: int) -> int:
    """The block after the run of site debris that begins with the block ``start``."""
    blocks = units.article.blocks
    index = start + 1
    while index < len(blocks) and blocks[index].debris:
        index += 1
    return index
