"""Making a sound database out of a damaged one and the newest backup.

The damaged file is never changed: it is moved aside with its log. The new file is made complete
beside it first, so that a crash in between leaves one of them in place or ready to be put there.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from reader.storage.backups import Backups, problem_of
from reader.storage.connections import UNSOUND, connect, lenient, recovered, suspicion
from reader.storage.files import flush_folder, free_name
from reader.storage.migrating import migrate
from reader.storage.pages import Row, Value, rows_of

_DERIVED = {"library_state", "fingerprint"}
"""Tables that are not copied, so that what depends on them (the search index) is made anew."""

_NEVER_DELETED = ("annotations",)
"""Tables that lose no row in normal use: what a backup has besides was lost through damage.

A flipped bit in an id leaves nothing torn, yet hides the row.
"""

_TYPES: dict[str, type | tuple[type, ...]] = {
    "TEXT": str,
    "INTEGER": int,
    "REAL": (int, float),
    "BLOB": bytes,
}
_COMPANIONS = ("", "-wal", "-shm")


@dataclass
class Salvaged:
    """How many rows of each table were saved from the damaged file, and from a backup."""

    read: dict[str, int] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)
    backup: Path | None = None
    torn: bool = False
    """Whether something of the damaged file could not be read."""

    def sentence(self, path: Path, kept: Path) -> str:
        """What to tell the person."""
        parts = [f"{_counted(self.read)} were read from it"]
        if self.backup is not None and any(self.added.values()):
            parts.append(f"{_counted(self.added)} were taken from the backup {self.backup.name}")
        return (
            f"{path} was damaged and has been repaired: {', '.join(parts)}; "
            f"the damaged file is kept as {kept}."
        )


def _counted(rows: dict[str, int]) -> str:
    names = ("annotations", "articles")
    return " and ".join(f"{rows.get(name, 0):,} {name}" for name in names)


def recover(path: Path, backups: Backups) -> str:
    """Replace the damaged file at ``path``, and return a sentence that says with what.

    Nothing else may have the file open. The file stays, and the sentence is empty, where all of
    it can be read and a new file with the same rows is no sounder: then the check is wrong, not
    the file (SQLite 3.40 finds fault with some sound tables). Raises :class:`OSError` or
    :class:`ReaderError` when there is no room; the damaged file is still in its place then.
    """
    unfinished = path.with_name(f"{path.name}.recovering")
    _remove(unfinished)
    try:
        salvaged = _salvage(path, unfinished, backups)
    except BaseException:
        _remove(unfinished)
        raise
    if not salvaged.torn and problem_of(unfinished):
        _remove(unfinished)
        return ""
    ready = recovered(path)
    unfinished.replace(ready)
    flush_folder(path.parent)
    kept = finish(path)
    return salvaged.sentence(path, kept or path)


def finish(path: Path) -> Path | None:
    """Put a recovered file in place, also one that a crash left waiting there.

    Returns where the damaged file is now; ``None`` when no recovered file was waiting.
    """
    ready = recovered(path)
    if not ready.exists():
        return None
    aside = free_name(path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}"))
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{companion}").rename(f"{aside}{companion}")
    ready.replace(path)
    suspicion(path).unlink(missing_ok=True)
    flush_folder(path.parent)
    return aside


def _remove(path: Path) -> None:
    for companion in _COMPANIONS:
        path.with_name(f"{path.name}{companion}").unlink(missing_ok=True)


def _salvage(damaged: Path, target: Path, backups: Backups) -> Salvaged:
    salvaged = Salvaged()
    with closing(connect(target)) as new:
        migrate(new)
        new.execute("PRAGMA foreign_keys = OFF")
        new.execute("BEGIN")
        torn = _read_by_table(damaged, new, salvaged)
        salvaged.torn = bool(torn)
        if torn:
            _read_by_page(damaged, new, torn, salvaged)
        _add_from_backup(new, backups, sorted({*torn, *_NEVER_DELETED}), salvaged)
        _repair_references(new)
        new.execute("COMMIT")
        new.execute("PRAGMA journal_mode = DELETE")
    return salvaged


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The ordinary tables, without those that belong to a search index or are made anew."""
    rows = connection.execute("PRAGMA table_list").fetchall()
    names = [row[1] for row in rows if row[2] == "table" and not row[1].startswith("sqlite_")]
    return [name for name in names if name not in _DERIVED]


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]


def _read_by_table(damaged: Path, new: sqlite3.Connection, salvaged: Salvaged) -> list[str]:
    """Copy what SQLite can read, and return the tables of which it could not read everything."""
    torn = []
    with tempfile.TemporaryDirectory(prefix="reader-") as folder:
        # SQLite may write to a file that it opens, if only to its log: it gets a copy.
        copy = Path(folder) / damaged.name
        for companion in ("", "-wal"):
            with suppress(FileNotFoundError):
                shutil.copyfile(
                    damaged.with_name(f"{damaged.name}{companion}"), f"{copy}{companion}"
                )
        with closing(sqlite3.connect(copy)) as old:
            old.text_factory = lenient
            for table in _tables(new):
                count, whole = _copy_table(old, new, table)
                salvaged.read[table] = count
                if not whole:
                    torn.append(table)
    return torn


