"""The queue that brings an article's English: what is on screen first, then the rest in order."""

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from reader.articles.model import Article, Place
from reader.errors import ReaderError
from reader.translation.model import Result, Translation
from reader.translation.pace import Pace
from reader.translation.plan import Plan, Settle, Task
from reader.translation.progress import Phase, Progress
from reader.translation.rendering import Renderer

OnResults = Callable[[list[Result]], None]
OnProgress = Callable[[Progress], None]

_WINDOW = 4
"""Batches that are cut from one stretch of the article, to have sentences of similar length."""
_WIDE_WINDOW = 64
"""As many when nobody is reading along."""
_PENDING_CHARACTERS = 4_000
"""What is known to be left to do before no more blocks are looked at ahead."""
_REACH = 300
"""Sentences after the focus that are glossed: a gloss is made quickly and not kept."""
_REST = 0.002
"""Seconds in which the screen may have the interpreter after blocks were looked at."""


class Desk(Protocol):
    """What a queue needs of the service."""

    @property
    def settle(self) -> Settle:
        """What is known of blocks' sentences, and what is left to translate."""
        ...

    def renderer(self, announce: Callable[[str], None]) -> tuple[Renderer, str]:
        """The best translator there is, and one sentence when a better one failed to load.

        ``announce`` is called with the package's name before it is loaded.
        """
        ...

    def kept(self, article: Article, sentences: Sequence[str]) -> dict[str, Translation]:
        """What is kept by now of sentences that were not known when they were settled."""
        ...

    def keep(self, renderer: Renderer, results: Iterable[tuple[str, Translation]]) -> None:
        """Store results in the memory."""
        ...


