"""Documents as plain text and as JSON."""

import json
from typing import TYPE_CHECKING, Any

from reader.articles.model import Block, BlockKind
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.translation.documents.bilingual import Bilingual, english_of, sentence_runs

if TYPE_CHECKING:
    from reader.chinese.conversion import ScriptConverter


def write_text(document: Bilingual, scripts: "ScriptConverter", script: Script) -> str:
    """Each block in Chinese with its English on the next line, an empty line between blocks."""
    article = document.article
    title = scripts.convert(article.title, script, article.script)
    parts = [_lines(visible(title, one_line=True), visible(document.english_title, one_line=True))]
    for block, translations in document.blocks():
        sentences = sentence_runs(block, scripts, script, article.script)
        chinese = "".join(run.text for runs in sentences for run in runs)
        match block.kind:
            case BlockKind.RULE:
                parts.append("* * *")
            case BlockKind.CODE:
                parts.append(chinese)
            case BlockKind.IMAGE:
                parts.append(_lines(f"[{block.target}]", chinese, english_of(translations)))
            case _:
                marker = f"{block.marker} " if block.marker else ""
                parts.append(_lines(marker + chinese, english_of(translations)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line.strip())


def write_json(document: Bilingual, scripts: "ScriptConverter", script: Script) -> str:
    """One JSON document; sentences carry their English, its source, package and doubtfulness."""
    article = document.article
    content = {
        "id": article.id,
        "title": scripts.convert(article.title, script, article.script),
        "english_title": document.english_title,
        "source": article.source,
        "date": article.date,
        "script": str(article.script if script is Script.ORIGINAL else script),
        "blocks": [_block(block, scripts, script, document) for block in document.article.blocks],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _block(
    block: Block, scripts: "ScriptConverter", script: Script, document: Bilingual
) -> dict[str, Any]:
    runs = sentence_runs(block, scripts, script, document.article.script)
    content: dict[str, Any] = {"kind": str(block.kind)}
    if block.level:
        content["level"] = block.level
    if block.marker:
        content["marker"] = block.marker
    if block.target:
        content["target"] = block.target
    content["text"] = "".join(run.text for sentence in runs for run in sentence)
    content["sentences"] = [
        {
            "text": "".join(run.text for run in sentence),
            "translation": translation.text,
            "source": str(translation.source),
            "package": translation.package,
            "doubtful": translation.doubtful,
        }
        for sentence, translation in zip(runs, document.english[block.index], strict=True)
    ]
    return content
