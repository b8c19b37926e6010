"""Attaching a note again whose words are no longer in its article."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.annotations.finding import Finder
from reader.annotations.model import Annotation, Target
from reader.app.cells import one_line
from reader.app.widgets.lines import BottomLine, Hint, TopLine
from reader.app.widgets.notes_list import NotesList
from reader.app.widgets.rows import Rows
from reader.errors import ReaderError
from reader.services import Services


class AttachScreen(ModalScreen[Annotation | None]):
    """Offers the sentences that a lost note may be about; gives the note at the one chosen.

    The likeliest come first; typing looks for other words in the article.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("up", "row(-1)", show=False, priority=True),
        Binding("down", "row(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    AttachScreen { background: $background; }
    AttachScreen Input.line { margin: 1 1 0 1; }
    AttachScreen Static { height: auto; max-height: 4; padding: 0 2; color: $quiet; }
    """

    @dataclass
    class Likely(Message):
        """A worker found sentences."""

        targets: Sequence[Target]

    @dataclass
    class Failed(Message):
        """A worker could not read the article."""

        reason: str

    def __init__(self, services: Services, note: Annotation) -> None:
        """Attach ``note``, an orphan."""
        super().__init__()
        self._services = services
        self._note = note

    def compose(self) -> Iterable[Widget]:
        """The lost quote, a line for other words, the sentences, and the keys."""
        yield TopLine()
        yield Static(one_line(self._note.target.exact.strip()), markup=False)
        yield Input(placeholder="other words of the sentence", compact=True, classes="line")
        yield NotesList()
        yield BottomLine()

    def on_mount(self) -> None:
        """Look for likely sentences."""
        self.query_one(TopLine).show("Attach the note again to …")
        self.query_one(BottomLine).show(
            [Hint("↑↓", "choose", "row(1)", 50), Hint("⏎", "attach", "attach", 90)]
        )
        self._look(self._note.target)

    @work(thread=True, exclusive=True, group="attach")
    def _look(self, target: Target) -> None:
        worker = get_current_worker()
        try:
            article = self._services.open(target.article)
            likely = Finder(article).likely(target)
        except ReaderError as error:
            self.post_message(self.Failed(str(error)))
        else:
            if not worker.is_cancelled:
                self.post_message(self.Likely(likely))

    def on_attach_screen_likely(self, message: Likely) -> None:
        """List the sentences."""
        self.query_one(NotesList).show(
            [
                Annotation(str(number), self._note.kind, target, created="", updated="")
                for number, target in enumerate(message.targets)
            ]
        )

    def on_attach_screen_failed(self, message: Failed) -> None:
        """Say why."""
        self.query_one(BottomLine).say(one_line(message.reason), error=True)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        words = event.value.strip()
        self._look(replace(self._note.target, exact=words) if words else self._note.target)

    @on(Input.Submitted)
    @on(Rows.Chosen)
    def action_attach(self) -> None:
        """Attach the note to the sentence under the cursor."""
        chosen = self.query_one(NotesList).current
        if chosen is None:
            return
        try:
            done = self._services.annotations.update(self._note.id, target=chosen.target)
        except ReaderError as error:
            self.query_one(BottomLine).say(one_line(str(error)), error=True)
        else:
            self.dismiss(done)

    def action_row(self, delta: int) -> None:
        """Move by ``delta`` rows."""
        self.query_one(NotesList).move(delta)

    def action_page(self, delta: int) -> None:
        """Move by ``delta`` pages."""
        self.query_one(NotesList).move_page(delta)

    def action_close(self) -> None:
        """Leave the note without a place."""
        self.dismiss(None)
