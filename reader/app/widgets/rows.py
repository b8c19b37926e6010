"""A list of rows that draws only what is on screen, however long it is."""

from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of equal height with a cursor. Subclasses say how many there are and draw them.

    They are no wider than an eye can follow from a title to the figures at its right.

    The list changes by :meth:`rows_changed`. Its screen binds the keys and calls :meth:`move`
    and its kin, so that every key stands in the one registry of actions; those of a scrolling
    widget would come before the screen's as soon as the rows are more than fit.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Rows {
        max-width: 132; scrollbar-size-vertical: 1; scrollbar-gutter: stable; overflow-x: hidden;
    }
    """

    cursor: reactive[int] = reactive(0)
    """The row that the cursor is on; meaningless while there are none."""

    class Moved(Message):
        """The cursor went to another row, or the row under it changed."""

        def __init__(self, rows: "Rows", index: int) -> None:
            """``index`` is the row's number, -1 when there is none."""
            super().__init__()
            self.rows = rows
            self.index = index

    class Chosen(Message):
        """A row was clicked that the cursor was on."""

        def __init__(self, rows: "Rows", index: int) -> None:
            """``index`` is the row's number."""
            super().__init__()
            self.rows = rows
            self.index = index

    @property
    def row_height(self) -> int:
        """The lines that a row takes with the blank below it."""
        return 3

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def render_row(self, index: int, line: int, width: int) -> Strip:
        """Line ``line`` (from 0) of row ``index``, exactly ``width`` cells wide."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Line ``y`` of the widget."""
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        width = self.scrollable_content_region.width
        if index < self.row_count:
            return self.render_row(index, line, width)
        return Strip.blank(width, self.rich_style)

    def rows_changed(self, cursor: int | None = None) -> None:
        """Tell the list that its rows are others now, with the cursor at ``cursor``."""
        self._measure()
        last = max(0, self.row_count - 1)
        wanted = min(self.cursor if cursor is None else cursor, last)
        same = wanted == self.cursor
        self.cursor = wanted
        self.refresh()
        if same:
            self._settle()

    def move(self, delta: int) -> None:
        """Move the cursor by ``delta`` rows, as far as there are rows."""
        self.move_to(self.cursor + delta)

    def move_to(self, index: int) -> None:
        """Move the cursor to row ``index``, or the nearest there is."""
        if self.row_count:
            self.cursor = max(0, min(index, self.row_count - 1))

    def move_page(self, delta: int) -> None:
        """Move the cursor by ``delta`` pages."""
        self.move(delta * max(1, self.size.height // self.row_height))

    def watch_cursor(self) -> None:
        """Keep the cursor in view and tell the screen."""
        self._settle()
        self.refresh()

    def on_resize(self) -> None:
        """Lay the rows out anew."""
        self._measure()
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """Move to the row that was clicked; choose it when the cursor was there already."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        if index >= self.row_count:
            return
        if index == self.cursor:
            self.post_message(self.Chosen(self, index))
        self.cursor = index

    def _measure(self) -> None:
        height = max(0, self.row_count * self.row_height)
        self.virtual_size = Size(self.scrollable_content_region.width, height)

    def _settle(self) -> None:
        self._show_cursor()
        self.post_message(self.Moved(self, self.cursor if self.row_count else -1))

    def _show_cursor(self) -> None:
        top = self.cursor * self.row_height
        region = Region(0, top, 1, self.row_height)
        if self.size.height and self.row_count:
            self.scroll_to_region(region, animate=False, force=True, immediate=True)
