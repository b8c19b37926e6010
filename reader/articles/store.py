"""Articles in the database: writing whole articles, loading blocks when they are asked for."""

import datetime
import json
import sqlite3
import sys
import threading
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import overload

from reader.articles.index import add_to_index, remove_from_index
from reader.articles.model import (
    Block,
    BlockKind,
    BlockSequence,
    Heading,
    Mark,
    MarkKind,
)
from reader.storage.database import Database

_PAGE = 32
_PAGE_CHARACTERS = 20_000
_KEPT_CHARACTERS = 200_000
_COLUMNS = "number, kind, level, text, marks, marker, target, debris, english"


class StoredBlocks(BlockSequence):
    """The blocks of an article in the database, loaded by the page, the last few pages kept.

    Safe to use from several threads.
    """

    def __init__(self, database: Database, article: str, lengths: "array[int]") -> None:
        """The blocks of the article with the id ``article``, ``lengths`` code points long."""
        self.lengths = lengths
        self._database = database
        self._article = article
        self._kept: OrderedDict[int, Block] = OrderedDict()
        self._kept_characters = 0
        self._lock = threading.Lock()

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | Sequence[Block]:
        """The block at ``index``, or a tuple of those in a slice."""
        if isinstance(index, slice):
            return tuple(self[number] for number in range(*index.indices(len(self))))
        number = index + len(self) if index < 0 else index
        if not 0 <= number < len(self):
            raise IndexError(index)
        with self._lock:
            block = self._kept.get(number)
            if block is not None:
                self._kept.move_to_end(number)
                return block
        return self._load(number)

    def headings(self) -> tuple[Heading, ...]:
        """The headings in order."""
        rows = self._database.reading.execute(
            "SELECT number, level, text FROM blocks WHERE article = ? AND kind = 'heading'"
            " ORDER BY number",
            (self._article,),
        )
        return tuple(Heading(*row) for row in rows)

    def _load(self, number: int) -> Block:
        """Load the page around ``number``, fewer blocks where they are long."""
        start, end = self._page(number)
        rows = self._database.reading.execute(
            f"SELECT {_COLUMNS} FROM blocks WHERE article = ? AND number BETWEEN ? AND ?",
            (self._article, start, end - 1),
        )
        blocks = {row["number"]: block_of(row) for row in rows}
        block = blocks.pop(number, None) or Block(number, BlockKind.PARAGRAPH, "")
        with self._lock:
            for other in blocks.values():
                self._keep(other)
            self._keep(block)
            while len(self._kept) > 1 and self._kept_characters > _KEPT_CHARACTERS:
                _, dropped = self._kept.popitem(last=False)
                self._kept_characters -= len(dropped.text)
        return block

    def _keep(self, block: Block) -> None:
        if block.index not in self._kept:
            self._kept_characters += len(block.text)
        self._kept[block.index] = block
        self._kept.move_to_end(block.index)

    def _page(self, number: int) -> tuple[int, int]:
        start = number - number % _PAGE
        end = min(len(self), start + _PAGE)
        while end - start > 1 and sum(self.lengths[start:end]) > _PAGE_CHARACTERS:
            if end - number > number - start:
                end -= 1
            else:
                start += 1
        return start, end


def now() -> str:
    """The time as ISO 8601 in UTC, to the microsecond."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def block_of(row: sqlite3.Row) -> Block:
    """The block in a row of the table ``blocks``."""
    marks = tuple(
        Mark(MarkKind(kind), start, end, target)
        for kind, start, end, target in json.loads(row["marks"])
    )
    return Block(
        index=row["number"],
        kind=BlockKind(row["kind"]),
        text=row["text"],
        level=row["level"],
        marks=marks,
        marker=row["marker"],
        target=row["target"],
        debris=bool(row["debris"]),
        english=tuple(json.loads(row["english"])),
    )


def write_blocks(connection: sqlite3.Connection, article: str, blocks: Iterable[Block]) -> None:
    """Replace the blocks of an article, their lengths and what the search index knows of them."""
    delete_blocks(connection, article)
    lengths = array("I")
    for block in blocks:
        lengths.append(len(block.text))
        cursor = connection.execute(
            f"INSERT INTO blocks (article, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article, *_row_of(block)),
        )
        add_to_index(connection, cursor.lastrowid or 0, block)
    connection.execute("INSERT INTO extents VALUES (?, ?)", (article, packed(lengths)))


def delete_blocks(connection: sqlite3.Connection, article: str) -> None:
    """Delete the blocks of an article, from the search index, too."""
    remove_from_index(connection, article)
    connection.execute("DELETE FROM blocks WHERE article = ?", (article,))
    connection.execute("DELETE FROM extents WHERE article = ?", (article,))


def _row_of(block: Block) -> tuple[object, ...]:
    marks = [[mark.kind, mark.start, mark.end, mark.target] for mark in block.marks]
    return (
        block.index,
        block.kind,
        block.level,
        block.text,
        json.dumps(marks, ensure_ascii=False) if marks else "[]",
        block.marker,
        block.target,
        int(block.debris),
        json.dumps(block.english, ensure_ascii=False) if block.english else "[]",
    )


def measured(database: Database, article: str) -> "array[int]":
    """The lengths of an article's blocks from the blocks themselves, where they were lost."""
    rows = database.reading.execute(
        "SELECT number, text FROM blocks WHERE article = ? ORDER BY number", (article,)
    )
    lengths = array("I")
    for number, text in rows:
        lengths.extend([0] * (number - len(lengths)))
        lengths.append(len(text))
    return lengths


def packed(lengths: "array[int]") -> bytes:
    """The lengths as unsigned 32-bit little-endian numbers."""
    return _little_endian(lengths).tobytes()


def unpacked(data: bytes) -> "array[int]":
    """The lengths that :func:`packed` packed."""
    lengths = array("I")
    lengths.frombytes(data)
    return _little_endian(lengths)


def _little_endian(lengths: "array[int]") -> "array[int]":
    if sys.byteorder == "little":
        return lengths
    swapped = array("I", lengths)
    swapped.byteswap()
    return swapped
