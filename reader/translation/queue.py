"""The queue that brings an article's English: what is on screen first, then the rest in order."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from reader.articles.model import Article, Block, Place
from reader.errors import ReaderError
from reader.translation.engine import batches
from reader.translation.model import Result, Translation
from reader.translation.progress import Phase, Progress
from reader.translation.rendering import Renderer

OnResults = Callable[[list[Result]], None]
OnProgress = Callable[[Progress], None]

_FIRST_BUDGET = 1
"""Characters in the first batch: one sentence, so that English appears at once."""
_SECOND_BUDGET = 60
"""Characters in the second batch, and in the smallest of the later ones."""
_LARGEST_BUDGET = 640
"""Characters in the largest batch: about 500 tokens."""
_BATCH_SECONDS = 1.2
"""How long a batch may take, so that scrolling and closing are answered soon."""
_WINDOW = 4
"""Batches that are cut from one stretch of the article, to have sentences of similar length."""
_WIDE_WINDOW = 64
"""As many when nobody is reading along."""
_BLOCKS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A normalised sentence and the places in the article where it stands."""

    sentence: str
    place: Place


class Desk(Protocol):
    """What a queue needs of the service."""

    def settle(self, article: Article, blocks: Sequence[Block]) -> tuple[list[Result], list[Task]]:
        """What is known of the blocks' sentences, and what is left to translate."""
        ...

    def renderer(self, announce: Callable[[str], None]) -> tuple[Renderer, str]:
        """The best translator there is, and one sentence when a better one failed to load.

        ``announce`` is called with the package's name before it is loaded.
        """
        ...

    def keep(self, renderer: Renderer, results: Iterable[tuple[str, Translation]]) -> None:
        """Store results in the memory."""
        ...


class TranslationQueue:
    """One article's translation. Its steps run on the worker's thread, one batch each.

    ``on_results`` and ``on_progress`` are called on that thread. Every sentence of the article is
    reported once, those that were known already too.
    """

    def __init__(
        self,
        article: Article,
        desk: Desk,
        on_results: OnResults,
        on_progress: OnProgress | None = None,
        *,
        interactive: bool = True,
    ) -> None:
        """``interactive`` starts with small batches and keeps them short."""
        self._article = article
        self._desk = desk
        self._on_results = on_results
        self._on_progress = on_progress
        self._lock = threading.Lock()
        self._focus: list[Place] = []
        self._cancelled = False
        self._progress = Progress(Phase.WAITING)
        self._plan = _Plan(article, desk, _WINDOW if interactive else _WIDE_WINDOW)
        self._pace = _Pace(interactive)
        self._renderer: Renderer | None = None
        self._failure = ""

    @property
    def progress(self) -> Progress:
        """How far the queue is."""
        return self._progress

    def focus(self, places: Iterable[Place]) -> None:
        """Translate these sentences next, in this order, then what follows the first of them."""
        with self._lock:
            self._focus = list(places)

    def cancel(self) -> None:
        """Report nothing any more, and stop after the batch in flight (which is kept)."""
        self._cancelled = True

    def step(self) -> bool:
        """Do the next piece of work; whether there is more. Never raises."""
        if self._cancelled:
            self._tell(Phase.CANCELLED)
            return False
        try:
            return self._advance()
        except ReaderError as error:
            self._failure = str(error)
        except Exception as error:  # whatever it is, the screen must go on
            self._failure = f"The translation stopped ({type(error).__name__}: {error})."
        self._tell(Phase.FAILED)
        return False

    def _advance(self) -> bool:
        with self._lock:
            focus = self._focus
        self._report(self._plan.look_at(focus))
        if not self._plan.has_tasks(focus) and not self._plan.complete:
            self._report(self._plan.look_further())
            return True
        tasks = self._plan.take(focus, self._pace.budget)
        if tasks:
            self._translate(tasks)
            return not self._cancelled
        self._tell(Phase.FAILED if self._failure else Phase.DONE)
        return False

    def _translate(self, tasks: list[Task]) -> None:
        if self._renderer is None:
            self._renderer, self._failure = self._desk.renderer(self._announce)
        sentences = list(dict.fromkeys(task.sentence for task in tasks))
        start = time.perf_counter()
        rendered = self._renderer.render(sentences)
        characters = sum(map(len, sentences))
        self._pace.took(characters, len(tasks), time.perf_counter() - start)
        english = dict(zip(sentences, rendered, strict=True))
        self._desk.keep(self._renderer, english.items())
        self._report([Result(task.place, english[task.sentence]) for task in tasks])

    def _report(self, results: list[Result]) -> None:
        if results and not self._cancelled:
            self._plan.count(len(results))
            self._on_results(results)
            self._tell(Phase.TRANSLATING)

    def _announce(self, package: str) -> None:
        self._tell(Phase.LOADING, package)

    def _tell(self, phase: Phase, message: str = "") -> None:
        plan, pace = self._plan, self._pace
        self._progress = Progress(
            phase,
            plan.done,
            plan.total,
            pace.sentences_per_second,
            pace.seconds_for(plan.characters_left) if phase is Phase.TRANSLATING else None,
            message or self._failure,
        )
        if self._on_progress is not None and not (self._cancelled and phase is not Phase.CANCELLED):
            self._on_progress(self._progress)


