"""The SentencePiece vocabulary that source and target share."""

from collections.abc import Iterable
from pathlib import Path

import sentencepiece

from training.model import BOS, EOS, PAD, UNK

# Marks that must stay one piece of their own: what the reader protects is copied through, and a
# piece that stands alone is easier to copy than one glued to its neighbour.
SYMBOLS = ["[", "]", "@", "#", "%", "$", "¥", "€", "£", "℃", "《", "》", "——", "……"]


def train_vocabulary(
    texts: Iterable[str], prefix: Path, size: int, *, threads: int = 8, sample: int = 2_000_000
) -> Path:
    """Train a unigram model of ``size`` pieces on ``texts`` of both languages.

    Digits are pieces of their own (numbers are copied, not learnt), and bytes stand in for
    characters never seen, so that nothing becomes unknown. Returns the path of the model,
    ``prefix`` with ``.model``.
    """
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
    return prefix.with_suffix(".model")
