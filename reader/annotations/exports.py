"""Exports in every format, to a text, a file, or one file for each article in a folder."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.annotations.export_files import ExportFile, name_for, names_in
from reader.annotations.markdown import AS_WRITTEN, Shown, export_markdown
from reader.annotations.model import AnnotatedArticle, Collection
from reader.annotations.portable import export_json
from reader.annotations.web import export_json_ld
from reader.errors import ReaderError


class Format(StrEnum):
    """The formats of an export, as the command line names them."""

    MARKDOWN = "markdown"
    JSON = "json"
    JSON_LD = "jsonld"
    CSV = "csv"
    READWISE = "readwise"


FORMATS = tuple(str(name) for name in Format)
_SUFFIXES = {
    Format.MARKDOWN: ".md",
    Format.JSON: ".json",
    Format.JSON_LD: ".jsonld",
    Format.CSV: ".csv",
    Format.READWISE: ".csv",
}
_TEMPLATE_ENDINGS = re.compile(r"\.(j2|jinja|jinja2|tmpl)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExportReport:
    """Which files were written, and which already said the same and were left alone."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]


def export_text(
    collection: Collection,
    format: str = Format.MARKDOWN,  # noqa: A002  # the option's own name
    shown: Shown = AS_WRITTEN,
    template: Path | None = None,
) -> str:
    """The annotations as one text.

    ``format`` is one of :data:`FORMATS`; a ``template`` (Jinja2) takes its place. Raises
    :class:`ReaderError` for an unknown format or a template that is wrong.
    """
    if template is not None:
        from reader.annotations.template import render

        return render(template, collection, shown)
    match _format(format):
        case Format.MARKDOWN:
            return export_markdown(collection, shown)
        case Format.JSON:
            return export_json(collection)
        case Format.JSON_LD:
            return export_json_ld(collection)
        case Format.CSV:
            from reader.annotations.tables import export_csv

            return export_csv(collection, shown)
        case Format.READWISE:
            from reader.annotations.tables import export_readwise

            return export_readwise(collection, shown)


def export_to(
    out: Path,
    collection: Collection,
    format: str = Format.MARKDOWN,  # noqa: A002  # the option's own name
    shown: Shown = AS_WRITTEN,
    template: Path | None = None,
    emptied: Iterable[AnnotatedArticle] = (),
) -> ExportReport:
    """Write the annotations to ``out``: one file, or a folder with one file for each article.

    ``out`` is a folder when it is one already or its name has no suffix. What a person wrote
    below the marked line of a Markdown export stays; a file that would not change is not
    touched. Of ``emptied``, articles that have no annotations any more, the Markdown files in a
    folder lose those that are shown there. Raises :class:`ReaderError` before anything is
    written when a file is Markdown that no export made, or else when one cannot be written.
    """
    files = list(_files(out, collection, format, shown, template, emptied))
    changed = [file.path for file in files if file.write()]
    return ExportReport(
        tuple(changed), tuple(file.path for file in files if file.path not in changed)
    )


def _files(
    out: Path,
    collection: Collection,
    format_name: str,
    shown: Shown,
    template: Path | None,
    emptied: Iterable[AnnotatedArticle],
) -> Iterator[ExportFile]:
    """The files of an export, each one checked, none written yet."""
    kept = template is None and _format(format_name) is Format.MARKDOWN
    if not is_folder(out):
        yield ExportFile.over(out, export_text(collection, format_name, shown, template), kept)
        return
    suffix = _suffix(format_name, template)
    names = names_in(out) if kept else {}
    taken = {name.casefold() for name in names.values()}
    gone = [(article, ()) for article in emptied if article.id in names]
    for article, notes in [*collection.by_article(), *gone]:
        name = names.get(article.id) or name_for(article, suffix, taken)
        taken.add(name.casefold())
        part = Collection((article,), notes)
        yield ExportFile.over(out / name, export_text(part, format_name, shown, template), kept)


def is_folder(out: Path) -> bool:
    """Whether an export to ``out`` writes one file for each article into it."""
    return out.is_dir() or (not out.exists() and not out.suffix)


def _format(name: str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise ReaderError(
            f"{name!r} is no export format; use one of {', '.join(FORMATS)}."
        ) from None


def _suffix(format_name: str, template: Path | None) -> str:
    if template is None:
        return _SUFFIXES[_format(format_name)]
    return Path(_TEMPLATE_ENDINGS.sub("", template.name)).suffix or ".md"
