"""Exports in a shape of the person's own: a Jinja2 template, in a sandbox."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reader.annotations.escaping import escaped_line
from reader.annotations.markdown import Shown
from reader.annotations.model import AnnotatedArticle, Annotation, Collection
from reader.annotations.portable import article_record, json_text, record
from reader.errors import ReaderError


def render(path: Path, collection: Collection, shown: Shown) -> str:
    """What the template at ``path`` makes of the annotations.

    It sees ``articles``, each with its fields and ``annotations``; an annotation has the fields
    of the JSON export, ``quote`` in the script chosen, and ``deepest``, the last of ``headings``.
    The filters ``markdown`` and ``yaml`` write any text safely as that; templates for HTML and
    XML escape by themselves. Raises :class:`ReaderError` when the template cannot be read, is
    wrong, or tries to reach out of its sandbox.
    """
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=bool({".html", ".htm", ".xml", ".xhtml"} & set(path.suffixes)),
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = escaped_line
    environment.filters["yaml"] = json_text
    try:
        template = environment.from_string(path.read_text(encoding="utf-8"))
        return template.render(
            articles=[_article(*pair, shown) for pair in collection.by_article()]
        )
    except TemplateSyntaxError as error:
        raise ReaderError(f"{path}, line {error.lineno}: {error.message}") from error
    except UnicodeDecodeError as error:
        raise ReaderError(f"{path} is not a text in UTF-8.") from error
    except OSError as error:
        raise ReaderError(f"{path}: the template cannot be read ({error.strerror}).") from error
    except Exception as error:  # whatever the template does wrong is for its author to mend
        raise ReaderError(f"{path}: the template fails ({error}).") from error


def _article(
    article: AnnotatedArticle, notes: Iterable[Annotation], shown: Shown
) -> dict[str, Any]:
    return {
        **article_record(article),
        "title": shown.text(article.title, article),
        "annotations": [_annotation(note, article, shown) for note in notes],
    }


def _annotation(note: Annotation, article: AnnotatedArticle, shown: Shown) -> dict[str, Any]:
    headings = [shown.text(heading, article) for heading in note.target.headings]
    return {
        **record(note),
        "headings": headings,
        "deepest": headings[-1] if headings else "",
        "quote": shown.text(note.target.exact, article),
    }
