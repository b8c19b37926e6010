"""Proof of the whole way on a small scale: train, export, load, compare.

``uv run --group training python -m training.smoke`` (under ten minutes on two quiet cores)

A tiny model learns 2,000 authored pairs by heart. Its package must load by argostranslate's own
classes and by the reader, say by CTranslate2 what PyTorch says, and lose nothing by int8.
"""

import os

# Threads that wait must not spin: on a shared machine spinning costs more than it saves.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import argparse
import math
import sys
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.authored import training_pairs
from training.encode import encode_pairs
from training.export import export_package
from training.greedy import greedy_pieces
from training.model import TranslationModel
from training.run import SIZES
from training.train import Material, Trainer, TrainingConfig, processor_time
from training.vocabulary import train_vocabulary
from training.weights import read_weights, write_weights

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

PAIRS = 2_000
COMPARED = 100
ENOUGH_BLEU = 60.0
SURE_BLEU = 97.0
"""Where training may stop early: a model that is sure of its words loses less by int8."""
LEAST_SAME = 95
MOST_CHRF_LOST = 0.5
LONGEST = 100
"""Pieces; both sides must stop at the same length."""
PROCESSOR = torch.device("cpu")


def shortest(pairs: Sequence[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """The ``count`` shortest pairs, Chinese characters and English words counted alike."""
    return sorted(pairs, key=lambda pair: len(pair[0]) + len(pair[1].split()))[:count]


@dataclass
class Enough:
    """Asked while training whether the model says the sentences by heart."""

    vocabulary: Path
    pairs: list[tuple[str, str]]
    bleu: float = 0.0

    def __call__(self, trainer: Trainer) -> bool:
        """Whether BLEU on some of the pairs leaves nothing to learn."""
        # Not before it has seen its rounded weights for a while.
        if trainer.share < 1.0 - trainer.config.rounded / 2 or trainer.recent_loss > 0.05:
            return False
        some = self.pairs[::20]
        rows = greedy(trainer.finished(), self.vocabulary, [chinese for chinese, _ in some])
        self.bleu = bleu_of(decoded(self.vocabulary, rows), some)
        print(f"BLEU on {len(some)} of the pairs: {self.bleu:.1f}", flush=True)
        return self.bleu > SURE_BLEU


def bleu_of(english: Sequence[str], pairs: Sequence[tuple[str, str]]) -> float:
    """BLEU of ``english`` against the English of ``pairs``."""
    import sacrebleu

    return float(sacrebleu.corpus_bleu(english, [[reference for _, reference in pairs]]).score)


def greedy(model: TranslationModel, vocabulary: Path, sentences: Sequence[str]) -> list[list[int]]:
    """What PyTorch says, as piece numbers."""
    sources = processor(vocabulary).encode(list(sentences))
    return greedy_pieces(model, sources, PROCESSOR, longest=LONGEST)


def processor(vocabulary: Path) -> "SentencePieceProcessor":
    """The SentencePiece model in a file."""
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))


def decoded(vocabulary: Path, rows: Sequence[Sequence[int]]) -> list[str]:
    """The texts of piece numbers."""
    return [processor(vocabulary).decode(list(row)) for row in rows]


def learn(
    folder: Path, minutes: float, threads: int
) -> tuple[TranslationModel, Path, list[tuple[str, str]]]:
    """Train the tiny model; it, its vocabulary, and the pairs it has learnt."""
    torch.set_num_threads(threads)
    torch.manual_seed(7)
    pairs = shortest(training_pairs(), PAIRS)
    texts = [text for pair in pairs for text in pair]
    vocabulary = folder / "vocabulary.model"
    if not vocabulary.exists():
        train_vocabulary(texts, folder / "vocabulary", 6_000, threads=threads)
    encoded = encode_pairs(vocabulary, pairs, threads=threads)
    size = processor(vocabulary).get_piece_size()
    model = TranslationModel(replace(SIZES["tiny"], vocabulary=size, encoder_layers=1, dropout=0.0))
    config = TrainingConfig(
        minutes=minutes,
        tokens=600,
        rate=2e-3,
        warm_up=0.01,
        adaptation=0.0,
        smoothing=0.0,
        rounded=0.3,
        average=0.98,
        compiled=False,
        checkpoint_seconds=20,
    )
    # By the processor's time: on a busy machine it takes longer and learns as much.
    clock = partial(processor_time, threads)
    trainer = Trainer(model, config, PROCESSOR, folder, clock)
    even = np.ones(len(encoded))
    trainer.load()
    trainer.run(Material(encoded, even, even), enough=Enough(vocabulary, pairs))
    return trainer.finished(), vocabulary, pairs


def say(package: Path, sentences: Sequence[str], vocabulary: Path) -> list[list[int]]:
    """What CTranslate2 says with the unpacked ``package``, greedily, as piece numbers."""
    import ctranslate2

    translator = ctranslate2.Translator(str(package / "model"), device="cpu")
    pieces = processor(vocabulary)
    results = translator.translate_batch(
        [pieces.encode(sentence, out_type=str) for sentence in sentences],
        beam_size=1,
        max_decoding_length=LONGEST,
    )
    return [[pieces.piece_to_id(piece) for piece in result.hypotheses[0]] for result in results]


