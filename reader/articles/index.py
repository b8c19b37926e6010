"""The search index: one row for each block, its Chinese and its English in folded form.

The index stores no text, so a row is taken out by giving it the same words again. :func:`refresh`
builds the index anew when its form has changed or when it was lost.
"""

import json
import re
import sqlite3
from functools import cache

from reader.articles.model import Block
from reader.chinese.script import HAN
from reader.storage.database import Database

FORM = "1"
"""Raised when the folded form of any character changes, so that the index is built anew."""

_STATE = "search index"


def spaced(folded: str) -> str:
    """Folded text with a space on each side of every Han character, each a token of its own."""
    return _han().sub(r" \1 ", folded)


def add_to_index(connection: sqlite3.Connection, row: int, block: Block) -> None:
    """Index a block that was stored under ``row``."""
    connection.execute(
        "INSERT INTO search (rowid, chinese, english) VALUES (?, ?, ?)",
        _entry(row, block.text, block.english),
    )


def remove_from_index(connection: sqlite3.Connection, article: str) -> None:
    """Take the blocks of an article, which are still stored, out of the index."""
    rows = connection.execute("SELECT row, text, english FROM blocks WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO search (search, rowid, chinese, english) VALUES ('delete', ?, ?, ?)",
        [_entry(row, text, json.loads(english)) for row, text, english in rows.fetchall()],
    )


def refresh(database: Database) -> bool:
    """Build the index anew if it has to be; says whether it did."""
    state = database.reading.execute(
        "SELECT value FROM library_state WHERE name = ?", (_STATE,)
    ).fetchone()
    if state is not None and state["value"] == FORM:
        return False
    with database.writing() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        rows = connection.execute("SELECT row, text, english FROM blocks")
        connection.executemany(
            "INSERT INTO search (rowid, chinese, english) VALUES (?, ?, ?)",
            (_entry(row, text, json.loads(english)) for row, text, english in rows),
        )
        connection.execute("INSERT OR REPLACE INTO library_state VALUES (?, ?)", (_STATE, FORM))
    return True


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"([{HAN}])")


def _entry(row: int, chinese: str, english: tuple[str, ...] | list[str]) -> tuple[int, str, str]:
    from reader.chinese.folding import fold

    return row, spaced(fold(chinese)), fold("\n".join(english))
