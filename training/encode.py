"""From prepared rows to the pieces that a model is trained on."""

import time
from pathlib import Path

import numpy as np
import torch

from training.batches import Pairs, Rows, make_pairs
from training.prepared import VOCABULARY, read_development, read_labels, read_rows
from training.train import Material

SAMPLING = 0.3
"""How sharply the sampled ways of cutting follow the likeliest one (Kudo 2018's alpha)."""


def encode_pairs(
    vocabulary: Path, pairs: list[tuple[str, str]], *, ways: int = 1, threads: int = 2
) -> Pairs:
    """``pairs`` as pieces: once as the vocabulary cuts them, and ``ways - 1`` times sampled.

    Sampled cuts (subword regularisation, Kudo 2018) are what keeps a model from learning a
    small corpus by heart.
    """
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    sides = ([pair[0] for pair in pairs], [pair[1] for pair in pairs])
    cuts: tuple[list[Rows], list[Rows]] = ([], [])
    for texts, done in zip(sides, cuts, strict=True):
        done.append(processor.encode(texts, num_threads=threads))
        done += [
            processor.encode(
                texts, enable_sampling=True, alpha=SAMPLING, nbest_size=-1, num_threads=threads
            )
            for _ in range(ways - 1)
        ]
    return make_pairs(*cuts)


def encode_folder(folder: Path, *, ways: int, threads: int) -> Material:
    """The prepared ``folder`` as a model is trained on it.

    The pieces are kept in the folder, so that the next call need not encode again.
    """
    labels = read_labels(folder)
    rows = list(read_rows(folder))
    begun = time.monotonic()
    vocabulary = folder / VOCABULARY
    texts = [(row.chinese, row.english) for row in rows]
    kept = folder / f"encoded-{ways}-{len(rows)}-{vocabulary.stat().st_size}.pt"
    if kept.exists():
        source, source_starts, target, target_starts = torch.load(kept)
        pairs = Pairs(source, source_starts, target, target_starts, ways)
    else:
        pairs = encode_pairs(vocabulary, texts, ways=ways, threads=threads)
        parts = (pairs.source, pairs.source_starts, pairs.target, pairs.target_starts)
        torch.save(parts, kept)
    development = [pair for pairs in read_development(folder).values() for pair in pairs]
    print(
        f"{len(pairs):,} pairs in {ways} ways, {pairs.target.numel() / ways:,.0f} English pieces, "
        f"encoded in {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    return Material(
        pairs,
        np.array([labels[row.label].weight for row in rows]),
        np.array([labels[row.label].late for row in rows]),
        encode_pairs(vocabulary, development, threads=threads) if development else None,
    )
