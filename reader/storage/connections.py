"""Connections whose errors are sentences."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from operator import methodcaller
from pathlib import Path
from typing import Any

from reader.storage.errors import DamagedError, told

BUSY_SECONDS = 30.0
"""How long a statement waits while another process writes."""


UNSOUND = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises; its own message may quote a damaged table definition that is no UTF-8."""

lenient = methodcaller("decode", "utf-8", "replace")
"""Decodes text: a flipped bit costs one character, not the whole note."""


def suspicion(path: Path) -> Path:
    """The file that says that the database at ``path`` was found damaged while in use."""
    return path.with_name(f"{path.name}.suspect")


def recovered(path: Path) -> Path:
    """The file that is to take the place of the damaged one at ``path``."""
    return path.with_name(f"{path.name}.recovered")


class Connection(sqlite3.Connection):
    """A connection to the file at :attr:`path`.

    Where SQLite reports what a person can mend (full disk, read-only folder, damage), a
    :class:`ReaderError` is raised instead. Damage leaves a mark beside the file, so that the
    next start looks closely.
    """

    path: Path = Path()

    def explain(self, error: Exception) -> Exception:
        """What to raise in place of ``error``: a sentence, or the error itself if it is a bug."""
        sentence = told(self.path, error)
        if isinstance(sentence, DamagedError):
            with suppress(OSError):
                suspicion(self.path).touch()
        return sentence or error

    def cursor(self, factory: Any = None) -> Any:
        """A cursor whose errors are sentences too."""
        return super().cursor(factory or Cursor)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        """Run one statement."""
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        """Run one statement for each row of values."""
        cursor: sqlite3.Cursor = self.cursor()
        return cursor.executemany(*arguments)


class Cursor(sqlite3.Cursor):
    """A cursor of a :class:`Connection`: reading rows can meet damage too."""

    def execute(self, *arguments: Any) -> "Cursor":
        """Run one statement."""
        with self._telling():
            super().execute(*arguments)
        return self

    def executemany(self, *arguments: Any) -> "Cursor":
        """Run one statement for each row of values."""
        with self._telling():
            super().executemany(*arguments)
        return self

    def fetchone(self) -> Any:
        """The next row."""
        with self._telling():
            return super().fetchone()

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        """The next rows."""
        with self._telling():
            return super().fetchmany(size)

    def fetchall(self) -> list[Any]:
        """All further rows."""
        with self._telling():
            return super().fetchall()

    def __next__(self) -> Any:
        """The next row."""
        try:
            return super().__next__()
        except UNSOUND as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> Exception:
        connection = self.connection
        return connection.explain(error) if isinstance(connection, Connection) else error

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except UNSOUND as error:
            raise self._explain(error) from error


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """A new connection in autocommit mode, with rows addressable by name.

    Every commit is on the disk before it returns (write-ahead log, ``synchronous = FULL``).
    ``read_only`` is for a file in a folder that cannot be written to.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if read_only else str(path)
    connection = sqlite3.connect(
        address,
        isolation_level=None,
        timeout=BUSY_SECONDS,
        check_same_thread=False,  # closed by whoever closes the database
        factory=Connection,
        uri=read_only,
    )
    connection.path = path
    connection.row_factory = sqlite3.Row
    connection.text_factory = lenient
    try:
        if not read_only:
            _use_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")  # macOS: down to the platter
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _use_log(connection: Connection) -> None:
    """Switch to the write-ahead log; SQLite does not itself wait for others that do the same."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            sqlite3.Connection.execute(connection, "PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise connection.explain(error) from error
            time.sleep(0.02)
        except UNSOUND as error:
            raise connection.explain(error) from error
