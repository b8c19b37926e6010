"""Text measured in terminal cells, for widgets that draw lines themselves."""

from collections.abc import Iterable
from pathlib import Path

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.chinese.normalise import visible


def fit(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, cut at a character with ``…`` when it is longer."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip(" ") + "…"


def strip_of(pieces: Iterable[tuple[str, Style]], width: int, fill: Style) -> Strip:
    """A strip of exactly ``width`` cells: the pieces, then blanks in the style ``fill``."""
    strip = Strip([Segment(text, fill + style) for text, style in pieces if text])
    return strip.adjust_cell_length(width, fill)


def between(left: str, right: str, width: int) -> int:
    """The number of blanks that set ``right`` flush right of ``left`` in ``width`` cells."""
    return max(0, width - cell_len(left) - cell_len(right))


def one_line(text: str) -> str:
    """``text`` as it may go into one line of the screen, with placeholders; the same length."""
    return visible(text, one_line=True)


def below_home(path: Path) -> str:
    """``path`` with ``~`` for the home folder, as people write it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
