"""Moving through the article."""

from textual import on

from reader.app.page.hits import Hit
from reader.app.page.thumb import place_at
from reader.app.reading import walk
from reader.app.reading.base import MARGIN, ReadingBase
from reader.app.widgets.bilingual import BilingualView
from reader.articles.model import Place

_OVERLAP = 2
"""Rows of the page before that stay when paging."""


class Moves(ReadingBase):
    """By sentence, block, heading, page; with the keys and with the mouse."""

    def action_next_sentence(self) -> None:
        """Go to the next sentence, or to the first in view when the current one is not."""
        self._step(walk.next_sentence(self.article, self.current, self.composer.folded))

    def action_previous_sentence(self) -> None:
        """Go to the sentence before, or to the first in view when the current one is not."""
        self._step(walk.previous_sentence(self.article, self.current, self.composer.folded))

    def action_next_block(self) -> None:
        """Go to the next block."""
        self.go(walk.next_block(self.article, self.current, self.composer.folded))

    def action_previous_block(self) -> None:
        """Go to the start of the block, or to the one before."""
        self.go(walk.previous_block(self.article, self.current, self.composer.folded))

    def action_next_heading(self) -> None:
        """Go to the next heading."""
        self._to_heading(walk.next_heading(self.article, self.current, self.composer.folded))

    def action_previous_heading(self) -> None:
        """Go to the heading before."""
        self._to_heading(walk.previous_heading(self.article, self.current, self.composer.folded))

    def action_first(self) -> None:
        """Go to the start of the article."""
        self.page.start()
        self.go(walk.first(self.article, self.composer.folded))

    def action_last(self) -> None:
        """Go to the end of the article."""
        self.page.end()
        self.go(walk.last(self.article, self.composer.folded), margin=0)

    def action_page_down(self) -> None:
        """Go down by a page; the first sentence that begins on it becomes the current one."""
        before = self.page.top
        self.page.scroll(self._page_rows)
        if self.page.top == before:
            self.go(walk.last(self.article, self.composer.folded), margin=0)
        else:
            self._take_from_view()

    def action_page_up(self) -> None:
        """Go up by a page; the first sentence that begins on it becomes the current one."""
        before = self.page.top
        self.page.scroll(-self._page_rows)
        if self.page.top == before:
            self.go(walk.first(self.article, self.composer.folded), margin=0)
        else:
            self._take_from_view()

    @property
    def _page_rows(self) -> int:
        return max(1, self.page.height - _OVERLAP)

    def _step(self, place: Place) -> None:
        if self.in_view(self.current):
            self.go(place)
        else:
            self._take_from_view()

    def _to_heading(self, place: Place | None) -> None:
        if place is None:
            self.say("There is no further heading in this direction.")
            return
        self.page.put(place, min(2, self.page.height // 4), english=self.english_only)
        self.go(place)

    def in_view(self, place: Place) -> bool:
        """Whether any row of the sentence is on the screen."""
        rows = self.page.rows_of(place, english=self.english_only)
        return rows is not None and rows.stop > 0 and rows.start < self.page.height

    def _take_from_view(self) -> None:
        """Make the first sentence that begins on the screen the current one."""
        self.current = self.first_in_view() or self.current
        self.moved()
        self.redraw()

    def first_in_view(self) -> Place | None:
        """The first sentence that begins on the screen, else the first that is on it at all."""
        covered = None
        for laid, row in self.page.visible():
            line = laid.rows[row].english if self.english_only else laid.rows[row].chinese
            if line is None:
                continue
            if laid.folded or not laid.unit.sentences:
                return Place(laid.unit.key.block, 0)
            for number in laid.unit.sentences:
                rows = laid.rows_of(number, english=self.english_only)
                place = Place(laid.unit.key.block, number)
                if rows.start == row:
                    return place
                if row in rows and covered is None:
                    covered = place
        return covered

    @on(BilingualView.Wheeled)
    def _wheel(self, event: BilingualView.Wheeled) -> None:
        self.page.scroll(event.rows)
        self.redraw()

    @on(BilingualView.Slid)
    def _slide(self, event: BilingualView.Slid) -> None:
        """Show that part of the article; the current sentence stays, as with the wheel."""
        if event.share >= 1:
            self.page.end()
        else:
            place = place_at(self.units, event.share)
            self.page.put(place, 0, english=self.english_only)
        self.redraw()

    @on(BilingualView.Clicked)
    def _click(self, event: BilingualView.Clicked) -> None:
        self.clicked(event.hit)

    def clicked(self, hit: Hit) -> None:
        """Make the clicked sentence the current one; nothing scrolls."""
        self.current = hit.place
        self.moved()
        self.redraw()

    @on(BilingualView.Resized)
    def _resize(self) -> None:
        if not self.placed:
            self.composer.geometry = self.arranged()
            self.page.height = max(1, self.view.size.height)
            self.page.put(self.current, min(MARGIN, self.page.height // 4))
            self.placed = True
        self.relayout()
