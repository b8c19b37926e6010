"""The folder between preparation and training: what is in it, and reading and writing it.

- ``rows.tsv.xz``: label, Chinese, English and place of every row, separated by tabs
- ``labels.json``: for each label how often its rows are drawn, in the training and at its end
- ``development/NAME.tsv``: pairs that judge the model while it trains
- ``vocabulary.model``: the SentencePiece model (trained where it is missing)
- ``report.md``: what became of each source
"""

import json
import lzma
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

ROWS = "rows.tsv.xz"
LABELS = "labels.json"
DEVELOPMENT = "development"
VOCABULARY = "vocabulary.model"
REPORT = "report.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence pair and the label of what it comes from: ``source`` or ``source+kind``.

    ``place`` (0 to 1) is the same for all rows of a passage, so that a part of the passages can
    be taken; 0 for rows that belong to none.
    """

    label: str
    chinese: str
    english: str
    place: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """How often a row is drawn relative to a row of weight 1; ``late``, in the adaptation."""

    weight: float
    late: float


def write_prepared(
    folder: Path,
    rows: Iterable[Row],
    labels: dict[str, Label],
    development: dict[str, list[tuple[str, str]]],
    report: str,
) -> None:
    """Write the prepared folder, without a vocabulary."""
    (folder / DEVELOPMENT).mkdir(parents=True, exist_ok=True)
    with lzma.open(folder / ROWS, "wt", encoding="utf-8", preset=6) as stream:
        for row in rows:
            stream.write(f"{row.label}\t{row.chinese}\t{row.english}\t{row.place:.4f}\n")
    document = {name: asdict(label) for name, label in labels.items()}
    (folder / LABELS).write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    for name, pairs in development.items():
        text = "".join(f"{chinese}\t{english}\n" for chinese, english in pairs)
        (folder / DEVELOPMENT / f"{name}.tsv").write_text(text, encoding="utf-8")
    (folder / REPORT).write_text(report, encoding="utf-8")


def read_rows(folder: Path) -> Iterator[Row]:
    """The rows of a prepared folder."""
    with lzma.open(folder / ROWS, "rt", encoding="utf-8") as stream:
        for line in stream:
            label, chinese, english, place = line.rstrip("\n").split("\t")
            yield Row(label, chinese, english, float(place))


def read_labels(folder: Path) -> dict[str, Label]:
    """The labels of a prepared folder."""
    document = json.loads((folder / LABELS).read_text(encoding="utf-8"))
    return {name: Label(**weights) for name, weights in document.items()}


def read_development(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The development sets of a prepared folder by name."""
    sets = {}
    for path in sorted((folder / DEVELOPMENT).glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        sets[path.stem] = [(row[0], row[1]) for row in (line.split("\t") for line in lines)]
    return sets
