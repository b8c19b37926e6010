"""Documents as bilingual Markdown: every block in Chinese, then in English."""

import re
from typing import TYPE_CHECKING

from reader.articles.model import Block, BlockKind, Mark, MarkKind
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.translation.documents.bilingual import Bilingual, Run, english_of, sentence_runs

if TYPE_CHECKING:
    from reader.chinese.conversion import ScriptConverter

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"(?m)^(\s*)(#{1,6}(?=\s)|[-+](?=\s)|=+\s*$|-+\s*$|\d{1,9}(?=[.)]\s))")


def write_markdown(document: Bilingual, scripts: "ScriptConverter", script: Script) -> str:
    """A Markdown document whose blocks come in pairs, first Chinese, then English."""
    article = document.article
    title = scripts.convert(article.title, script, article.script)
    parts = [_heading(1, _inline(title), _inline(document.english_title))]
    about = " · ".join(part for part in (article.source, article.date) if part)
    if about:
        parts.append(_guarded(_inline(about)))
    for block, translations in document.blocks():
        chinese = "".join(
            _marked(run)
            for runs in sentence_runs(block, scripts, script, article.script)
            for run in runs
        )
        parts.append(_block(block, chinese, _inline(english_of(translations))))
    origins = ", ".join(f"{words} ({count})" for _, words, count in document.origins())
    if origins:
        parts += ["---", f"*English: {_inline(origins)}.*"]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, chinese: str, english: str) -> str:
    if block.kind is BlockKind.HEADING:
        text = _heading(min(6, max(2, block.level)), chinese, english)
    elif block.kind is BlockKind.RULE:
        text = "---"
    elif block.kind is BlockKind.CODE:
        text = _fenced(block.text)
    elif block.kind is BlockKind.IMAGE:
        caption = " · ".join(part for part in (chinese, english) if part)
        text = f"![{caption}]({_address(block.target)})"
    elif block.kind is BlockKind.QUOTE:
        text = _indented(_pair(chinese, english), "> " * max(1, block.level))
    elif block.kind is BlockKind.LIST_ITEM:
        text = _item(block, _pair(chinese, english))
    else:
        text = _pair(chinese, english)
    return text


def _item(block: Block, pair: str) -> str:
    marker = block.marker if block.marker[:1].isdigit() else "-"
    body = _indented(pair, " " * (len(marker) + 1))
    return _indented(f"{marker} {body.lstrip()}", "    " * max(0, block.level - 1))


def _heading(level: int, chinese: str, english: str) -> str:
    return f"{'#' * level} " + " · ".join(
        " ".join(text.split()) for text in (chinese, english) if text
    )


def _pair(chinese: str, english: str) -> str:
    return "\n\n".join(_guarded(text.strip()) for text in (chinese, english) if text.strip())


def _indented(text: str, by: str) -> str:
    return "\n".join(f"{by}{line}".rstrip() for line in text.split("\n"))


def _fenced(code: str) -> str:
    longest = max((len(run) for run in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{visible(code)}\n{fence}"


def _inline(text: str) -> str:
    """Text in which nothing is taken for inline markup."""
    return _escaped(visible(text))


def _escaped(text: str) -> str:
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))


def _guarded(text: str) -> str:
    """Text of which no line is taken for a heading, a list item or a rule."""
    return _LINE_START.sub(lambda match: f"{match[1]}{_backslashed(match[2])}", text)


def _backslashed(mark: str) -> str:
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


def _marked(run: Run) -> str:
    """The run with its marks; tags where Markdown's asterisks would not be seen beside Han."""
    kinds = {mark.kind for mark in run.marks}
    if MarkKind.CODE in kinds:
        ticks = "`" * (1 + max((len(one) for one in re.findall("`+", run.text)), default=0))
        text = f"{ticks}{run.text}{ticks}"
    else:
        text = _escaped(run.text)
    if not run.text.strip():
        return text
    if MarkKind.EMPHASIS in kinds:
        text = f"<em>{text}</em>"
    if MarkKind.STRONG in kinds:
        text = f"<strong>{text}</strong>"
    link = next((mark for mark in run.marks if mark.kind is MarkKind.LINK), None)
    return _link(text, link) if link else text


def _link(text: str, mark: Mark) -> str:
    return f"[{text}]({_address(mark.target)})"


def _address(target: str) -> str:
    """An address as a link's target, in angle brackets where it has spaces or brackets."""
    target = visible(target, one_line=True).replace("<", "%3C").replace(">", "%3E")
    return f"<{target}>" if re.search(r"[\s()]", target) else target
