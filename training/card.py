"""The model card of a package: what it is, what it was trained on, how good it is, its limits."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from training.prepared import REPORT
from training.sources import SOURCES

if TYPE_CHECKING:
    from training.model import ModelConfig

_LIMITS = """\
- It is small (it must fit into the reader's own download) and was trained on a few hundred
  thousand sentence pairs, where large systems see tens of millions. Expect mistakes: dropped
  clauses, wrong names, wrong references of pronouns. Bigger packages can be installed over it.
- It was made for articles: news, business, technology, essays. Poetry, classical Chinese, slang
  and dialects are outside what it has seen.
- Its input is Simplified Chinese with mainland vocabulary, one sentence at a time; the reader
  converts other scripts first. It sees no context beyond the sentence.
- Its texts are mostly technical and mostly translated from English, and carry their authors'
  views. What it says is not to be relied upon where a mistake would do harm.
"""


def model_card(config: "ModelConfig", results: Path, figures: Path | None, version: str) -> str:
    """The card in Markdown.

    ``results`` is the folder of the training's results, whose report is included; ``figures`` a
    JSON file of :mod:`training.evaluate`.
    """
    report = results / REPORT
    parts = [
        f"# Chinese–English for reader, {version}",
        "A small translation model in Argos Translate's format, trained from a random start for "
        "the terminal reader `reader` on openly licensed text alone.",
        "Licence: [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/), because some "
        "of the texts are share-alike. Attribution: the reader authors, and the sources below.",
        "## Model",
        _model_text(config),
        "## Figures",
        _figures_text(figures),
        "## Texts",
        _sources_table(),
        report.read_text(encoding="utf-8") if report.exists() else "",
        "## Limits",
        _LIMITS,
    ]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _model_text(config: "ModelConfig") -> str:
    return (
        f"Transformer (pre-norm), {config.encoder_layers} encoder and {config.decoder_layers} "
        f"decoder layers, width {config.width}, feed-forward {config.feed_forward}, "
        f"{config.heads} heads, one SentencePiece vocabulary of {config.vocabulary:,} pieces with "
        "byte fallback shared by both sides and the output; int8 rows, run by CTranslate2."
    )


def _figures_text(figures: Path | None) -> str:
    if figures is None:
        return "Not measured."
    document = json.loads(figures.read_text(encoding="utf-8"))
    return (
        "sacreBLEU, beam 4, as the reader decodes. Published WMT22 zh→en outputs score by the "
        "same measure (reference A) 24.0 to 33.5 BLEU and 54.5 to 61.1 chrF.\n\n"
        + str(document["table"])
    )


def _sources_table() -> str:
    lines = ["| text | licence | source |", "|---|---|---|"]
    lines += [f"| {s.title} | {s.licence} | {s.address} |" for s in SOURCES]
    return "\n".join(lines)
