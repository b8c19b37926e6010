"""Sentence pairs as pieces, in batches of like length with few distinct shapes.

Few shapes matter twice: little padding is computed, and a compiled model is compiled once for
each shape only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.model import BOS, EOS, PAD

BUCKETS = (12, 20, 32, 48, 72, 112, 176, 256)
"""The lengths in pieces, end mark included, to which sentences are padded."""


def bucket_of(length: int) -> int:
    """The number of the smallest bucket that holds ``length`` pieces.

    Raises :class:`ValueError` for a sentence longer than the largest.
    """
    for number, size in enumerate(BUCKETS):
        if length <= size:
            return number
    raise ValueError(f"{length} pieces are more than {BUCKETS[-1]}")


@dataclass(frozen=True)
class Pairs:
    """Sentence pairs as pieces, flat: row i is ``source[starts_s[i]:starts_s[i + 1]]``.

    ``weights`` say how often each pair is drawn relative to the others.
    """

    source: Tensor
    source_starts: Tensor
    target: Tensor
    target_starts: Tensor
    weights: np.ndarray

    def __len__(self) -> int:
        return len(self.weights)

    def to(self, device: torch.device) -> "Pairs":
        """The same pairs on ``device``."""
        return Pairs(
            self.source.to(device),
            self.source_starts.to(device),
            self.target.to(device),
            self.target_starts.to(device),
            self.weights,
        )


def flat(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """``rows`` one after the other, and where each starts (and the last ends)."""
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    values = np.fromiter((piece for row in rows for piece in row), np.int64, int(starts[-1]))
    return torch.from_numpy(values.astype(np.int32)), torch.from_numpy(starts)


def make_pairs(
    source: Sequence[Sequence[int]], target: Sequence[Sequence[int]], weights: Sequence[float]
) -> Pairs:
    """Pairs of ``source`` and ``target`` pieces; those too long for the largest bucket are left out."""
    longest = BUCKETS[-1] - 1
    kept = [
        number
        for number in range(len(source))
        if 0 < len(source[number]) <= longest and 0 < len(target[number]) <= longest
    ]
    source_flat, source_starts = flat([source[number] for number in kept])
    target_flat, target_starts = flat([target[number] for number in kept])
    return Pairs(
        source_flat,
        source_starts,
        target_flat,
        target_starts,
        np.asarray([weights[number] for number in kept], dtype=np.float64),
    )


@dataclass(frozen=True)
class Batch:
    """Padded pieces: ``source`` (with end marks), ``given`` (what the decoder sees, with the
    start mark) and ``wanted`` (what it must say, with end marks)."""

    source: Tensor
    given: Tensor
    wanted: Tensor


def gather(flat_pieces: Tensor, starts: Tensor, rows: Tensor, width: int) -> tuple[Tensor, Tensor]:
    """The pieces of ``rows`` padded to ``width``, and each row's length."""
    first = starts[rows]
    lengths = starts[rows + 1] - first
    columns = torch.arange(width, device=flat_pieces.device)
    inside = columns < lengths.unsqueeze(1)
    index = (first.unsqueeze(1) + columns).clamp(max=flat_pieces.numel() - 1)
    return torch.where(inside, flat_pieces[index].long(), PAD), lengths


def make_batch(pairs: Pairs, rows: Tensor, source_width: int, target_width: int) -> Batch:
    """The batch of ``rows``, padded to the two widths."""
    source, source_lengths = gather(pairs.source, pairs.source_starts, rows, source_width)
    source.scatter_(1, source_lengths.unsqueeze(1), EOS)
    wanted, target_lengths = gather(pairs.target, pairs.target_starts, rows, target_width)
    wanted.scatter_(1, target_lengths.unsqueeze(1), EOS)
    given = torch.cat([torch.full_like(wanted[:, :1], BOS), wanted[:, :-1]], dim=1)
    return Batch(source, given.masked_fill(given == EOS, PAD), wanted)


def batches(
    pairs: Pairs, tokens: int, generator: np.random.Generator
) -> Iterator[Batch]:
    """Batches without end, each of about ``tokens`` target pieces counting the padding.

    An epoch draws as many pairs as there are, with replacement by weight; within it pairs of
    the same bucket go together and the batches are shuffled.
    """
    lengths = torch.stack(
        [pairs.source_starts.diff(), pairs.target_starts.diff()], dim=1
    ).cpu().numpy() + 1
    edges = np.asarray(BUCKETS)
    # One bucket for both sides keeps the shapes few; the longer side decides.
    bucket = np.searchsorted(edges, lengths.max(axis=1))
    share = pairs.weights / pairs.weights.sum()
    device = pairs.source.device
    while True:
        drawn = generator.choice(len(pairs), size=len(pairs), p=share)
        order: list[tuple[int, np.ndarray]] = []
        for number, width in enumerate(BUCKETS):
            rows = drawn[bucket[drawn] == number]
            generator.shuffle(rows)
            size = max(8, tokens // width)
            # A last short batch would be a shape of its own: it waits for the next epoch's draw.
            order.extend((width, rows[at : at + size]) for at in range(0, len(rows) - size + 1, size))
            if 0 < len(rows) < size:
                order.append((width, generator.choice(rows, size)))
        for position in generator.permutation(len(order)):
            width, rows = order[position]
            yield make_batch(pairs, torch.from_numpy(rows).to(device), width, width)
