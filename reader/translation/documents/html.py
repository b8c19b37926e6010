"""Documents as one self-contained HTML page with toggles for script and layout."""

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reader.articles.model import Block, BlockKind, MarkKind
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.translation.documents.bilingual import Bilingual, Run, sentence_runs
from reader.translation.model import Translation

if TYPE_CHECKING:
    from markupsafe import Markup

    from reader.chinese.conversion import ScriptConverter

_SCRIPTS = {
    Script.ORIGINAL: "原文",
    Script.HANS: "简体",
    Script.HANT: "繁體",
    Script.TW: "台灣",
    Script.HK: "香港",
}
_SAFE_SCHEMES = ("http", "https", "mailto")
_TAGS = {MarkKind.STRONG: "strong", MarkKind.EMPHASIS: "em", MarkKind.CODE: "code"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A sentence's Chinese in those scripts in which it is the same."""

    scripts: str
    html: "Markup"


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence's Chinese in every script, and its English."""

    key: str
    chinese: list[Variant]
    english: Translation


@dataclass(frozen=True, slots=True)
class Section:
    """A block as the template shows it."""

    block: Block
    pairs: list[Pair]
    address: str

    @property
    def heading(self) -> int:
        """The heading's level on the page, 0 for other blocks."""
        if self.block.kind is not BlockKind.HEADING:
            return 0
        return min(6, max(2, self.block.level))


def write_html(document: Bilingual, scripts: "ScriptConverter", script: Script) -> str:
    """One HTML page without any other file; ``script`` is what it is shown in at first."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_finalised,
    )
    folder = resources.files(__package__).joinpath("templates")
    template = environment.from_string(folder.joinpath("bilingual.html").read_text("utf-8"))
    article = document.article
    return template.render(
        style=folder.joinpath("bilingual.css").read_text("utf-8"),
        program=folder.joinpath("bilingual.js").read_text("utf-8"),
        article=article,
        titles=_variants(
            {one: scripts.convert(article.title, one, article.script) for one in _SCRIPTS}
        ),
        title=scripts.convert(article.title, script, article.script),
        english_title=document.english_title,
        sections=[_section(block, document, scripts) for block, _ in document.blocks()],
        origins=document.origins(),
        scripts=list(_SCRIPTS.items()),
        script=script,
    )


def _finalised(value: object) -> object:
    """Text with placeholders for what is not printable; the template's own markup as it is."""
    from markupsafe import Markup

    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _section(block: Block, document: Bilingual, scripts: "ScriptConverter") -> Section:
    source = document.article.script
    runs = {script: sentence_runs(block, scripts, script, source) for script in _SCRIPTS}
    pairs = [
        Pair(
            f"{block.index}.{number}",
            _variants_of_runs({script: runs[script][number] for script in _SCRIPTS}),
            translation,
        )
        for number, translation in enumerate(document.english[block.index])
    ]
    return Section(block, pairs, _safe(block.target))


def _variants(texts: dict[Script, str]) -> list[Variant]:
    return _variants_of_runs(
        {script: [Run(visible(text, one_line=True), ())] for script, text in texts.items()}
    )


def _variants_of_runs(runs: dict[Script, list[Run]]) -> list[Variant]:
    from markupsafe import Markup

    same: dict[Markup, list[str]] = {}
    for script, sentence in runs.items():
        html = Markup("").join(_html(run) for run in sentence)
        same.setdefault(html, []).append(script.value)
    return [Variant(" ".join(names), html) for html, names in same.items()]


def _html(run: Run) -> "Markup":
    from markupsafe import Markup, escape

    html = escape(run.text)
    for mark in run.marks:
        if mark.kind in _TAGS:
            tag = _TAGS[mark.kind]
            html = Markup("<{0}>{1}</{0}>").format(Markup(tag), html)
    address = next((_safe(mark.target) for mark in run.marks if mark.kind is MarkKind.LINK), "")
    if address:
        html = Markup('<a href="{}" rel="noreferrer">{}</a>').format(address, html)
    return html


def _safe(address: str) -> str:
    """The address if a page may link to it, else empty."""
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in _SAFE_SCHEMES else ""
