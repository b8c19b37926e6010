"""Search over everything in the library, in either script.

The query's words (parted by white space) must all occur in one block, in its Chinese or its
English, or all in an article's title. A Han word finds every place where it stands in a text; a
Latin word finds words that start with it, or that contain it where none does.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reader.articles.index import spaced
from reader.articles.model import Place
from reader.articles.store import block_of
from reader.chinese.folding import fold
from reader.storage.database import Database

_TOKEN = re.compile(r"[^\W_]+")
_FOLDING = "".join(map(chr, (*range(0x21, 0x7F), *range(0xFF01, 0xFF5F)))) + "“”„‘’「」『』"
_CLASS_ORDER = {"]": -1, "^": 1, "-": 2}
"""Where in a GLOB class its special signs stand for themselves: first, not first, last."""
_BEFORE = 16
_AFTER = 44
_MOST_WORDS = 8
_BLOCK = (
    "b.number, b.kind, b.level, b.text, b.marks, b.marker, b.target, b.debris, b.english,"
    " a.id, a.title"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words were found.

    ``snippet`` is text as written around the first word found, which covers ``[start, end)`` of
    it. ``in_title`` and ``in_english`` say where that word stands; a hit in a title is placed at
    the article's start.
    """

    article: str
    title: str
    place: Place
    snippet: str
    start: int
    end: int
    in_title: bool = False
    in_english: bool = False


Hits = list[Hit]
"""Where a search found its words."""


def search(
    database: Database, query: str, *, article: str | None = None, limit: int = 200
) -> list[Hit]:
    """At most ``limit`` hits for ``query``: titles first, then texts, latest import first.

    With ``article`` (a full id) only the blocks of that article, in their order.
    """
    words = list(dict.fromkeys(fold(query).split()))[:_MOST_WORDS]
    if not words:
        return []
    hits = [] if article else _in_titles(database, words, limit)
    for rows in (_indexed(database, words, article), _scanned(database, words, article)):
        found = _in_blocks(rows, words, limit - len(hits))
        hits += found
        if found:
            break
    return hits


def _in_titles(database: Database, words: Sequence[str], limit: int) -> list[Hit]:
    conditions = "".join(" AND instr(folded, ?) > 0" for _ in words)
    rows = database.reading.execute(
        "SELECT id, title, english_title FROM articles WHERE removed IS NULL"
        f"{conditions} ORDER BY date DESC, title LIMIT ?",
        (*words, limit),
    )
    hits = []
    for id_, title, english_title in rows:
        for text, is_english in ((title, False), (english_title, True)):
            span = _first(text, words)
            if span:
                snippet, start, end = _snippet(text, *span)
                place = Place(0, 0)
                hits.append(Hit(id_, title, place, snippet, start, end, True, is_english))
                break
    return hits


def _indexed(
    database: Database, words: Sequence[str], article: str | None
) -> Iterator[sqlite3.Row]:
    """The blocks in which the index finds every word: all that hold them, and some more."""
    phrases = [phrase for word in words if (phrase := _phrase(word))]
    if not phrases:
        return
    yield from _blocks(
        database,
        "search CROSS JOIN blocks AS b ON b.row = search.rowid",
        "search MATCH ?",
        " AND ".join(phrases),
        article,
    )


def _scanned(
    database: Database, words: Sequence[str], article: str | None
) -> Iterator[sqlite3.Row]:
    """The blocks that hold a word, letter by letter: for signs, and for parts of Latin words."""
    if any(spaced(word) != word for word in words):
        return
    pattern = f"*{''.join(_class(character) for character in max(words, key=len))}*"
    yield from _blocks(database, "blocks AS b", "b.text || b.english GLOB ?", pattern, article)


def _blocks(
    database: Database, tables: str, condition: str, value: str, article: str | None
) -> Iterator[sqlite3.Row]:
    query = (
        f"SELECT {_BLOCK} FROM {tables} CROSS JOIN articles AS a ON a.id = b.article"
        f" WHERE {condition} AND a.removed IS NULL"
    )
    if article is None:
        yield from database.reading.execute(query + " ORDER BY b.row DESC", (value,))
    else:
        query += " AND b.article = ? ORDER BY b.row"
        yield from database.reading.execute(query, (value, article))


def _phrase(word: str) -> str:
    """The word as a phrase of the index's query language; empty if it holds no letter.

    Latin letters before a Han character may be the end of a longer word, so they are left to the
    check of the text itself; Latin letters at the end may be the start of one.
    """
    tokens = _TOKEN.findall(spaced(word))
    if len(tokens) > 1 and spaced(tokens[0]) == tokens[0]:
        tokens = tokens[1:]
    if not tokens:
        return ""
    ends_latin = spaced(tokens[-1]) == tokens[-1]
    return f'"{" ".join(tokens)}"' + (" *" if ends_latin else "")


@cache
def _class(character: str) -> str:
    """The GLOB class of the characters that fold to this one, which is no Han character."""
    alike = [other for other in _FOLDING if fold(other) == character] or [character]
    return f"[{''.join(sorted(alike, key=lambda other: _CLASS_ORDER.get(other, 0)))}]"


def _in_blocks(rows: Iterator[sqlite3.Row], words: Sequence[str], limit: int) -> list[Hit]:
    hits: list[Hit] = []
    for row in rows:
        if len(hits) >= limit:
            break
        hit = _hit(row, words)
        if hit:
            hits.append(hit)
    return hits


def _hit(row: sqlite3.Row, words: Sequence[str]) -> Hit | None:
    chinese = fold(row["text"])
    lines = [] if row["english"] == "[]" else json.loads(row["english"])
    english = fold("\n".join(lines))
    if not all(word in chinese or word in english for word in words):
        return None
    span = _first(row["text"], words)
    if span:
        sentence = block_of(row).sentence_at(span[0])
        snippet, start, end = _snippet(row["text"], *span)
        place = Place(row["number"], sentence)
        return Hit(row["id"], row["title"], place, snippet, start, end)
    for sentence, line in enumerate(lines):
        span = _first(line, words)
        if span:
            snippet, start, end = _snippet(line, *span)
            place = Place(row["number"], sentence)
            return Hit(row["id"], row["title"], place, snippet, start, end, in_english=True)
    return None


def _first(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    """Where the first of the words that ``text`` holds stands in it."""
    folded = fold(text)
    spans = [(at, at + len(word)) for word in words if (at := folded.find(word)) >= 0]
    return min(spans) if spans else None


def _snippet(text: str, start: int, end: int) -> tuple[str, int, int]:
    """The text around ``[start, end)`` on one line, and where that span is in it."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    lead = "…" if first else ""
    tail = "…" if last < len(text) else ""
    shown = lead + text[first:last].replace("\n", " ") + tail
    return shown, start - first + len(lead), end - first + len(lead)
