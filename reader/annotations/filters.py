"""Which annotations a filter lets through."""

from collections.abc import Callable

from reader.annotations.model import AnnotatedArticle, Annotation, Filter


def matches(
    annotation: Annotation,
    article: AnnotatedArticle | None,
    wanted: Filter,
    fold: Callable[[str], str] | None = None,
) -> bool:
    """Whether ``wanted`` lets an annotation of ``article`` through."""
    tags = {tag.casefold() for tag in annotation.tags}
    tag = wanted.tag.lstrip("#＃").casefold()
    return (
        (not wanted.kinds or annotation.kind in wanted.kinds)
        and (not wanted.article or annotation.target.article == wanted.article)
        and (not tag or tag in tags)
        and (not wanted.colour or annotation.colour == wanted.colour)
        and (not wanted.since or annotation.created >= wanted.since)
        and (not wanted.until or annotation.created[: len(wanted.until)] <= wanted.until)
        and (not wanted.orphans or annotation.target.orphan)
        and (not wanted.text.strip() or _speaks_of(annotation, article, wanted.text, fold))
    )


def _speaks_of(
    annotation: Annotation,
    article: AnnotatedArticle | None,
    text: str,
    fold: Callable[[str], str] | None,
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
    fold = fold or (lambda part: part)
    everything = fold("\n".join(parts)).casefold()
    return all(word in everything for word in fold(text).casefold().split())
