"""What more authored text would bring: one model, trained on with a quarter, a half, all of it.

``uv run --group training python -m training.curve --data build/zh-en``

A model is trained on the open corpora alone, once. Then it is trained on, for the same time and
on as many rows of the open corpora, with no authored passage, a quarter, a half and all of them.
Only the authored rows differ; what is left out is left out with everything made from it. On a
processor the minutes are of its own time, so that the runs do the same work however busy it is.
"""

import argparse
import math
import os
import random
import sys
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch

from training.encode import encode_pairs
from training.greedy import translate_greedily
from training.model import TranslationModel
from training.prepared import Label, Row, read_development, read_labels, read_rows
from training.run import SIZES
from training.sources import AUTHORED
from training.train import Material, Trainer, TrainingConfig, processor_time
from training.vocabulary import vocabulary_of

SHARES = (0.0, 0.25, 0.5, 1.0)
ADAPTATION_RATE = 4e-4
LONGEST = 80
"""Pieces of a translation that is judged: weak models loop, and slowly."""


@dataclass(frozen=True)
class Point:
    """A run: how many authored pairs it had, and how good it became on the development set.

    ``loss`` is in nats for each English piece.
    """

    pairs: int
    loss: float
    bleu: float
    chrf: float


@dataclass(frozen=True)
class Bench:
    """What all runs have in common."""

    data: Path
    vocabulary: Path
    labels: dict[str, Label]
    device: torch.device
    clock: Callable[[], float]
    tokens: int
    judged: int

    def trainer(
        self, model: TranslationModel, minutes: float, rate: float, folder: Path
    ) -> Trainer:
        """A trainer of ``model`` for so many minutes."""
        config = TrainingConfig(
            minutes, self.tokens, rate, adaptation=0.0, compiled=False, checkpoint_seconds=120
        )
        return Trainer(model, config, self.device, folder, self.clock)

    def material(self, rows: Sequence[Row], *, late: bool) -> Material:
        """``rows``, drawn by the weights of the training or of its end."""
        weights = [self.labels[row.label] for row in rows]
        drawn = np.array([weight.late if late else weight.weight for weight in weights])
        return Material(
            encode_pairs(self.vocabulary, [(row.chinese, row.english) for row in rows], ways=2),
            drawn,
            drawn,
            encode_pairs(self.vocabulary, self.development),
        )

    @property
    def development(self) -> list[tuple[str, str]]:
        """The authored pairs that judge."""
        return read_development(self.data)["authored"]


def selected(rows: Sequence[Row], share: float, open_rows: int) -> list[Row]:
    """The rows of ``share`` of the authored passages, and ``open_rows`` of all others."""
    ours = [row for row in rows if row.label.startswith(AUTHORED) and row.place < share]
    others = [row for row in rows if not row.label.startswith(AUTHORED)]
    random.Random(1).shuffle(others)
    return ours + others[:open_rows]


def train_base(
    bench: Bench, rows: Sequence[Row], size: str, minutes: float, folder: Path
) -> TranslationModel:
    """Train a model of ``size`` on ``rows`` with checkpoints in ``folder``; goes on if it can."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(bench.vocabulary))
    torch.manual_seed(1)
    model = TranslationModel(replace(SIZES[size], vocabulary=pieces.get_piece_size()))
    trainer = bench.trainer(model, minutes, TrainingConfig.rate, folder)
    trainer.load()
    if trainer.share < 1.0:
        trainer.run(bench.material(rows, late=False))
    return trainer.finished()


def train_point(bench: Bench, rows: Sequence[Row], base: TranslationModel, minutes: float) -> Point:
    """Train a copy of ``base`` on, with ``rows``, and judge it on the development set."""
    torch.manual_seed(1)
    with TemporaryDirectory() as folder:
        trainer = bench.trainer(deepcopy(base), minutes, ADAPTATION_RATE, Path(folder))
        trainer.run(bench.material(rows, late=True))
    return judged(bench, trainer, rows)


def judged(bench: Bench, trainer: Trainer, rows: Sequence[Row]) -> Point:
    """How good what ``trainer`` made of ``rows`` is on the development set."""
    import sacrebleu

    pairs = bench.development[: bench.judged]
    english = translate_greedily(
        trainer.finished(),
        bench.vocabulary,
        [chinese for chinese, _ in pairs],
        bench.device,
        longest=LONGEST,
    )
    references = [[reference for _, reference in pairs]]
    return Point(
        sum(row.label == AUTHORED for row in rows),
        trainer.best_loss,
        sacrebleu.corpus_bleu(english, references).score,
        sacrebleu.corpus_chrf(english, references).score,
    )


def outlook(points: Sequence[Point], more: int = 1_000) -> str:
    """What the next ``more`` pairs would bring, if it goes on with the logarithm of their number.

    The slopes are fitted to all points that had authored pairs: loss = a + b · ln(pairs).
    """
    points = [point for point in points if point.pairs]
    places = [math.log(point.pairs) for point in points]
    now = points[-1].pairs
    steps = {f"the next {more:,} pairs": math.log((now + more) / now), "twice as many": math.log(2)}
    slope, level = np.polyfit(places, [point.loss for point in points], 1)
    bleu, _ = np.polyfit(places, [point.bleu for point in points], 1)
    chrf, _ = np.polyfit(places, [point.chrf for point in points], 1)
    brought = "; ".join(
        f"{name}: loss {slope * step:+.3f}, BLEU {bleu * step:+.2f}, chrF {chrf * step:+.2f}"
        for name, step in steps.items()
    )
    return f"loss = {level:.2f} {slope:+.3f} · ln(pairs); {brought}"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.curve", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the prepared folder")
    parser.add_argument("--out", type=Path, help="the first model lies here (DATA/curve)")
    parser.add_argument("--base-minutes", type=float, default=15, help="on the open corpora")
    parser.add_argument("--minutes", type=float, default=4, help="for each of the runs after it")
    parser.add_argument("--size", choices=SIZES, default="tiny")
    parser.add_argument("--tokens", type=int, default=1_024)
    parser.add_argument("--base-rows", type=int, default=300_000, help="for the first model")
    parser.add_argument("--open-rows", type=int, default=30_000, help="beside the authored ones")
    parser.add_argument("--judged", type=int, default=200, help="development pairs for BLEU")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    return parser.parse_args()


def main() -> None:
    """The command."""
    given = arguments()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    torch.set_num_threads(given.threads)
    cuda = torch.cuda.is_available()
    bench = Bench(
        given.data,
        vocabulary_of(given.data, 16_000, given.threads),
        read_labels(given.data),
        torch.device("cuda" if cuda else "cpu"),
        time.monotonic if cuda else partial(processor_time, given.threads),
        given.tokens,
        given.judged,
    )
    rows = list(read_rows(given.data))
    folder = given.out or given.data / "curve"
    base = train_base(
        bench, selected(rows, 0.0, given.base_rows), given.size, given.base_minutes, folder
    )
    points = []
    for share in SHARES:
        some = selected(rows, share, given.open_rows)
        points.append(train_point(bench, some, base, given.minutes))
        print(f"{share:.0%} of the authored text: {points[-1]}")
    print("\n| authored pairs | development loss | BLEU | chrF |\n|---:|---:|---:|---:|")
    for point in points:
        print(f"| {point.pairs:,} | {point.loss:.3f} | {point.bleu:.1f} | {point.chrf:.1f} |")
    print(outlook(points))


if __name__ == "__main__":
    main()