def by_argostranslate(package: Path, folder: Path, sentence: str) -> Path:
    """Let argostranslate's own classes find and load ``package``; the folder it lies in.

    Unpacked as its ``install_from_path`` does, which itself cannot be called here: it imports
    the sentence splitters that the reader leaves out.
    """
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "packages")
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        os.environ[name] = str(folder / "home")
    from argostranslate import package as argos

    with zipfile.ZipFile(package) as archive:
        archive.extractall(argos.settings.package_data_dir)
    (installed,) = argos.get_installed_packages()
    assert (installed.from_code, installed.to_code) == ("zh", "en")
    pieces = installed.tokenizer.encode(sentence)
    assert installed.tokenizer.decode(pieces)
    return Path(installed.package_path)


def by_the_reader(package: Path, folder: Path, sentences: list[str]) -> list[str]:
    """Install ``package`` as `reader models install FILE` does, and translate with it."""
    from reader.chinese.script import Script
    from reader.services import Services
    from reader.storage.paths import Paths
    from reader.translation.model import Source

    services = Services(Paths(folder / "data", folder / "config", folder / "cache"))
    services.translation.packages.install_file(package)
    results = services.translation.translate_texts(sentences, Script.HANS)
    services.translation.close()
    assert all(english.source is Source.MODEL for parts in results for _, english in parts)
    return [" ".join(english.text for _, english in parts) for parts in results]


def same(ours: Sequence[Sequence[int]], theirs: Sequence[Sequence[int]]) -> int:
    """How many sentences are the same."""
    return sum(list(one) == list(other) for one, other in zip(ours, theirs, strict=True))


def prove(folder: Path, minutes: float, threads: int) -> list[str]:
    """Do it all below ``folder``; what failed, if anything."""
    import sacrebleu

    begun = time.monotonic()
    model, vocabulary, pairs = learn(folder, minutes, threads)
    write_weights(model, folder / "results")
    carried = read_weights(folder / "results")
    packages = {}
    for name, source, form in (("float32", model, None), ("int8", carried, "int8")):
        file = folder / f"{name}.argosmodel"
        packages[name] = export_package(
            source, vocabulary, file, version="0.0", card="A test.", quantization=form
        )
        report(begun, f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")
    unpacked = by_argostranslate(packages["float32"], folder / "argos", pairs[0][0])
    learnt = say(unpacked, [chinese for chinese, _ in pairs], vocabulary)
    bleu = bleu_of(decoded(vocabulary, learnt), pairs)
    report(begun, f"BLEU on all {len(pairs)} training pairs: {bleu:.1f}")

    sentences = [chinese for chinese, _ in pairs[:: len(pairs) // COMPARED]][:COMPARED]
    references = [english for _, english in pairs[:: len(pairs) // COMPARED]][:COMPARED]
    reference = greedy(model, vocabulary, sentences)
    exact = same(reference, say(unpacked, sentences, vocabulary))
    report(begun, f"float32: CTranslate2 says what PyTorch says in {exact} of {len(sentences)}")

    eight = say(_unpacked(packages["int8"], folder / "int8"), sentences, vocabulary)
    alike = same(reference, eight)
    texts = decoded(vocabulary, reference), decoded(vocabulary, eight)
    chrf = [sacrebleu.corpus_chrf(text, [references]).score for text in texts]
    report(begun, f"int8: {alike} of {len(sentences)} the same, chrF {chrf[0]:.2f} → {chrf[1]:.2f}")

    said = by_the_reader(packages["int8"], folder / "reader", sentences[:5])
    for chinese, english in zip(sentences[:5], said, strict=True):
        print(f"  {chinese} → {english}")
    report(begun, "installed and used by argostranslate and by the reader")

    failures = {
        f"BLEU {bleu:.1f} is not over {ENOUGH_BLEU}": bleu > ENOUGH_BLEU,
        f"only {exact} of {len(sentences)} the same in float32": exact == len(sentences),
        f"only {alike} the same in int8, and chrF differs by over {MOST_CHRF_LOST}": (
            alike >= LEAST_SAME or math.fabs(chrf[0] - chrf[1]) <= MOST_CHRF_LOST
        ),
    }
    return [failure for failure, passed in failures.items() if not passed]


def _unpacked(package: Path, folder: Path) -> Path:
    from reader.translation.archive import install

    return install(package, folder).folder


def report(begun: float, text: str) -> None:
    """Print ``text`` with the seconds since ``begun``."""
    print(f"{time.monotonic() - begun:5.0f} s  {text}", flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.smoke", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0, help="of each thread, at most")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    parser.add_argument(
        "--keep", type=Path, help="leave the files here, and go on from what is here"
    )
    given = parser.parse_args()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{given.threads} threads, load before {load}, PyTorch {torch.__version__}")
    with TemporaryDirectory() as scratch:
        failures = prove(given.keep or Path(scratch), given.minutes, given.threads)
    for failure in failures:
        print(f"FAILED: {failure}")
    print("the way holds" if not failures else "the way does not hold")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
