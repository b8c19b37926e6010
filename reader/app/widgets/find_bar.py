"""The line in which the person types what to find."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static


class FindBar(Horizontal):
    """An input with the number of matches beside it; below the page while it is needed."""

    DEFAULT_CSS = """
    FindBar { height: 2; padding: 0 1; border-top: solid $rule; display: none; }
    FindBar > .find--sign { width: 2; color: $faint; }
    FindBar > Input { width: 1fr; border: none; padding: 0; height: 1; background: $background; }
    FindBar > .find--count { width: auto; color: $faint; }
    """

    class Changed(Message):
        """The person typed: ``query`` is what stands in the line now."""

        def __init__(self, query: str) -> None:
            """Say what to find."""
            super().__init__()
            self.query_text = query

    class Done(Message):
        """The person pressed enter: go on with the matches."""

    def compose(self) -> ComposeResult:
        """A sign, the input, the count."""
        yield Static("/", classes="find--sign", markup=False)
        yield Input(compact=True)
        yield Static("", classes="find--count", markup=False)

    def open(self) -> None:
        """Show the line and let the person type."""
        self.display = True
        line = self.query_one(Input)
        line.select_all()
        line.focus()

    def close(self) -> None:
        """Take the line away."""
        self.display = False

    def count(self, text: str) -> None:
        """Show how many matches there are."""
        self.query_one(".find--count", Static).update(text)

    @property
    def value(self) -> str:
        """What stands in the line."""
        return self.query_one(Input).value

    @value.setter
    def value(self, text: str) -> None:
        self.query_one(Input).value = text

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find as the person types."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with the matches."""
        event.stop()
        self.post_message(self.Done())
