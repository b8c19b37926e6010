"""Annotations as rows of the database."""

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache

from reader.annotations.clean import clean_text
from reader.annotations.model import AnnotatedArticle, Annotation, Kind, Target


def read_one(connection: sqlite3.Connection, annotation_id: str) -> Annotation | None:
    """The annotation with this id, deleted or not."""
    found = read(connection, "id = ?", (annotation_id,))
    return found[0] if found else None


def read(
    connection: sqlite3.Connection, where: str, parameters: Sequence[object]
) -> list[Annotation]:
    """The annotations for which the SQL condition ``where`` holds, in no particular order."""
    tags: dict[str, list[str]] = {}
    for row in connection.execute(
        "SELECT annotation, tag FROM annotation_tags WHERE annotation IN"
        f" (SELECT id FROM annotations WHERE {where}) ORDER BY annotation, position",
        parameters,
    ).fetchall():
        tags.setdefault(row["annotation"], []).append(row["tag"])
    rows = connection.execute(f"SELECT * FROM annotations WHERE {where}", parameters).fetchall()
    return [_annotation(row, tuple(tags.get(row["id"], ()))) for row in rows]


def _annotation(row: sqlite3.Row, tags: tuple[str, ...]) -> Annotation:
    target = Target(
        article=row["article"],
        block=row["block"],
        start=row["start"],
        end=row["end"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        orphan=bool(row["orphan"]),
        headings=_headings(row["headings"]),
    )
    return Annotation(
        id=row["id"],
        kind=Kind(row["kind"]),
        target=target,
        created=row["created"],
        updated=row["updated"],
        body=row["body"],
        colour=row["colour"],
        tags=tags,
        english=row["english"],
        english_source=row["english_source"],
        deleted=row["deleted"] or "",
    )


def write(connection: sqlite3.Connection, annotation: Annotation) -> None:
    """Store an annotation, in place of the one with the same id if there is one."""
    target = annotation.target
    values = {
        "id": annotation.id,
        "kind": annotation.kind,
        "article": target.article,
        "block": target.block,
        "start": target.start,
        "end": target.end,
        "exact": clean_text(target.exact),
        "prefix": clean_text(target.prefix),
        "suffix": clean_text(target.suffix),
        "headings": json.dumps([clean_text(text) for text in target.headings], ensure_ascii=False),
        "orphan": int(target.orphan),
        "body": annotation.body,
        "colour": annotation.colour,
        "english": annotation.english,
        "english_source": annotation.english_source,
        "created": annotation.created,
        "updated": annotation.updated,
        "deleted": annotation.deleted or None,
    }
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
    connection.execute(
        f"INSERT INTO annotations ({names}) VALUES ({places})"
        f" ON CONFLICT (id) DO UPDATE SET {changes}",
        values,
    )
    connection.execute("DELETE FROM annotation_tags WHERE annotation = ?", (annotation.id,))
    connection.executemany(
        "INSERT INTO annotation_tags (annotation, position, tag) VALUES (?, ?, ?)",
        [(annotation.id, position, tag) for position, tag in enumerate(annotation.tags)],
    )


def write_article(
    connection: sqlite3.Connection, article: AnnotatedArticle, path: str = ""
) -> None:
    """Store what is known of an annotated article, in place of what was known before.

    ``path`` is that of its file if it was opened without importing it. It stays here: an export
    tells nobody where a person keeps things.
    """
    connection.execute("DELETE FROM annotated_articles WHERE id = ?", (article.id,))
    add_article(connection, article, path)


def add_article(connection: sqlite3.Connection, article: AnnotatedArticle, path: str = "") -> None:
    """Store what is known of an annotated article unless something is known already."""
    connection.execute(
        "INSERT OR IGNORE INTO annotated_articles"
        " (id, title, english_title, source, date, script, address, path)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article.id,
            clean_text(article.title),
            clean_text(article.english_title),
            clean_text(article.source),
            article.date,
            str(article.script),
            clean_text(article.address),
            clean_text(path),
        ),
    )


@lru_cache(maxsize=1024)
def _headings(text: str) -> tuple[str, ...]:
    """The headings of a row; none where a damaged file garbled them."""
    try:
        return tuple(str(heading) for heading in json.loads(text))
    except (ValueError, TypeError):
        return ()
