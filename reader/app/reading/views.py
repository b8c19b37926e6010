"""How the page looks: script, layout, columns, folds."""

from dataclasses import replace

from textual import on

from reader.app.choices import Choices
from reader.app.page.geometry import View
from reader.app.reading.base import ReadingBase
from reader.app.reading.remembered import Remembered, remember
from reader.app.widgets.bilingual import BilingualView
from reader.chinese.script import Script

_RATIO_STEP = 4
_MEASURE_STEP = 4


class Views(ReadingBase):
    """Script, layout, ratio, width, swapped columns: each choice is kept."""

    def action_cycle_script(self) -> None:
        """Show the next script."""
        order = list(Script)
        following = order[(order.index(self.remembered.script) + 1) % len(order)]
        self._choose(replace(self.remembered, script=following))

    def action_cycle_layout(self) -> None:
        """Show the next layout."""
        view = self.remembered.view
        self._view(replace(view, layout=view.layout.next))

    def action_ratio(self, steps: int) -> None:
        """Give the Chinese column more room, or less."""
        self._view(self.remembered.view.with_ratio(steps * _RATIO_STEP))

    def action_measure(self, steps: int) -> None:
        """Make the text wider, or narrower."""
        self._view(self.remembered.view.with_measure(steps * _MEASURE_STEP))

    def action_swap(self) -> None:
        """Swap the columns."""
        view = self.remembered.view
        self._view(replace(view, swapped=not view.swapped))

    def action_changed_words(self) -> None:
        """Mark the words that the shown script exchanged, or stop marking them."""
        self.changes_marked = not self.changes_marked
        if self.changes_marked and self.remembered.script is Script.ORIGINAL:
            self.say("The text is shown as written; press s to see another script.")
        self.redraw()

    def activate(self) -> bool:
        """Open the fold of site debris that the person is on."""
        start = self.composer.fold_start(self.block)
        if start is None or start in self.composer.opened:
            return super().activate()
        self.open_fold(start)
        return True

    def open_fold(self, block: int) -> None:
        """Show what is folded at ``block``."""
        self.composer.opened.add(block)
        self.page.forget()
        self.page.settle()
        self.redraw()

    @on(BilingualView.NoteClicked)
    def _note_clicked(self, event: BilingualView.NoteClicked) -> None:
        if self.article.blocks[event.block].debris:
            self.open_fold(event.block)

    def _view(self, view: View) -> None:
        self._choose(replace(self.remembered, view=view))

    def _choose(self, chosen: Remembered) -> None:
        self.remembered = remember(Choices(self.services.database), self.remembered, chosen)
        self.relayout()
