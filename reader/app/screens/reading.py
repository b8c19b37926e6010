"""The screen on which people read."""

from collections.abc import Iterable

from textual import events
from textual.containers import Container
from textual.widget import Widget

from reader.app.page.geometry import NARROW
from reader.app.reading.finding import Finding
from reader.app.reading.studying import Studying
from reader.app.reading.taking import Taking
from reader.app.reading.translating import Translating
from reader.app.reading.views import Views
from reader.app.widgets.correction import CorrectionBar
from reader.app.widgets.find_bar import FindBar
from reader.app.widgets.notes_list import SideNotes
from reader.app.widgets.word_panel import WordPanel


class ReadingScreen(Taking, Finding, Studying, Views, Translating):
    """An article: its Chinese in the script that the person reads, its English beside it.

    Each base class is one thing that a person can do; what is on the page, ``escape`` and
    ``enter`` go through all of them in this order.
    """

    DEFAULT_CSS = """
    ReadingScreen #desk { layout: horizontal; width: 1fr; height: 1fr; }
    ReadingScreen SideNotes {
        display: none; width: 38; height: 1fr; border-left: solid $rule; padding: 0 1;
    }
    ReadingScreen.-narrow #desk { layout: vertical; }
    ReadingScreen.-narrow SideNotes {
        width: 1fr; height: 40%; border-left: none; border-top: solid $rule;
    }
    """

    def on_resize(self, event: events.Resize) -> None:
        """Put the notes below the page where there is no room beside it."""
        self.set_class(event.size.width < NARROW, "-narrow")

    def compose_body(self) -> Iterable[Widget]:
        """The page, the notes at its side, and the panels that come and go below it."""
        with Container(id="desk"):
            yield from super().compose_body()
            yield SideNotes(shown=self.shown_quote)
        yield WordPanel()
        yield FindBar()
        yield CorrectionBar()

    def action_activate(self) -> None:
        """Do what enter means here."""
        self.activate()

    def action_back(self) -> None:
        """Leave what is open here; when nothing is, go back to where the person came from."""
        if not self.leave():
            self.keeper.finish()
            self.app.pop_screen()
