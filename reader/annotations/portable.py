"""Annotations as plain JSON values: the one form that own exports carry and imports read."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from reader.annotations.clean import clean_body, clean_colour, clean_tags, clean_text
from reader.annotations.model import (
    WHOLE_ARTICLE,
    AnnotatedArticle,
    Annotation,
    Collection,
    Kind,
    Target,
)
from reader.annotations.times import is_stamp

FORMAT = "reader-annotations"
VERSION = 1

_INVISIBLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


def export_json(collection: Collection) -> str:
    """Our own JSON document, which ``reader import`` reads back without loss."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "articles": [article_record(article) for article in collection.articles],
        "annotations": [record(annotation) for annotation in collection.annotations],
    }
    return json_text(document, indent=2) + "\n"


def json_text(value: object, indent: int | None = None) -> str:
    """JSON in Unicode with every character escaped that does not show."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def article_record(article: AnnotatedArticle) -> dict[str, Any]:
    """An annotated article as JSON values."""
    return asdict(article)


def record(annotation: Annotation) -> dict[str, Any]:
    """An annotation as JSON values, the target with its selectors inside."""
    target = annotation.target
    return {
        "id": annotation.id,
        "kind": str(annotation.kind),
        "article": target.article,
        "block": target.block,
        "start": target.start,
        "end": target.end,
        "exact": target.exact,
        "prefix": target.prefix,
        "suffix": target.suffix,
        "headings": list(target.headings),
        "orphan": target.orphan,
        "body": annotation.body,
        "colour": annotation.colour,
        "tags": list(annotation.tags),
        "english": annotation.english,
        "english_source": annotation.english_source,
        "created": annotation.created,
        "updated": annotation.updated,
    }


def read_article(values: Mapping[str, Any]) -> AnnotatedArticle:
    """The article of an :func:`article_record`.

    Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` when it is not one.
    """
    fields = ("id", "title", "english_title", "source", "date", "script", "address")
    return AnnotatedArticle(*(_text(values, name) for name in fields))


def read_record(values: Mapping[str, Any]) -> Annotation:
    """The annotation of a :func:`record`, cleaned as if it had just been typed.

    Raises :class:`KeyError`, :class:`TypeError` or :class:`ValueError` when it is not one.
    """
    if not _ID.fullmatch(_text(values, "id")):
        raise ValueError(f"{values['id']!r} is no id")
    target = Target(
        article=_text(values, "article"),
        block=_number(values, "block", WHOLE_ARTICLE),
        start=_number(values, "start"),
        end=_number(values, "end"),
        exact=_text(values, "exact"),
        prefix=_text(values, "prefix"),
        suffix=_text(values, "suffix"),
        orphan=bool(values["orphan"]),
        headings=tuple(clean_text(str(text)) for text in values["headings"]),
    )
    return Annotation(
        id=values["id"],
        kind=Kind(values["kind"]),
        target=target,
        created=_time(values, "created"),
        updated=_time(values, "updated"),
        body=clean_body(_text(values, "body")),
        colour=clean_colour(_text(values, "colour")),
        tags=clean_tags(tuple(str(tag) for tag in values["tags"])),
        english=_text(values, "english"),
        english_source=_text(values, "english_source"),
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    text = values[name]
    if not isinstance(text, str):
        raise TypeError(f"{name} is not a text")
    return clean_text(text)


def _number(values: Mapping[str, Any], name: str, least: int = 0) -> int:
    number = int(values[name])
    if not least <= number < 1 << 31:
        raise ValueError(f"{name} is {number}")
    return number


def _time(values: Mapping[str, Any], name: str) -> str:
    text = _text(values, name)
    if not is_stamp(text):
        raise ValueError(f"{name} is no time in UTC")
    return text
