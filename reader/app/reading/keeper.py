"""Writing small things down at once, off the screen's thread, the latest of each kind last."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from reader.errors import ReaderError

Job = Callable[[], None]
"""Writes something down; may raise :class:`reader.errors.ReaderError`."""


class Keeper:
    """Runs jobs on a thread of its own as soon as they are given.

    A job that waits while another one runs is replaced by a later one of the same name, so that a
    key held down writes as often as the disk can take, and the last state is always written.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        """``tell`` takes, on that thread, one sentence on what could not be written."""
        self._tell = tell
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="keeper")
        self._lock = threading.Lock()
        self._waiting: dict[str, Job] = {}
        self._running = False
        self._idle = threading.Event()
        self._idle.set()

    def keep(self, name: str, job: Job) -> None:
        """Run ``job`` now, or as soon as the one that runs has ended."""
        with self._lock:
            self._waiting[name] = job
            if self._running:
                return
            self._running = True
            self._idle.clear()
        self._thread.submit(self._run)

    def finish(self) -> None:
        """Wait until everything is written."""
        self._idle.wait(timeout=10)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except ReaderError as error:
                self._tell(str(error))

    def _next(self) -> Job | None:
        with self._lock:
            if not self._waiting:
                self._running = False
                self._idle.set()
                return None
            return self._waiting.pop(next(iter(self._waiting)))
