"""Sentence pairs as pieces, in batches of like length with little padding.

Everything lies on the training device from the start; a batch is gathered there, so that nothing
but row numbers is moved while training.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import torch
from torch import Tensor

from training.pieces import BOS, EOS, PAD

LONGEST = 200
"""The longest sentence in pieces that is trained on, end mark included."""
STEP = 8
"""Widths are multiples of this: fewer shapes, and the alignment that fast kernels want."""

Rows = Sequence[Sequence[int]]


@dataclass(frozen=True)
class Pairs:
    """Sentence pairs as pieces, each in one or more ways of cutting it into pieces.

    Flat: row i is ``source[source_starts[i]:source_starts[i + 1]]``; rows ``pair * ways`` to
    ``pair * ways + ways - 1`` are the ways of one pair.
    """

    source: Tensor
    source_starts: Tensor
    target: Tensor
    target_starts: Tensor
    ways: int

    def __len__(self) -> int:
        return (len(self.source_starts) - 1) // self.ways

    def to(self, device: torch.device) -> "Pairs":
        """The same pairs on ``device``."""
        return Pairs(
            self.source.to(device),
            self.source_starts.to(device),
            self.target.to(device),
            self.target_starts.to(device),
            self.ways,
        )

    def lengths(self) -> tuple[np.ndarray, np.ndarray]:
        """Each row's length on both sides, the mark at the end (or start) included."""
        return (
            self.source_starts.diff().cpu().numpy() + 1,
            self.target_starts.diff().cpu().numpy() + 1,
        )


def flat(rows: Rows) -> tuple[Tensor, Tensor]:
    """``rows`` one after the other, and where each starts (and the last ends)."""
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    values = np.fromiter(chain.from_iterable(rows), np.int32, int(starts[-1]))
    return torch.from_numpy(values), torch.from_numpy(starts)


def make_pairs(source: Sequence[Rows], target: Sequence[Rows]) -> Pairs:
    """Pairs from ``source[way][pair]`` and ``target[way][pair]``; longer ones are cut off."""
    ways, count = len(source), len(source[0])
    longest = LONGEST - 1
    order = [(way, pair) for pair in range(count) for way in range(ways)]
    return Pairs(
        *flat([source[way][pair][:longest] for way, pair in order]),
        *flat([target[way][pair][:longest] for way, pair in order]),
        ways,
    )


@dataclass(frozen=True)
class Batch:
    """Padded pieces: ``source`` (with end marks), ``given`` (what the decoder sees, with the
    start mark) and ``wanted`` (what it must say, with end marks).
    """

    source: Tensor
    given: Tensor
    wanted: Tensor


def gather(pieces: Tensor, starts: Tensor, rows: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """The pieces of ``rows`` padded to ``width``, and each row's length."""
    first = starts[rows]
    lengths = starts[rows + 1] - first
    columns = torch.arange(width, device=pieces.device)
    inside = columns < lengths.unsqueeze(1)
    index = (first.unsqueeze(1) + columns).clamp(max=pieces.numel() - 1)
    return torch.where(inside, pieces[index].long(), PAD), lengths


def make_batch(pairs: Pairs, rows: Tensor, source_width: int, target_width: int) -> Batch:
    """The batch of ``rows``, padded to the two widths."""
    source, source_lengths = gather(pairs.source, pairs.source_starts, rows, source_width)
    source.scatter_(1, source_lengths.unsqueeze(1), EOS)
    target, target_lengths = gather(pairs.target, pairs.target_starts, rows, target_width)
    given = torch.cat([torch.full_like(target[:, :1], BOS), target[:, :-1]], dim=1)
    wanted = target.scatter(1, target_lengths.unsqueeze(1), EOS)
    return Batch(source, given, wanted)


@dataclass(frozen=True)
class Plan:
    """Which rows make a batch, and how wide it is on both sides."""

    rows: np.ndarray
    source_width: int
    target_width: int

    @property
    def cells(self) -> int:
        """The places of its wider side, padding counted."""
        return len(self.rows) * max(self.source_width, self.target_width)


def plan_batches(
    rows: np.ndarray, source: np.ndarray, target: np.ndarray, tokens: int
) -> list[Plan]:
    """``rows``, of the given lengths on both sides, in batches of at most ``tokens`` places.

    Rows of one width go together, and among them those with the same slant between the sides.
    """
    source = -(-source // STEP) * STEP
    target = -(-target // STEP) * STEP
    width = np.maximum(source, target)
    order = np.lexsort((source - target, width))
    edges = np.flatnonzero(np.diff(width[order])) + 1
    plans: list[Plan] = []
    for group in np.split(order, edges):
        size = max(1, tokens // int(width[group[0]]))
        for start in range(0, len(group), size):
            part = group[start : start + size]
            plans.append(Plan(rows[part], int(source[part].max()), int(target[part].max())))
    return plans


def batches(
    pairs: Pairs, weights: np.ndarray, tokens: int, generator: np.random.Generator
) -> Iterator[Batch]:
    """Batches without end, each of at most ``tokens`` places on its wider side.

    ``weights`` say how often each pair is drawn relative to the others. As many pairs as there
    are (with any weight) are drawn at a time, each in one of its ways.
    """
    source, target = pairs.lengths()
    share = weights / weights.sum()
    count = int(np.count_nonzero(weights))
    device = pairs.source.device
    while True:
        drawn = generator.choice(len(pairs), size=count, p=share)
        rows = drawn * pairs.ways + generator.integers(pairs.ways, size=count)
        plans = plan_batches(rows, source[rows], target[rows], tokens)
        for position in generator.permutation(len(plans)):
            plan = plans[position]
            yield make_batch(
                pairs, torch.from_numpy(plan.rows).to(device), plan.source_width, plan.target_width
            )


def all_batches(pairs: Pairs, tokens: int) -> Iterator[Batch]:
    """Every pair once, in its first way, in batches of at most ``tokens`` places."""
    source, target = pairs.lengths()
    rows = np.arange(len(pairs)) * pairs.ways
    for plan in plan_batches(rows, source[rows], target[rows], tokens):
        yield make_batch(
            pairs,
            torch.from_numpy(plan.rows).to(pairs.source.device),
            plan.source_width,
            plan.target_width,
        )
