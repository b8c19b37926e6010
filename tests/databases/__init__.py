"""The database of every released version, as SQL, for the tests of migrations.

``VERSION.sql`` is what :mod:`tests.databases.__main__` wrote when that version was released. It is
never written again; a later version adds its own.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.storage.migrating import APPLICATION

FOLDER = Path(__file__).parent


def dumped(path: Path) -> Iterator[str]:
    """The statements that make the database at ``path`` again, search index included.

    ``iterdump`` cannot: it knows nothing of indexes that hold no text.
    """
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT type, name, sql FROM sqlite_schema WHERE sql <> '' ORDER BY rowid"
        rows = connection.execute(query).fetchall()
        made = [row for row in rows if not row[1].startswith("sqlite_")]
        virtual = [name for _, name, sql in made if sql.startswith("CREATE VIRTUAL")]
        shadows = tuple(f"{name}_" for name in virtual)
        tables = [name for kind, name, _ in rows if kind == "table" and name not in virtual]
        yield "BEGIN;"
        yield from (f"{sql};" for _, name, sql in made if not name.startswith(shadows))
        for name in tables:
            yield f'DELETE FROM "{name}";'
            yield from _rows(connection, name)
        yield f"PRAGMA user_version = {connection.execute('PRAGMA user_version').fetchone()[0]};"
        yield "COMMIT;"


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    columns = [f'quote("{row[1]}")' for row in connection.execute(f'PRAGMA table_info("{table}")')]
    for row in connection.execute(f'SELECT {", ".join(columns)} FROM "{table}"'):
        yield f'INSERT INTO "{table}" VALUES ({", ".join(row)});'


def restored(sql: Path, path: Path) -> None:
    """Make the database of a dump at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql.read_text(encoding="utf-8"))
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
