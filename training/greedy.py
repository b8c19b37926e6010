"""Greedy translation by PyTorch: what an export is compared with, and a look while training."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch.nn.utils.rnn import pad_sequence

from training.model import TranslationModel
from training.pieces import EOS, PAD


def greedy_pieces(
    model: TranslationModel,
    sources: Sequence[Sequence[int]],
    device: torch.device,
    *,
    longest: int = 256,
    batch: int = 64,
) -> list[list[int]]:
    """The likeliest pieces for each of ``sources``, in their order."""
    model = model.to(device).eval()
    order = sorted(range(len(sources)), key=lambda number: len(sources[number]))
    found: dict[int, list[int]] = {}
    for start in range(0, len(order), batch):
        numbers = order[start : start + batch]
        rows = [torch.tensor([*sources[number], EOS]) for number in numbers]
        padded = pad_sequence(rows, batch_first=True, padding_value=PAD).to(device)
        limit = min(longest, model.config.positions)
        found |= dict(zip(numbers, model.greedy(padded, limit), strict=True))
    return [found[number] for number in range(len(sources))]


def translate_greedily(
    model: TranslationModel,
    vocabulary: Path,
    sentences: Sequence[str],
    device: torch.device,
    *,
    longest: int = 256,
) -> list[str]:
    """The English of ``sentences``, of at most ``longest`` pieces each."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    pieces = greedy_pieces(model, processor.encode(list(sentences)), device, longest=longest)
    return [processor.decode(row) for row in pieces]
