"""Finding in the article: the line to type in, the matches on the page, next and previous."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import Worker, get_current_worker

from reader.app.page.finding import Found, Match, find, only_han
from reader.app.page.overlays import Overlay, Role
from reader.app.page.rows import Laid
from reader.app.reading.base import ReadingBase
from reader.app.widgets.find_bar import FindBar
from reader.articles.model import Origin, Place
from reader.chinese.normalise import visible
from reader.chinese.script import Script

if TYPE_CHECKING:
    from collections.abc import Iterable

_ALL = 10_000_000
_PAUSE = 0.12
"""Seconds without a key before the article is looked through."""
_SOON, _NOW = "find-soon", "find"
"""The groups of the workers that wait for the next key, and that look."""


class Finding(ReadingBase):
    """What is found stays marked until the person leaves it with escape."""

    found: Found | None = None
    """What is found so far, while something is looked for."""
    match: Match | None = None
    """The match that the person is on."""
    _came_from: Place | None = None

    @property
    def state(self) -> str:
        """``finding`` while matches are shown."""
        return "finding" if self.found is not None else super().state

    @property
    def bar(self) -> FindBar:
        """The line to type in."""
        return self.query_one(FindBar)

    def on_mount(self) -> None:
        """Find what the screen was opened with."""
        if self.find_first:
            self._came_from = self.current
            self.look_for(self.find_first)

    def action_find(self) -> None:
        """Open the line to type in."""
        if self._came_from is None:
            self._came_from = self.current
        self.bar.open()

    def action_next_match(self) -> None:
        """Go to the next match."""
        self._step_match(1)

    def action_previous_match(self) -> None:
        """Go to the match before."""
        self._step_match(-1)

    @on(FindBar.Changed)
    def _typed(self, event: FindBar.Changed) -> None:
        if event.query_text.strip():
            self._look_soon(event.query_text)
        else:
            self._stop_looking()

    @on(FindBar.Done)
    def _done_typing(self) -> None:
        self.bar.close()
        self.set_focus(None)
        if self.bar.value.strip():
            self.look_for(self.bar.value)

    def look_for(self, query: str) -> None:
        """Look for ``query`` now."""
        self._look_soon(query, pause=0)

    def _stop_looking(self) -> None:
        """Let go of what was looked for, and of what a worker may still find."""
        self.workers.cancel_group(self, _SOON)
        self.workers.cancel_group(self, _NOW)
        self._show_found(None)

    @work(exclusive=True, group=_SOON)
    async def _look_soon(self, query: str, pause: float = _PAUSE) -> None:
        await asyncio.sleep(pause)
        self._look(query)

    @work(thread=True, exclusive=True, group=_NOW)
    def _look(self, query: str) -> None:
        worker = get_current_worker()
        start = self._came_from or self.current
        translation = self.services.translation
        spellings = [query, *self._spellings(query)]
        for found in find(
            self.article,
            spellings,
            lambda block: translation.known(self.article, block),
            self._candidates(spellings, start.block),
            lambda: worker.is_cancelled,
        ):
            self.app.call_from_thread(self._take_found, worker, found, start)

    def _spellings(self, query: str) -> list[str]:
        """The query with the words of the article's region (軟體 finds 软件)."""
        convert = self.services.scripts.convert
        targets = {Script.HANS, self.article.script} - {Script.ORIGINAL}
        sources = [script for script in Script if script is not Script.ORIGINAL]
        return [convert(query, target, source) for target in targets for source in sources]

    def _candidates(self, spellings: list[str], start: int) -> list[int]:
        """The blocks to look into, from the block ``start`` on and around the article's end.

        The index of the library knows them at once, if only Han characters are looked for.
        """
        blocks: Iterable[int] = range(len(self.article.blocks))
        if self.article.origin is not Origin.FILE and all(map(only_han, spellings)):
            search = partial(self.services.library.search, article=self.article.id, limit=_ALL)
            blocks = {hit.place.block for query in set(spellings) for hit in search(query)}
        return sorted(blocks, key=lambda block: (block < start, block))

    def _take_found(self, worker: Worker[None], found: Found, start: Place) -> None:
        if worker.is_cancelled:
            return  # the person has typed on, or left
        if self.found is None or self.match not in found.matches:
            self.match = None
        self._show_found(found)
        if self.match is None and found.matches:
            self._to_match(found.at_or_after(start))
        if found.complete and not self.bar.display:
            self._came_from = None
            if not found.matches:
                self.say(f"“{visible(found.query)}” is not in this article.")
                self._show_found(None)

    def _step_match(self, step: int) -> None:
        if self.found is None or not self.found.matches:
            return
        if self.match is not None and self.match.place == self.current:
            self._to_match(self.found.following(self.match, step))
        else:
            nearest = self.found.at_or_after(self.current)
            if nearest is not None and step < 0:
                nearest = self.found.following(nearest, -1)
            self._to_match(nearest)

    def _to_match(self, match: Match | None) -> None:
        if match is not None:
            self.match = match
            self._unfold(match.block)
            self.go(match.place)
            self._show_count()

    def _unfold(self, index: int) -> None:
        block = self.article.blocks[index]
        start = self.composer.fold_start(block)
        if start is not None:
            self.composer.opened.add(start)
            self.page.forget()

    def _show_found(self, found: Found | None) -> None:
        changed = (found is None) != (self.found is None)
        self.found = found
        if found is None:
            self.match = None
        if changed:
            self.show_keys()
        self._show_count()
        self.redraw()

    def _show_count(self) -> None:
        self.bar.count(self.count)
        self.show_state()

    @property
    def count(self) -> str:
        """How many matches there are, and which one the person is on."""
        found = self.found
        if found is None:
            return ""
        total = f"{len(found.matches):,}" + ("" if found.complete else "…")
        if self.match is None:
            return total if found.matches or not found.complete else "not found"
        return f"{found.number(self.match):,} of {total}"

    @property
    def activity(self) -> str:
        """The matches, before what else goes on."""
        if self.found is None or self.bar.display:
            return super().activity
        return f"“{visible(self.found.query)}” {self.count}"

    def leave(self) -> bool:
        """Close the line, going back to where the person was; then let go of the matches."""
        if self.bar.display:
            self.bar.close()
            self.set_focus(None)
            self._stop_looking()
            if self._came_from is not None:
                self.go(self._came_from)
                self._came_from = None
            return True
        if self.found is not None:
            self._stop_looking()
            return True
        return super().leave()

    # --- on the page --------------------------------------------------------------------------

    def chinese_overlays(self, laid: Laid) -> list[Overlay]:
        """The matches in the Chinese."""
        overlays = super().chinese_overlays(laid)
        if self.found is not None:
            for match in self.found.in_block(laid.unit.key.block):
                if not match.english and (span := laid.shown.span(match.start, match.end)):
                    overlays.append(Overlay(*span, self._found_role(match)))
        return overlays

    def english_overlays(self, laid: Laid) -> list[Overlay]:
        """The matches in the English."""
        overlays = super().english_overlays(laid)
        if self.found is not None:
            for match in self.found.in_block(laid.unit.key.block):
                each = laid.english.sentence(match.sentence)
                if match.english and each is not None:
                    start = each.words.start
                    overlays.append(
                        Overlay(start + match.start, start + match.end, self._found_role(match))
                    )
        return overlays

    def _found_role(self, match: Match) -> Role:
        return Role.FOUND_HERE if match == self.match else Role.FOUND
