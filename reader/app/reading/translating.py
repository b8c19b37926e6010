"""English as it comes: the queue that serves this screen, corrections, other renderings."""

from dataclasses import dataclass

from textual import on
from textual.message import Message

from reader.app.reading.base import MARGIN, ReadingBase
from reader.app.widgets.alternatives import AlternativesDialog
from reader.app.widgets.correction import CorrectionBar
from reader.articles.model import Place
from reader.errors import ReaderError
from reader.translation.model import Alternatives, Result, Source, Translation
from reader.translation.progress import Phase, Progress
from reader.translation.queue import TranslationQueue

_GATHERING = 0.1
"""Seconds in which results are gathered before they go onto the page together."""


class Translating(ReadingBase):
    """The queue's thread only hands results over; the screen gathers them for a moment.

    So the page is repainted at most ten times a second, however fast results come, and only the
    rows that changed are sent to the terminal.
    """

    _queue: TranslationQueue | None = None
    _progress: Progress | None = None
    _focused: tuple[Place, ...] = ()
    _advised = False

    @dataclass
    class Arrived(Message):
        """English came from the queue."""

        results: list[Result]

    @dataclass
    class Progressed(Message):
        """The queue is further, or does something else."""

        progress: Progress

    def on_mount(self) -> None:
        """Begin to translate what is missing."""
        self._arrived: list[Result] = []
        self.composer.expecting = True
        self._queue = self.services.translation.queue(
            self.article,
            lambda results: self._hand_over(self.Arrived(results)),
            lambda progress: self._hand_over(self.Progressed(progress)),
            focus=[self.current],
        )

    def on_unmount(self) -> None:
        """Stop after the batch in flight."""
        if self._queue is not None:
            self._queue.cancel()

    def _hand_over(self, message: Message) -> None:
        """On the queue's thread."""
        if self.is_running:
            self.post_message(message)

    @on(Arrived)
    def _gather(self, event: Arrived) -> None:
        event.stop()
        if not self._arrived:
            self.set_timer(_GATHERING, self._take_arrived)
        self._arrived.extend(event.results)

    @on(Progressed)
    def _note_progress(self, event: Progressed) -> None:
        event.stop()
        before, self._progress = self._progress, event.progress
        phase = event.progress.phase
        if phase is Phase.FAILED and (before is None or before.phase is not phase):
            self.composer.expecting = False
            self._take_arrived()
            row = self._row_of_current()
            self.page.forget()
            self._keep_still(row)
        self.show_state()

    def _take_arrived(self) -> None:
        """Put what arrived onto the page; what is far away only into the book."""
        if not self._arrived:
            return
        arrived, self._arrived = self._arrived, []
        row = self._row_of_current()
        self._advise(arrived)
        changed = {
            result.place.block
            for result in arrived
            if self.book.put(result.place, result.translation)
        }
        if self.page.forget_blocks(changed):
            self._keep_still(row)

    def _advise(self, arrived: list[Result]) -> None:
        """Say once how to get better English, when there is only the dictionary's."""
        if self._advised or all(each.translation.source is not Source.GLOSS for each in arrived):
            return
        self._advised = True
        if advice := self.services.translation.advice:
            self.mention(advice)

    def _row_of_current(self) -> int | None:
        """The screen row of the current sentence, when it is in view."""
        rows = self.page.rows_of(self.current, english=self.english_only)
        in_view = rows is not None and 0 <= rows.start < self.page.height
        return rows.start if rows is not None and in_view else None

    def _keep_still(self, row: int | None) -> None:
        """Lay out anew what changed; the current sentence stays on its ``row``."""
        self.page.settle()
        if row is not None:
            self.page.put(self.current, row, english=self.english_only)
        self.redraw()

    def redraw(self) -> None:
        """Tell the queue what is in view, too."""
        super().redraw()
        self._focus()

    def _focus(self) -> None:
        if self._queue is None:
            return
        places = [self.current]
        for key in dict.fromkeys(laid.unit.key for laid, _ in self.page.visible()):
            places.extend(self.units.get(key).places)
        focused = tuple(place for place in dict.fromkeys(places) if self.book.get(place) is None)
        if focused and focused != self._focused:
            self._focused = focused
            self._queue.focus(focused)

    @property
    def is_translating(self) -> bool:
        """Whether English is still to come, or has come and is not on the page yet."""
        return self._queue is not None and (self._queue.is_busy or bool(self._arrived))

    @property
    def phase(self) -> Phase:
        """What the queue is doing."""
        return self._progress.phase if self._progress is not None else Phase.WAITING

    @property
    def activity(self) -> str:
        """How far the translation is."""
        phrase = self._progress.phrase if self._progress is not None else ""
        return phrase or super().activity

    # --- the person's own wording -------------------------------------------------------------

    def action_correct(self) -> None:
        """Write a better English for the current sentence."""
        if not self.block.sentences:
            self.say("There is no sentence here.")
            return
        known = self.book.get(self.current)
        self.query_one(CorrectionBar).open(self.current, known.text.strip() if known else "")

    @on(CorrectionBar.Written)
    def _written(self, event: CorrectionBar.Written) -> None:
        self.set_focus(None)
        self.take_english(event.place, event.english)

    def take_english(self, place: Place, english: str) -> None:
        """Keep the person's English for a sentence; an empty text takes it back."""
        known = self.book.get(place)
        if known is not None and known.text.strip() == english:
            return
        try:
            now = self.services.translation.correct(self.article, place, english)
        except ReaderError as error:
            self.say(str(error), error=True)
            return
        self.replace_english(place, now)
        self.say("Your English is kept." if english else "Your English is taken back.")

    def action_alternatives(self) -> None:
        """Show other renderings of the current sentence, and its words."""
        if not self.block.sentences:
            self.say("There is no sentence here.")
            return
        place = self.current
        span = self.block.sentences[place.sentence]
        sentence = self.composer.shown_text(place.block, *span).strip()
        dialog = AlternativesDialog(sentence, self.looking_up)

        def take(english: str | None) -> None:
            if english is not None:
                self.take_english(place, english)

        def show(found: Alternatives) -> None:
            """On the worker's thread, which must not wait for the screen's."""
            if dialog.is_running:
                dialog.call_later(dialog.show, found)

        self.app.push_screen(dialog, take)
        self.services.translation.alternatives(self.article, place, show)

    def replace_english(self, place: Place, translation: Translation | None) -> None:
        """Show another English for a sentence; without one, ask for it again."""
        if translation is None:
            self.book.forget(place)
        else:
            self.book.put(place, translation)
        self.page.forget_blocks({place.block})
        self.page.show(self.current, MARGIN, english=self.english_only)
        self.redraw()

    def leave(self) -> bool:
        """Close the correction without keeping it."""
        bar = self.query_one(CorrectionBar)
        if bar.display:
            bar.close()
            self.set_focus(None)
            return True
        return super().leave()
