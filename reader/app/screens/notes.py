"""The list of all bookmarks, highlights and notes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.annotations.colours import COLOURS
from reader.annotations.model import Annotation, Kind
from reader.app.actions import Where, bindings
from reader.app.cells import fit, one_line
from reader.app.notes_view import Narrowing, View, read_view
from reader.app.registry import ACTIONS
from reader.app.screens.base import ReaderScreen
from reader.app.widgets.empty import Empty
from reader.app.widgets.lines import Part
from reader.app.widgets.note_editor import Draft, NoteEditor
from reader.app.widgets.notes_list import NotesList
from reader.app.widgets.prompt import Prompt
from reader.app.widgets.rows import Rows
from reader.articles.model import Place
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.services import Services

_LOOK_SECONDS = 1.5
_NONE_YET = "No notes yet. In an article, press b to bookmark a sentence and n to write a note."
_NOTHING_FOUND = "No note fits. Press escape for all of them."


class AllNotes(NotesList):
    """Notes of all articles: the title stands at the right."""

    view = View()

    def where(self, note: Annotation, room: int) -> tuple[str, str]:
        """Article and date, then the tags."""
        title = one_line(self.view.titles.get(note.target.article, note.target.article))
        date, tags = super().where(note, room)
        title = fit(title, room - len(date) - 2)
        return f"{title}  {date}".strip(), tags


class Detail(Widget):
    """The whole of the note under the cursor: quote, English, text."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"detail--quiet", "detail--faint"}
    DEFAULT_CSS = """
    Detail { height: 25%; min-height: 4; max-height: 10; padding: 0 3; border-top: solid $rule; }
    Detail .detail--quiet { color: $quiet; }
    Detail .detail--faint { color: $faint; }
    """

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self._content = Content("")

    def show(self, note: Annotation | None, quote: str) -> None:
        """Show ``note`` with its quote in the screen's script."""
        parts: list[Content | tuple[str, object]] = []
        if note is not None:
            quiet = self.get_visual_style("detail--quiet")
            lost = "∅ These words are no longer in the article; r attaches the note again."
            lines = [
                Content.styled(lost, self.get_visual_style("detail--faint"))
                if note.target.orphan
                else None,
                Content(one_line(quote.strip())) if quote.strip() else None,
                Content.styled(one_line(note.english), quiet) if note.english else None,
                Content(visible(note.body)) if note.body else None,
            ]
            parts = [line for line in lines if line is not None]
        self._content = Content("\n").join(parts)  # type: ignore[arg-type]
        self.refresh()

    def render(self) -> Content:
        """As much as there is room for."""
        return self._content


