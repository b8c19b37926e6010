"""The search index: one row for each block, its Chinese and its English in folded form.

The index stores no text. What it still holds of blocks that were deleted is stale and harmless:
row numbers are never used twice. :func:`refresh` builds it anew when its form has changed, when it
was lost, or when much of it is stale.
"""

import re
import sqlite3

from reader.articles.model import Block
from reader.chinese.folding import fold
from reader.chinese.script import HAN
from reader.storage.database import Database

FORM = "1"
"""Raised when the folded form changes, so that the index is built anew."""

_STATE = "search index"
_STALE = "stale rows of the search index"
_STALE_ROWS = 20_000
_HAN = re.compile(f"([{HAN}])")


def spaced(folded: str) -> str:
    """Folded text with a space on each side of every Han character, each a token of its own."""
    return _HAN.sub(r" \1 ", folded)


def add_to_index(connection: sqlite3.Connection, row: int, block: Block) -> None:
    """Index a block that was stored under ``row``."""
    _insert(connection, row, block.text, "\n".join(block.english))


def refresh(database: Database) -> bool:
    """Build the index anew if it has to be; says whether it did."""
    if _is_current(database.reading):
        return False
    with database.writing() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        rows = connection.execute(
            "SELECT row, text, (SELECT group_concat(value, char(10)) FROM json_each(english))"
            " FROM blocks"
        )
        for row, text, english in rows:
            _insert(connection, row, text, english or "")
        connection.execute("INSERT OR REPLACE INTO library_state VALUES (?, ?)", (_STATE, FORM))
        connection.execute("DELETE FROM library_state WHERE name = ?", (_STALE,))
    return True


def note_stale(connection: sqlite3.Connection, rows: int) -> None:
    """Remember that ``rows`` more rows of the index are stale; past a limit it is built anew."""
    connection.execute(
        "INSERT INTO library_state VALUES (?, ?) ON CONFLICT (name) DO UPDATE"
        " SET value = CAST(CAST(value AS INTEGER) + excluded.value AS TEXT)",
        (_STALE, str(rows)),
    )


def _is_current(connection: sqlite3.Connection) -> bool:
    rows = connection.execute(
        "SELECT name, value FROM library_state WHERE name IN (?, ?)", (_STATE, _STALE)
    )
    state = dict(rows.fetchall())
    return state.get(_STATE) == FORM and int(state.get(_STALE, 0)) <= _STALE_ROWS


def _insert(connection: sqlite3.Connection, row: int, chinese: str, english: str) -> None:
    connection.execute(
        "INSERT INTO search (rowid, chinese, english) VALUES (?, ?, ?)",
        (row, spaced(fold(chinese)), fold(english)),
    )
