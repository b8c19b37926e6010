"""Model, batches, training loop and export; skipped where PyTorch is not installed."""

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

torch: Any = pytest.importorskip("torch", reason="the training group is not installed")

import numpy as np  # noqa: E402

from training.batches import LONGEST, all_batches, batches, make_pairs  # noqa: E402
from training.export import export_package  # noqa: E402
from training.greedy import greedy_pieces  # noqa: E402
from training.layout import Layout  # noqa: E402
from training.model import ModelConfig, TranslationModel  # noqa: E402
from training.pieces import BOS, EOS, PAD  # noqa: E402
from training.train import (  # noqa: E402
    Material,
    Trainer,
    TrainingConfig,
    rate_at,
    rounded,
)
from training.vocabulary import train_vocabulary  # noqa: E402
from training.weights import quantise, read_weights, write_weights  # noqa: E402

PROCESSOR = torch.device("cpu")
# More threads than free cores make small products a hundred times slower.
torch.set_num_threads(1)
SOURCE = [[5, 6, 7], [8], [9, 10, 11, 12, 13, 14, 15, 16, 17]]
TARGET = [[20, 21], [22, 23, 24], [25]]


def small(vocabulary: int = 40) -> TranslationModel:
    torch.manual_seed(1)
    model = TranslationModel(ModelConfig(vocabulary, 64, 4, 96, 2, 1, dropout=0.0))
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() == 1:
                parameter.add_(torch.randn_like(parameter) * 0.2)
    model.eval()
    return model


def test_batches_are_padded_and_marked() -> None:
    pairs = make_pairs([SOURCE], [TARGET])
    rows = list(all_batches(pairs, 64))
    assert sum(len(batch.source) for batch in rows) == 3
    for batch in rows:
        assert batch.source.shape[1] % 8 == 0
        for source, given, wanted in zip(batch.source, batch.given, batch.wanted, strict=True):
            pieces = [piece for piece in source.tolist() if piece != PAD]
            number = SOURCE.index(pieces[:-1])
            assert pieces[-1] == EOS
            assert [piece for piece in wanted.tolist() if piece] == [*TARGET[number], EOS]
            assert [piece for piece in given.tolist() if piece] == [BOS, *TARGET[number]]


def test_long_sentences_are_cut_and_weightless_pairs_never_drawn() -> None:
    pairs = make_pairs([[[5] * 900, [6]]], [[[7] * 900, [8]]])
    assert pairs.lengths()[0].max() == LONGEST
    stream = batches(pairs, np.array([0.0, 1.0]), 64, np.random.default_rng(0))
    assert all(int(next(stream).source.max()) == 6 for _ in range(5))


def test_padding_changes_nothing() -> None:
    model = small()
    alone = model(torch.tensor([[5, 6, EOS]]), torch.tensor([[BOS, 20]]))
    padded = model(torch.tensor([[5, 6, EOS, PAD, PAD]]), torch.tensor([[BOS, 20, PAD]]))
    torch.testing.assert_close(alone[0], padded[0, :2])


def test_the_rate_rises_and_falls() -> None:
    config = TrainingConfig(minutes=1, rate=1.0, warm_up=0.1, adaptation=0.2, adaptation_rate=0.3)
    rates = [rate_at(config, share / 100) for share in range(101)]
    assert rates[10] == max(rates) == pytest.approx(1.0)
    assert rates[79] < 0.1
    assert rates[80] == pytest.approx(0.3)
    assert rates[100] < 0.02


def test_training_learns_stops_and_goes_on(tmp_path: Path) -> None:
    pairs = make_pairs([SOURCE], [TARGET])
    even = np.ones(3)
    material = Material(pairs, even, even, pairs)

    def trainer() -> Trainer:
        # So many minutes that the clock hardly moves; steps decide when to stop.
        config = TrainingConfig(
            600,
            64,
            rate=2e-3,
            warm_up=0.0,
            adaptation=0.0,
            smoothing=0.0,
            average=0.9,
            compiled=False,
            checkpoint_seconds=0.0,
        )
        torch.manual_seed(1)
        model = TranslationModel(ModelConfig(40, 64, 4, 96, 2, 1, dropout=0.0))
        return Trainer(model, config, PROCESSOR, tmp_path)

    def silent(text: str) -> None:
        """Say nothing."""

    first = trainer()
    assert first.run(material, report=silent, enough=lambda trainer: trainer.step >= 10)
    again = trainer()
    assert again.load()
    assert (again.step, again.seconds) == (first.step, first.seconds)
    assert again.run(material, report=silent, enough=lambda trainer: trainer.step >= 60)
    assert again.best_loss < first.best_loss
    assert greedy_pieces(again.finished(), SOURCE, PROCESSOR) == TARGET
    again.end_in(0.0)
    assert again.run(material, report=silent)
    assert again.step == 60


