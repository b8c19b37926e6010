"""Putting documents into the database: which article a file is, and writing it there."""

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.articles.document import Document
from reader.articles.model import Block, Origin, Place
from reader.articles.source import VERSION, SourceFile
from reader.articles.store import now, write_blocks
from reader.chinese.folding import fold
from reader.chinese.script import Script, detect_script
from reader.storage.database import Database

_SLUG = re.compile(r"[a-z0-9]+")
_SHORTEST_DIGEST = 6
_LONGEST_SLUG = 24
_SAMPLE = 20_000


class AddStatus(StrEnum):
    """What became of a file that was to be imported."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Entry:
    """A file on its way into the library.

    ``id`` is given for shipped articles and empty for others; ``path`` is absolute, or empty where
    there is no file to be read again. ``noted`` is the id under which the person has notes in the
    file, made before it was imported.
    """

    file: SourceFile
    english: SourceFile | None
    origin: Origin
    id: str = ""
    path: str = ""
    noted: str = ""

    @property
    def opened_id(self) -> str:
        """The id of an article that is read from this file without importing it."""
        return f"file:{self.digest[:12]}"

    @property
    def digest(self) -> str:
        """The content's digest, which changes with the importers' version, too."""
        hashed = hashlib.blake2b(f"{VERSION}\0{self.file.suffix}\0".encode(), digest_size=16)
        hashed.update(self.file.data)
        if self.english is not None:
            hashed.update(b"\0english\0" + self.english.data)
        return hashed.hexdigest()


class TakenIn(NamedTuple):
    """What became of an article that was to be stored.

    ``again`` says that there was one under this id, which people may have notes in; ``before``
    are the texts of its blocks, if they are still known.
    """

    id: str
    title: str
    status: AddStatus
    again: bool = False
    before: Sequence[str] = ()


def take_in(database: Database, entry: Entry) -> TakenIn:
    """Store the article in ``entry`` unless it is there already.

    A file is known by its path, or by its content (a copy, or a file that was moved); it keeps its
    id, its position and its notes. An article that was there before counts as changed until
    :func:`settle` is called: what follows its change is done again if it was cut short. Raises
    :class:`ReaderError` when it cannot be read.
    """
    from reader.articles.importer import import_pair

    digest = entry.digest
    known = _known(database.reading, entry, digest)
    if known is not None and known["digest"] == digest and known["removed"] is None:
        return TakenIn(known["id"], known["title"], AddStatus.UNCHANGED)
    document, _ = import_pair(entry.file, entry.english)
    with database.writing() as connection:
        # Looked up again: another thread or instance may have stored it meanwhile.
        known = _known(connection, entry, digest)
        id_ = known["id"] if known else entry.id or entry.noted
        id_ = id_ or _new_id(connection, document, entry.file)
        again = known is not None or bool(entry.noted)
        before = _texts(connection, id_) if again else []
        _write(connection, id_, document, entry, "" if again else digest)
        if before:
            _move_position(connection, id_, before, document.blocks)
    updated = known is not None and known["removed"] is None
    status = AddStatus.UPDATED if updated else AddStatus.ADDED
    return TakenIn(id_, document.title, status, again, before)


def settle(database: Database, id_: str, entry: Entry) -> None:
    """Say that all that follows the change of an article is done."""
    with database.writing() as connection:
        connection.execute("UPDATE articles SET digest = ? WHERE id = ?", (entry.digest, id_))


def is_taken_in(database: Database, entry: Entry) -> bool:
    """Whether a file is in the library, as it is now or as it was before it changed."""
    known = _known(database.reading, entry, entry.digest)
    return known is not None and known["removed"] is None


def script_of_document(document: Document) -> Script:
    """The script of a document, by its title and its first pages."""
    sample, size = [document.title], 0
    for block in document.blocks:
        sample.append(block.text)
        size += len(block.text)
        if size > _SAMPLE:
            break
    return detect_script("\n".join(sample)[:_SAMPLE])


def moved_place(place: Place, texts: Sequence[str], blocks: Sequence[Block]) -> Place:
    """Where ``place``, in an article with the block texts ``texts``, is among ``blocks``.

    The block with the same text that is nearest; if it is gone, the one after the last block
    before it that is still there.
    """
    where: defaultdict[str, list[int]] = defaultdict(list)
    for block in blocks:
        where[block.text].append(block.index)
    last = len(blocks) - 1
    for number in range(min(place.block, len(texts) - 1), -1, -1):
        found = where.get(texts[number]) if texts[number] else None
        if found:
            nearest = min(found, key=lambda index: abs(index - number))
            if number == place.block:
                return Place(nearest, place.sentence)
            return Place(min(last, nearest + 1), 0)
    return Place(max(0, min(place.block, last)), 0)


def _known(connection: sqlite3.Connection, entry: Entry, digest: str) -> sqlite3.Row | None:
    """The article that a file was before: by its id, its path, or its very content."""
    condition = "id = :id" if entry.id else "(path = :path AND path <> '') OR digest = :digest"
    row: sqlite3.Row | None = connection.execute(
        f"SELECT id, title, digest, removed FROM articles WHERE {condition}"
        " ORDER BY path = :path DESC, removed IS NOT NULL LIMIT 1",
        {"id": entry.id, "path": entry.path, "digest": digest},
    ).fetchone()
    return row


def _texts(connection: sqlite3.Connection, id_: str) -> list[str]:
    """The texts of an article's blocks."""
    rows = connection.execute("SELECT text FROM blocks WHERE article = ? ORDER BY number", (id_,))
    return [row["text"] for row in rows]


