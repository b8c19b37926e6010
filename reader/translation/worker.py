"""The one thread that translates."""

import atexit
import threading
from collections import deque
from collections.abc import Callable

Job = Callable[[], None]


class Worker:
    """Runs jobs one after another on a thread of its own, which starts with the first job.

    The thread dies with the program: what runs then is waited for, what waits is dropped. (A
    thread that is inside CTranslate2 while the interpreter goes away would bring it down.)
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._jobs: deque[Job] = deque()
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def submit(self, job: Job, *, urgent: bool = False) -> None:
        """Run ``job`` after those that wait, or before them when it is urgent.

        A job answers for its own exceptions. After :meth:`close` nothing runs any more.
        """
        with self._wake:
            if self._closed:
                return
            (self._jobs.appendleft if urgent else self._jobs.append)(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
                atexit.register(self.close)
            self._wake.notify()

    def close(self) -> None:
        """Drop the waiting jobs and wait until the one that runs is over."""
        with self._wake:
            self._closed = True
            self._jobs.clear()
            thread = self._thread
            self._wake.notify()
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        atexit.unregister(self.close)

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._jobs and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                job = self._jobs.popleft()
            job()
            del job
