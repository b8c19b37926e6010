"""Every key, narrowed as one types."""

from collections.abc import Iterable
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual import on
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.app.actions import Where
from reader.app.key_table import TITLES, rows
from reader.app.keymap import KeyMap
from reader.app.widgets.lines import Part, TopLine


class HelpScreen(ModalScreen[None]):
    """The actions of the screen below and those that work everywhere first, then the others."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss", "Close"),
        Binding("up", "scroll(-1)", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"help--heading", "help--keys", "help--id"}
    DEFAULT_CSS = """
    HelpScreen { background: $background; }
    HelpScreen VerticalScroll { padding: 0 1; scrollbar-size-vertical: 1; }
    HelpScreen Static { height: auto; }
    HelpScreen .help--heading { text-style: bold; color: $accent; }
    HelpScreen .help--keys { color: $foreground; text-style: bold; }
    HelpScreen .help--id { color: $faint; }
    """
    AUTO_FOCUS = "Input"

    def __init__(self, where: Where, keymap: KeyMap, settings: str) -> None:
        """Help for a screen of ``where``; ``settings`` names the file that remaps keys."""
        super().__init__()
        self._keymap = keymap
        self._settings = settings
        first = [place for place in (where, Where.EVERYWHERE) if place in TITLES]
        self._order = list(dict.fromkeys([*first, *TITLES]))

    def compose(self) -> Iterable[Widget]:
        """A title, the table and a line to type into."""
        yield TopLine()
        with VerticalScroll(can_focus=False):
            yield Static(markup=False)
        yield Input(placeholder="type to narrow · esc closes", compact=True, classes="line")

    def on_mount(self) -> None:
        """Show everything."""
        self.query_one(TopLine).show(
            "Keys", Part(f"remap by id under [keys] in {self._settings}"), Part("esc closes", 100)
        )
        self._show("")

    @on(Input.Changed)
    def narrow(self, event: Input.Changed) -> None:
        """Show what has all the words typed."""
        self._show(event.value)

    @on(Input.Submitted)
    def close(self) -> None:
        """Close."""
        self.dismiss()

    def on_resize(self) -> None:
        """Lay the table out anew."""
        self._show(self.query_one(Input).value)

    def action_scroll(self, lines: int) -> None:
        """Scroll by ``lines``."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by ``pages``."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    def _show(self, query: str) -> None:
        words = query.lower().split()
        table = Table.grid(padding=(0, 2))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        wide = self.app.size.width >= 90
        if wide:
            table.add_column(no_wrap=True, justify="right")
        heading, keys, id_ = (
            self.get_component_rich_style(f"help--{name}", partial=True)
            for name in ("heading", "keys", "id")
        )
        for where in self._order:
            found = [row for row in rows(where, self._keymap) if row.speaks_of(words)]
            if not found:
                continue
            table.add_row(Text(TITLES[where], heading))
            for row in found:
                cells = [Text(" ".join(row.keys), keys), Text(row.help), Text(row.id, id_)]
                table.add_row(*cells[: 3 if wide else 2])
            table.add_row("")
        nothing = Text("No key does that. Delete a letter or two.")
        self.query_one(Static).update(table if table.row_count else nothing)
