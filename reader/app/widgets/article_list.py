"""The list of articles: two lines each, drawn only where the screen is."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from reader.app.cells import fit, one_line, strip_of
from reader.app.library.shelf import Entry, is_done
from reader.app.scripts import NAMES
from reader.app.widgets.rows import Rows
from reader.articles.model import ArticleInfo, Origin
from reader.chinese.script import Script

_BAR = 10
_WIDE = 90
_MIDDLE = 60
_LOW = 24


class ArticleList(Rows):
    """Entries with title, date, length, progress and marks; English title and origin below."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--title",
        "list--done",
        "list--quiet",
        "list--faint",
        "list--bar",
        "list--cursor",
        "list--edge",
        "list--found",
    }
    DEFAULT_CSS = """
    ArticleList { height: 1fr; }
    ArticleList .list--done { color: $quiet; }
    ArticleList .list--quiet { color: $quiet; }
    ArticleList .list--faint { color: $faint; }
    ArticleList .list--bar { color: $accent; }
    ArticleList .list--cursor { background: $tint; text-style: $tint-style; }
    ArticleList .list--edge { color: $accent; }
    ArticleList .list--found { color: $on-found; background: $found; }
    """

    def __init__(self, title: Callable[[ArticleInfo], str]) -> None:
        """An empty list that asks ``title`` for the title to show, in the script of the screen."""
        super().__init__()
        self._title = title
        self._entries: Sequence[Entry] = ()
        self._marks_width = 0

    @property
    def entries(self) -> Sequence[Entry]:
        """The rows."""
        return self._entries

    @property
    def current(self) -> Entry | None:
        """The row under the cursor, if there is one."""
        return self._entries[self.cursor] if self._entries else None

    def show(self, entries: Sequence[Entry], cursor: int = 0) -> None:
        """List ``entries`` with the cursor on row ``cursor``."""
        self._entries = entries
        marks = {(e.info.bookmarks, e.info.notes, e.info.highlights) for e in entries}
        self._marks_width = max((cell_len(_marks(*counts)) for counts in marks), default=0)
        self.rows_changed(cursor)

    @property
    def row_height(self) -> int:
        """Two lines, and a blank one where there is room."""
        return 3 if self.app.size.height >= _LOW else 2

    @property
    def row_count(self) -> int:
        """The number of entries."""
        return len(self._entries)

    def render_row(self, index: int, line: int, width: int) -> Strip:
        """One line of a row: 0 the title and figures, 1 the English title and origin, 2 blank."""
        fill = self.rich_style
        if line > 1:
            return Strip.blank(width, fill)
        entry = self._entries[index]
        current = index == self.cursor
        if current:
            fill += self.get_component_rich_style("list--cursor", partial=True)
        edge = ("▌" if current else " ", self._style("edge"))
        inner = width - 3
        draw = self._figures if line == 0 else self._second
        return strip_of([(" ", Style()), edge, (" ", Style()), *draw(entry, inner)], width, fill)

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"list--{name}", partial=True)

    def _figures(self, entry: Entry, width: int) -> list[tuple[str, Style]]:
        info = entry.info
        faint = self._style("faint")
        right: list[tuple[str, Style]] = []
        if width >= _MIDDLE - 4:
            right.append((f"  {info.date:10.10}", faint))
        if width >= _WIDE - 4:
            filled = round(info.progress * _BAR)
            right += [
                (f"  {info.characters:>7,}  ", faint),
                ("━" * filled, self._style("bar")),
                ("╌" * (_BAR - filled), faint),
            ]
        right.append((f" {_progress(info):>6}", faint))
        if width >= _MIDDLE - 4 and self._marks_width:
            marks = _marks(info.bookmarks, info.notes, info.highlights)
            right.append(("  " + marks.ljust(self._marks_width), self._style("edge")))
        room = width - sum(cell_len(text) for text, _ in right)
        title = fit(one_line(self._title(info)), room)
        style = self._style("done" if is_done(info) else "title")
        return [(title, style), (" " * (room - cell_len(title)), Style()), *right]

    def _second(self, entry: Entry, width: int) -> list[tuple[str, Style]]:
        info = entry.info
        origin = "" if width < _MIDDLE - 4 else _origin(info)
        origin = fit(origin, width // 2)
        room = width - cell_len(origin) - (2 if origin else 0)
        left = (
            self._snippet(entry, room)
            if entry.snippet
            else [(fit(one_line(info.english_title), room), self._style("quiet"))]
        )
        used = sum(cell_len(text) for text, _ in left)
        gap = width - used - cell_len(origin)
        return [*left, (" " * gap, Style()), (origin, self._style("faint"))]

    def _snippet(self, entry: Entry, room: int) -> list[tuple[str, Style]]:
        start, end = entry.found
        text = one_line(entry.snippet)
        before = text[:start]
        found = fit(text[start:end], room)
        before = fit(before, room - cell_len(found))
        after = fit(text[end:], room - cell_len(found) - cell_len(before))
        quiet = self._style("quiet")
        return [(before, quiet), (found, self._style("found")), (after, quiet)]


def _progress(info: ArticleInfo) -> str:
    """``new`` until it was opened, then how much of it is read."""
    return f"{info.progress:.0%}".replace("%", " %") if info.read else "new"


def _marks(bookmarks: int, notes: int, highlights: int) -> str:
    pairs = (("◆", bookmarks), ("✎", notes), ("▍", highlights))
    return " ".join(f"{mark}{count}" for mark, count in pairs if count)


def _origin(info: ArticleInfo) -> str:
    """Source, script and origin; the origin is left out where the source names it already."""
    origin = "corpus" if info.origin is Origin.CORPUS else "imported"
    if origin in info.source.lower():
        origin = ""
    return " · ".join(
        part
        for part in (
            one_line(info.source),
            NAMES[info.script] if info.script is not Script.ORIGINAL else "",
            origin,
        )
        if part
    )
