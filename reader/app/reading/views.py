"""How the page looks: script, layout, columns, folds."""

from dataclasses import replace

from textual import on, work

from reader.app.choices import Choices
from reader.app.page.geometry import View
from reader.app.reading.base import ReadingBase
from reader.app.reading.remembered import Remembered, remember
from reader.app.widgets.bilingual import BilingualView
from reader.chinese.script import Script

_WARM_SECONDS = 0.4
_SAMPLE = "转换。轉換。"
_RATIO_STEP = 4
_MEASURE_STEP = 4


class Views(ReadingBase):
    """Script, layout, ratio, width, swapped columns: each choice is kept."""

    def on_mount(self) -> None:
        """Make the other scripts ready while the person reads the first lines."""
        self.set_timer(_WARM_SECONDS, self._warm)

    @work(thread=True, group="warm")
    def _warm(self) -> None:
        """Load what script conversion needs, so that the first switch is as quick as the next."""
        for script in Script:
            if not self.is_running:
                return
            self.services.scripts.convert(_SAMPLE, script, self.article.script)

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

    @on(BilingualView.Clicked)
    def _click_fold(self, event: BilingualView.Clicked) -> None:
        start = self.composer.fold_start(self.article.blocks[event.hit.place.block])
        if start is not None and start not in self.composer.opened:
            self.open_fold(start)

    def _view(self, view: View) -> None:
        self._choose(replace(self.remembered, view=view))

    def _choose(self, chosen: Remembered) -> None:
        choices = Choices(self.services.database)
        self.remembered = chosen
        self.keeper.keep("view", lambda: remember(choices, chosen))
        self.relayout()
        self.show_keys()
