"""The library: the articles that are shipped and those the person imported."""

import datetime
import sqlite3
from contextlib import suppress
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from reader.articles import corpus
from reader.articles.index import refresh
from reader.articles.listing import Filter, Order, info_of, list_articles
from reader.articles.model import Article, ArticleInfo, Origin, Place
from reader.articles.source import SourceFile
from reader.articles.store import StoredBlocks, delete_blocks, measured, now, unpacked
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.articles.adding import Adding, AddResult, Results
    from reader.articles.intake import Entry
    from reader.articles.search import Hits

_EVERYTHING = Filter()
_KEPT_AFTER_REMOVAL = datetime.timedelta(days=1)


class Library:
    """The articles of one database. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        """The library kept in ``database``."""
        self._database = database
        self.on_changed: list[Callable[[Article, Sequence[str]], object]] = []
        """Called with an article whose text has changed, so that notes find their place in it.

        And with the texts that its blocks had before, if they are known.
        """
        self.noted: Callable[[str, str], str] = lambda opened_id, path: ""
        """Gives the id under which a file has notes, from its id when it is opened and its path."""

    def sync_corpus(self, folder: Traversable | None = None) -> bool:
        """Bring the shipped articles in ``folder`` (by default the reader's own) up to date.

        Says whether anything changed. When nothing did since the last time, this costs a look at
        the folder and a few small queries. Also builds the search index anew where it must be, and
        drops the text of articles that were removed a while ago.
        """
        refresh(self._database)
        self._purge()
        source = folder if folder is not None else corpus.find()
        fingerprint = corpus.fingerprint(source)
        if self._state("corpus") == fingerprint:
            return False
        from reader.articles.intake import Entry

        present = {name: (file, english) for name, file, english in corpus.articles(source)}
        for name, (file, english) in present.items():
            self._adding.take_in(Entry(file, english, Origin.CORPUS, id=name))
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT id FROM articles WHERE origin = 'corpus' AND removed IS NULL"
            ).fetchall()
            for (gone,) in rows:
                if gone not in present:
                    _retire(connection, gone)
            connection.execute(
                "INSERT OR REPLACE INTO library_state VALUES ('corpus', ?)", (fingerprint,)
            )
        return True

    def list(
        self,
        filter: Filter = _EVERYTHING,  # noqa: A002
        order: Order = Order.DATE,
        *,
        descending: bool = True,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[ArticleInfo]:
        """The articles that meet ``filter``, sorted, ``limit`` of them from ``offset`` on."""
        return list_articles(
            self._database, filter, order, descending=descending, limit=limit, offset=offset
        )

    def info(self, id: str) -> ArticleInfo:  # noqa: A002
        """What the list shows of one article; raises :class:`ReaderError` as :meth:`resolve`."""
        found = info_of(self._database, self.resolve(id))
        if found is None:
            raise _unknown(id)
        return found

    def resolve(self, id: str) -> str:  # noqa: A002
        """The full id that ``id`` stands for: itself, or the only one that starts with it.

        Raises :class:`ReaderError` when there is none or more than one.
        """
        exact = "SELECT 1 FROM articles WHERE removed IS NULL AND id = ?"
        if self._database.reading.execute(exact, (id,)).fetchone():
            return id
        rows = self._database.reading.execute(
            "SELECT id FROM articles WHERE removed IS NULL AND substr(id, 1, ?) = ? ORDER BY id",
            (len(id), id),
        ).fetchall()
        ids = [row["id"] for row in rows]
        if len(ids) == 1:
            return str(ids[0])
        if ids and id:
            shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
            raise ReaderError(f"{id}: several articles start with this ({shown}); type more of it.")
        raise _unknown(id)

    def open(self, id: str) -> Article:  # noqa: A002
        """The article with this id (or unambiguous start of one); its blocks load lazily."""
        full = self.resolve(id)
        row = self._database.reading.execute(
            "SELECT a.*, e.lengths FROM articles AS a LEFT JOIN extents AS e ON e.article = a.id"
            " WHERE a.id = ?",
            (full,),
        ).fetchone()
        if row is None:
            raise _unknown(id)
        stored = row["lengths"]
        lengths = measured(self._database, full) if stored is None else unpacked(stored)
        return Article(
            id=full,
            title=row["title"],
            source=row["source"],
            date=row["date"],
            script=Script(row["script"]),
            origin=Origin(row["origin"]),
            blocks=StoredBlocks(self._database, full, lengths),
            english_title=row["english_title"],
            address=row["address"],
        )

    def open_file(self, path: Path) -> Article:
        """The article in a file, which is not imported.

        A file that is in the library is opened from there, brought up to date where it has
        changed. The id of any other one is ``file:`` and a digest; while there are notes in it,
        it keeps the id under which they were made.
        """
        entry = self._adding.entry_of(path)
        if self._adding.knows(entry):
            return self.open(self._adding.take_in(entry).id)
        article = self._opened(entry)
        if entry.noted:
            with suppress(ReaderError):  # in a read-only folder the file can be read all the same
                self._tell(article)
        return article

    def open_source(self, file: SourceFile) -> Article:
        """The article that was read from something that is no file."""
        from reader.articles.intake import Entry

        return self._opened(Entry(file, None, Origin.FILE))

    def _opened(self, entry: "Entry") -> Article:
        from reader.articles.importer import import_pair
        from reader.articles.intake import script_of_document

        document, _ = import_pair(entry.file, entry.english)
        return Article(
            id=entry.noted or entry.opened_id,
            title=document.title,
            source=document.source,
            date=document.date,
            script=script_of_document(document),
            origin=Origin.FILE,
            blocks=document.blocks,
            english_title=document.english_title,
            address=document.address,
            path=entry.path,
        )

    def add(self, path: Path) -> "Results":
        """Import a file, or every article in a folder; one result for each file.

        A file that cannot be imported has the status ``failed`` and costs nothing else.
        """
        return self._adding.add(path)

    def add_source(self, file: SourceFile) -> "AddResult":
        """Import an article that is not in a file (standard input)."""
        return self._adding.add_source(file)

    def remove(self, id: str) -> ArticleInfo:  # noqa: A002
        """Take an imported article out of the library; its notes stay.

        Returns what it was. Raises :class:`ReaderError` for a shipped article.
        """
        info = self.info(id)
        if info.origin is Origin.CORPUS:
            raise ReaderError(f"{info.id}: this article came with the reader and stays.")
        with self._database.writing() as connection:
            _retire(connection, info.id)
        return info

    def restore(self, id: str) -> bool:  # noqa: A002
        """Undo :meth:`remove` by the article's full id; possible for a day at least.

        Says whether the article is in the library now.
        """
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE articles SET removed = NULL WHERE id = ?"
                " AND EXISTS (SELECT 1 FROM extents WHERE article = articles.id)",
                (id,),
            )
        return info_of(self._database, id) is not None

    def search(self, query: str, *, article: str | None = None, limit: int = 200) -> "Hits":
        """Where the words of ``query`` occur, in either script (``reader.articles.search``)."""
        from reader.articles.search import search

        return search(self._database, query, article=article, limit=limit)

    def position(self, id: str) -> Place | None:  # noqa: A002
        """Where the person is in the article with this full id, or ``None`` if never opened."""
        row = self._database.reading.execute(
            "SELECT block, sentence FROM positions WHERE article = ?", (id,)
        ).fetchone()
        return Place(row["block"], row["sentence"]) if row else None

    def store_position(self, id: str, place: Place, progress: float) -> None:  # noqa: A002
        """Keep where the person is, and how far: ``progress`` from 0.0 to 1.0."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?)",
                (id, place.block, place.sentence, min(1.0, max(0.0, progress)), now()),
            )

    def _state(self, name: str) -> str:
        row = self._database.reading.execute(
            "SELECT value FROM library_state WHERE name = ?", (name,)
        ).fetchone()
        return row["value"] if row else ""

    @cached_property
    def _adding(self) -> "Adding":
        from reader.articles.adding import Adding

        return Adding(
            self._database,
            lambda id_, before: self._tell(self.open(id_), before),
            self.noted,
        )

    def _tell(self, changed: Article, before: "Sequence[str]" = ()) -> None:
        for listener in self.on_changed:
            listener(changed, before)

    def _purge(self) -> None:
        """Drop the blocks of articles that were removed long enough ago."""
        before = (datetime.datetime.now(datetime.UTC) - _KEPT_AFTER_REMOVAL).isoformat()
        rows = self._database.reading.execute(
            "SELECT id FROM articles WHERE removed < ?"
            " AND EXISTS (SELECT 1 FROM extents WHERE article = articles.id)",
            (before,),
        ).fetchall()
        if rows:
            with self._database.writing() as connection:
                for (id_,) in rows:
                    delete_blocks(connection, id_)


def _unknown(id_: str) -> ReaderError:
    return ReaderError(f"{id_}: there is no such article; `reader list` shows what there is.")


def _retire(connection: sqlite3.Connection, id_: str) -> None:
    connection.execute("UPDATE articles SET removed = ? WHERE id = ?", (now(), id_))
