"""Writing notes, and the list of the article's notes at the side."""

from textual import on

from reader.annotations.model import WHOLE_ARTICLE, Annotation, Kind, Target
from reader.app.reading.selecting import Selecting
from reader.app.widgets.note_editor import Draft, NoteEditor
from reader.app.widgets.notes_list import NotesList, SideNotes
from reader.articles.model import Place
from reader.errors import ReaderError

_POLL_SECONDS = 2.0
"""How often to look whether another reader changed the notes."""


class Noting(Selecting):
    """While the list at the side is open, its keys go through it and the page follows."""

    @property
    def side(self) -> SideNotes:
        """The list at the side."""
        return self.query_one(SideNotes)

    @property
    def listing(self) -> bool:
        """Whether the list at the side is open."""
        return self.is_mounted and bool(self.side.display)

    @property
    def state(self) -> str:
        """``listing`` while the list is open and nothing else is going on."""
        return super().state or ("listing" if self.listing else "")

    def on_mount(self) -> None:
        """Look now and then whether another reader changed the notes."""
        self._version = self.services.annotations.version()
        self.set_interval(_POLL_SECONDS, self._poll)

    def _poll(self) -> None:
        try:
            version = self.services.annotations.version()
        except ReaderError:
            return  # the next change that the person makes tells it
        if version != self._version and self.is_current:
            self._version = version
            self.read_annotations()

    # --- writing ------------------------------------------------------------------------------

    def action_note(self) -> None:
        """Write a note on what is selected, else on the current sentence, or change it."""
        chosen = self.selected_chinese()
        if chosen:
            block, span = chosen[0]
            target = self.services.annotations.target_for(self.article, block, *span)
            known = None
        else:
            target = self.sentence_target()
            known = self.on_sentence(self.current, Kind.NOTE)
        self.select(None)
        self.edit_note(known.target if known else target, known)

    def action_article_note(self) -> None:
        """Write a note on the whole article, or change it."""
        notes = (note for note in self.annotations if note.target.is_article)
        known = next(notes, None)
        target = self.services.annotations.target_for(self.article, WHOLE_ARTICLE)
        self.edit_note(known.target if known else target, known)

    def edit_note(self, target: Target, known: Annotation | None) -> None:
        """Open the editor for a new note on ``target``, or for one that is ``known``."""
        block = self.article.blocks[target.block] if target.block >= 0 else None
        english = None
        if block is not None:
            english = self.book.get(Place(target.block, block.sentence_at(target.start)))
        draft = Draft(
            target,
            quote=self._quote(target),
            known=known,
            kind=known.kind if known else Kind.NOTE,
            english=english.text if english else "",
            english_source=str(english.source) if english else "",
            article=self.article,
        )
        self.app.push_screen(NoteEditor(self.services.annotations, draft), self._edited)

    def _edited(self, note: Annotation | None) -> None:
        self.read_annotations()
        if note is not None:
            self.say("The note is stored.")

    def shown_quote(self, annotation: Annotation) -> str:
        """An annotation's quote in the shown script."""
        return self._quote(annotation.target)

    def _quote(self, target: Target) -> str:
        if target.orphan or target.is_article:
            return target.exact
        return self.composer.shown_text(target.block, target.start, target.end)

    # --- the list at the side -----------------------------------------------------------------

    def action_notes_list(self) -> None:
        """Show the notes of the article at the side, or put them away."""
        if self.listing:
            self._close_list()
        elif not self.annotations:
            self.say("There are no bookmarks, highlights or notes in this article yet.")
        else:
            self.side.display = True
            self.side.show(self.annotations)
            self._follow()
            self.show_keys()

    def action_listed(self, step: int) -> None:
        """Go to the next annotation of the list; the page goes there too."""
        self.side.move(step)
        self._to_listed()

    def action_edit_listed(self) -> None:
        """Change the note that the list's cursor is on, or write one on the bookmark."""
        note = self.side.current
        if note is not None:
            self.edit_note(note.target, note)

    def action_delete_listed(self) -> None:
        """Delete the annotation that the list's cursor is on."""
        note = self.side.current
        if note is None:
            return
        try:
            self.services.annotations.delete(note.id)
        except ReaderError as error:
            self.say(str(error), error=True)
        else:
            self.say("Deleted; U brings it back.")
        self.read_annotations()

    def action_undo_delete(self) -> None:
        """Bring back the annotation that was deleted last."""
        try:
            back = self.services.annotations.undo_delete()
        except ReaderError as error:
            self.say(str(error), error=True)
            return
        self.say("It is back." if back else "There is nothing to bring back.")
        self.read_annotations()

    @on(NotesList.Chosen)
    def _listed_chosen(self) -> None:
        self._to_listed()

    def _to_listed(self) -> None:
        note = self.side.current
        if note is None or note.target.orphan or note.target.is_article:
            return
        block = self.article.blocks[note.target.block]
        self.go(Place(note.target.block, block.sentence_at(note.target.start)))

    def _close_list(self) -> None:
        self.side.display = False
        self.set_focus(None)
        self.show_keys()

    def _follow(self) -> None:
        if self.listing and self.block.sentences:
            offset = self.block.sentences[self.current.sentence].end - 1
            self.side.follow(self.current.block, offset)

    def read_annotations(self) -> None:
        """Show them in the list too."""
        super().read_annotations()
        if self.listing:
            self.side.show(self.annotations)
            if not self.annotations:
                self._close_list()

    def leave(self) -> bool:
        """Close the list, when nothing else is open."""
        if super().leave():
            return True
        if self.listing:
            self._close_list()
            return True
        return False

    def activate(self) -> bool:
        """Go to the annotation under the list's cursor and close the list."""
        if self.listing and self.selection is None:
            self._to_listed()
            self._close_list()
            return True
        return super().activate()
