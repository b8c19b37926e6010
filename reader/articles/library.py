"""The library: the articles that are shipped and those the person imported."""

import datetime
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable
from pathlib import Path

from reader.articles import corpus
from reader.articles.document import Document
from reader.articles.files import articles_below, english_beside, read_source
from reader.articles.fold import fold, script_of
from reader.articles.importer import VERSION, SourceFile, import_pair
from reader.articles.listing import Filter, Order, info_of, list_articles
from reader.articles.model import Article, ArticleInfo, Origin, Place
from reader.articles.store import StoredBlocks, delete_blocks, unpacked, write_blocks
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.storage.database import Database

_EVERYTHING = Filter()
_SLUG = re.compile(r"[a-z0-9]+")
_SHORTEST_DIGEST = 6
_SAMPLE = 20_000


class AddStatus(StrEnum):
    """What became of a file that was to be imported."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file: ``id`` and ``title`` of its article, or ``reason`` if it failed."""

    path: str
    status: AddStatus
    id: str = ""
    title: str = ""
    reason: str = ""


Results = list[AddResult]
"""What became of several files, in order."""


class Library:
    """The articles of one database. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        """The library kept in ``database``."""
        self._database = database
        self.on_updated: list[Callable[[str], None]] = []
        """Called with an article's id after its text changed, so that notes find their place."""

    def sync_corpus(self, folder: Traversable | None = None) -> None:
        """Bring the shipped articles in ``folder`` (by default the reader's own) up to date.

        One cheap query when nothing changed since the last time.
        """
        source = folder if folder is not None else corpus.find()
        fingerprint = corpus.fingerprint(source)
        if self._state("corpus") == fingerprint:
            return
        present = set()
        for name, file, english in corpus.articles(source):
            present.add(name)
            self._store(file, english, id=name, origin=Origin.CORPUS, path="")
        with self._database.writing() as connection:
            rows = connection.execute(
                "SELECT id FROM articles WHERE origin = 'corpus' AND removed IS NULL"
            ).fetchall()
            for (gone,) in rows:
                if gone not in present:
                    self._retire(connection, gone)
            connection.execute(
                "INSERT OR REPLACE INTO library_state VALUES ('corpus', ?)", (fingerprint,)
            )

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
        assert found is not None
        return found

    def resolve(self, id: str) -> str:  # noqa: A002
        """The full id that ``id`` stands for: itself, or the only one that starts with it.

        Raises :class:`ReaderError` when there is none or more than one.
        """
        rows = self._database.reading.execute(
            "SELECT id FROM articles WHERE removed IS NULL AND substr(id, 1, ?) = ? ORDER BY id",
            (len(id), id),
        ).fetchall()
        ids = [row["id"] for row in rows]
        if id in ids:
            return id
        if len(ids) == 1:
            return str(ids[0])
        if ids and id:
            shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
            raise ReaderError(f"{id}: several articles start with this ({shown}); type more of it.")
        raise ReaderError(f"{id}: there is no such article; `reader list` shows what there is.")

    def open(self, id: str) -> Article:  # noqa: A002
        """The article with this id (or unambiguous start of one); its blocks load lazily."""
        full = self.resolve(id)
        row = self._database.reading.execute(
            "SELECT a.*, e.lengths FROM articles AS a JOIN extents AS e ON e.article = a.id"
            " WHERE a.id = ?",
            (full,),
        ).fetchone()
        return Article(
            id=full,
            title=row["title"],
            source=row["source"],
            date=row["date"],
            script=Script(row["script"]),
            origin=Origin(row["origin"]),
            blocks=StoredBlocks(self._database, full, unpacked(row["lengths"])),
            english_title=row["english_title"],
            address=row["address"],
        )

    def open_file(self, path: Path) -> Article:
        """The article in a file, which is not imported; its id is ``file:`` and a digest."""
        file = read_source(path)
        english = english_beside(path)
        document, _ = import_pair(file, english)
        return Article(
            id=f"file:{_digest(file, english)[:12]}",
            title=document.title,
            source=document.source,
            date=document.date,
            script=_script(document),
            origin=Origin.FILE,
            blocks=document.blocks,
            english_title=document.english_title,
            address=document.address,
        )

    def add(self, path: Path) -> Results:
        """Import a file, or every article in a folder; one result for each file.

        A file that cannot be imported has the status ``failed`` and costs nothing else.
        """
        try:
            if path.is_dir():
                return list(self._add_folder(path))
        except (OSError, ReaderError) as error:
            return [AddResult(str(path), AddStatus.FAILED, reason=str(error))]
        return [self._add_file(path)]

    def add_source(self, file: SourceFile) -> AddResult:
        """Import an article that is not in a file (standard input)."""
        return self._guarded(file.name, lambda: (file, None), path="")

    def remove(self, id: str) -> ArticleInfo:  # noqa: A002
        """Take an imported article out of the library; its notes stay.

        Returns what it was. Raises :class:`ReaderError` for a shipped article.
        """
        info = self.info(id)
        if info.origin is Origin.CORPUS:
            raise ReaderError(f"{info.id}: this article came with the reader and stays.")
        with self._database.writing() as connection:
            self._retire(connection, info.id)
        return info

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
                (id, place.block, place.sentence, min(1.0, max(0.0, progress)), _now()),
            )

    def _state(self, name: str) -> str:
        row = self._database.reading.execute(
            "SELECT value FROM library_state WHERE name = ?", (name,)
        ).fetchone()
        return row["value"] if row else ""

    def _add_folder(self, folder: Path) -> Iterator[AddResult]:
        found = False
        for path in articles_below(folder):
            found = True
            yield self._add_file(path)
        if not found:
            reason = f"{folder}: there is no article in this folder."
            yield AddResult(str(folder), AddStatus.FAILED, reason=reason)

    def _add_file(self, path: Path) -> AddResult:
        return self._guarded(
            str(path), lambda: (read_source(path), english_beside(path)), str(path.absolute())
        )

    def _guarded(
        self, name: str, read: Callable[[], tuple[SourceFile, SourceFile | None]], path: str
    ) -> AddResult:
        try:
            file, english = read()
            id_, title, status = self._store(file, english, "", Origin.IMPORTED, path)
        except ReaderError as error:
            return AddResult(name, AddStatus.FAILED, reason=str(error))
        return AddResult(name, status, id_, title)

    def _store(
        self,
        file: SourceFile,
        english: SourceFile | None,
        id: str,  # noqa: A002
        origin: Origin,
        path: str,
    ) -> tuple[str, str, AddStatus]:
        """Put a file into the library: its article's id, title, and what was done."""
        digest = _digest(file, english)
        known = self._known(id, path, digest)
        if known and known["digest"] == digest and known["removed"] is None:
            return known["id"], known["title"], AddStatus.UNCHANGED
        document, _ = import_pair(file, english)
        with self._database.writing() as connection:
            full = id or (known["id"] if known else _new_id(connection, document, file))
            _write(connection, full, document, origin, path=path, digest=digest)
        if known and known["removed"] is None:
            for listener in self.on_updated:
                listener(full)
            return full, document.title, AddStatus.UPDATED
        return full, document.title, AddStatus.ADDED

    def _known(self, id: str, path: str, digest: str) -> sqlite3.Row | None:  # noqa: A002
        """The article that a file was before: by id, by path, or by its very content."""
        row: sqlite3.Row | None = self._database.reading.execute(
            "SELECT id, title, digest, removed FROM articles"
            " WHERE (id = :id AND :id <> '')"
            " OR (:id = '' AND ((path = :path AND :path <> '') OR digest = :digest))"
            " ORDER BY path = :path AND :path <> '' DESC, removed IS NOT NULL LIMIT 1",
            {"id": id, "path": path, "digest": digest},
        ).fetchone()
        return row

    def _retire(self, connection: sqlite3.Connection, id: str) -> None:  # noqa: A002
        delete_blocks(connection, id)
        connection.execute("UPDATE articles SET removed = ? WHERE id = ?", (_now(), id))


