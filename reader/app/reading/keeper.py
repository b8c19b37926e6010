"""Keeping the reading position: at once, off the screen's thread, the latest one last."""

import threading
from typing import TYPE_CHECKING

from reader.articles.model import Article, Place
from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.screen import Screen

    from reader.articles.library import Library


class Keeper:
    """Stores where the person is in one article.

    Every move is handed to a thread that writes it immediately; moves made during a write are
    written as one when it ends.
    """

    def __init__(self, library: "Library", article: Article) -> None:
        self._library = library
        self._article = article
        self._lock = threading.Lock()
        self._waiting: tuple[Place, float] | None = None
        self._writing = False

    def stored(self) -> Place | None:
        """Where the person left the article, if anywhere."""
        return self._library.position(self._article.id)

    def keep(self, screen: "Screen[None]", place: Place, progress: float) -> None:
        """Store ``place`` soon; ``screen`` runs the thread."""
        with self._lock:
            self._waiting = (place, progress)
            if self._writing:
                return
            self._writing = True
        screen.run_worker(self._write, thread=True, group="position", exit_on_error=False)

    def finish(self) -> None:
        """Store what is still waiting, on this thread."""
        self._store_waiting()

    def _write(self) -> None:
        while self._store_waiting():
            pass

    def _store_waiting(self) -> bool:
        with self._lock:
            waiting, self._waiting = self._waiting, None
            if waiting is None:
                self._writing = False
                return False
        try:
            self._library.store_position(self._article.id, *waiting)
        except ReaderError:
            with self._lock:
                self._writing = False
            raise
        return True
