"""The list of articles."""

import asyncio
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.app.actions import Where, bindings
from reader.app.cells import one_line
from reader.app.library.asking import Answer, Wish, answers, first_page, nothing
from reader.app.library.beginnings import beginning
from reader.app.library.changes import LibraryChanges
from reader.app.library.messages import Answered, Failed
from reader.app.library.shelf import (
    SORT_WORDS,
    SORTS,
    STATUS_WORDS,
    next_sort,
    next_status,
    next_unread,
    row_of,
    summary,
)
from reader.app.library.titles import Titles
from reader.app.registry import ACTIONS
from reader.app.scripts import NAMES, next_script
from reader.app.widgets.article_list import ArticleList
from reader.app.widgets.empty import Empty
from reader.app.widgets.lines import BottomLine, Hint, Part
from reader.app.widgets.preview import Preview
from reader.app.widgets.prompt import Prompt
from reader.app.widgets.rows import Rows
from reader.articles.listing import Order
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.services import Services

if TYPE_CHECKING:
    from reader.articles.model import ArticleInfo

_PREVIEW_SECONDS = 0.05
"""Seconds that the cursor rests before the preview follows it."""
_FILLING = "putting the first articles on the shelf…"
_DRAWN_SECONDS = 1.0
_AFTER_DRAWING = 0.02
_SEARCH_KEYS = [
    Hint("↑↓", "choose", "row(1)", 50),
    Hint("⏎", "to the list", "to_list", 90),
    Hint("Esc", "whole list", "leave", 95),
]


