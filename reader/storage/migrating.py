"""Bringing a database file to the present form, one step in one transaction."""

import sqlite3
from collections.abc import Callable, Iterator
from zlib import crc32

from reader.errors import ReaderError
from reader.storage.connections import Connection

LATEST = 4
"""The form that this version writes: the number of the last step."""

APPLICATION = 0x52_44_52_31
"""SQLite's application id of our files: ``RDR1``."""


def form_of(connection: sqlite3.Connection) -> int:
    """The number of the last step that a file went through, 0 for an empty file."""
    form: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return form


def is_as_written(connection: sqlite3.Connection) -> bool:
    """Whether the definitions of tables are still those that the last step left.

    A flipped bit in a column's name is damage that SQLite's own check does not see.
    """
    try:
        row = connection.execute("SELECT value FROM fingerprint").fetchone()
    except sqlite3.OperationalError:
        return form_of(connection) < LATEST
    return row is not None and row[0] == _fingerprint(connection)


def _fingerprint(connection: sqlite3.Connection) -> str:
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema"
        " WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    ).fetchall()
    return f"{crc32(repr([tuple(row) for row in rows]).encode()):08x}"


def refuse_newer(connection: Connection) -> int:
    """The form of a file; raises :class:`ReaderError` when a newer version wrote it."""
    form = form_of(connection)
    if form > LATEST:
        raise ReaderError(
            f"{connection.path} was written by a newer version of the reader; "
            "upgrade it with `pip install --upgrade zh-reader`."
        )
    return form


def migrate(connection: Connection, before: Callable[[int], object] = lambda form: None) -> int:
    """Take the steps that the file has not taken yet, and return how many there were.

    ``before`` is called once with the present form before an existing file is changed. Two
    processes may do this at the same time. Raises :class:`ReaderError` when a newer version
    wrote the file.
    """
    form = refuse_newer(connection)
    if form == LATEST:
        return 0
    if form:
        before(form)
    taken = 0
    for number, script in _steps():
        if number > form:
            taken += _take(connection, number, script)
    return taken


def _take(connection: Connection, number: int, script: str) -> bool:
    """Take one step unless another process has just done so."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        due = form_of(connection) < number
        if due:
            for statement in _statements(script):
                connection.execute(statement)
            connection.execute(
                "CREATE TABLE IF NOT EXISTS fingerprint (value TEXT NOT NULL) STRICT"
            )
            connection.execute("DELETE FROM fingerprint")
            connection.execute("INSERT INTO fingerprint VALUES (?)", (_fingerprint(connection),))
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return due


def _steps() -> Iterator[tuple[int, str]]:
    from importlib import resources  # costs more than opening the database

    folder = resources.files("reader.storage.migrations")
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".sql"):
            yield int(item.name[:4]), item.read_text(encoding="utf-8")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, so that they can run inside one transaction of ours."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