def test_the_budget_counts_the_clock_that_is_given(tmp_path: Path) -> None:
    pairs = make_pairs([SOURCE], [TARGET])
    ticks = count()
    config = TrainingConfig(1, 64, compiled=False, checkpoint_seconds=1e9)
    trainer = Trainer(small(), config, PROCESSOR, tmp_path, lambda: next(ticks) * 10.0)
    even = np.ones(3)
    assert trainer.run(Material(pairs, even, even), report=lambda text: None)
    assert (trainer.step, trainer.seconds) == (6, 60.0)


def test_near_the_end_rounded_weights_speak_and_exact_ones_stay(tmp_path: Path) -> None:
    batch = next(all_batches(make_pairs([SOURCE], [TARGET]), 64))
    model, coarse = small(), small()
    with torch.no_grad():
        for parameter in coarse.parameters():
            if parameter.dim() > 1:
                parameter.copy_(rounded(parameter))
    before = [parameter.clone() for parameter in model.parameters()]
    config = TrainingConfig(1, 64, rate=0.0, rounded=1.0, compiled=False)
    loss = Trainer(model, config, PROCESSOR, tmp_path).train_step(batch)
    plain = replace(config, rounded=0.0)
    assert loss == Trainer(coarse, plain, PROCESSOR, tmp_path).train_step(batch)
    assert loss != Trainer(small(), plain, PROCESSOR, tmp_path).train_step(batch)
    assert all(map(torch.equal, before, model.parameters()))


def test_the_arithmetic_of_a_layout_is_counted() -> None:
    config = ModelConfig(vocabulary=10, width=4, feed_forward=8, encoder_layers=1, decoder_layers=1)
    layout = Layout(1, source_pieces=1, target_pieces=1, source_places=1, target_places=2)
    encoder, decoder, scores = 4 * 16 + 2 * 32, 8 * 16 + 2 * 32, 40
    assert layout.operations(config) == 6 * (encoder + 2 * (decoder + scores))


def test_int8_rows_survive_a_second_quantisation() -> None:
    matrix = np.random.default_rng(3).normal(size=(50, 30)).astype(np.float32)
    matrix[4] = 0
    rows, scale = quantise(matrix)
    again, _ = quantise(rows.astype(np.float32) / scale[:, None])
    assert (rows == again).all()
    assert np.abs(rows / scale[:, None] - matrix).max() <= np.abs(matrix).max() / 127
    matrix = np.delete(matrix, 4, axis=0)
    rows, scale = quantise(matrix)
    np.testing.assert_allclose(rounded(torch.from_numpy(matrix)), rows / scale[:, None], rtol=1e-5)


def test_the_package_says_what_the_model_says(tmp_path: Path) -> None:
    import ctranslate2
    import sentencepiece

    from reader.translation.archive import install
    from reader.translation.argos import describe
    from reader.translation.model import BUILT_IN
    from training.ship import ship

    texts = [f"第{number}句话，很短。 Sentence {number} is short" for number in range(300)]
    vocabulary = train_vocabulary(texts, tmp_path / "vocabulary", 330, threads=1)
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
    model = small(pieces.get_piece_size())
    write_weights(model, tmp_path / "results")
    carried = read_weights(tmp_path / "results")
    before = model.embedding.weight.clone()
    files = [
        export_package(each, vocabulary, tmp_path / name, version="1.0", card="", quantization=form)
        for each, name, form in (
            (model, "float.argosmodel", None),
            (model, "int8.argosmodel", "int8"),
            (carried, "carried.argosmodel", "int8"),
        )
    ]
    assert torch.equal(before, model.embedding.weight)
    embedded = tmp_path / "embedded"
    (embedded / "older").mkdir(parents=True)
    shipped = ship(files[1], embedded)
    assert list(embedded.iterdir()) == [shipped]
    assert describe(shipped, BUILT_IN).usable
    folders = [install(file, tmp_path / file.stem).folder for file in files]
    exact, int8, round_trip = ((folder / "model" / "model.bin").read_bytes() for folder in folders)
    assert int8 == round_trip
    assert len(int8) < 0.5 * len(exact)

    source, target = pieces.encode(texts[3]), pieces.encode(texts[4])
    translator = ctranslate2.Translator(str(folders[0] / "model"), device="cpu")
    (scored,) = translator.score_batch(
        [pieces.encode(texts[3], out_type=str)], [pieces.encode(texts[4], out_type=str)]
    )
    with torch.no_grad():
        states = model(torch.tensor([[*source, EOS]]), torch.tensor([[BOS, *target]]))
        likely = model.logits(states)[0].log_softmax(-1)
    ours = [float(likely[place, piece]) for place, piece in enumerate([*target, EOS])]
    assert scored.log_probs == pytest.approx(ours, abs=1e-4)