class _Plan:
    """What is left of an article. The article is read in order, a stretch at a time."""

    def __init__(self, article: Article, desk: Desk, window: int) -> None:
        self._article = article
        self._desk = desk
        self._batches_in_window = window
        self._looked_at: set[int] = set()
        self._next_block = 0
        self._tasks: dict[Place, Task] = {}
        self._ready: list[list[Place]] = []
        self._ready_for: list[Place] = []
        self.done = 0
        self.total = 0
        self.characters_left = 0

    @property
    def complete(self) -> bool:
        """Whether every block was looked at."""
        return self._next_block >= len(self._article.blocks)

    def count(self, results: int) -> None:
        """Note that so many sentences have their English."""
        self.done += results

    def has_tasks(self, focus: Sequence[Place]) -> bool:
        """Whether there is something to do at the places in focus."""
        return any(place in self._tasks for place in focus)

    def look_at(self, focus: Sequence[Place]) -> list[Result]:
        """Look at the blocks in focus; what is known of them."""
        wanted = {place.block for place in focus} - self._looked_at
        return self._settle(sorted(wanted))

    def look_further(self) -> list[Result]:
        """Look at the next stretch of blocks; what is known of them."""
        stretch = range(self._next_block, len(self._article.blocks))
        numbers = list(islice(stretch, _BLOCKS_AT_ONCE))
        self._next_block += len(numbers)
        return self._settle([number for number in numbers if number not in self._looked_at])

    def take(self, focus: Sequence[Place], budget: int) -> list[Task]:
        """The next batch: from the focus while there is something, else from what follows it."""
        places = _first(self._in_focus(focus), budget) or self._next_ready(list(focus), budget)
        tasks = [self._tasks.pop(place) for place in places]
        self.characters_left -= sum(len(task.sentence) for task in tasks)
        return tasks

    def _in_focus(self, focus: Sequence[Place]) -> Iterator[tuple[Place, int]]:
        for place in focus:
            if place in self._tasks:
                yield place, len(self._tasks[place].sentence)

    def _next_ready(self, focus: list[Place], budget: int) -> list[Place]:
        if focus != self._ready_for:
            self._ready, self._ready_for = [], focus
        while self._ready:
            places = [place for place in self._ready.pop(0) if place in self._tasks]
            if places:
                return places
        window = self._window(focus[0] if focus else Place(0, 0), self._batches_in_window * budget)
        lengths = [
            (number, len(self._tasks[place].sentence)) for number, place in enumerate(window)
        ]
        cut = [sorted(batch) for batch in batches(lengths, budget)]
        self._ready = [[window[number] for number in batch] for batch in sorted(cut)]
        return self._ready.pop(0) if self._ready else []

    def _window(self, start: Place, size: int) -> list[Place]:
        """Places from ``start`` on, and from the beginning when the end is reached."""
        ordered = sorted(self._tasks)
        turned = [place for place in ordered if place >= start]
        turned += ordered[: len(ordered) - len(turned)]
        return _first(((place, len(self._tasks[place].sentence)) for place in turned), size)

    def _settle(self, numbers: Sequence[int]) -> list[Result]:
        if not numbers:
            return []
        self._looked_at.update(numbers)
        blocks = [self._article.blocks[number] for number in numbers]
        results, tasks = self._desk.settle(self._article, blocks)
        self._tasks.update((task.place, task) for task in tasks)
        self.total += len(results) + len(tasks)
        self.characters_left += sum(len(task.sentence) for task in tasks)
        return results


class _Pace:
    """How large the next batch may be, from how long the last ones took."""

    def __init__(self, interactive: bool) -> None:
        self.budget = _FIRST_BUDGET if interactive else _LARGEST_BUDGET
        self._interactive = interactive
        self._characters_per_second = 0.0
        self.sentences_per_second = 0.0

    def took(self, characters: int, sentences: int, seconds: float) -> None:
        """Note a batch, and let the next be up to twice as large."""
        seconds = max(seconds, 1e-6)
        self._characters_per_second = _smooth(self._characters_per_second, characters / seconds)
        self.sentences_per_second = _smooth(self.sentences_per_second, sentences / seconds)
        if self._interactive:
            affordable = int(self._characters_per_second * _BATCH_SECONDS)
            grown = min(2 * self.budget, affordable, _LARGEST_BUDGET)
            self.budget = max(_SECOND_BUDGET, grown)

    def seconds_for(self, characters: int) -> float | None:
        """The time that so many characters will take; ``None`` before the first batch."""
        if not self._characters_per_second:
            return None
        return characters / self._characters_per_second


def _smooth(before: float, now: float) -> float:
    return now if not before else 0.5 * before + 0.5 * now


def _first(lengths: Iterable[tuple[Place, int]], budget: int) -> list[Place]:
    """The first places whose lengths stay within ``budget`` together, at least one."""
    taken: list[Place] = []
    for place, length in lengths:
        budget -= length
        if taken and budget < 0:
            break
        taken.append(place)
    return taken
