"""Annotations as tables: CSV for a spreadsheet, and CSV as Readwise imports it."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from reader.annotations.markdown import Shown
from reader.annotations.model import AnnotatedArticle, Annotation, Collection

_COLUMNS = (
    *("id", "kind", "article", "title", "source", "date", "headings", "block", "start", "end"),
    *("quote", "english", "english_source", "note", "colour", "tags", "created", "updated"),
)
_READWISE_COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")
_FORMULA = re.compile(r"^[=+\-@\t]")


def export_csv(collection: Collection, shown: Shown) -> str:
    """One row for each annotation. A cell that a spreadsheet would compute begins with ``'``."""
    rows = (
        [_FORMULA.sub(r"'\g<0>", cell) for cell in _row(note, article, shown)]
        for note, article in _pairs(collection)
    )
    return _table(_COLUMNS, rows)


def export_readwise(collection: Collection, shown: Shown) -> str:
    """One row for each annotation; a note begins with its tags, as ``.tag``, or they are none."""
    rows = (
        _readwise(number, note, article, shown)
        for number, (note, article) in enumerate(_pairs(collection), start=1)
    )
    return _table(_READWISE_COLUMNS, rows)


def _pairs(collection: Collection) -> Iterator[tuple[Annotation, AnnotatedArticle]]:
    articles = {article.id: article for article in collection.articles}
    for note in collection.annotations:
        yield note, articles[note.target.article]


def _row(note: Annotation, article: AnnotatedArticle, shown: Shown) -> list[str]:
    target = note.target
    return [
        note.id,
        note.kind,
        article.id,
        shown.text(article.title, article),
        article.source,
        article.date,
        " › ".join(shown.text(heading, article) for heading in target.headings),
        *(
            ("", "", "")
            if target.is_article
            else map(str, (target.block, target.start, target.end))
        ),
        shown.text(target.exact, article),
        note.english,
        note.english_source,
        note.body,
        note.colour,
        " ".join(note.tags),
        note.created,
        note.updated,
    ]


def _readwise(number: int, note: Annotation, article: AnnotatedArticle, shown: Shown) -> list[str]:
    title = shown.text(article.title, article)
    quote = shown.text(note.target.exact, article).strip()
    text = "\n".join(filter(None, (" ".join(f".{tag}" for tag in note.tags), note.body)))
    date = f"{note.created[:10]} {note.created[11:19]}"
    return [quote or title, title, article.source, article.address, text, str(number), date]


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell.replace("\0", "\ufffd") for cell in row] for row in rows)
    return text.getvalue()
