"""The database of every released version opens, with all that was in it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader import __version__
from reader.annotations.model import Filter, Kind
from reader.annotations.store import Annotations
from reader.articles.library import Library
from reader.articles.model import Place
from reader.storage.database import Database
from reader.storage.migrating import LATEST, form_of
from tests.databases import FOLDER, restored

DUMPS = sorted(FOLDER.glob("*.sql"))


def definitions(path: Path) -> set[tuple[str, str]]:
    """The tables and indexes of a database with their definitions."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        return {(name, " ".join(sql.replace('"', "").split())) for name, sql in rows}


def test_the_database_of_the_present_version_is_among_them() -> None:
    assert FOLDER / f"{__version__}.sql" in DUMPS


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_released_database_migrates_with_everything_in_it(dump: Path, tmp_path: Path) -> None:
    path = tmp_path / "reader.db"
    restored(dump, path)
    database = Database(path)
    assert database.notices == []
    assert database.check() == ""
    assert form_of(database.reading) == LATEST
    annotations = Annotations(database)
    assert {note.kind for note in annotations.all()} == set(Kind)
    (note,) = annotations.all(Filter(kinds=frozenset({Kind.NOTE})))
    assert note.body == "**好**\n\n- 一\n- 二"
    assert note.tags == ("书", "river")
    assert note.target.headings == ("一、门口",)
    assert annotations.undo_delete() is not None
    library = Library(database)
    assert library.open(note.target.article).title == "河边的书店"
    assert library.position(note.target.article) == Place(1, 1)
    assert [hit.article for hit in library.search("煮茶")] == [note.target.article]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_a_migrated_database_is_like_a_new_one(dump: Path, tmp_path: Path) -> None:
    restored(dump, tmp_path / "old.db")
    Database(tmp_path / "old.db").close()
    Database(tmp_path / "new.db").close()
    # Where this fails before the release: uv run python -m tests.databases
    assert definitions(tmp_path / "old.db") == definitions(tmp_path / "new.db")
