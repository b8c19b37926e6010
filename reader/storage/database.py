"""The SQLite file: opening it soundly, connections for threads, transactions."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.storage.backups import Backups
from reader.storage.connections import Connection, connect, recovered, suspicion
from reader.storage.errors import DamagedError, UnwritableError
from reader.storage.lock import InstanceLock
from reader.storage.migrating import LATEST, form_of, is_as_written, migrate, refuse_newer

_WHOLE_CHECK_BYTES = 32 * 1024 * 1024
_QUICK_CHECK_BYTES = 8 * 1024 * 1024


class Database:
    """One SQLite file, safe to use from several threads and processes at once.

    Each thread has a connection of its own. Reading uses :attr:`reading`; every change goes
    through :meth:`writing`, one transaction each, which is on the disk when it ends.
    """

    def __init__(self, path: Path) -> None:
        """Open the file at ``path``, make it if it is missing, and bring it to the present form.

        A file that the last run left open is checked; a damaged one is repaired, with what can
        be read of it and the newest backup, and :attr:`notices` says so. In a folder that
        cannot be written to, an existing file can be read. Raises :class:`ReaderError` when the
        file cannot be opened, or was written by a newer version.
        """
        self.path = path
        self.backups = Backups(path)
        self.notices: list[str] = []
        """Sentences that the person should see: what was repaired, that nothing can be stored."""
        self._local = threading.local()
        self._connections: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._lock = InstanceLock(path.with_name(f"{path.name}.lock"))
        self._read_only = False
        self._backup_day: Path | None = None
        """The daily copy that was last looked for."""
        # Closed when the program ends, however it does: then the next start has nothing to check.
        weakref.finalize(self, _close, self._connections, self._lock)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._lock.starting() as alone:
                self._open(alone)
        except OSError as error:
            raise ReaderError(
                f"{error.filename or path} cannot be used ({error.strerror}); "
                "set READER_HOME to a folder that you can write to."
            ) from error

    @property
    def reading(self) -> Connection:
        """This thread's connection, in autocommit mode, with rows addressable by name."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path, read_only=self._read_only)
            self._local.connection = connection
            with self._guard:
                self._connections.add(connection)
        return connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: committed (and on disk) when the block ends, undone when it raises.

        Raises :class:`ReaderError` when the disk is full, the folder is read-only or another
        process holds the file for too long; nothing has changed then.
        """
        connection = self.reading
        self._back_up_daily()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            # A full disk may have undone the transaction already.
            if connection.in_transaction:
                with suppress(ReaderError, sqlite3.Error):
                    connection.execute("ROLLBACK")
            raise

    @property
    def version(self) -> int:
        """A number that changes when another thread or process has written to the file."""
        number: int = self.reading.execute("PRAGMA data_version").fetchone()[0]
        return number

    def check(self, whole: bool = True) -> str:
        """Read the file through and return what is wrong with it, nothing if it is sound.

        ``whole`` compares the indexes with their tables as well, which takes a few times longer
        (20 ms instead of 7 for 8 MB). Where something is wrong, the next start repairs it.
        """
        try:
            command = "integrity_check" if whole else "quick_check"
            row = self.reading.execute(f"PRAGMA {command}(1)").fetchone()
        except DamagedError as error:
            return str(error)
        if row[0] == "ok":
            return ""
        with suppress(OSError):
            suspicion(self.path).touch()
        return f"{self.path} is damaged ({row[0]}); start the reader again and it will be repaired."

    def close(self) -> None:
        """Close the connections of all threads and let go of the file."""
        _close(self._connections, self._lock)
        self._local = threading.local()

    def _back_up_daily(self) -> None:
        """Have a copy made before the first change of a day, also while the reader stays open."""
        today = self.backups.today()
        with self._guard:
            first, self._backup_day = today != self._backup_day, today
        if first and not today.exists():
            self.backups.start_daily()

    def _open(self, alone: bool) -> None:
        if alone and recovered(self.path).exists():
            from reader.storage import recovery

            recovery.finish(self.path)
        new = not self.path.exists()
        try:
            self._prepare(alone)
        except DamagedError:
            from reader.storage import recovery

            self._disconnect()
            if not alone:
                raise ReaderError(
                    f"{self.path} is damaged; close the other readers and start again to repair it."
                ) from None
            notice = recovery.recover(self.path, self.backups)
            self.notices += [notice] if notice else []
            self._prepare(alone=False)
        except UnwritableError as error:
            self._disconnect()
            if new:
                raise
            self._open_for_reading(error)
        if not self._read_only and not self._writable():
            self.notices.append(
                f"You can read, but nothing will be stored: {self.path} is read-only."
            )
        if new and (backup := self.backups.newest()) and not self.notices:
            self.notices.append(
                f"{self.path} was not there, and a new one was begun; "
                f"`reader restore {backup}` brings back what was backed up."
            )
        if new or self.notices:
            self._backup_day = self.backups.today()

    def _prepare(self, alone: bool) -> None:
        """Check the file if there is reason to, and bring it to the present form."""
        if alone and self.path.exists():
            self._look_closely()
        elif alone and self._left_open():
            # SQLite would take the file for a new one, and throw the log away.
            raise DamagedError(f"{self.path} is gone; only its log is left.")
        connection = self.reading
        if form_of(connection) != LATEST:
            migrate(connection, self.backups.before_migration)

    def _look_closely(self) -> None:
        """Raise :class:`DamagedError` when the file shows any sign of damage.

        A file that the last run left open, or found damaged, is read through; any other one only
        if that takes no time.
        """
        size = self.path.stat().st_size
        left_open = self._left_open()
        if size == 0 and not left_open and self.backups.newest() is not None:
            # SQLite takes an empty file for a new one.
            raise DamagedError(f"{self.path} is empty.")
        if size and not left_open and _is_cut(self.path):
            raise DamagedError(f"{self.path} is cut off.")
        # What a newer version wrote is no damage, whatever it looks like.
        refuse_newer(self.reading)
        if left_open or size <= _QUICK_CHECK_BYTES:
            problem = self.check(whole=left_open and size <= _WHOLE_CHECK_BYTES)
            if problem:
                raise DamagedError(problem)
        if form_of(self.reading) and not is_as_written(self.reading):
            raise DamagedError(f"{self.path} is damaged.")
        if left_open or size <= _QUICK_CHECK_BYTES:
            suspicion(self.path).unlink(missing_ok=True)

    def _left_open(self) -> bool:
        """Whether the last run ended without closing the file, or met damage in it."""
        with suppress(OSError):
            if self.path.with_name(f"{self.path.name}-wal").stat().st_size > 0:
                return True
        return suspicion(self.path).exists()

    def _writable(self) -> bool:
        return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)

    def _open_for_reading(self, reason: UnwritableError) -> None:
        self._read_only = True
        if form_of(self.reading) != LATEST:
            raise reason
        self.notices.append(f"You can read, but nothing will be stored. {reason}")

    def _disconnect(self) -> None:
        """Close the connections of all threads; each is opened anew when it is next used."""
        _close(self._connections)
        self._local = threading.local()


def _close(connections: "weakref.WeakSet[Connection]", lock: InstanceLock | None = None) -> None:
    for connection in list(connections):
        connection.close()
    connections.clear()
    if lock is not None:
        lock.release()


def _is_cut(path: Path) -> bool:
    """Whether the file is shorter than its header says."""
    with path.open("rb") as file:
        header = file.read(100)
    size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    counted = header[24:28] == header[92:96]
    return counted and path.stat().st_size < pages * (65536 if size == 1 else size)