class LibraryScreen(LibraryChanges):
    """All articles: sorted, filtered as one types, with a preview of the highlighted one."""

    where = Where.LIBRARY
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.LIBRARY)]
    AUTO_FOCUS = "ArticleList"

    def __init__(self, services: Services) -> None:
        """The library of ``services``."""
        super().__init__(services)
        self._titles = Titles(lambda: self.call_later(self._convert_titles))
        self._wish = Wish()
        self._shown: Wish | None = None
        self._drawn = Event()
        self._count = ""
        self._infos: Mapping[str, ArticleInfo] = {}

    def compose_body(self) -> Iterable[Widget]:
        """The list and the preview; what is seldom needed is added when it is."""
        yield ArticleList(self._titles.of)
        yield Preview()

    def on_mount(self) -> None:
        """Take up what was chosen last, and have the first rows in the first picture."""
        choices, settings = self.reader.choices, self.services.settings.library
        sort = choices.get("library.sort", settings.sort)
        self._wish = Wish(order=Order(sort) if sort in SORTS else Order.DATE)
        script = choices.get("library.script", str(settings.script))
        self._titles.script = Script(script) if script in list(Script) else Script.ORIGINAL
        with suppress(ReaderError):  # the worker will meet it too, and say it
            self.articles.show(first_page(self.services, self._wish))
            self._shown = self._wish
        if not self.articles.entries:
            self._count = _FILLING
        self._show_top()
        self.call_after_refresh(self.set_timer, _AFTER_DRAWING, self._drawn.set)

    def on_screen_resume(self) -> None:
        """Read the list again: progress and marks may have changed."""
        self._infos = {}
        self.reload()

    # Reading the list

    def reload(self) -> None:
        """Read the list again."""
        self._ask(self._wish)

    def wish(self, **changes: Any) -> None:
        """Ask for other articles, or for another order."""
        self._wish = replace(self._wish, **changes)
        self._show_top()
        self.reload()

    @work(thread=True, exclusive=True, group="list")
    def _ask(self, wish: Wish) -> None:
        """Read what ``wish`` asks for, off the screen's thread."""
        worker = get_current_worker()
        try:
            if wish != self._shown:
                first = Answer(wish, first_page(self.services, wish), complete=False)
                if not worker.is_cancelled:
                    self.post_message(Answered(first))
            self._drawn.wait(_DRAWN_SECONDS)  # the first rows before any heavy import
            for answer in answers(self.services, wish, self._infos):
                if worker.is_cancelled:
                    return
                self.post_message(Answered(answer))
        except ReaderError as error:
            self.post_message(Failed(str(error)))

    def on_answered(self, message: Answered) -> None:
        """Show what was found, with the cursor on the article it was on."""
        answer, articles = message.answer, self.articles
        if answer.wish != self._wish:
            return
        shorter = answer.wish == self._shown and len(answer.entries) < len(articles.entries)
        if shorter and not answer.complete:
            return  # the list is there already: its first page would only make it jump
        current = self.wanted or (articles.current.info.id if articles.current else "")
        otherwise = articles.cursor if answer.wish == self._shown else 0
        articles.show(answer.entries, row_of(answer.entries, current, otherwise))
        self._shown = answer.wish
        if answer.complete:
            self.wanted = ""
            if answer.wish.everything:
                self._infos = {entry.info.id: entry.info for entry in answer.entries}
                self._count = summary(list(self._infos.values())) if self._infos else ""
        if answer.complete or answer.entries:
            self._show_empty(answer)
        self._show_top()

    def _show_empty(self, answer: Answer) -> None:
        found = bool(answer.entries)
        self.articles.display = found
        for empty in self.query(Empty):
            empty.remove()
        if not found:
            self.mount(Empty(one_line(nothing(answer.wish))), after=self.articles)
            self.query_one(Preview).show("", "")

    def _show_top(self) -> None:
        script = self._titles.script
        count = self._count
        if not self._wish.everything:
            status = self._wish.status
            word = STATUS_WORDS[status] if status else "found"
            count = f"{len(self.articles.entries):,} {word}"
        self.top.show(
            "reader",
            Part("" if script is Script.ORIGINAL else NAMES[script], 40),
            Part(SORT_WORDS[self._wish.order], 30),
            Part(count, 100),
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
        self.wish(order=next_sort(self._wish.order))
        self.reader.remember("library.sort", str(self._wish.order))

    def action_show(self) -> None:
        """Show the articles of the next status."""
        self.wish(status=next_status(self._wish.status))

    def action_script(self) -> None:
        """Show titles and preview in the next script."""
        self._titles.script = next_script(self._titles.script)
        self.reader.remember("library.script", str(self._titles.script))
        self._show_top()
        self.articles.refresh()
        self._show_preview()

    @work(thread=True, group="titles")
    def _convert_titles(self) -> None:
        try:
            self._titles.convert(self.services.scripts)
        except ReaderError as error:
            self._titles.script = Script.ORIGINAL
            self.post_message(Failed(str(error)))
        self.articles.call_later(self.articles.refresh)

    # Preview

    @on(Rows.Moved)
    @work(exclusive=True, group="preview")
    async def _show_preview(self) -> None:
        """Show the beginning of the article once the cursor rests on it."""
        await asyncio.sleep(_PREVIEW_SECONDS)
        if entry := self.articles.current:
            with suppress(ReaderError):  # opening the article says it
                chinese, english = await asyncio.to_thread(
                    beginning, self.services, entry.info.id, self._titles.script
                )
                self.query_one(Preview).show(chinese, english)

    # Search

    def show_keys(self) -> None:
        """Show the keys of the list, or of the search line while it is typed into."""
        if isinstance(self.focused, Input):
            self.query_one(BottomLine).show(_SEARCH_KEYS)
        else:
            super().show_keys()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus now."""
        self.show_keys()

    async def action_search(self) -> None:
        """Open the search line."""
        if not self.query(Prompt):
            await self.mount(
                Prompt("/", "title, source or text"), before=self.query_one(BottomLine)
            )
        self.query_one(Prompt).open()

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self.wish(text=event.value.strip())

    @on(Input.Submitted)
    def action_to_list(self) -> None:
        """Keep what is found and go to it."""
        if not self._wish.text:
            self._close_search()
        self.set_focus(self.articles)

    def action_leave(self) -> None:
        """End the search and show the whole list."""
        if not self._close_search():
            self.wish(status=None)
        self.set_focus(self.articles)

    def _close_search(self) -> bool:
        """Empty and hide the search line; whether it was open."""
        closed = False
        for prompt in self.query(Prompt):
            closed = prompt.display
            prompt.close()
        return closed

    # Leaving

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Read the article under the cursor, where the search found its text."""
        entry = self.articles.current
        if entry:
            find = self._wish.text if entry.place else ""
            self.reader.open_article(entry.info.id, entry.place, find)

    def action_notes(self) -> None:
        """List all bookmarks, highlights and notes."""
        from reader.app.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self.services))

    def action_quit(self) -> None:
        """Leave the reader."""
        self.app.exit()