class TranslationQueue:
    """One article's translation. Its steps run on the worker's thread, one batch each.

    ``on_results`` and ``on_progress`` are called on that thread. Every sentence of the article is
    reported, those that were known already too. Glosses, which are not kept, are made only for
    what is in focus and a few hundred sentences after it, and made again when they come into
    focus again.
    """

    def __init__(
        self,
        article: Article,
        desk: Desk,
        on_results: OnResults,
        on_progress: OnProgress | None = None,
        *,
        focus: Iterable[Place] = (),
        submit: Callable[[Callable[[], None]], None] | None = None,
    ) -> None:
        """``submit`` runs a job on the worker's thread; without it call :meth:`step` until it is
        over, which translates in large batches for nobody who is waiting.
        """
        self._desk = desk
        self._on_results = on_results
        self._on_progress = on_progress
        self._submit = submit
        self._interactive = submit is not None
        self._lock = threading.Lock()
        self._scheduled = False
        self._focus = list(focus)
        self._focus_is_new = bool(self._focus)
        self._cancelled = False
        self._progress = Progress(Phase.WAITING)
        self._article = article
        self._plan = Plan(article, desk.settle)
        self._pace = Pace(interactive=self._interactive)
        self._renderer: Renderer | None = None
        self._failure = ""
        self._unkept = ""
        """Why the memory could not be written, which spoils no English."""
        self._since_focus = 0
        self._schedule()

    @property
    def progress(self) -> Progress:
        """How far the queue is."""
        return self._progress

    @property
    def is_busy(self) -> bool:
        """Whether a piece of work runs on the worker's thread, or waits for its turn there."""
        return self._scheduled and not self._cancelled

    @property
    def failure(self) -> str:
        """One sentence on why the package could not be used, or the queue stopped; else empty."""
        return self._failure

    def focus(self, places: Iterable[Place]) -> None:
        """Translate these sentences next, in this order, then what follows the first of them."""
        with self._lock:
            self._focus = list(places)
            self._focus_is_new = True
        self._schedule()

    def cancel(self) -> None:
        """Report nothing any more, and stop after the batch in flight (which is kept)."""
        self._cancelled = True

    def step(self) -> bool:
        """Do the next piece of work; whether there is more. Never raises."""
        more = False if self._cancelled else self._try_to_advance()
        if self._cancelled:
            self._tell(Phase.CANCELLED)
            return False
        return more

    def _try_to_advance(self) -> bool:
        try:
            return self._advance()
        except ReaderError as error:
            self._failure = str(error)
        except Exception as error:  # whatever it is, the screen must go on
            self._failure = f"The translation stopped ({type(error).__name__}: {error})."
        self._tell(Phase.FAILED)
        return False

    def _schedule(self) -> None:
        """See to it that the worker runs this queue."""
        with self._lock:
            if self._submit is None or self._scheduled:
                return
            self._scheduled = True
        self._submit(self._run)

    def _run(self) -> None:
        assert self._submit is not None
        more = self.step()
        with self._lock:
            self._scheduled = more or (self._focus_is_new and not self._cancelled)
            again = self._scheduled
        if again:
            self._submit(self._run)

    @property
    def _cheap(self) -> bool:
        return self._interactive and self._renderer is not None and not self._renderer.key

    def _advance(self) -> bool:
        focus = self._turn()
        tasks = self._plan.take_in_focus(focus, self._pace.budget)
        if not tasks:
            if self._cheap and self._since_focus >= _REACH:
                return self._rest()
            if not self._plan.complete and self._wants_more():
                self._report(self._plan.look_further())
                if self._interactive:
                    time.sleep(_REST)
                return True
            window = _WINDOW if self._interactive else _WIDE_WINDOW
            start = focus[0] if focus else Place(0, 0)
            tasks = self._plan.take_next(start, self._pace.budget, window)
        if tasks:
            self._translate(tasks)
            return not self._cancelled
        return self._rest()

    def _turn(self) -> list[Place]:
        """The focus; when it is new, the plan turns to it first."""
        with self._lock:
            focus, is_new = self._focus, self._focus_is_new
            self._focus_is_new = False
        if is_new:
            self._since_focus = 0
            self._plan.turn_to(focus)
            self._report(self._plan.look_at(focus))
        return focus

    def _wants_more(self) -> bool:
        return not self._interactive or self._plan.characters < _PENDING_CHARACTERS

    def _rest(self) -> bool:
        self._tell(Phase.FAILED if self._failure or self._unkept else Phase.DONE)
        return False

    def _translate(self, tasks: list[Task]) -> None:
        sentences = list(dict.fromkeys(task.sentence for task in tasks))
        english = self._desk.kept(self._article, sentences)
        missing = [sentence for sentence in sentences if sentence not in english]
        if missing:
            english |= self._render(missing)
        self._since_focus += len(tasks)
        self._report([Result(task.place, english[task.sentence]) for task in tasks])

    def _render(self, sentences: list[str]) -> dict[str, Translation]:
        if self._renderer is None:
            self._renderer, self._failure = self._desk.renderer(self._announce)
        start = time.perf_counter()
        rendered = self._renderer.render(sentences)
        seconds = time.perf_counter() - start
        self._pace.took(sum(map(len, sentences)), len(sentences), seconds)
        english = dict(zip(sentences, rendered, strict=True))
        self._keep(english)
        return english

    def _keep(self, english: dict[str, Translation]) -> None:
        """Store what was made; a full disk is said at the end and stops nobody from reading."""
        assert self._renderer is not None
        try:
            self._desk.keep(self._renderer, english.items())
        except ReaderError as error:
            self._unkept = str(error)

    def _report(self, results: list[Result]) -> None:
        if results and not self._cancelled:
            self._plan.done += len(results)
            self._on_results(results)
            self._tell(Phase.TRANSLATING)

    def _announce(self, package: str) -> None:
        self._tell(Phase.LOADING, package)

    def _tell(self, phase: Phase, message: str = "") -> None:
        plan, pace = self._plan, self._pace
        translating = phase is Phase.TRANSLATING
        self._progress = Progress(
            phase,
            plan.done,
            plan.total,
            pace.sentences_per_second,
            pace.seconds_for(plan.characters_left) if translating else None,
            message or self._failure or self._unkept,
        )
        if self._on_progress is not None and not (self._cancelled and phase is not Phase.CANCELLED):
            self._on_progress(self._progress)
