"""Annotations in the W3C Web Annotation Data Model, as JSON-LD."""

from typing import Any
from urllib.parse import quote

from reader.annotations.model import AnnotatedArticle, Annotation, Collection, Kind
from reader.annotations.portable import json_text

_MOTIVATIONS = {
    Kind.BOOKMARK: "bookmarking",
    Kind.HIGHLIGHT: "highlighting",
    Kind.NOTE: "commenting",
}


def export_json_ld(collection: Collection) -> str:
    """An ``AnnotationPage`` of all annotations, quotes as written."""
    articles = {article.id: article for article in collection.articles}
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:reader:annotations:page",
        "type": "AnnotationPage",
        "partOf": {
            "id": "urn:reader:annotations",
            "type": "AnnotationCollection",
            "total": len(collection.annotations),
        },
        "items": [_item(note, articles[note.target.article]) for note in collection.annotations],
    }
    return json_text(page, indent=2) + "\n"


def _item(note: Annotation, article: AnnotatedArticle) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": f"urn:reader:annotation:{note.id}",
        "type": "Annotation",
        "motivation": _MOTIVATIONS[note.kind],
        "created": note.created,
        "modified": note.updated,
    }
    if bodies := _bodies(note):
        item["body"] = bodies
    item["target"] = _target(note, article)
    return item


def _bodies(note: Annotation) -> list[dict[str, str]]:
    bodies = []
    if note.body:
        bodies.append(_body(note.body, "commenting", "text/markdown"))
    bodies += [_body(tag, "tagging", "text/plain") for tag in note.tags]
    if note.english:
        english = _body(note.english, "describing", "text/plain")
        bodies.append({**english, "language": "en"})
    return bodies


def _body(value: str, purpose: str, media_type: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": media_type, "purpose": purpose}


def _target(note: Annotation, article: AnnotatedArticle) -> dict[str, Any]:
    source: dict[str, Any] = {
        "id": article.address or f"urn:reader:article:{quote(article.id)}",
        "type": "Text",
        "dc:title": article.title,  # the context has the prefix, but no term for titles
    }
    if article.script:
        source["language"] = article.script if article.script != "original" else "zh"
    target: dict[str, Any] = {"type": "SpecificResource", "source": source}
    if note.colour:
        target["styleClass"] = note.colour
    if note.target.is_article:
        return target
    where = note.target
    target["selector"] = [
        {
            "type": "FragmentSelector",
            "value": f"block={where.block}",
            "refinedBy": {"type": "TextPositionSelector", "start": where.start, "end": where.end},
        },
        {
            "type": "TextQuoteSelector",
            "exact": where.exact,
            "prefix": where.prefix,
            "suffix": where.suffix,
        },
    ]
    return target