def _move_position(
    connection: sqlite3.Connection, id_: str, texts: Sequence[str], blocks: Sequence[Block]
) -> None:
    row = connection.execute(
        "SELECT block, sentence FROM positions WHERE article = ?", (id_,)
    ).fetchone()
    if row is None:
        return
    place = moved_place(Place(row["block"], row["sentence"]), texts, blocks)
    connection.execute(
        "UPDATE positions SET block = ?, sentence = ? WHERE article = ?",
        (place.block, place.sentence, id_),
    )


def _write(
    connection: sqlite3.Connection, id_: str, document: Document, entry: Entry, digest: str
) -> None:
    values = {
        "id": id_,
        "title": document.title,
        "english_title": document.english_title,
        "source": document.source,
        "address": document.address,
        "date": document.date,
        "script": script_of_document(document),
        "origin": entry.origin,
        "path": entry.path,
        "digest": digest,
        "characters": sum(len("".join(block.text.split())) for block in document.blocks),
        "blocks": len(document.blocks),
        "added": now(),
        "removed": None,
        "folded": fold(f"{document.title}\n{document.english_title}\n{document.source}"),
    }
    kept = ("id", "added")
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name not in kept)
    connection.execute(
        f"INSERT INTO articles ({', '.join(values)})"
        f" VALUES ({', '.join(f':{name}' for name in values)})"
        f" ON CONFLICT (id) DO UPDATE SET {changes}",
        values,
    )
    write_blocks(connection, id_, document.blocks)


def _new_id(connection: sqlite3.Connection, document: Document, file: SourceFile) -> str:
    """A short name for a shell: the title's Latin words, then a digest of title and text."""
    hashed = hashlib.blake2b(document.title.encode() + b"\0" + file.data).hexdigest()
    words = "-".join(dict.fromkeys(_SLUG.findall(document.title.lower())))
    words = words[:_LONGEST_SLUG].strip("-")
    for length in range(_SHORTEST_DIGEST, len(hashed)):
        name = f"{words}-{hashed[:length]}" if words else hashed[:length]
        if not connection.execute("SELECT 1 FROM articles WHERE id = ?", (name,)).fetchone():
            return name
    raise AssertionError("two articles have the same digest")
