"""Selecting words, by keys or with the mouse, to highlight, note or copy them."""

from textual import on

from reader.annotations.colours import COLOURS
from reader.app.choices import Choices
from reader.app.page.hits import Hit
from reader.app.page.overlays import Overlay, Role
from reader.app.page.rows import Laid
from reader.app.page.selection import Point, Selection
from reader.app.reading import walk
from reader.app.reading.marking import Marking
from reader.app.reading.words import Words
from reader.app.widgets.bilingual import BilingualView
from reader.articles.model import Place
from reader.chinese.spans import Span


class Selecting(Words, Marking):
    """A selection lies in one language; it stays where it is when script or layout change."""

    selection: Selection | None = None

    @property
    def state(self) -> str:
        """``selecting`` while something is selected."""
        return "selecting" if self.selection is not None else super().state

    # --- beginning and changing it ------------------------------------------------------------

    def action_select(self) -> None:
        """Select the word under the cursor, else the current sentence; again: let go."""
        if self.selection is not None:
            self.select(None)
            return
        if self.english_only or not self.block.sentences:
            self.say("Show the Chinese to select words of it.")
            return
        span = self.word or self._trimmed(self.block.sentences[self.current.sentence])
        self.close_word()
        self.select(Selection.of_span(self.current.block, span))

    def select(self, selection: Selection | None) -> None:
        """Make ``selection`` the present one, or let go of it."""
        changed = (selection is None) != (self.selection is None)
        self.selection = selection
        if changed:
            self.show_keys()
        self.redraw()

    def action_extend_character(self, step: int) -> None:
        """Move the selection's end by a character, beginning one if there is none."""
        if self.selection is None:
            self.action_select()
        if self.selection is None or self.selection.english:
            return
        head = self.selection.head
        length = len(self.article.blocks[head.block].text)
        self._head(head._replace(offset=max(0, min(length, head.offset + step))))

    def extend_by_word(self, step: int) -> None:
        """Move the selection's end by a word."""
        selection = self.selection
        if selection is None or selection.english:
            return
        head = selection.head
        block = self.article.blocks[head.block]
        number = block.sentence_at(head.offset - (step < 0))
        self.with_words(
            Place(head.block, number), lambda words: self._head_to_word(head, words, step)
        )

    def extend_by_sentence(self, step: int) -> None:
        """Move the selection's end to the end of a sentence."""
        if self.selection is None or self.selection.english:
            return
        head = self.selection.head
        sentences = self.article.blocks[head.block].sentences
        ends = [0, *(span.end for span in sentences)]
        further = [end for end in ends if (end > head.offset if step > 0 else end < head.offset)]
        if further:
            self._head(head._replace(offset=min(further) if step > 0 else max(further)))

    def action_next_sentence(self) -> None:
        """Go to the next sentence, or take it into the selection."""
        if self.selection is None:
            super().action_next_sentence()
        else:
            self.extend_by_sentence(1)

    def action_previous_sentence(self) -> None:
        """Go to the sentence before, or take the last one out of the selection."""
        if self.selection is None:
            super().action_previous_sentence()
        else:
            self.extend_by_sentence(-1)

    def action_next_word(self) -> None:
        """Go to the next word, or take it into the selection."""
        if self.selection is None:
            super().action_next_word()
        else:
            self.extend_by_word(1)

    def action_previous_word(self) -> None:
        """Go to the word before, or take the last one out of the selection."""
        if self.selection is None:
            super().action_previous_word()
        else:
            self.extend_by_word(-1)

    @on(BilingualView.Dragged)
    def _drag(self, event: BilingualView.Dragged) -> None:
        self.close_word()
        self.select(Selection.of_drag(event.start, event.end))

    def clicked(self, hit: Hit) -> None:
        """A click lets go of the selection."""
        self.select(None)
        super().clicked(hit)

    def leave(self) -> bool:
        """Let go of the selection first."""
        if self.selection is not None:
            self.select(None)
            return True
        return super().leave()

    # --- what is done with it -----------------------------------------------------------------

    def action_colour(self, colour: str) -> None:
        """Highlight what is selected in ``colour``."""
        choices = Choices(self.services.database)
        self.keeper.keep("colour", lambda: choices.set("reading.colour", colour))
        self._highlight(colour)

    def action_unhighlight(self) -> None:
        """Take off the highlights that the selection touches."""
        chosen = self.selected_chinese()
        gone = [off for block, span in chosen for off in self.remove_highlights(block, *span)]
        if not gone:
            self.say("There is no highlight here.")
        elif all(gone):
            self.say("The highlight is off.")
        self.select(None)

    def activate(self) -> bool:
        """Highlight what is selected in the colour used last."""
        if self.selection is None:
            return super().activate()
        self._highlight(Choices(self.services.database).get("reading.colour", COLOURS[0]))
        return True

    def _highlight(self, colour: str) -> None:
        if self.selection is not None and self.selection.english:
            self.say("Highlights are made in the Chinese.")
            return
        for block, span in self.selected_chinese():
            target = self.services.annotations.target_for(self.article, block, *span)
            self.add_highlight(target, colour)
        self.select(None)

    def selected_chinese(self) -> list[tuple[int, Span]]:
        """What is selected of each block's text as written, without white space around it."""
        selection = self.selection
        if selection is None or selection.english:
            return []
        found = []
        for index in range(selection.first.block, selection.last.block + 1):
            block = self.article.blocks[index]
            span = selection.in_chinese(index, len(block.text))
            if span is not None and not self.composer.folded(index) and span.of(block.text).strip():
                found.append((index, self._trim(block.text, span)))
        return found

    def selected_text(self) -> str:
        """What is selected, as it is shown."""
        selection = self.selection
        if selection is None:
            return ""
        if not selection.english:
            return "\n".join(
                self.composer.shown_text(index, *span) for index, span in self.selected_chinese()
            )
        pieces = []
        place = Place(selection.first.block, selection.first.sentence)
        while place <= Place(selection.last.block, selection.last.sentence):
            english = self.book.get(place)
            if english is not None:
                text = english.text.strip()
                span = selection.in_english(place.block, place.sentence, len(text))
                pieces.append(span.of(text) if span else "")
            following = walk.next_sentence(self.article, place, self.composer.folded)
            if following == place:
                break
            place = following
        return " ".join(filter(None, pieces))

    # --- on the page --------------------------------------------------------------------------

    def chinese_overlays(self, laid: Laid) -> list[Overlay]:
        """The selection over everything else."""
        overlays = super().chinese_overlays(laid)
        if self.selection is not None:
            block = laid.unit.block
            span = self.selection.in_chinese(block.index, len(block.text))
            if span is not None and (shown := laid.shown.span(*span)):
                overlays.append(Overlay(*shown, Role.SELECTED))
        return overlays

    def english_overlays(self, laid: Laid) -> list[Overlay]:
        """The selection over everything else."""
        overlays = super().english_overlays(laid)
        if self.selection is not None:
            for each in laid.english.sentences:
                length = each.words.end - each.words.start
                span = self.selection.in_english(each.place.block, each.place.sentence, length)
                if span is not None:
                    start = each.words.start
                    overlays.append(Overlay(start + span.start, start + span.end, Role.SELECTED))
        return overlays

    def _head_to_word(self, head: Point, words: list[Span], step: int) -> None:
        if self.selection is None or self.selection.head != head:
            return
        edges = sorted({edge for span in words for edge in span})
        if step > 0:
            further = [edge for edge in edges if edge > head.offset]
            offset = further[0] if further else len(self.article.blocks[head.block].text)
        else:
            before = [edge for edge in edges if edge < head.offset]
            offset = before[-1] if before else 0
        self._head(head._replace(offset=offset))

    def _head(self, head: Point) -> None:
        selection = self.selection
        if selection is None:
            return
        if head == selection.anchor:
            return
        self.select(selection.with_head(head))
        self.page.show(
            Place(head.block, self.article.blocks[head.block].sentence_at(head.offset)), 1
        )
        self.redraw()

    def _trimmed(self, span: Span) -> Span:
        return self._trim(self.block.text, span)

    @staticmethod
    def _trim(text: str, span: Span) -> Span:
        inside = span.of(text)
        start = span.start + len(inside) - len(inside.lstrip())
        return Span(start, start + len(inside.strip()))
