"""What SQLite's errors mean to a person."""

import sqlite3
from pathlib import Path

from reader.errors import ReaderError


class DamagedError(ReaderError):
    """The file is not, or no longer, a sound database."""


class UnwritableError(ReaderError):
    """The file cannot be written to, but perhaps read."""


_UNWRITABLE = {
    sqlite3.SQLITE_FULL: "the disk is full; make room and do it again.",
    sqlite3.SQLITE_READONLY: "the file or its folder is read-only; "
    "allow writing, or set READER_HOME to a folder that you can write to.",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; "
    "check the folder's permissions, or set READER_HOME to another folder.",
    sqlite3.SQLITE_PERM: "you may not use this file; check its permissions.",
    sqlite3.SQLITE_IOERR: "the disk fails or is full; "
    "check that it is mounted and has room, then do it again.",
}
_OTHERS = {
    sqlite3.SQLITE_BUSY: "another reader is busy with it; wait a moment and do it again.",
    sqlite3.SQLITE_LOCKED: "another reader is busy with it; wait a moment and do it again.",
    sqlite3.SQLITE_NOMEM: "there is not enough memory.",
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
        return UnwritableError(f"{path}: {_UNWRITABLE[code]}")
    if code in _OTHERS:
        return ReaderError(f"{path}: {_OTHERS[code]}")
    return None
