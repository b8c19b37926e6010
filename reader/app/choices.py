"""What the person chose in the app, kept in the database from one start to the next."""

import json
from typing import TypeVar

from reader.storage.database import Database

_T = TypeVar("_T", str, int, float, bool)


class Choices:
    """Small values by name (``theme``, ``reading.layout``), stored the moment they change."""

    def __init__(self, database: Database) -> None:
        """Choices kept in ``database``."""
        self._database = database

    def get(self, name: str, default: _T) -> _T:
        """The value stored as ``name``, or ``default`` when there is none of its type."""
        row = self._database.reading.execute(
            "SELECT value FROM choices WHERE name = ?", (name,)
        ).fetchone()
        if row is None:
            return default
        value = json.loads(row["value"])
        return value if type(value) is type(default) else default

    def set(self, name: str, value: str | float | bool) -> None:
        """Store ``value`` as ``name``.

        Raises :class:`reader.errors.ReaderError` when it cannot be stored.
        """
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO choices (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, json.dumps(value, ensure_ascii=False)),
            )