def _copy_table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> tuple[int, bool]:
    """Copy a table from both of its ends; how many rows, and whether it was the whole table."""
    try:
        present = _columns(old, table)
    except UNSOUND:
        return 0, False
    columns = [name for name in _columns(new, table) if name in present]
    if not set(_required(new, table)) <= set(columns):
        return 0, False
    names = ", ".join(f'"{name}"' for name in columns)
    count = 0
    for direction in ("ASC", "DESC"):
        order = ", ".join(f"{name} {direction}" for name in _order(new, table))
        rows = _Counted()
        try:
            found = old.execute(f'SELECT {names} FROM "{table}" NOT INDEXED ORDER BY {order}')
            count += (added := _insert(new, table, columns, rows.of(found)))
        except UNSOUND:
            continue
        else:
            # A row that was not taken was torn: another copy of it may be sound.
            return count, direction == "ASC" and added == rows.count
    return count, False


class _Counted:
    """Counts the rows that pass through it."""

    def __init__(self) -> None:
        self.count = 0

    def of(self, rows: Iterable[tuple[Value, ...]]) -> Iterable[tuple[Value, ...]]:
        for row in rows:
            self.count += 1
            yield row


def _required(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns that every row must have and that have no default."""
    info = connection.execute(f'PRAGMA table_info("{table}")')
    return [row[1] for row in info if row[3] and row[4] is None]


def _order(connection: sqlite3.Connection, table: str) -> list[str]:
    """The columns in whose order the table lies in the file."""
    for row in connection.execute("PRAGMA table_list"):
        if row[1] == table and row[4]:  # WITHOUT ROWID
            info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
            return [f'"{row[1]}"' for row in sorted(info, key=lambda row: row[5]) if row[5]]
    return ["rowid"]


def _insert(
    new: sqlite3.Connection, table: str, columns: list[str], rows: Iterable[tuple[Value, ...]]
) -> int:
    """Add the rows that fit into the table and are not there yet; how many."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    count = 0
    for row in rows:
        # A row that breaks a rule of the table was torn.
        with suppress(sqlite3.IntegrityError):
            count += new.execute(
                f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', row
            ).rowcount
    return count


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the rows of a table look like in the file."""

    table: str
    columns: list[str]
    types: list[str]
    optional: list[bool]
    in_table: bool
    rowid: int | None
    """Which column is the row's own number, if one is: it is not in the record."""

    def fits(self, row: Row) -> bool:
        """Whether a row could be one of this table."""
        if (row.rowid is not None) != self.in_table or len(row.values) != len(self.columns):
            return False
        return all(
            index == self.rowid or _is_a(value, kind, optional)
            for index, (value, kind, optional) in enumerate(
                zip(row.values, self.types, self.optional, strict=True)
            )
        )

    def values(self, row: Row) -> tuple[Value, ...]:
        """The values in the order of ``columns``."""
        return tuple(
            row.rowid if index == self.rowid else value for index, value in enumerate(row.values)
        )


def _is_a(value: Value, kind: str, optional: bool) -> bool:
    return optional if value is None else isinstance(value, _TYPES.get(kind, object))


def _shape(connection: sqlite3.Connection, table: str) -> _Shape:
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    order = _order(connection, table)
    in_table = order == ["rowid"]
    if not in_table:  # stored in an index, its key first
        keys = sorted((row for row in info if row[5]), key=lambda row: row[5])
        info = keys + [row for row in info if not row[5]]
    alias = [index for index, row in enumerate(info) if in_table and row[5] and row[2] == "INTEGER"]
    return _Shape(
        table,
        [row[1] for row in info],
        [row[2] for row in info],
        [not row[3] for row in info],
        in_table,
        alias[0] if alias else None,
    )


def _read_by_page(
    damaged: Path, new: sqlite3.Connection, torn: list[str], salvaged: Salvaged
) -> None:
    """Add the rows of torn tables that are still on some page."""
    shapes = [_shape(new, table) for table in torn]
    for row in rows_of(damaged):
        for shape in shapes:
            if shape.fits(row):
                added = _insert(new, shape.table, shape.columns, [shape.values(row)])
                salvaged.read[shape.table] += added
                break


def _add_from_backup(
    new: sqlite3.Connection, backups: Backups, tables: list[str], salvaged: Salvaged
) -> None:
    """Add the rows of ``tables`` that only the newest sound backup has."""
    for path in backups.all():
        if problem_of(path):
            continue
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(address, uri=True)) as old:
            for table in tables:
                salvaged.added[table] = _copy_table(old, new, table)[0]
        salvaged.backup = path
        return


def _repair_references(new: sqlite3.Connection) -> None:
    """Let go of rows whose owner is lost; articles with lost blocks are to be imported anew."""
    for table in _tables(new):
        for row in new.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
            owner, child, key = row[2], row[3], row[4]
            new.execute(
                f'DELETE FROM "{table}" WHERE "{child}" NOT IN (SELECT "{key}" FROM "{owner}")'
            )
    new.execute(
        "UPDATE articles SET digest = '' WHERE removed IS NULL AND blocks <>"
        " (SELECT count(*) FROM blocks WHERE article = articles.id)"
    )
