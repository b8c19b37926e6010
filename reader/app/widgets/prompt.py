"""A line to type into, behind a mark that says what for."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static


class Prompt(Horizontal):
    """One line, hidden until it is opened: a mark such as ``/`` and what is typed."""

    DEFAULT_CSS = """
    Prompt { height: 1; background: $panel; display: none; }
    Prompt Static { width: 3; padding: 0 1; color: $accent; text-style: bold; }
    Prompt Input.line { width: 1fr; padding: 0 1 0 0; }
    """

    def __init__(self, mark: str, placeholder: str) -> None:
        """A hidden line behind ``mark``."""
        super().__init__()
        self._mark = mark
        self._placeholder = placeholder

    def compose(self) -> Iterable[Widget]:
        """The mark and the line."""
        yield Static(self._mark, markup=False)
        yield Input(placeholder=self._placeholder, compact=True, classes="line")

    @property
    def line(self) -> Input:
        """The line itself."""
        return self.query_one(Input)

    def open(self) -> None:
        """Show the line and have keys go to it at once, also those typed ahead."""
        self.display = True
        self.screen.set_focus(self.line)

    def close(self) -> None:
        """Empty the line and hide it."""
        self.line.value = ""
        self.display = False
