"""Reading back what was exported: our JSON, and our Markdown with what was changed in it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any

from reader.annotations.clean import clean_body
from reader.annotations.markdown import DATA_BEGINS, DATA_ENDS, KEPT_BELOW, quotes
from reader.annotations.model import AnnotatedArticle, Annotation, Collection
from reader.annotations.portable import FORMAT, VERSION, read_article, read_record
from reader.errors import ReaderError

_ITEM = re.compile(r"- \S+ \*\*(?:bookmark|highlight|note)\*\* .*\^([A-Za-z0-9-]{1,64})")
_OUTSIDE = re.compile(rf"#{{1,6}} |{re.escape(DATA_BEGINS)}")
_Unreadable = (KeyError, TypeError, ValueError, AttributeError, RecursionError, ReaderError)


def read_exports(paths: Iterable[Path]) -> Collection:
    """The annotations in exported files and in all those of exported folders.

    In a folder, files that no export made are passed over. Raises :class:`ReaderError` when a
    named file is not one of our exports or cannot be read.
    """
    parts: list[Collection] = []
    for path in paths:
        if path.is_dir():
            files = sorted([*path.glob("*.md"), *path.glob("*.json")])
            parts += [read_export(file) for file in files if _is_export(file)]
        else:
            parts.append(read_export(path))
    articles = {article.id: article for part in parts for article in part.articles}
    annotations = {note.id: note for part in parts for note in part.annotations}
    return Collection(tuple(articles.values()), tuple(annotations.values()))


def read_export(path: Path) -> Collection:
    """The annotations of one exported file, Markdown or JSON.

    In Markdown the notes are taken as they now stand there; an annotation whose item is gone is
    left out. Raises :class:`ReaderError` when the file is not one of our exports or cannot be
    read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ReaderError(f"{path} is not a text in UTF-8, so it is no export of ours.") from None
    except OSError as error:
        raise ReaderError(f"{path} cannot be read ({error.strerror}).") from error
    try:
        return _from_json(text) if text.lstrip().startswith("{") else _from_markdown(text)
    except _Unreadable as error:
        raise ReaderError(
            f"{path} is not an export of the reader that can be read back ({error}); "
            "use a file made by `reader export` as Markdown or JSON."
        ) from error


def _is_export(path: Path) -> bool:
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return False
    return f'"{FORMAT}"' in text if path.suffix == ".json" else f"\n{DATA_BEGINS}\n" in text


def _from_json(text: str) -> Collection:
    document = json.loads(text)
    if document.get("format") != FORMAT:
        raise ValueError("it is other JSON")
    if document["version"] > VERSION:
        raise ValueError("a newer version wrote it; upgrade the reader")
    articles = [read_article(values) for values in document["articles"]]
    return Collection(
        tuple(articles), tuple(read_record(values) for values in document["annotations"])
    )


def _from_markdown(text: str) -> Collection:
    ours = text.partition(f"\n{KEPT_BELOW}\n")[0]
    visible, line, data = ours.rpartition(f"\n{DATA_BEGINS}\n")
    if not line:
        raise ValueError("the comment with its data is gone")
    lines = takewhile(lambda line: line != DATA_ENDS, data.split("\n"))
    records = [json.loads(line) for line in lines]
    items = dict(_items(visible))
    return Collection(
        tuple(_articles(records)),
        tuple(
            _with_body(values, items[values["id"]])
            for values in records
            if "article" in values and values.get("id") in items
        ),
    )


def _articles(records: Iterable[Mapping[str, Any]]) -> Iterator[AnnotatedArticle]:
    for values in records:
        if "id" not in values:
            yield read_article(values["article"])


def _items(visible: str) -> Iterator[tuple[str, list[str]]]:
    """The ids of the items with the lines below their first."""
    found: str | None = None
    lines: list[str] = []
    for line in visible.split("\n"):
        item = _ITEM.fullmatch(line.rstrip())
        if item or _OUTSIDE.match(line):
            if found is not None:
                yield found, lines
            found, lines = item[1] if item else None, []
        else:
            lines.append(line)
    if found is not None:
        yield found, lines


def _with_body(values: Mapping[str, Any], lines: list[str]) -> Annotation:
    note = read_record({**values, "body": ""})
    lines = [line.removeprefix("  ") for line in lines]
    if quotes(note):
        start = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
        while start < len(lines) and lines[start].startswith(">"):
            start += 1
        lines = lines[start:]
    return read_record({**values, "body": clean_body("\n".join(lines))})
