"""The list of articles: filters, orders, and one query for both."""

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from reader.articles.model import ArticleInfo, Origin
from reader.chinese.script import Script
from reader.storage.database import Database

FINISHED = 0.99
"""From this progress on an article counts as read to its end."""


class Order(StrEnum):
    """What a list of articles is sorted by; ties are sorted by title, then id."""

    DATE = "date"
    TITLE = "title"
    PROGRESS = "progress"
    ADDED = "added"
    LENGTH = "length"
    READ = "read"


class ReadingStatus(StrEnum):
    """How far the person has read."""

    UNREAD = "unread"
    READING = "reading"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a list shows: those that meet every condition that is set.

    ``text`` is looked for in title, English title and source, in either script. ``script``
    Traditional stands for its regional forms, too.
    """

    text: str = ""
    script: Script | None = None
    source: str = ""
    status: ReadingStatus | None = None
    origin: Origin | None = None


_ORDERS = {
    Order.DATE: "a.date",
    Order.TITLE: "a.title",
    Order.PROGRESS: "progress",
    Order.ADDED: "a.added",
    Order.LENGTH: "a.characters",
    Order.READ: "read",
}
_STATUSES = {
    ReadingStatus.UNREAD: "p.article IS NULL",
    ReadingStatus.READING: f"p.progress < {FINISHED}",
    ReadingStatus.FINISHED: f"p.progress >= {FINISHED}",
}
_SELECT = """
SELECT a.id, a.title, a.source, a.date, a.script, a.characters, a.blocks, a.origin,
       a.english_title, coalesce(p.progress, 0.0) AS progress, coalesce(n.bookmarks, 0),
       coalesce(n.notes, 0), coalesce(n.highlights, 0), a.address, a.added,
       coalesce(p.updated, '') AS read
FROM articles AS a
LEFT JOIN positions AS p ON p.article = a.id
LEFT JOIN (
    SELECT article, sum(kind = 'bookmark') AS bookmarks, sum(kind = 'note') AS notes,
           sum(kind = 'highlight') AS highlights
    FROM annotations WHERE deleted IS NULL GROUP BY article
) AS n ON n.article = a.id
WHERE a.removed IS NULL
"""


def list_articles(
    database: Database,
    filter: Filter,  # noqa: A002
    order: Order,
    *,
    descending: bool,
    limit: int | None,
    offset: int,
) -> list[ArticleInfo]:
    """The articles that meet ``filter`` in ``order``; ``limit`` of them from ``offset`` on."""
    conditions, values = _conditions(filter)
    direction = "DESC" if descending else "ASC"
    query = (
        _SELECT
        + "".join(f" AND {condition}" for condition in conditions)
        + f" ORDER BY {_ORDERS[order]} {direction}, a.title, a.id LIMIT ? OFFSET ?"
    )
    rows = database.reading.execute(query, (*values, -1 if limit is None else limit, offset))
    return [_info(row) for row in rows]


def info_of(database: Database, article: str) -> ArticleInfo | None:
    """What the list shows of one article, or ``None`` if it is not in the library."""
    row = database.reading.execute(_SELECT + " AND a.id = ?", (article,)).fetchone()
    return _info(row) if row else None


def _conditions(filter: Filter) -> tuple[list[str], list[object]]:  # noqa: A002
    conditions: list[str] = []
    values: list[object] = []
    if filter.text:
        from reader.chinese.folding import fold

        words = fold(filter.text).split()
        conditions += ["instr(a.folded, ?) > 0"] * len(words)
        values += words
    if filter.script:
        conditions.append("(a.script = ? OR a.script LIKE ? || '-%')")
        values += [str(filter.script)] * 2
    for column, value in (
        ("source", filter.source),
        ("origin", filter.origin),
    ):
        if value:
            conditions.append(f"a.{column} = ?")
            values.append(str(value))
    if filter.status:
        conditions.append(_STATUSES[filter.status])
    return conditions, values


_SCRIPTS = {str(script): script for script in Script}
_ORIGINS = {str(origin): origin for origin in Origin}


def _info(row: sqlite3.Row) -> ArticleInfo:
    id_, title, source, date, script, characters, blocks, origin, *rest = row
    return ArticleInfo(
        id_, title, source, date, _SCRIPTS[script], characters, blocks, _ORIGINS[origin], *rest
    )
