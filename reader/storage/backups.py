"""Copies of the database: daily ones, one before each migration, and those a person asks for."""

import os
import re
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from reader.errors import ReaderError
from reader.storage.connections import UNSOUND, connect
from reader.storage.errors import UnwritableError, told
from reader.storage.files import flush_folder, free_name
from reader.storage.migrating import APPLICATION, LATEST, form_of, migrate

DAILY_KEPT = 7
OTHERS_KEPT = 5

_UNFINISHED_SECONDS = 24 * 60 * 60
"""A copy that was not finished for so long never will be."""

_DAILY = re.compile(r"daily-(\d{4}-\d{2}-\d{2})\.db")


class Backups:
    """The copies in the folder ``backups`` beside a database file, each one a whole database.

    A copy is made while readers run, holds what was stored at one moment, and appears under its
    name only when it is complete and was checked.
    """

    def __init__(self, database: Path) -> None:
        """Serve the database file at ``database``."""
        self._database = database
        self.folder = database.parent / "backups"

    def make(self, target: Path | None = None) -> Path:
        """Copy the database to ``target`` and return the copy's path.

        A folder as target gets a file named after the time; no target means our own folder. An
        earlier backup at that place is replaced. Raises :class:`ReaderError` when the target is
        another kind of file or cannot be written.
        """
        target = self.folder if target is None else target
        with _telling(target):
            if target == self.folder or target.is_dir():
                target = free_name(target / f"reader-{_stamp()}.db")
            elif target.exists() and (target.samefile(self._database) or not _is_ours(target)):
                raise ReaderError(f"{target} is not a backup of the reader; choose another name.")
        self._copy(target)
        if target.parent == self.folder:
            self._thin("reader-*.db", {target})
        return target

    def restore(self, source: Path) -> Path:
        """Put the backup at ``source`` in place of what is stored, for running readers too.

        What was stored is copied first, to the last thing that another reader wrote; returns the
        path of that copy. Raises :class:`ReaderError` when ``source`` is not a sound backup;
        nothing has changed then.
        """
        _refuse_unsound(source)
        kept = free_name(self.folder / f"before-restore-{_stamp()}.db")
        with (
            _telling(self._database),
            closing(_opened(source)) as old,
            closing(connect(self._database)) as present,
        ):
            # One page at a time: with the first one the restore shuts out everybody else who
            # writes, long before anything that it writes can be seen.
            old.backup(present, pages=1, progress=lambda *step: self._keep(kept, step[0]))
            migrate(present)
        self._thin("before-restore-*.db", {kept, source})
        return kept

    def _keep(self, kept: Path, status: int) -> None:
        """Copy what is stored to ``kept``, once, while a restore shuts out everybody else."""
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise ReaderError("Another reader is busy storing; wait a moment and do it again.")
        if not kept.exists():
            self._copy(kept)

    def before_migration(self, form: int) -> Path:
        """Copy the database before it is brought from ``form`` to the present form."""
        name = f"before-upgrade-{form}-to-{LATEST}-{_stamp()}.db"
        target = free_name(self.folder / name)
        self._copy(target)
        self._thin("before-upgrade-*.db", {target})
        return target

    def today(self) -> Path:
        """Where today's copy is, or will be."""
        return self.folder / f"daily-{datetime.now(UTC):%Y-%m-%d}.db"

    def daily(self) -> Path | None:
        """Make today's copy if there is none, and let old ones go; the path of a new copy.

        Old copies stay when the new one is not sound.
        """
        target = self.today()
        if target.exists():
            return None
        self._copy(target)
        others = [path for path in self.all() if _DAILY.fullmatch(path.name) and path != target]
        # Copies of days to come were made while the clock was wrong: they go first.
        others.sort(key=lambda path: (path.name < target.name, path.name), reverse=True)
        for old in others[DAILY_KEPT - 1 :]:
            old.unlink(missing_ok=True)
        self._sweep()
        return target

    def start_daily(self) -> threading.Thread:
        """Make today's copy in a thread of its own; the program's end waits for it."""
        thread = threading.Thread(target=self._try_daily, name="daily backup")
        thread.start()
        return thread

    def all(self) -> list[Path]:
        """Every copy in our folder, the newest first."""
        if not self.folder.is_dir():
            return []
        return sorted(self.folder.glob("*.db"), key=_age_of, reverse=True)

    def newest(self) -> Path | None:
        """The newest copy, if there is one."""
        found = self.all()
        return found[0] if found else None

    def _try_daily(self) -> None:
        # A backup that fails (full disk) must not disturb the writing that set it off; the
        # writing itself tells the person, and `doctor` shows the age of the newest copy.
        with suppress(ReaderError, OSError):
            self.daily()

    def _thin(self, pattern: str, needed: set[Path]) -> None:
        """Let old copies go, never one that is ``needed``: the clock may have been set back."""
        needed = {path.resolve() for path in needed}
        found = [path for path in self.all() if path.match(pattern)]
        others = [path for path in found if path.resolve() not in needed]
        for old in others[max(0, OTHERS_KEPT - (len(found) - len(others))) :]:
            old.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove what is left of copies that a crash cut short."""
        for left in self.folder.glob(".*.unfinished*"):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _UNFINISHED_SECONDS:
                    left.unlink()

    def _source(self) -> sqlite3.Connection:
        """The database to copy, also where its folder or disk is, or has become, read-only."""
        try:
            return connect(self._database)
        except UnwritableError:
            return _opened(self._database)

    def _copy(self, target: Path) -> None:
        """Copy the database to ``target`` by way of a file beside it."""
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
        with _telling(target):
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                unfinished.touch(mode=0o600)  # says plainly why it cannot be made
                with (
                    closing(self._source()) as source,
                    closing(sqlite3.connect(unfinished)) as copy,
                ):
                    source.backup(copy)
                    # One file without a log, which can be carried anywhere.
                    copy.execute("PRAGMA journal_mode = DELETE")
                    problem = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
                    if problem != "ok":
                        raise ReaderError(f"{self._database} is damaged ({problem}).")
                with unfinished.open("rb+") as file:
                    os.fsync(file.fileno())
                unfinished.replace(target)
                flush_folder(target.parent)
            finally:
                unfinished.unlink(missing_ok=True)


def problem_of(path: Path) -> str:
    """What is wrong with the database file at ``path``, nothing if it is sound."""
    try:
        with closing(_opened(path)) as connection:
            form = form_of(connection)
            if form > LATEST:
                return "it was written by a newer version of the reader"
            if not form:
                return "it is empty"
            row = connection.execute("PRAGMA integrity_check(1)").fetchone()
            return "" if row[0] == "ok" else "it is damaged"
    except UNSOUND:
        return "it is damaged"


def _refuse_unsound(source: Path) -> None:
    """Raise :class:`ReaderError` unless ``source`` is a sound backup that this version reads."""
    try:
        if not source.is_file():
            raise ReaderError(f"{source}: there is no such file.")
        if not _is_ours(source):
            raise ReaderError(f"{source} is not a backup of the reader.")
    except OSError as error:
        raise ReaderError(f"{source} cannot be read ({error.strerror}).") from error
    problem = problem_of(source)
    if problem:
        raise ReaderError(f"{source} cannot be restored: {problem}; try an older backup.")


def _is_ours(path: Path) -> bool:
    """Whether the file's header is that of a database of ours, sound or not."""
    with path.open("rb") as file:
        header = file.read(100)
    return header[:15] == b"SQLite format 3" and (
        int.from_bytes(header[68:72], "big") == APPLICATION
    )


def _opened(path: Path) -> sqlite3.Connection:
    """A connection that changes nothing, not even a file beside it.

    Except where a log beside the file holds part of it, as with a database in use.
    """
    log = path.with_name(f"{path.name}-wal")
    whole = not log.exists() or not log.stat().st_size
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if whole else ''}"
    return sqlite3.connect(address, uri=True)


def _age_of(path: Path) -> tuple[int, int, str]:
    """What copies are sorted by: two of one moment by their names, ``X``, ``X-2`` … ``X-10``."""
    try:
        modified = path.stat().st_mtime_ns
    except OSError:  # another reader has just let it go
        modified = 0
    return modified, len(path.name), path.name


def _stamp() -> str:
    return f"{datetime.now(UTC):%Y%m%d-%H%M%S}"


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what the system or SQLite reports inside the block into a sentence about ``path``."""
    try:
        yield
    except OSError as error:
        raise ReaderError(f"{path}: the copy cannot be written ({error.strerror}).") from error
    except UNSOUND as error:
        raise (told(path, error) or error) from error
