"""The screen on which people read."""

from collections.abc import Iterable

from textual.widget import Widget

from reader.app.reading.finding import Finding
from reader.app.reading.studying import Studying
from reader.app.reading.taking import Taking
from reader.app.reading.translating import Translating
from reader.app.reading.views import Views
from reader.app.widgets.correction import CorrectionBar
from reader.app.widgets.find_bar import FindBar
from reader.app.widgets.word_panel import WordPanel


class ReadingScreen(Taking, Finding, Studying, Views, Translating):
    """An article: its Chinese in the script that the person reads, its English beside it.

    Each base class is one thing that a person can do; what is on the page, ``escape`` and
    ``enter`` go through all of them in this order.
    """

    def compose_body(self) -> Iterable[Widget]:
        """The page, and the panels that come and go below it."""
        yield from super().compose_body()
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
