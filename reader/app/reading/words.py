"""The word cursor, and the panel that explains the word under it."""

from collections.abc import Callable
from functools import cached_property

from textual import on, work
from textual.worker import Worker, get_current_worker

from reader.app.page.overlays import Overlay, Role
from reader.app.page.rows import Laid
from reader.app.reading import walk
from reader.app.reading.moves import Moves
from reader.app.widgets.bilingual import BilingualView
from reader.app.widgets.word_panel import Explained, WordPanel
from reader.articles.model import Place
from reader.chinese.pinyin import readings, with_marks
from reader.chinese.spans import Span

WordsFound = Callable[[list[Span]], None]
"""Takes the words of a sentence, as spans of the block's text."""
_KEPT = 200
"""Sentences whose words are kept."""
_FINDING = "words"
"""The group of the worker that finds the words of a sentence."""


class Words(Moves):
    """One word may be under the cursor: a span of the current block's text as written."""

    word: Span | None = None

    @cached_property
    def _words(self) -> dict[Place, list[Span]]:
        """The words of the sentences that were asked for."""
        return {}

    def action_next_word(self) -> None:
        """Go to the next word and look it up."""
        self._to_word(1)

    def action_previous_word(self) -> None:
        """Go to the word before and look it up."""
        self._to_word(-1)

    def _to_word(self, step: int) -> None:
        """Go to the next or the former word, saying what it waits for when that takes a while."""
        self.query_one(WordPanel).wait(self.looking_up)
        self.with_words(self.current, lambda words: self._step_word(words, step))

    def activate(self) -> bool:
        """Look up the first word of the sentence, when no word is under the cursor."""
        if super().activate():
            return True
        if self.word is None and self.block.sentences and not self.english_only:
            self.action_next_word()
            return True
        return False

    def with_words(self, place: Place, use: WordsFound) -> None:
        """Call ``use`` with the words of a sentence, at once or when they have been found.

        Not if the person has gone elsewhere by then, or asked for something else.
        """
        known = self._words.get(place)
        if known is not None:
            use(known)
        else:
            self._find_words(place, use)

    @work(thread=True, exclusive=True, group=_FINDING)
    def _find_words(self, place: Place, use: WordsFound) -> None:
        worker = get_current_worker()
        block = self.article.blocks[place.block]
        if not block.sentences:
            return
        span = block.sentences[place.sentence]
        text = span.of(block.text)
        words = [
            Span(span.start + word.start, span.start + word.end)
            for word in self.services.segmenter.words(text)
            if any(character.isalnum() for character in word.of(text))
        ]
        self.app.call_from_thread(self._found_words, worker, place, words, use)

    def _found_words(
        self, worker: Worker[None], place: Place, words: list[Span], use: WordsFound
    ) -> None:
        if len(self._words) > _KEPT:
            self._words.clear()
        self._words[place] = words
        if not worker.is_cancelled:
            use(words)

    def _step_word(self, words: list[Span], step: int) -> None:
        at = self.word
        if at is None:
            candidates = words if step > 0 else words[::-1]
        elif step > 0:
            candidates = [word for word in words if word.start > at.start]
        else:
            candidates = [word for word in words if word.start < at.start][::-1]
        if candidates:
            self.show_word(candidates[0])
            return
        walk_on = walk.next_sentence if step > 0 else walk.previous_sentence
        place = walk_on(self.article, self.current, self.composer.folded)
        if place != self.current:
            self.go(place)
            self.query_one(WordPanel).reopen()
            self.with_words(place, lambda others: self._step_word(others, step))
        elif at is None:
            self.close_word()

    @on(BilingualView.WordClicked)
    def _click_word(self, event: BilingualView.WordClicked) -> None:
        hit = event.hit
        if hit.english or not self.article.blocks[hit.place.block].sentences:
            return

        def show(words: list[Span]) -> None:
            word = next((word for word in words if hit.offset in word), None)
            if word is not None and self.current == hit.place:
                self.show_word(word)

        self.with_words(hit.place, show)

    def show_word(self, word: Span) -> None:
        """Put the cursor on ``word`` of the current block and explain it."""
        self.word = word
        self.query_one(WordPanel).wait(self.looking_up)
        self.redraw()
        self._explain(self.current.block, word)

    def close_word(self) -> None:
        """Take the cursor off, close the panel, and look for no word any more."""
        self.workers.cancel_group(self, _FINDING)
        self.word = None
        self.query_one(WordPanel).close()

    @work(thread=True, exclusive=True, group="explain")
    def _explain(self, index: int, word: Span) -> None:
        block = self.article.blocks[index]
        dictionary = self.services.dictionary
        longest = dictionary.longest(block.text, word.start)
        found = []
        if longest is not None:
            found.append((longest[0].of(block.text), longest[1]))
        if longest is None or longest[0] != word:
            entries = dictionary.lookup(word.of(block.text))
            if entries:
                found.append((word.of(block.text), entries))
        written = word.of(block.text)
        shown = self.composer.shown_text(index, *word)
        explained = Explained(
            written=written,
            shown=shown,
            found=tuple(found),
            original=written if self._is_other_word(index, word) else "",
            pinyin="" if found else with_marks(" ".join(readings(written))),
        )
        self.app.call_from_thread(self._explained, word, explained)

    def _is_other_word(self, index: int, word: Span) -> bool:
        """Whether the shown script has another word here, not only other characters."""
        for unit in self.units.of_block(index):
            if unit.start <= word.start < unit.end:
                mapping = self.composer.show(unit).mapping
                inside = Span(word.start - unit.start, word.end - unit.start)
                return mapping is not None and any(
                    change.written.start < inside.end and change.written.end > inside.start
                    for change in mapping.changed
                )
        return False

    def _explained(self, word: Span, explained: Explained) -> None:
        if self.word == word:
            self.query_one(WordPanel).show(explained)

    def moved(self) -> None:
        """Another sentence: the word cursor goes."""
        self.close_word()
        super().moved()

    def leave(self) -> bool:
        """Close the word panel first."""
        if self.query_one(WordPanel).display:
            self.close_word()
            self.redraw()
            return True
        return super().leave()

    def chinese_overlays(self, laid: Laid) -> list[Overlay]:
        """The word under the cursor."""
        overlays = super().chinese_overlays(laid)
        if self.word is not None and laid.unit.key.block == self.current.block:
            span = laid.shown.span(*self.word)
            if span is not None:
                overlays.append(Overlay(*span, Role.WORD))
        return overlays
