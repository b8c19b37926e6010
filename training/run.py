"""Train a package's model from a prepared folder; run it again to go on where it stopped.

``python -m training.run --data build/zh-en --out build/run --minutes 17 --stretch 540``
``python -m training.run --data build/zh-en --out build/run --stretch 540 --last``

Trains the vocabulary if it is missing, encodes, trains until the minutes or this stretch are used
up, and writes the averaged model so far as files of at most 16 MB into ``--results``. Needs
PyTorch, NumPy and SentencePiece, and nothing from the network.
"""

import argparse
import os
import shutil
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import torch

from training.encode import encode_folder
from training.greedy import translate_greedily
from training.model import ModelConfig, TranslationModel
from training.prepared import REPORT, VOCABULARY, read_development
from training.train import Material, Trainer, TrainingConfig
from training.vocabulary import vocabulary_of
from training.weights import read_weights, write_weights

SIZES = {
    # 36 MB as int8, and with beam 4 over 1,000 pieces/s on two cores (README.md).
    "full": ModelConfig(16_000, 512, 8, 2048, 6, 2, dropout=0.2),
    # 43 MB: the largest that fits, a tenth slower.
    "large": ModelConfig(16_000, 512, 8, 2048, 8, 2, dropout=0.2),
    "middle": ModelConfig(16_000, 384, 6, 1536, 6, 2, dropout=0.15),
    "small": ModelConfig(16_000, 256, 4, 1024, 4, 1, dropout=0.1),
    # For proofs on a processor.
    "tiny": ModelConfig(16_000, 256, 4, 768, 2, 1, dropout=0.1),
}


def main() -> None:
    """The command."""
    given = arguments()
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    begun = time.monotonic()
    device = torch.device(given.device or ("cuda" if torch.cuda.is_available() else "cpu"))
    torch.set_float32_matmul_precision("high")
    if device.type == "cpu":
        torch.set_num_threads(given.threads)
    if given.seed is not None:
        torch.manual_seed(given.seed)
    say = partial(print, flush=True)
    say(f"{device}, PyTorch {torch.__version__}, {given.threads} threads")
    vocabulary = vocabulary_of(given.data, given.vocabulary, given.threads)
    material = encode_folder(given.data, ways=given.ways, threads=given.threads)
    trainer = make_trainer(given, device, vocabulary)
    # What came before counts: the machine is lent by the clock, not by the step.
    left = given.stretch - (time.monotonic() - begun) - given.reserve
    if given.last:
        trainer.end_in(left)
    trainer, done = train(trainer, material, left)
    write_results(trainer, given.results or given.out / "results", given.data, given.samples)
    say(f"{'finished' if done else 'to be continued'} after {time.monotonic() - begun:.0f} s")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.run", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the prepared folder")
    parser.add_argument("--out", type=Path, required=True, help="checkpoints lie here")
    parser.add_argument("--results", type=Path, help="the model so far goes here (OUT/results)")
    parser.add_argument("--minutes", type=float, default=20, help="of training in all")
    parser.add_argument("--stretch", type=float, default=1e9, help="seconds this call may take")
    parser.add_argument("--last", action="store_true", help="let the schedule end with this call")
    parser.add_argument("--reserve", type=float, default=25, help="of these, for the results")
    parser.add_argument("--size", choices=SIZES, default="full")
    parser.add_argument("--vocabulary", type=int, default=16_000)
    parser.add_argument("--ways", type=int, default=4, help="of cutting a sentence into pieces")
    parser.add_argument("--tokens", type=int, default=TrainingConfig.tokens)
    parser.add_argument("--rate", type=float, default=TrainingConfig.rate)
    parser.add_argument("--dropout", type=float, help="instead of the size's own")
    parser.add_argument("--start", type=Path, help="results of an earlier run to start from")
    parser.add_argument("--device")
    parser.add_argument("--eager", action="store_true", help="do not compile")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 2)
    parser.add_argument("--samples", type=int, default=10)
    parser.add_argument("--seed", type=int)
    return parser.parse_args()


def make_trainer(given: argparse.Namespace, device: torch.device, vocabulary: Path) -> Trainer:
    """A trainer that goes on from the checkpoint in ``--out`` if there is one."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary)).get_piece_size()
    if given.start is not None:
        model = read_weights(given.start)
    else:
        config = replace(SIZES[given.size], vocabulary=pieces)
        if given.dropout is not None:
            config = replace(config, dropout=given.dropout)
        model = TranslationModel(config)
    training = TrainingConfig(
        minutes=given.minutes, tokens=given.tokens, rate=given.rate, compiled=not given.eager
    )
    trainer = Trainer(model, training, device, given.out)
    size = sum(parameter.numel() for parameter in model.parameters())
    resumed = trainer.load()
    state = f"resumed at step {trainer.step}" if resumed else "from the start"
    print(f"{size / 1e6:.1f} million parameters, {state}, {trainer.share:.0%} of the time used")
    return trainer


def train(trainer: Trainer, material: Material, seconds: float) -> tuple[Trainer, bool]:
    """Train for ``seconds`` at most, and whether all is done.

    Where compiling fails, another trainer goes on from the last checkpoint without it.
    """
    begun = time.monotonic()
    try:
        return trainer, trainer.run(material, seconds)
    except torch._dynamo.exc.TorchDynamoException as error:
        print(f"compiling failed, so on without it: {str(error)[:2000]}")
    model = TranslationModel(trainer.model.config)
    model.load_state_dict(trainer.model.state_dict())
    config = replace(trainer.config, compiled=False)
    again = Trainer(model, config, trainer.device, trainer.folder)
    again.load()
    return again, again.run(material, seconds - (time.monotonic() - begun))


def write_results(trainer: Trainer, folder: Path, data: Path, samples: int) -> None:
    """Write the averaged model, its vocabulary and a few translations into ``folder``."""
    model = trainer.finished()
    parts = write_weights(model, folder)
    shutil.copy(data / VOCABULARY, folder / VOCABULARY)
    shutil.copy(data / REPORT, folder / REPORT)
    total = sum(part.stat().st_size for part in parts)
    print(f"{len(parts)} parts, {total / 1e6:.1f} MB, in {folder}")
    lines = [f"steps {trainer.step}, best development loss {trainer.best_loss:.4f}", ""]
    for name, pairs in read_development(data).items():
        chosen = pairs[:: max(1, len(pairs) // max(1, samples))][:samples]
        english = translate_greedily(
            model, data / VOCABULARY, [chinese for chinese, _ in chosen], trainer.device
        )
        for (chinese, reference), said in zip(chosen, english, strict=True):
            lines += [f"{name}: {chinese}", f"  ref: {reference}", f"  now: {said}", ""]
    text = "\n".join(lines)
    (folder / "samples.txt").write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
