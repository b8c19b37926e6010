"""What more authored text would bring: small runs on a quarter, a half and all of it.

``uv run --group training python -m training.curve --data build/zh-en --minutes 8``

Every run has the same time, size and open corpora; only the number of authored passages differs.
The rest of the authored rows is left out with everything made from it.
"""

import argparse
import math
import os
import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from training.encode import encode_pairs
from training.greedy import translate_greedily
from training.model import TranslationModel
from training.prepared import (
    VOCABULARY,
    Label,
    Row,
    read_development,
    read_labels,
    read_rows,
)
from training.run import SIZES
from training.sources import AUTHORED
from training.train import Material, Trainer, TrainingConfig

SHARES = (0.25, 0.5, 1.0)


@dataclass(frozen=True)
class Point:
    """A run: how many authored pairs it had, and how good it became on the development set.

    ``loss`` is in nats for each English piece.
    """

    pairs: int
    loss: float
    chrf: float


def selected(rows: Sequence[Row], share: float, open_rows: int) -> list[Row]:
    """The rows of ``share`` of the authored passages, and ``open_rows`` of all others."""
    ours = [row for row in rows if row.label.startswith(AUTHORED) and row.place < share]
    others = [row for row in rows if not row.label.startswith(AUTHORED)]
    random.Random(1).shuffle(others)
    return ours + others[:open_rows]


def train_point(rows: Sequence[Row], labels: dict[str, Label], given: argparse.Namespace) -> Point:
    """Train on ``rows`` and judge on the development set."""
    import sacrebleu
    import sentencepiece

    vocabulary = given.data / VOCABULARY
    development = read_development(given.data)["authored"]
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.manual_seed(1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary)).get_piece_size()
    model = TranslationModel(replace(SIZES[given.size], vocabulary=pieces))
    config = TrainingConfig(given.minutes, given.tokens, compiled=False, checkpoint_seconds=1e9)
    material = Material(
        encode_pairs(vocabulary, [(row.chinese, row.english) for row in rows], ways=2),
        np.array([labels[row.label].weight for row in rows]),
        np.array([labels[row.label].late for row in rows]),
        encode_pairs(vocabulary, development),
    )
    with tempfile.TemporaryDirectory() as folder:
        trainer = Trainer(model, config, device, Path(folder))
        trainer.run(material)
    judged = development[: given.judged]
    english = translate_greedily(
        trainer.finished(), vocabulary, [chinese for chinese, _ in judged], device
    )
    chrf = sacrebleu.corpus_chrf(english, [[reference for _, reference in judged]]).score
    return Point(sum(row.label == AUTHORED for row in rows), trainer.best_loss, chrf)


def outlook(points: Sequence[Point], more: int = 1_000) -> str:
    """What the next ``more`` pairs would bring, if the loss goes on falling with their logarithm.

    The slope is fitted to all points: loss = a + b · ln(pairs).
    """
    places = [math.log(point.pairs) for point in points]
    slope, level = np.polyfit(places, [point.loss for point in points], 1)
    now = points[-1].pairs
    gain = slope * (math.log(now + more) - math.log(now))
    chrf_slope, _ = np.polyfit(places, [point.chrf for point in points], 1)
    chrf_gain = chrf_slope * (math.log(now + more) - math.log(now))
    return (
        f"loss = {level:.2f} {slope:+.3f} · ln(pairs); the next {more:,} pairs: loss {gain:+.3f}, "
        f"chrF {chrf_gain:+.2f}; twice as many: loss {slope * math.log(2):+.3f}, "
        f"chrF {chrf_slope * math.log(2):+.2f}"
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.curve", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the prepared folder")
    parser.add_argument("--minutes", type=float, default=8, help="for each run")
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--tokens", type=int, default=4_096)
    parser.add_argument("--open-rows", type=int, default=60_000, help="of the other texts")
    parser.add_argument("--judged", type=int, default=200, help="development pairs for chrF")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    rows, labels = list(read_rows(given.data)), read_labels(given.data)
    points = []
    for share in SHARES:
        point = train_point(selected(rows, share, given.open_rows), labels, given)
        points.append(point)
        print(f"{share:.0%} of the authored text: {point}", flush=True)
    print("\n| authored pairs | development loss | chrF |\n|---:|---:|---:|")
    for point in points:
        print(f"| {point.pairs:,} | {point.loss:.3f} | {point.chrf:.1f} |")
    print(outlook(points))


if __name__ == "__main__":
    main()
