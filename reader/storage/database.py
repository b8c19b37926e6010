"""The SQLite file: connections, transactions, migrations."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from reader.errors import ReaderError

_BUSY_MS = 10_000


class Database:
    """One SQLite file, safe to use from several threads and processes at once.

    Each thread has a connection of its own. Reading uses :attr:`reading`; every change goes
    through :meth:`writing`, one transaction each.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``, make it if it is missing, and bring it to the present form.

        Raises :class:`ReaderError` when the file cannot be opened, is not a database, or was
        written by a newer version.
        """
        self.path = path
        self._local = threading.local()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._migrate()
        except (OSError, sqlite3.Error) as error:
            raise ReaderError(f"{path}: the database cannot be opened ({error}).") from error

    @property
    def reading(self) -> sqlite3.Connection:
        """This thread's connection, in autocommit mode, with rows addressable by name."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, isolation_level=None, timeout=_BUSY_MS / 1000)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection = connection
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: committed (and on disk) when the block ends, undone when it raises.

        Raises :class:`ReaderError` when the disk is full, the folder is read-only or another
        process holds the file for too long.
        """
        connection = self.reading
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise ReaderError(f"{self.path}: the change could not be stored ({error}).") from error

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _migrate(self) -> None:
        folder = resources.files("reader.storage.migrations")
        steps = sorted(
            (item for item in folder.iterdir() if item.name.endswith(".sql")),
            key=lambda item: item.name,
        )
        connection = self.reading
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(steps, start=1):
            if number > version:
                script = step.read_text(encoding="utf-8")
                connection.executescript(
                    f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
                )