def _write(
    connection: sqlite3.Connection,
    id: str,  # noqa: A002
    document: Document,
    origin: Origin,
    *,
    path: str,
    digest: str,
) -> None:
    characters = sum(len("".join(block.text.split())) for block in document.blocks)
    folded = fold(f"{document.title}\n{document.english_title}\n{document.source}")
    connection.execute(
        "INSERT INTO articles (id, title, english_title, source, address, date, script, origin,"
        " path, digest, characters, blocks, added, folded)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET title = excluded.title, source = excluded.source,"
        " english_title = excluded.english_title, address = excluded.address,"
        " date = excluded.date, script = excluded.script, origin = excluded.origin,"
        " path = excluded.path, digest = excluded.digest, characters = excluded.characters,"
        " blocks = excluded.blocks, folded = excluded.folded, removed = NULL",
        (
            id,
            document.title,
            document.english_title,
            document.source,
            document.address,
            document.date,
            _script(document),
            origin,
            path,
            digest,
            characters,
            len(document.blocks),
            _now(),
            folded,
        ),
    )
    write_blocks(connection, id, document.blocks)


def _new_id(connection: sqlite3.Connection, document: Document, file: SourceFile) -> str:
    """A short name for a shell: the title's Latin words, then a digest of title and text."""
    hashed = hashlib.blake2b(document.title.encode() + b"\0" + file.data).hexdigest()
    words = "-".join(dict.fromkeys(_SLUG.findall(document.title.lower())))[:24].strip("-")
    for length in range(_SHORTEST_DIGEST, len(hashed)):
        name = f"{words}-{hashed[:length]}" if words else hashed[:length]
        if not connection.execute("SELECT 1 FROM articles WHERE id = ?", (name,)).fetchone():
            return name
    raise AssertionError("two articles have the same digest")


def _digest(file: SourceFile, english: SourceFile | None) -> str:
    hashed = hashlib.blake2b(f"{VERSION}\0{file.suffix}\0".encode(), digest_size=16)
    hashed.update(file.data)
    if english is not None:
        hashed.update(b"\0english\0" + english.data)
    return hashed.hexdigest()


def _script(document: Document) -> Script:
    sample, size = [document.title], 0
    for block in document.blocks:
        sample.append(block.text)
        size += len(block.text)
        if size > _SAMPLE:
            break
    return script_of("\n".join(sample)[:_SAMPLE])


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
