"""What a training will cost: padding, arithmetic, memory, and how fast it should go.

``uv run --group training python -m training.layout --data build/zh-en``

Counts the arithmetic of the very batches that would be trained on, and measures here which share
of this machine's matrix speed a step reaches; the rest is a division.
"""

import argparse
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch

from training.batches import Pairs, Plan, make_batch, plan_batches
from training.encode import encode_folder
from training.model import ModelConfig, TranslationModel
from training.run import SIZES
from training.train import Trainer, TrainingConfig, computes_bfloat16


@dataclass(frozen=True)
class Layout:
    """The batches of one pass. Pieces are real ones, places are with their padding."""

    batches: int
    source_pieces: int
    target_pieces: int
    source_places: int
    target_places: int

    def operations(self, config: ModelConfig) -> float:
        """Floating-point operations of training for each real target piece.

        Six for each weight that a place meets: two forwards, four backwards. The products of
        attention's scores are a few percent and left out.
        """
        square, feed = config.width**2, 2 * config.width * config.feed_forward
        encoder = config.encoder_layers * (4 * square + feed)
        decoder = config.decoder_layers * (8 * square + feed) + config.width * config.vocabulary
        return (
            6 * (self.source_places * encoder + self.target_places * decoder) / self.target_pieces
        )


def layout_of(
    pairs: Pairs, weights: np.ndarray, tokens: int, generator: np.random.Generator
) -> tuple[Layout, list[Plan]]:
    """The layout of one pass over ``pairs``, drawn as in training."""
    source, target = pairs.lengths()
    drawn = generator.choice(len(pairs), size=len(pairs), p=weights / weights.sum())
    rows = drawn * pairs.ways
    plans = plan_batches(rows, source[rows], target[rows], tokens)
    layout = Layout(
        len(plans),
        int(source[rows].sum()),
        int(target[rows].sum()),
        sum(len(plan.rows) * plan.source_width for plan in plans),
        sum(len(plan.rows) * plan.target_width for plan in plans),
    )
    return layout, plans


def bytes_of_step(config: ModelConfig, parameters: int, tokens: int) -> float:
    """Roughly the memory of a training step on ``tokens`` places on either side.

    Weights, their average and the best one, gradients and two moments in float32; for each place
    and layer the kept inputs of every product in bfloat16 and of every normalisation in float32;
    the scores once in bfloat16 and three times in float32.
    """
    layers = config.encoder_layers + 1.5 * config.decoder_layers
    kept = config.width * (2 * 4 + 8 * 2) + config.feed_forward * 2 * 2
    scores = config.vocabulary * (2 + 3 * 4)
    return parameters * 6 * 4 + tokens * (layers * kept + scores)


def measured_share(pairs: Pairs, plans: list[Plan], config: ModelConfig, threads: int) -> float:
    """The share of this processor's matrix speed that training steps reach."""
    torch.set_num_threads(threads)
    device = torch.device("cpu")
    kind = torch.bfloat16 if computes_bfloat16(device) else torch.float32
    side = torch.randn(1024, 1024).to(kind)
    best = min(_seconds(lambda: side @ side) for _ in range(8))
    peak = 2 * 1024**3 / best
    trainer = Trainer(
        TranslationModel(config), TrainingConfig(1, compiled=False), device, Path("unused")
    )
    speeds = []
    for plan in plans[len(plans) // 2 :: max(1, len(plans) // 6)]:
        batch = make_batch(pairs, torch.from_numpy(plan.rows), plan.source_width, plan.target_width)
        pieces = int((batch.wanted != 0).sum())
        one = Layout(1, 0, pieces, batch.source.numel(), batch.wanted.numel())
        seconds = min(_seconds(partial(trainer.train_step, batch)) for _ in range(2))
        speeds.append(one.operations(config) * pieces / seconds)
    return float(np.median(speeds)) / peak


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.layout", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--tokens", type=int, default=TrainingConfig.tokens)
    parser.add_argument("--peak", type=float, default=788, help="TFLOP/s of matrix products there")
    parser.add_argument("--minutes", type=float, default=17)
    parser.add_argument("--measure", action="store_true", help="time steps on this processor")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    given = parser.parse_args()
    material = encode_folder(given.data, ways=1, threads=given.threads)
    generator = np.random.default_rng(0)
    layout, _ = layout_of(material.pairs, material.weights, given.tokens, generator)
    config = SIZES[given.size]
    parameters = sum(p.numel() for p in TranslationModel(config).parameters())
    operations = layout.operations(config)
    print(
        f"{len(material.pairs):,} rows; one pass: {layout.batches:,} batches, "
        f"{layout.target_pieces:,} English pieces\n"
        f"filled: {layout.source_pieces / layout.source_places:.0%} of the Chinese places, "
        f"{layout.target_pieces / layout.target_places:.0%} of the English\n"
        f"{parameters / 1e6:.1f} million parameters, {operations / 1e6:.0f} million operations "
        f"for each English piece\n"
        f"about {bytes_of_step(config, parameters, given.tokens) / 2**30:.0f} GiB for a step of "
        f"{given.tokens:,} places\n"
    )
    print("| share of the peak | English pieces/s | passes |\n|---:|---:|---:|")
    for share in (0.15, 0.25, 0.35):
        speed = given.peak * 1e12 * share / operations
        passes = speed * given.minutes * 60 / layout.target_pieces
        print(f"| {share:.0%} | {speed:,.0f} | {passes:.0f} |")
    if given.measure:
        small = replace(SIZES["middle"], dropout=0.0)
        _, plans = layout_of(material.pairs, material.weights, 2_048, generator)
        share = measured_share(material.pairs, plans, small, given.threads)
        print(f"\nhere a step of 2,048 places reaches {share:.0%} of the matrix speed")


if __name__ == "__main__":
    main()
