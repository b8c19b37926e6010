"""Which annotations a filter lets through."""

import re
from dataclasses import replace

from reader.annotations.model import AnnotatedArticle, Annotation, Filter, Kind
from reader.annotations.times import local_time
from reader.chinese.folding import fold

_TERM = re.compile(r"(kind|tag|colour|color|article|since|until|on|is)[:：](\S+)", re.IGNORECASE)


def parsed(query: str, within: Filter = Filter()) -> Filter:  # noqa: B008  # immutable
    """What a person asks for in one line, inside what ``within`` lets through already.

    ``#TAG``, ``kind:note``, ``colour:green``, ``article:ID``, ``since:2025-03-01``,
    ``until:2025-03``, ``on:2025-03-01`` and ``is:lost`` narrow the list; other words are looked
    for. A term that makes no sense is taken for a word.
    """
    wanted, words = within, []
    for word in query.split():
        term = _TERM.fullmatch(word)
        narrowed = None
        if word[0] in "#＃" and len(word) > 1:
            narrowed = replace(wanted, tag=word[1:])
        elif term is not None:
            narrowed = _narrowed(wanted, term[1].lower(), term[2])
        if narrowed is None:
            words.append(word)
        else:
            wanted = narrowed
    return replace(wanted, text=" ".join(words))


def _narrowed(wanted: Filter, name: str, value: str) -> Filter | None:
    if name == "kind":
        known = value.lower() in set(Kind)
        return replace(wanted, kinds=frozenset({Kind(value.lower())})) if known else None
    if name == "is":
        return replace(wanted, orphans=True) if value.lower() in ("lost", "orphan") else None
    return replace(
        wanted,
        tag=value if name == "tag" else wanted.tag,
        colour=value.lower() if name in ("colour", "color") else wanted.colour,
        article=value if name == "article" else wanted.article,
        since=value if name in ("since", "on") else wanted.since,
        until=value if name in ("until", "on") else wanted.until,
    )


def matches(
    annotation: Annotation,
    article: AnnotatedArticle | None,
    wanted: Filter,
) -> bool:
    """Whether ``wanted`` lets an annotation of ``article`` through; either script finds both."""
    tags = {tag.casefold() for tag in annotation.tags}
    tag = wanted.tag.lstrip("#＃").casefold()
    return (
        (not wanted.kinds or annotation.kind in wanted.kinds)
        and (not wanted.article or annotation.target.article == wanted.article)
        and (not tag or tag in tags)
        and (not wanted.colour or annotation.colour == wanted.colour)
        and _is_of_time(annotation, wanted)
        and (not wanted.orphans or annotation.target.orphan)
        and (not wanted.text.strip() or _speaks_of(annotation, article, wanted.text))
    )


def _is_of_time(annotation: Annotation, wanted: Filter) -> bool:
    if not wanted.since and not wanted.until:
        return True
    made = local_time(annotation.created)
    return (not wanted.since or made >= wanted.since) and (
        not wanted.until or made[: len(wanted.until)] <= wanted.until
    )


def _speaks_of(
    annotation: Annotation,
    article: AnnotatedArticle | None,
    text: str,
) -> bool:
    """Whether every word of ``text`` is somewhere in what the annotation holds."""
    parts = [
        annotation.target.exact,
        annotation.body,
        annotation.english,
        " ".join(f"#{tag}" for tag in annotation.tags),
        article.title if article else "",
        article.english_title if article else "",
    ]
    everything = fold("\n".join(parts))
    return all(word in everything for word in fold(text).split())
