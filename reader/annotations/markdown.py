"""Annotations as Markdown that other tools take without a change.

The text depends on nothing but the annotations and the script, so that exporting again changes
only what changed. A person's Markdown stands inside a list item, which ends whatever it leaves
open (a code fence, an HTML comment). A comment at the end carries what Markdown cannot show, for
the import; below it a marked line begins the part that belongs to the person.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from reader.annotations.escaping import escaped_line, escaped_lines
from reader.annotations.model import AnnotatedArticle, Annotation, Collection
from reader.annotations.portable import article_record, json_text, record
from reader.chinese.script import Script

DATA_BEGINS = "<!-- reader:data"
DATA_ENDS = "-->"
KEPT_BELOW = "<!-- reader: what you write below this line is kept when you export again -->"

_ORPHANS = "Words that are no longer in the article"
_MARKS = {"bookmark": "◆", "highlight": "▍", "note": "✎"}
_SOURCES = {
    "edited": "edited",
    "correction": "your own wording",
    "memory": "translation memory",
    "model": "model",
    "gloss": "gloss",
}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSIDE_WORD = re.compile(r"(?<=[^\W_])\\_(?=[^\W_])")
_COMMENT_MARKS = re.compile(r"[<>]|%(?=%)")
_DEEPEST = 6


class Converter(Protocol):
    """What turns Chinese text into another script."""

    def convert(self, text: str, to: Script, source: Script | None = None) -> str:
        """``text`` in the script ``to``."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """The script that quotes, titles and headings are exported in, as written by default."""

    script: Script = Script.ORIGINAL
    converter: Converter | None = None

    def text(self, text: str, article: AnnotatedArticle) -> str:
        """A Chinese text of ``article`` in the chosen script."""
        if self.script is Script.ORIGINAL or self.converter is None or not text:
            return text
        written = Script(article.script) if article.script in set(Script) else None
        if written is Script.ORIGINAL:
            written = None
        return self.converter.convert(text, self.script, written)


AS_WRITTEN = Shown()


def export_markdown(collection: Collection, shown: Shown = AS_WRITTEN, kept: str = "") -> str:
    """The annotations as one Markdown document.

    ``kept`` is what a person wrote below the marked line of an earlier export.
    """
    lines = [*_front_matter(collection, shown), ""]
    for article, notes in collection.by_article():
        lines += _article(article, notes, shown)
    lines += [*_data(collection), "", KEPT_BELOW]
    return "\n".join(lines) + "\n" + kept


def kept_part(document: str) -> str | None:
    """What a person wrote below the marked line of an export, ``None`` if there is no such line."""
    _, line, below = f"{document}\n".partition(f"\n{KEPT_BELOW}\n")
    return below[:-1] if line else None


def _front_matter(collection: Collection, shown: Shown) -> list[str]:
    tags = dict.fromkeys(tag for note in collection.annotations for tag in note.tags)
    lines = ["---"]
    if len(collection.articles) == 1:
        article = collection.articles[0]
        lines.append(f"title: {_yaml(shown.text(article.title, article))}")
        lines.append(f"article: {_yaml(article.id)}")
        lines.append(f"source: {_yaml(article.source)}")
        if article.address:
            lines.append(f"address: {_yaml(article.address)}")
        lines.append(f"date: {_yaml_date(article.date)}")
    else:
        lines.append('title: "Notes"')
        sources = [article.source for article in collection.articles if article.source]
        lines += _yaml_list("source", dict.fromkeys(sources))
        newest = max((article.date for article in collection.articles), default="")
        lines.append(f"date: {_yaml_date(newest)}")
    lines += _yaml_list("tags", sorted(tags))
    # The newest change, not the present moment: the same annotations give the same document.
    changed = max((note.updated for note in collection.annotations), default="")
    lines.append(f"exported: {_yaml(changed)}")
    lines.append("---")
    return lines


def _yaml(text: str) -> str:
    # A JSON string is a YAML string wherever every invisible character is escaped.
    return json_text(text)


def _yaml_date(date: str) -> str:
    if _ISO_DATE.fullmatch(date):
        with suppress(ValueError):  # a thirtieth of February is a text, or YAML does not parse
            return datetime.date.fromisoformat(date).isoformat()
    return _yaml(date)


def _yaml_list(name: str, items: Iterable[str]) -> list[str]:
    lines = [f"  - {_yaml(item)}" for item in items]
    return [f"{name}:", *lines] if lines else [f"{name}: []"]


def _article(
    article: AnnotatedArticle, annotations: Iterable[Annotation], shown: Shown
) -> Iterator[str]:
    yield f"# {escaped_line(shown.text(article.title, article)).strip() or article.id}"
    yield ""
    facts = [article.english_title, article.source, article.date, article.address]
    if any(facts):
        yield " · ".join(escaped_line(fact) for fact in facts if fact.strip())
        yield ""
    before: tuple[str, ...] = ()
    for path, notes in groupby(annotations, lambda note: _heading_path(note, article)):
        yield from _headings(path, before, article, shown)
        before = path
        for note in notes:
            yield from _item(note, article, shown)


def _heading_path(note: Annotation, article: AnnotatedArticle) -> tuple[str, ...]:
    if note.target.orphan:
        return (_ORPHANS,)
    path = note.target.headings
    if path and path[0] == article.title:
        path = path[1:]
    return tuple(heading for heading in path if heading.strip())


def _headings(
    path: tuple[str, ...], before: tuple[str, ...], article: AnnotatedArticle, shown: Shown
) -> Iterator[str]:
    """The headings of ``path`` that are not those above already."""
    same = 0
    for one, other in zip(path, before, strict=False):
        if one != other:
            break
        same += 1
    # Back under an outer heading: it is named again, or the notes would seem to be further in.
    first = min(same, len(path) - 1) if len(path) < len(before) else same
    for depth, heading in enumerate(path[max(first, 0) :], start=max(first, 0)):
        text = heading if heading == _ORPHANS else shown.text(heading, article)
        yield f"{'#' * min(depth + 2, _DEEPEST)} {escaped_line(text.strip())}"
        yield ""


def _item(note: Annotation, article: AnnotatedArticle, shown: Shown) -> Iterator[str]:
    yield f"- {' · '.join(_facts(note))} ^{note.id}"
    yield ""
    quote = _quote(note, article, shown)
    if quote:
        yield from (f"  {line}" for line in quote)
        yield ""
    if note.body:
        yield from (f"  {line}" if line else "" for line in note.body.split("\n"))
        yield ""


def _facts(note: Annotation) -> Iterator[str]:
    yield f"{_MARKS[note.kind]} **{note.kind}**"
    if note.colour:
        yield note.colour
    if note.tags:
        yield " ".join(map(_tag, note.tags))
    yield f"{note.created[:10]} {note.created[11:16]} UTC"


def _tag(tag: str) -> str:
    """A tag as Obsidian takes it: an escape would end it, and inside a word none is needed."""
    return f"#{_INSIDE_WORD.sub('_', escaped_line(tag))}"


def quotes(note: Annotation) -> bool:
    """Whether an item begins with a quotation."""
    return bool(note.target.exact.strip() or note.english.strip())


def _quote(note: Annotation, article: AnnotatedArticle, shown: Shown) -> list[str]:
    chinese = shown.text(note.target.exact, article).strip()
    english = note.english.strip()
    lines = [f"> {line}" for line in escaped_lines(chinese)] if chinese else []
    if english:
        source = _SOURCES.get(note.english_source, note.english_source)
        marked = escaped_lines(english)
        if source:
            marked[-1] += f" *({escaped_line(source)})*"
        lines += ([">"] if lines else []) + [f"> {line}" for line in marked]
    return lines


def _data(collection: Collection) -> Iterator[str]:
    yield DATA_BEGINS
    for article in collection.articles:
        yield _comment({"article": article_record(article)})
    for note in collection.annotations:
        values = record(note)
        del values["body"]  # the visible text is the body, so that edits to it can be imported
        yield _comment(values)
    yield DATA_ENDS


def _comment(values: object) -> str:
    """JSON in which nothing ends an HTML comment, or begins one of Obsidian's."""
    return _COMMENT_MARKS.sub(lambda mark: f"\\u{ord(mark[0]):04x}", json_text(values))
