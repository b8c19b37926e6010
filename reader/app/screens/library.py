"""The list of articles."""

from collections.abc import Iterable
from typing import Any, ClassVar, cast

from textual import on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.app.actions import Where, bindings
from reader.app.registry import ACTIONS
from reader.app.screens.base import ReaderScreen
from reader.app.shelf import Entry, Sort, matching, next_unread, ordered, summary
from reader.app.widgets.article_list import ArticleList
from reader.app.widgets.lines import Part
from reader.app.widgets.rows import Rows
from reader.articles.model import ArticleInfo
from reader.errors import ReaderError
from reader.services import Services


class LibraryScreen(ReaderScreen):
    """All articles: sorted, filtered as one types, with a preview of the highlighted one."""

    where = Where.LIBRARY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.LIBRARY)]
    AUTO_FOCUS = "ArticleList"

    def __init__(self, services: Services) -> None:
        """The library of ``services``."""
        super().__init__()
        self._services = services
        self._infos: list[ArticleInfo] = []
        self._sort = Sort.DATE
        self._query = ""

    def compose_body(self) -> Iterable[Widget]:
        """The list, the preview and the search line."""
        yield ArticleList(lambda info: info.title)
        yield Static(id="preview", markup=False)
        yield Input(id="search", placeholder="search", compact=True)

    @property
    def articles(self) -> ArticleList:
        """The list."""
        return self.query_one(ArticleList)

    def on_mount(self) -> None:
        """Start reading the list."""
        super().on_mount()
        self.query_one("#search").display = False
        self.load()

    def on_screen_resume(self) -> None:
        """Read the list again: progress and marks may have changed."""
        super().on_screen_resume()
        self.load()

    @work(thread=True, exclusive=True, group="list")
    def load(self) -> None:
        """Read the list off the screen's thread."""
        try:
            infos = cast("Any", self._services).library.list()
        except ReaderError as error:
            self.app.call_from_thread(self.say, str(error), error=True)
        else:
            self.app.call_from_thread(self._loaded, list(infos))

    def _loaded(self, infos: list[ArticleInfo]) -> None:
        self._infos = infos
        self._show()

    def _show(self) -> None:
        infos = matching(ordered(self._infos, self._sort), self._query, str.casefold)
        self.articles.show([Entry(info) for info in infos])
        count = summary(self._infos)
        self.top.show("reader", Part(f"by {self._sort}"), Part(count, 100))

    def action_row(self, delta: int) -> None:
        """Move by ``delta`` rows."""
        self.articles.move(delta)

    def action_page(self, delta: int) -> None:
        """Move by ``delta`` pages."""
        self.articles.move_page(delta)

    def action_first(self) -> None:
        """Go to the first row."""
        self.articles.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.articles.move_to(len(self.articles.entries))

    def action_next_unread(self) -> None:
        """Go to the next article not read to its end."""
        index = next_unread(self.articles.entries, self.articles.cursor)
        if index is not None:
            self.articles.move_to(index)

    def action_sort(self) -> None:
        """Sort in the next order."""
        self._sort = self._sort.next()
        self._show()

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Read the article under the cursor."""
        entry = self.articles.current
        if entry:
            self.reader.open_article(entry.info.id, entry.place)

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
