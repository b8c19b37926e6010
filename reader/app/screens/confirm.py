"""A question that is answered with yes or no."""

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from reader.app.cells import one_line
from reader.app.widgets.lines import BottomLine, Hint


class ConfirmScreen(ModalScreen[bool]):
    """Asks in the two last lines; yes is y or enter, no is n or escape."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", "Yes"),
        Binding("n,escape,q", "answer(False)", "No"),
    ]
    DEFAULT_CSS = """
    ConfirmScreen { background: transparent; align-vertical: bottom; }
    ConfirmScreen Static { height: auto; padding: 0 1; border-top: solid $accent;
        background: $background; }
    ConfirmScreen BottomLine { background: $background; height: 1; border-top: none; }
    """

    def __init__(self, question: str, yes: str) -> None:
        """Ask ``question``; ``yes`` is the word for doing it."""
        super().__init__()
        self._question = question
        self._yes = yes

    def compose(self) -> Iterable[Widget]:
        """The question and the keys."""
        yield Static(one_line(self._question), markup=False)
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(BottomLine).show(
            [
                Hint("y", self._yes, "answer(True)", 90),
                Hint("n", "keep it", "answer(False)", 95),
            ]
        )

    def action_answer(self, answer: bool) -> None:
        """Give the answer."""
        self.dismiss(answer)