class NotesScreen(ReaderScreen):
    """All annotations: searched, narrowed, edited, gone to."""

    where = Where.NOTES
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.NOTES)]
    AUTO_FOCUS = "AllNotes"

    @dataclass
    class Read(Message):
        """A worker read the notes."""

        view: View

    @dataclass
    class Failed(Message):
        """A worker could not do something."""

        reason: str

    def __init__(self, services: Services, article: str = "") -> None:
        """The notes of ``services``, of one article if its id is given."""
        super().__init__()
        self.services = services
        self._narrowing = Narrowing(article=article)
        self._query = ""
        self._view = View()
        self._version: object = None
        self._script = Script.ORIGINAL

    def compose_body(self) -> Iterable[Widget]:
        """The list or why there is none, the whole note, and the search line."""
        yield AllNotes(lambda note: self._view.quotes.get(note.id, note.target.exact))
        yield Empty()
        yield Detail()
        yield Prompt("/", "words, #tag, kind:note, colour:green, on:2025-03-01, is:lost")

    @property
    def notes(self) -> AllNotes:
        """The list."""
        return self.query_one(AllNotes)

    def on_mount(self) -> None:
        """Read the notes, and look now and then whether another reader changed them."""
        self.query_one(Empty).display = False
        name = self.reader.choices.get("library.script", str(Script.ORIGINAL))
        self._script = Script(name) if name in set(Script) else Script.ORIGINAL
        self._look()
        self.set_interval(_LOOK_SECONDS, self._look)

    def on_screen_resume(self) -> None:
        """Read the notes again."""
        self.reload()

    # Reading

    def reload(self) -> None:
        """Read the notes again."""
        self._read(self._narrowing, self._query, self._script)

    @work(thread=True, exclusive=True, group="notes")
    def _read(self, narrowing: Narrowing, query: str, script: Script) -> None:
        try:
            view = read_view(self.services, narrowing.filter(query, date.today()), script)
        except ReaderError as error:
            self.post_message(self.Failed(str(error)))
            return
        if not get_current_worker().is_cancelled:
            self.post_message(self.Read(view))

    def _look(self) -> None:
        try:
            version = self.services.annotations.version()
        except ReaderError:
            return  # the next change that the person makes tells it
        if version != self._version:
            first, self._version = self._version is None, version
            if not first:
                self.reload()

    def on_notes_screen_read(self, message: Read) -> None:
        """Show what was read."""
        self._view = message.view
        self.notes.view = message.view
        self.notes.show(message.view.notes)
        empty = self.query_one(Empty)
        empty.display = not message.view.notes
        self.notes.display = bool(message.view.notes)
        narrowed = bool(self._query or self._narrowing != Narrowing())
        empty.say(_NOTHING_FOUND if narrowed else _NONE_YET)
        self._show_top()
        self._show_detail()

    def on_notes_screen_failed(self, message: Failed) -> None:
        """Say why."""
        self.say(one_line(message.reason), error=True)

    def _show_top(self) -> None:
        words = self._narrowing.words(self._view.titles)
        count = len(self._view.notes)
        self.top.show(
            "Notes",
            one_line(" · ".join(words)),
            Part(f"{count:,} shown" if words or self._query else f"{count:,}"),
        )

    @on(Rows.Moved)
    def _show_detail(self) -> None:
        note = self.notes.current
        quote = self._view.quotes.get(note.id, note.target.exact) if note else ""
        self.query_one(Detail).show(note, quote)

    # Moving

    def action_row(self, delta: int) -> None:
        """Move by ``delta`` rows."""
        self.notes.move(delta)

    def action_page(self, delta: int) -> None:
        """Move by ``delta`` pages."""
        self.notes.move_page(delta)

    def action_first(self) -> None:
        """Go to the first row."""
        self.notes.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.notes.move_to(self.notes.row_count)

    @on(Rows.Chosen)
    def action_open(self) -> None:
        """Go to the place in the article."""
        note = self.notes.current
        if note is not None:
            self._open(note)

    @work(thread=True, exclusive=True, group="open")
    def _open(self, note: Annotation) -> None:
        target = note.target
        try:
            article = self.services.open(target.article)
            place = None
            if not target.is_article and not target.orphan and target.block < len(article.blocks):
                block = article.blocks[target.block]
                place = Place(target.block, block.sentence_at(target.start))
        except ReaderError as error:
            self.post_message(self.Failed(str(error)))
        else:
            self.app.call_from_thread(self.reader.open_article, target.article, place)

    # Narrowing

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
        self.set_focus(self.notes)

    def _narrow(self, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        self.reload()

    def action_kind(self) -> None:
        """Show the next kind only."""
        self._narrow(self._narrowing.next_kind())

    def action_colour(self) -> None:
        """Show the next colour only."""
        self._narrow(self._narrowing.next_colour())

    def action_tag(self) -> None:
        """Show the next tag only."""
        if self._view.tags:
            self._narrow(self._narrowing.next_tag(self._view.tags))
        else:
            self.say("No note has a tag yet; the editor (n) has a line for them.")

    def action_article(self) -> None:
        """Show only the notes of the present note's article, or of all again."""
        note = self.notes.current
        chosen = "" if self._narrowing.article or note is None else note.target.article
        self._narrow(replace(self._narrowing, article=chosen))

    def action_date(self) -> None:
        """Show the notes of the next span of days."""
        self._narrow(self._narrowing.next_days())

    def action_lost(self) -> None:
        """Show only notes that lost their place, or all again."""
        self._narrow(replace(self._narrowing, lost=not self._narrowing.lost))

    # Changing

    def action_edit(self) -> None:
        """Edit the note under the cursor."""
        note = self.notes.current
        if note is not None:
            quote = self._view.quotes.get(note.id, "")
            editor = NoteEditor(self.services.annotations, Draft(note.target, quote, note))
            self.app.push_screen(editor, lambda _: self.reload())

    def action_recolour(self) -> None:
        """Give the highlight under the cursor the next colour."""
        note = self.notes.current
        if note is None or note.kind is not Kind.HIGHLIGHT:
            self.say("Only highlights have a colour.")
            return
        index = COLOURS.index(note.colour) if note.colour in COLOURS else -1
        colour = COLOURS[(index + 1) % len(COLOURS)]
        self._change(lambda: self.services.annotations.update(note.id, colour=colour))

    def action_remove(self) -> None:
        """Delete the note under the cursor."""
        note = self.notes.current
        if note is not None and self._change(lambda: self.services.annotations.delete(note.id)):
            self.say(f"The {note.kind} is deleted; z brings it back.")

    def action_undo(self) -> None:
        """Bring back the note deleted last."""
        back: list[Annotation | None] = []
        if self._change(lambda: back.append(self.services.annotations.undo_delete())):
            found = back[0]
            self.say(f"The {found.kind} is back." if found else "Nothing was deleted.")

    def _change(self, change: Callable[[], object]) -> bool:
        try:
            change()
        except ReaderError as error:
            self.say(one_line(str(error)), error=True)
            return False
        self.reload()
        return True

    def action_attach(self) -> None:
        """Attach a note again that lost its place."""
        note = self.notes.current
        if note is None or not note.target.orphan:
            self.say("This note is where its words are.")
            return
        from reader.app.screens.attach import AttachScreen

        def attached(done: Annotation | None) -> None:
            self.reload()
            if done:
                self.say("The note is attached again.")

        self.app.push_screen(AttachScreen(self.services, note), attached)

    def action_export(self) -> None:
        """Export the notes shown."""
        from reader.app.screens.export import ExportScreen

        wanted = self._narrowing.filter(self._query, date.today())
        self.app.push_screen(
            ExportScreen(self.services, wanted, self._script), lambda said: self.say(said or "")
        )

    def action_back(self) -> None:
        """End the search or the narrowing, then go back."""
        if self._query or self.query_one(Prompt).display:
            self._query = ""
            self.query_one(Prompt).close()
            self.set_focus(self.notes)
            self.reload()
        elif self._narrowing != Narrowing():
            self._narrow(Narrowing())
        else:
            self.dismiss()
