"""A whole article with its English, as a document to keep, print or send."""

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING

from reader.articles.model import Article
from reader.chinese.script import Script
from reader.translation.documents.bilingual import Bilingual, make_bilingual

if TYPE_CHECKING:
    from reader.chinese.conversion import ScriptConverter
    from reader.translation.queue import OnProgress
    from reader.translation.service import TranslationService


class Form(StrEnum):
    """The forms a document can have."""

    MARKDOWN = "bilingual-markdown"
    HTML = "bilingual-html"
    JSON = "json"
    TEXT = "text"


def bilingual_document(
    service: "TranslationService",
    scripts: "ScriptConverter",
    article: Article,
    form: str,
    script: Script = Script.ORIGINAL,
    *,
    on_progress: "OnProgress | None" = None,
) -> str:
    """``article`` with its English in one of the forms of :class:`Form`; translates what it must.

    ``script`` is what the Chinese is shown in; an HTML page can be switched to the others. Raises
    :class:`~reader.errors.ReaderError` when the package in use is broken.
    """
    return render(make_bilingual(service, article, on_progress), scripts, form, script)


def render(
    document: Bilingual, scripts: "ScriptConverter", form: str, script: Script = Script.ORIGINAL
) -> str:
    """``document`` in one of the forms of :class:`Form`."""
    return _writer(Form(form))(document, scripts, script)


def _writer(form: Form) -> Callable[[Bilingual, "ScriptConverter", Script], str]:
    match form:
        case Form.MARKDOWN:
            from reader.translation.documents.markdown import write_markdown as write
        case Form.HTML:
            from reader.translation.documents.html import write_html as write
        case Form.JSON:
            from reader.translation.documents.plain import write_json as write
        case Form.TEXT:
            from reader.translation.documents.plain import write_text as write
    return write
