"""The line in which the person writes a better English for a sentence."""

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from reader.app.widgets.text_editor import TextEditor
from reader.articles.model import Place


class _Editor(TextEditor):
    """A text of one paragraph: enter keeps it."""

    class Kept(Message):
        """The person pressed enter."""

    async def _on_key(self, event: events.Key) -> None:
        if event.key in ("enter", "ctrl+s"):
            event.prevent_default()
            event.stop()
            self.post_message(self.Kept())
            return
        await super()._on_key(event)


class CorrectionBar(Vertical):
    """Below the page while it is needed; enter keeps the wording, escape does not."""

    DEFAULT_CSS = """
    CorrectionBar { height: auto; padding: 0 1; border-top: solid $rule; display: none; }
    CorrectionBar > Static { height: 1; color: $faint; }
    CorrectionBar > TextArea {
        height: auto; max-height: 6; border: none; padding: 0; background: $background;
    }
    """

    @dataclass
    class Written(Message):
        """The person wants ``english`` for the sentence at ``place``; empty takes it back."""

        place: Place
        english: str

    def __init__(self) -> None:
        """No sentence is corrected yet."""
        super().__init__()
        self._place = Place(0, 0)

    def compose(self) -> ComposeResult:
        """A line that says what to do, and the text."""
        yield Static(
            "Your English for this sentence · ⏎ keeps it, empty takes it back · esc leaves",
            markup=False,
        )
        yield _Editor(soft_wrap=True, compact=True, show_line_numbers=False, tab_behavior="focus")

    def open(self, place: Place, english: str) -> None:
        """Let the person write, beginning with ``english``."""
        self._place = place
        self.display = True
        editor = self.query_one(_Editor)
        editor.text = english
        editor.move_cursor(editor.document.end)
        editor.focus()

    def close(self) -> None:
        """Take the editor away."""
        self.display = False

    def on__editor_kept(self) -> None:
        """Hand the wording over."""
        text = " ".join(self.query_one(_Editor).text.split())
        self.close()
        self.post_message(self.Written(self._place, text))
