"""What SQLite's errors mean to a person."""

import sqlite3
from pathlib import Path

from reader.errors import ReaderError


class DamagedError(ReaderError):
    """The file is not, or no longer, a sound database."""


class UnwritableError(ReaderError):
    """The file cannot be written to, but perhaps read."""


# What to do comes before the path, which may be long and is cut off in a narrow line.
_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "The disk is full; make room and do it again",
    sqlite3.SQLITE_READONLY: "Nothing can be stored in a read-only folder; "
    "allow writing, or set READER_HOME to another",
    sqlite3.SQLITE_CANTOPEN: "The database cannot be opened; "
    "check the folder's permissions, or set READER_HOME to another",
    sqlite3.SQLITE_PERM: "The database may not be used; check its permissions",
    sqlite3.SQLITE_IOERR: "The disk fails or is full; make room, check it, and do it again",
}
_OTHERS = {
    sqlite3.SQLITE_BUSY: "Another reader is busy storing; wait a moment and do it again",
    sqlite3.SQLITE_LOCKED: "Another reader is busy storing; wait a moment and do it again",
    sqlite3.SQLITE_NOMEM: "There is not enough memory; close other programs and do it again",
}


def told(path: Path, error: Exception) -> ReaderError | None:
    """What to tell a person of an error on the database at ``path``; ``None`` if it is a bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, UnicodeDecodeError) or code in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    ):
        return DamagedError(f"{path} is damaged; start the reader again and it will be repaired.")
    if code in _UNWRITABLE:
        return UnwritableError(f"{_UNWRITABLE[code]} ({path}).")
    if code in _OTHERS:
        return ReaderError(f"{_OTHERS[code]} ({path}).")
    return None
