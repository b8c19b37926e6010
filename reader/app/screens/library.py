"""The list of articles."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.app.actions import Where, bindings
from reader.app.library.beginnings import beginning
from reader.app.library.changes import LibraryChanges
from reader.app.library.messages import Failed, Listed, Previewed
from reader.app.library.shelf import (
    SORT_WORDS,
    SORTS,
    Entry,
    found_in_texts,
    next_sort,
    next_unread,
    row_of,
    summary,
)
from reader.app.library.titles import Titles
from reader.app.registry import ACTIONS
from reader.app.scripts import NAMES, next_script
from reader.app.widgets.article_list import ArticleList
from reader.app.widgets.empty import Empty
from reader.app.widgets.lines import Part
from reader.app.widgets.preview import Preview
from reader.app.widgets.prompt import Prompt
from reader.app.widgets.rows import Rows
from reader.articles.listing import Filter, Order
from reader.articles.model import ArticleInfo
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.services import Services

if TYPE_CHECKING:
    from textual.timer import Timer

_FIRST_PAGE = 100
_PREVIEW_SECONDS = 0.05
_EMPTY = "No articles yet. Press a to add a file or a folder of them."
_NOTHING_FOUND = "Nothing found for “{query}”. Press escape for the whole list."


class LibraryScreen(LibraryChanges):
    """All articles: sorted, filtered as one types, with a preview of the highlighted one."""

    where = Where.LIBRARY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.LIBRARY)]
    AUTO_FOCUS = "ArticleList"

    def __init__(self, services: Services) -> None:
        """The library of ``services``."""
        super().__init__(services)
        self._titles = Titles(lambda: self.call_later(self._convert_titles))
        self._sort = Order.DATE
        self._query = ""
        self._all = ""
        self._infos: Mapping[str, ArticleInfo] = {}
        self._preview_timer: Timer | None = None

    def compose_body(self) -> Iterable[Widget]:
        """The list or why there is none, the preview, and the search line."""
        yield ArticleList(self._titles.of)
        yield Empty()
        yield Preview()
        yield Prompt("/", "title, source or text")

    def on_mount(self) -> None:
        """Take up what was chosen last."""
        super().on_mount()
        self.query_one(Empty).display = False
        choices, settings = self.reader.choices, self.services.settings.library
        sort = choices.get("library.sort", settings.sort)
        self._sort = Order(sort) if sort in SORTS else Order.DATE
        script = choices.get("library.script", str(settings.script))
        self._titles.script = Script(script) if script in list(Script) else Script.ORIGINAL
        self._show_top()

    def on_screen_resume(self) -> None:
        """Read the list again: progress and marks may have changed."""
        super().on_screen_resume()
        self.reload()

    # Reading the list

    def reload(self) -> None:
        """Read the list again."""
        self.load(self._query, self._sort)

    @work(thread=True, exclusive=True, group="list")
    def load(self, query: str, order: Order) -> None:
        """Read what ``query`` finds, off the screen's thread: titles first, then texts."""
        library = self.services.library
        worker = get_current_worker()
        descending = order is not Order.TITLE
        try:
            first = library.list(
                Filter(text=query), order, descending=descending, limit=_FIRST_PAGE
            )
            self.post_message(Listed(query, list(map(Entry, first)), complete=False))
            if worker.is_cancelled:
                return
            infos = library.list(Filter(text=query), order, descending=descending)
            entries = [Entry(info) for info in infos]
            self.post_message(Listed(query, entries, complete=not query))
            if query and not worker.is_cancelled:
                hits = found_in_texts(library.search(query), self._infos)
                self.post_message(Listed(query, [*entries, *hits], complete=True))
        except ReaderError as error:
            self.post_message(Failed(str(error)))

    def on_listed(self, message: Listed) -> None:
        """Show what was found, with the cursor on the article it was on."""
        if message.query != self._query:
            return
        entries = message.entries
        articles = self.articles
        if not message.complete and len(articles.entries) > len(entries) and not message.query:
            return
        current = articles.current.info.id if articles.current else ""
        row = row_of(entries, self.wanted or current, articles.cursor if not self._query else 0)
        if message.complete:
            self.wanted = ""
        articles.show(entries, row)
        if message.complete or entries:
            self._show_empty(bool(entries))
        if not message.query and message.complete:
            self._infos = {entry.info.id: entry.info for entry in entries}
            self._all = summary(list(self._infos.values()))
        self._show_top()

    def _show_empty(self, found: bool) -> None:
        empty = self.query_one(Empty)
        empty.display = not found
        self.articles.display = found
        empty.say(_NOTHING_FOUND.format(query=self._query) if self._query else _EMPTY)
        if not found:
            self.query_one(Preview).show("", "")

    def _show_top(self) -> None:
        script = self._titles.script
        found = f"{len(self.articles.entries):,} found" if self._query else ""
        self.top.show(
            "reader",
            Part("" if script is Script.ORIGINAL else NAMES[script], 40),
            Part(SORT_WORDS[self._sort], 30),
            Part(found or self._all, 100),
        )

    # Moving

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
        if index is None:
            self.say("Every article here is read to its end.")
        else:
            self.articles.move_to(index)

    # Looks

    def action_sort(self) -> None:
        """Sort in the next order."""
        self._sort = next_sort(self._sort)
        self.reader.remember("library.sort", str(self._sort))
        self._show_top()
        self.reload()

    def action_script(self) -> None:
        """Show titles and preview in the next script."""
        self._titles.script = next_script(self._titles.script)
        self.reader.remember("library.script", str(self._titles.script))
        self._show_top()
        self.articles.refresh()
        self._preview_soon()

    @work(thread=True, group="titles")
    def _convert_titles(self) -> None:
        self._titles.convert(self.services.scripts)
        self.articles.call_later(self.articles.refresh)

    # Preview

    @on(Rows.Moved)
    def _preview_soon(self) -> None:
        """Read the beginning of the article once the cursor rests on it."""
        if self._preview_timer:
            self._preview_timer.stop()
        self._preview_timer = self.set_timer(_PREVIEW_SECONDS, self._preview_now)

    def _preview_now(self) -> None:
        entry = self.articles.current
        if entry:
            self._read_preview(entry.info, self._titles.script)

    @work(thread=True, exclusive=True, group="preview")
    def _read_preview(self, info: ArticleInfo, script: Script) -> None:
        try:
            chinese, english = beginning(self.services, info.id, script)
        except ReaderError:
            return
        self.post_message(Previewed(info.id, chinese, english))

    def on_previewed(self, message: Previewed) -> None:
        """Show the beginning if the cursor is still there."""
        current = self.articles.current
        if current and current.info.id == message.article:
            self.query_one(Preview).show(message.chinese, message.english)

    # Search

    def action_search(self) -> None:
        """Open the search line."""
        self.query_one(Prompt).open()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._query = event.value.strip()
        self.reload()

    @on(Input.Submitted)
    def _to_list(self) -> None:
        if not self._query:
            self.query_one(Prompt).close()
        self.set_focus(self.articles)

    def action_leave(self) -> None:
        """End the search and show the whole list."""
        self.query_one(Prompt).close()
        self.set_focus(self.articles)

    # Leaving

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Read the article under the cursor, where the search found its text."""
        entry = self.articles.current
        if entry:
            find = self._query if entry.place else ""
            self.reader.open_article(entry.info.id, entry.place, find)

    def action_notes(self) -> None:
        """List all bookmarks, highlights and notes."""
        notes = import_module("reader.app.screens.notes")
        self.app.push_screen(notes.NotesScreen(self.services))

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
