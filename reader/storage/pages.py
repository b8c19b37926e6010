"""Reading rows out of a damaged database file, page by page, without SQLite.

After https://www.sqlite.org/fileformat2.html. Nothing in the file is trusted: whatever does not
decode is passed over.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Value = int | float | str | bytes | None

_TABLE_LEAF = 0x0D
_INDEX_LEAF = 0x0A
_WAL_MAGIC = (0x377F0682, 0x377F0683)
_WAL_HEADER = 32
_FRAME_HEADER = 24
_LARGEST_PAYLOAD = 64 * 1024 * 1024
_FIXED_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}


@dataclass(frozen=True, slots=True)
class Row:
    """A record found on a page: ``rowid`` is ``None`` on the pages of indexes."""

    rowid: int | None
    values: tuple[Value, ...]


def rows_of(path: Path) -> Iterator[Row]:
    """Every row that decodes, of the file and of the log beside it, the newest page first.

    Rows of all tables and indexes come mixed, and rows that were changed or deleted may come as
    they once were, after their newer selves.
    """
    image = _Image(path)
    for number in sorted(image.newest):
        yield from image.rows(image.newest[number])
    for page in image.older:
        yield from image.rows(page)


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    data: bytes


class _Image:
    """The pages of a database: those of the file, replaced by those of the log."""

    def __init__(self, path: Path) -> None:
        log = path.with_name(f"{path.name}-wal")
        logged = log.read_bytes() if log.exists() else b""
        content = path.read_bytes() if path.exists() else b""
        self._size = _page_size(content, logged)
        self.newest: dict[int, _Page] = {}
        self.older: list[_Page] = []
        for number, start in enumerate(range(0, len(content), self._size), start=1):
            self.newest[number] = _Page(number, content[start : start + self._size])
        self._read_log(logged)

    def _read_log(self, log: bytes) -> None:
        if int.from_bytes(log[:4], "big") not in _WAL_MAGIC:
            return
        salt = log[16:24]
        step = _FRAME_HEADER + self._size
        for start in range(_WAL_HEADER, len(log) - step + 1, step):
            if log[start + 8 : start + 16] != salt:  # left over from an earlier round of the log
                break
            number = int.from_bytes(log[start : start + 4], "big")
            if number in self.newest:
                self.older.insert(0, self.newest[number])
            self.newest[number] = _Page(number, log[start + _FRAME_HEADER : start + step])

    def rows(self, page: _Page) -> Iterator[Row]:
        header = 100 if page.number == 1 else 0
        kind = page.data[header] if len(page.data) > header + 8 else 0
        if kind not in (_TABLE_LEAF, _INDEX_LEAF):
            return
        cells = int.from_bytes(page.data[header + 3 : header + 5], "big")
        for index in range(min(cells, self._size // 4)):
            place = header + 8 + 2 * index
            offset = int.from_bytes(page.data[place : place + 2], "big")
            try:
                yield self._row(page, offset, kind == _TABLE_LEAF)
            except (IndexError, ValueError):
                continue

    def _row(self, page: _Page, offset: int, in_table: bool) -> Row:
        length, offset = _varint(page.data, offset)
        rowid = None
        if in_table:
            rowid, offset = _varint(page.data, offset)
            rowid = rowid - (1 << 64) if rowid >> 63 else rowid
        if not 0 < length <= _LARGEST_PAYLOAD:
            raise ValueError("no sensible length")
        return Row(rowid, _record(self._payload(page, offset, length, in_table)))

    def _payload(self, page: _Page, offset: int, length: int, in_table: bool) -> bytes:
        usable = self._size
        most = usable - 35 if in_table else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return _exactly(page.data, offset, length)
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        parts = [_exactly(page.data, offset, local)]
        following = int.from_bytes(_exactly(page.data, offset + local, 4), "big")
        missing = length - local
        while missing > 0:
            overflow = self.newest.get(following)
            if overflow is None:
                raise ValueError("an overflow page is missing")
            part = overflow.data[4 : 4 + min(missing, usable - 4)]
            if not part:
                raise ValueError("an overflow page is cut")
            parts.append(part)
            missing -= len(part)
            following = int.from_bytes(overflow.data[:4], "big")
        return b"".join(parts)


def _page_size(content: bytes, log: bytes) -> int:
    """What the header says, or that of the log where the file has none."""
    said = int.from_bytes(content[16:18], "big")
    for size in (65536 if said == 1 else said, int.from_bytes(log[8:12], "big")):
        if 512 <= size <= 65536 and size & (size - 1) == 0:
            return size
    return 4096


def _exactly(data: bytes, start: int, length: int) -> bytes:
    part = data[start : start + length]
    if len(part) != length:
        raise ValueError("the page ends within a cell")
    return part


def _varint(data: bytes, offset: int) -> tuple[int, int]:
    """The number at ``offset`` and where it ends."""
    value = 0
    for index in range(8):
        byte = data[offset + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, offset + index + 1
    return value << 8 | data[offset + 8], offset + 9


def _record(payload: bytes) -> tuple[Value, ...]:
    end, offset = _varint(payload, 0)
    if end > len(payload):
        raise ValueError("the header is longer than the record")
    types = []
    while offset < end:
        kind, offset = _varint(payload, offset)
        types.append(kind)
    values: list[Value] = []
    for kind in types:
        value, offset = _value(payload, offset, kind)
        values.append(value)
    return tuple(values)


def _value(payload: bytes, offset: int, kind: int) -> tuple[Value, int]:
    if kind in (10, 11):
        raise ValueError("a reserved type")
    size = _FIXED_SIZES[kind] if kind < 10 else (kind - 12) // 2
    data = _exactly(payload, offset, size)
    offset += size
    if kind == 0:
        return None, offset
    if kind in (8, 9):
        return kind - 8, offset
    if kind == 7:
        return struct.unpack(">d", data)[0], offset
    if kind < 7:
        return int.from_bytes(data, "big", signed=True), offset
    return (data if kind % 2 == 0 else data.decode("utf-8", "replace")), offset
