"""The editor for notes: a text of several lines and its tags, over the page it belongs to."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from reader.annotations.clean import clean_body, clean_tags
from reader.annotations.drafts import draft_name
from reader.annotations.model import Annotation, Kind, Target
from reader.annotations.store import Annotations, EditConflictError
from reader.app.cells import one_line
from reader.app.external_editor import edited_outside
from reader.app.widgets.text_editor import TextEditor
from reader.articles.model import Article
from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.timer import Timer

_KEYS = "^S store · ^O your editor · Tab tags · Esc leave"
_RESTORED = "This text had not been stored; ^S stores it."
_UNSTORED = "Not stored: ^S stores it, Esc once more drops it."
_DRAFT_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Draft:
    """What a note is to be about, and what is known of it.

    ``known`` is the annotation to edit; without it a new one of ``kind`` is made at ``target``.
    ``quote`` is the quote as the screen shows it, in the chosen script. ``article`` names the
    article for exports where it may not be in the library.
    """

    target: Target
    quote: str = ""
    known: Annotation | None = None
    kind: Kind = Kind.NOTE
    english: str = ""
    english_source: str = ""
    article: Article | None = None


class NoteEditor(ModalScreen[Annotation | None]):
    """Edits one note and stores it; gives the annotation as stored, or nothing.

    A note that is emptied is deleted. Where storing fails, the editor stays open with the text
    and the reason; what is typed is kept as a draft meanwhile, and taken up at the next opening.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "store", "Store", priority=True),
        Binding("ctrl+o,f4", "outside", "Your editor", priority=True),
        Binding("escape", "leave", "Leave", priority=True),
    ]
    AUTO_FOCUS = "TextArea"
    DEFAULT_CSS = """
    NoteEditor { align: center bottom; background: $background 40%; }
    NoteEditor > Vertical {
        height: 50%; min-height: 10; background: $background; border-top: solid $rule;
        padding: 0 1;
    }
    NoteEditor #quote { height: auto; max-height: 3; padding: 0 1; color: $quiet; }
    NoteEditor TextArea {
        height: 1fr; border: none; padding: 0 1; background: $background;
    }
    NoteEditor Horizontal { height: 1; }
    NoteEditor Horizontal > Static { width: 3; padding: 0 1; color: $accent; }
    NoteEditor Input.line { width: 1fr; padding: 0; background: $background; }
    NoteEditor Input.line:focus { background: $background; }
    NoteEditor #said { height: auto; min-height: 1; max-height: 3; padding: 0 1; color: $faint; }
    NoteEditor #said.-error { color: $error; }
    """

    def __init__(self, annotations: Annotations, draft: Draft) -> None:
        """Edit what ``draft`` says, and store it in ``annotations``."""
        super().__init__()
        self._annotations = annotations
        self._draft = draft
        self._seen = draft.known
        self._draft_name = draft_name(draft.target, draft.known)
        self._warned = False
        self._keeping: Timer | None = None

    def compose(self) -> Iterable[Widget]:
        """The quote, the text, the tags, and what can be done."""
        known = self._draft.known
        with Vertical():
            yield Static(one_line(self._heading()), id="quote", markup=False)
            yield TextEditor(
                known.body if known else "",
                soft_wrap=True,
                show_line_numbers=False,
                tab_behavior="focus",
                compact=True,
                placeholder="Your note, in Markdown",
            )
            with Horizontal():
                yield Static("#", markup=False)
                yield Input(
                    " ".join(known.tags) if known else "",
                    placeholder="tags",
                    compact=True,
                    classes="line",
                )
            yield Static(_KEYS, id="said", markup=False)

    def on_mount(self) -> None:
        """Take up what was being written when the reader last ended."""
        text = self.query_one(TextArea)
        try:
            draft = self._annotations.drafts.get(self._draft_name)
        except ReaderError as error:
            self.tell(str(error), error=True)
            draft = None
        if draft is not None and draft != text.text:
            text.replace(draft, text.document.start, text.document.end)
            self.tell(_RESTORED)
        text.move_cursor(text.document.end)

    def tell(self, sentence: str, *, error: bool = False) -> None:
        """Show a sentence at the bottom."""
        line = self.query_one("#said", Static)
        line.set_class(error, "-error")
        line.update(one_line(sentence))

    # Storing

    def action_store(self) -> None:
        """Store the note and close; with nothing written, only close."""
        body = clean_body(self.query_one(TextArea).text)
        tags = clean_tags(self.query_one(Input).value)
        try:
            stored = self._store(body, tags)
            self._drop_draft()
        except EditConflictError as conflict:
            self._join(conflict.stored, body)
            self.tell(str(conflict), error=True)
        except ReaderError as error:
            self.tell(str(error), error=True)
        else:
            self.dismiss(stored)

    def _store(self, body: str, tags: tuple[str, ...]) -> Annotation | None:
        draft = self._draft
        if self._seen is None:
            if not body and not tags:
                return None
            return self._annotations.add(
                draft.kind,
                draft.target,
                body,
                tags=tags,
                english=draft.english,
                english_source=draft.english_source,
                article=draft.article,
            )
        if not body and not tags and self._seen.kind is Kind.NOTE:
            return self._annotations.delete(self._seen.id)
        return self._annotations.update(self._seen.id, body=body, tags=tags, seen=self._seen)

    def _join(self, stored: Annotation, body: str) -> None:
        """Put what was stored elsewhere before what was written here."""
        if stored.deleted:
            self._seen = None  # deleted elsewhere: what is written here becomes a new note
            return
        self._seen = stored
        if stored.body and stored.body not in body:
            text = self.query_one(TextArea)
            text.insert(f"{stored.body}\n\n", text.document.start)

    # Leaving

    def action_leave(self) -> None:
        """Close; with something not stored only when asked twice."""
        if self._is_changed() and not self._warned:
            self._warned = True
            self.tell(_UNSTORED, error=True)
            return
        with suppress(ReaderError):  # the draft stays and is offered again, which costs nothing
            self._drop_draft()
        self.dismiss(None)

    def _is_changed(self) -> bool:
        known = self._draft.known
        before = (known.body, known.tags) if known else ("", ())
        text, tags = self.query_one(TextArea).text, self.query_one(Input).value
        return (clean_body(text), clean_tags(tags)) != before

    # The draft

    @on(TextArea.Changed)
    def _keep_soon(self) -> None:
        """Keep what is written once the person pauses."""
        self._warned = False
        if self._keeping:
            self._keeping.stop()
        if self._is_changed():
            self._keeping = self.set_timer(_DRAFT_SECONDS, self.keep)

    def keep(self) -> None:
        """Keep what is written as a draft; a full disk is told, and told again when storing."""
        try:
            self._annotations.drafts.keep(self._draft_name, self.query_one(TextArea).text)
        except ReaderError as error:
            self.tell(str(error), error=True)

    def _drop_draft(self) -> None:
        if self._keeping:
            self._keeping.stop()
        self._annotations.drafts.drop(self._draft_name)

    # The person's own editor

    def action_outside(self) -> None:
        """Edit the text in ``$EDITOR``; undo brings back what it was."""
        text = self.query_one(TextArea)
        try:
            written = edited_outside(self.app, text.text)
        except ReaderError as error:
            self.tell(str(error), error=True)
            return
        if written != text.text:
            text.replace(written, text.document.start, text.document.end)
        text.focus()
        self.refresh()

    def _heading(self) -> str:
        quote = self._draft.quote or self._draft.target.exact
        return quote.strip() or "On the whole article"
