"""The SentencePiece vocabulary that source and target share."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from training.pieces import BOS, EOS, PAD, UNK
from training.prepared import VOCABULARY, read_labels, read_rows

SYMBOLS = ["[", "]", "@", "#", "%", "$", "€", "£", "¥", "《", "》", "“", "”", "X1", "X2", "X3"]
"""Pieces of their own that nothing is glued to: what is copied through, and what it stands in."""


def train_vocabulary(
    texts: Iterable[str], prefix: Path, size: int, *, threads: int = 8, sample: int = 400_000
) -> Path:
    """Train a unigram model of ``size`` pieces on ``texts`` of both languages.

    Digits are pieces of their own (numbers are copied, not learnt), and bytes stand in for
    characters never seen, so that nothing becomes unknown. Returns the path of the model,
    ``prefix`` with ``.model``.
    """
    import sentencepiece

    prefix.parent.mkdir(parents=True, exist_ok=True)
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(texts),
        model_prefix=str(prefix),
        vocab_size=size,
        model_type="unigram",
        byte_fallback=True,
        split_digits=True,
        character_coverage=0.9998,
        user_defined_symbols=SYMBOLS,
        normalization_rule_name="nmt_nfkc",
        pad_id=PAD,
        unk_id=UNK,
        bos_id=BOS,
        eos_id=EOS,
        pad_piece="<pad>",
        input_sentence_size=sample,
        shuffle_input_sentence=True,
        max_sentence_length=8192,
        hard_vocab_limit=False,
        num_threads=threads,
        minloglevel=2,
    )
    prefix.with_suffix(".vocab").unlink(missing_ok=True)
    return prefix.with_suffix(".model")


def vocabulary_of(folder: Path, size: int, threads: int) -> Path:
    """The vocabulary of a prepared folder, trained if it is missing.

    Rows count by their weight, so that the words of articles get pieces and not the names of
    functions: those of weight 2 and more several times, those under 1 in part.
    """
    path = folder / VOCABULARY
    if path.exists():
        return path
    labels = read_labels(folder)

    def texts() -> Iterator[str]:
        draw = random.Random(1)
        for row in read_rows(folder):
            if "+" in row.label:
                continue
            weight = labels[row.label].weight
            for _ in range(int(weight) + (draw.random() < weight % 1)):
                yield row.chinese
                yield row.english

    return train_vocabulary(texts(), path.with_suffix(""), size, threads=threads)
