"""From the open corpora and the authored pairs to one folder that a training run reads.

``uv run --group training python -m training.prepare --parallel FOLDER --out build/zh-en``

Everything that needs the reader's own code happens here (script conversion, normalisation), so
that the machine that trains needs PyTorch, NumPy and SentencePiece and nothing else.
"""

import argparse
import io
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training import augment, authored
from training.clean import clean_chinese, clean_english, reason_against, same_text
from training.leaks import LeakCheck, read_tsv
from training.numbers import number_pairs
from training.prepared import Label, Row, write_prepared
from training.scripts import Scripts
from training.sources import AUTHORED, BY_NAME, NUMBERS, SOURCES, SourceText
from training.testsets import corpus

Pair = tuple[str, str]
ToSimplified = Callable[[str], str]
RoundTrip = Callable[[str], str]

NUMBER_PAIRS = 60_000
SEED = 20_261_122


@dataclass
class Counts:
    """What became of the pairs of each source, for the report."""

    read: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, Counter[str]] = field(default_factory=dict)

    def leave_out(self, source: str, reason: str) -> None:
        """Count a pair of ``source`` that is not used because of ``reason``."""
        self.left_out.setdefault(source, Counter())[reason] += 1


class Selection:
    """Keeps each pair once, and none that fails a filter or shares text with an evaluation set."""

    def __init__(self, check: LeakCheck, counts: Counts) -> None:
        self._check = check
        self._counts = counts
        self._pairs: set[tuple[str, str]] = set()
        self._chinese: Counter[str] = Counter()

    def take(self, source: str, pair: Pair, *, trusted: bool = False) -> bool:
        """Whether to keep ``pair``; a ``trusted`` one need not pass the filters of quality."""
        self._counts.read[source] += 1
        reason = self._reason(pair, trusted=trusted)
        if reason:
            self._counts.leave_out(source, reason)
            return False
        self._counts.kept[source] += 1
        return True

    def _reason(self, pair: Pair, *, trusted: bool) -> str:
        chinese, english = pair
        if not trusted and (reason := reason_against(chinese, english)):
            return reason
        key = same_text(chinese)
        if (key, same_text(english)) in self._pairs:
            return "seen before"
        if self._chinese[key] >= 3:
            return "same Chinese, three translations already"
        if found := self._check.shared(chinese, english):
            return f"in {found[1]}"
        self._pairs.add((key, same_text(english)))
        self._chinese[key] += 1
        return ""


def read_compressed(path: Path) -> Iterator[Pair]:
    """The pairs of a ``*.tsv.zst`` file."""
    import zstandard

    with path.open("rb") as packed, zstandard.ZstdDecompressor().stream_reader(packed) as stream:
        for line in io.TextIOWrapper(stream, encoding="utf-8"):
            parts = line.rstrip("\n").split("\t")
            if len(parts) == 2:
                yield parts[0], parts[1]


def cleaned(pair: Pair, to_simplified: ToSimplified) -> Pair:
    """``pair`` as it is trained on."""
    return to_simplified(clean_chinese(pair[0])), clean_english(pair[1])


def open_rows(
    source: SourceText, pairs: Iterable[Pair], selection: Selection, to_simplified: ToSimplified
) -> Iterator[Row]:
    """The rows of an open corpus, and of what is made from its pairs."""
    draw = random.Random(f"{SEED} {source.name}")
    prose = source.name not in ("cc-cedict.glosses", "tatoeba")
    for raw in pairs:
        pair = cleaned(raw, to_simplified if source.mixed_script else str)
        if not selection.take(source.name, pair):
            continue
        yield Row(source.name, *pair)
        if prose and draw.random() < 0.12 and (copied := augment.copied_names(pair, draw)):
            yield Row(f"{source.name}+copied", *copied)
        if prose and draw.random() < 0.1 and (copied := augment.copied_numbers(pair, draw)):
            yield Row(f"{source.name}+copied", *copied)
        if (
            source.weight >= 1
            and draw.random() < 0.06
            and (bare := augment.without_final_mark(pair))
        ):
            yield Row(f"{source.name}+bare", *bare)


def authored_rows(
    passages: Iterable[authored.Passage], selection: Selection, round_trip: RoundTrip
) -> Iterator[Row]:
    """The rows of the authored passages that are trained on, and of what is made from them."""
    draw = random.Random(f"{SEED} {AUTHORED}")
    for passage in passages:
        pairs = _cleaned_pairs(passage.pairs)
        kept = [pair for pair in pairs if selection.take(AUTHORED, pair, trusted=True)]
        for pair in kept:
            yield Row(AUTHORED, *pair, passage.place)
            for kind, variant in _authored_variants(pair, draw, round_trip):
                yield Row(f"{AUTHORED}+{kind}", *variant, passage.place)
        if len(kept) == len(pairs):
            for count in (2, 3):
                for pair in augment.joined(kept, count):
                    if len(pair[0]) <= 160:
                        yield Row(f"{AUTHORED}+joined", *pair, passage.place)


def _authored_variants(
    pair: Pair, draw: random.Random, round_trip: RoundTrip
) -> Iterator[tuple[str, Pair]]:
    """What is made from an authored pair, with its kind."""
    chinese, english = pair
    if (noisy := round_trip(chinese)) != chinese:
        yield "script", (noisy, english)
    if "“" in chinese and draw.random() < 0.3:
        yield "script", (augment.traditional_quotes(chinese), english)
    if draw.random() < 0.25 and (bare := augment.without_final_mark(pair)):
        yield "bare", bare
    if title := augment.headline(pair):
        yield "headline", title
    if copied := augment.copied_names(pair, draw):
        yield "copied", copied
    if copied := augment.copied_numbers(pair, draw):
        yield "copied", copied
    if draw.random() < 0.08:
        yield "copied", augment.with_placeholder(pair, draw)


def number_rows(count: int, selection: Selection) -> Iterator[Row]:
    """Rows of numbers, dates and amounts by rule."""
    for pair in number_pairs(count, SEED):
        if selection.take(NUMBERS, pair, trusted=True):
            yield Row(NUMBERS, *pair)


# How often a row made from another is drawn, relative to a row of the source itself.
_KINDS = {"joined": 0.25, "script": 0.5, "bare": 0.4, "headline": 0.3, "copied": 0.4}


def label_of(name: str) -> Label:
    """The weights of rows with this label, ``source`` or ``source+kind``."""
    source, _, kind = name.partition("+")
    factor = _KINDS[kind] if kind else 1.0
    return Label(BY_NAME[source].weight * factor, BY_NAME[source].late * factor)


def _cleaned_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    return [(clean_chinese(chinese), clean_english(english)) for chinese, english in pairs]


def kept_apart(folder: Path, development: list[Pair]) -> LeakCheck:
    """The check against everything that may not be trained on, cleaned like the training text.

    ``folder`` holds the evaluation sets.
    """
    evaluation = [pair for path in sorted(folder.glob("*.tsv")) for pair in read_tsv(path)]
    if not evaluation:
        raise FileNotFoundError(f"{folder}: no evaluation sets to check the training text against")
    return LeakCheck(
        {
            "an evaluation set": _cleaned_pairs(evaluation),
            "the development set": development,
            "the corpus": _cleaned_pairs(corpus().pairs),
        }
    )


def prepare(parallel: Path, texts: Path, out: Path, *, vocabulary: int, threads: int) -> None:
    """Write the prepared folder ``out``; see :mod:`training.prepared` for what is in it."""
    begun = time.monotonic()
    scripts, counts = Scripts(), Counts()
    passages = authored.read_passages(texts)
    development = _cleaned_pairs(
        pair for passage in passages if passage.held_out for pair in passage.pairs
    )
    check = kept_apart(parallel / "eval", development)
    selection = Selection(check, counts)
    rows = list(
        authored_rows((p for p in passages if not p.held_out), selection, scripts.round_trip)
    )
    for source in SOURCES:
        path = parallel / f"{source.name}.zh-en.tsv.zst"
        if path.exists():
            rows += open_rows(source, read_compressed(path), selection, scripts.to_simplified)
    rows += number_rows(NUMBER_PAIRS, selection)
    # Once more over what is written, with everything made from other pairs.
    check.require_clean((row.chinese, row.english) for row in rows)
    labels = {name: label_of(name) for name in sorted({row.label for row in rows})}
    report = report_of(counts, rows, labels, len(development))
    write_prepared(out, rows, labels, {"authored": development}, report)
    print(report)
    print(f"prepared in {time.monotonic() - begun:.0f} s")
    if vocabulary:
        from training.vocabulary import vocabulary_of

        vocabulary_of(out, vocabulary, threads)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {size / 1e6:.1f} MB after {time.monotonic() - begun:.0f} s")


def report_of(counts: Counts, rows: list[Row], labels: dict[str, Label], development: int) -> str:
    """The counts of each source as a Markdown table."""
    made = Counter(row.label for row in rows)
    mass = {name: made[name] * label.weight for name, label in labels.items()}
    late = {name: made[name] * label.late for name, label in labels.items()}
    lines = [
        "| rows | number | share of training | share of adaptation |",
        "|---|---:|---:|---:|",
    ]
    for name in sorted(made, key=lambda name: -mass[name]):
        lines.append(
            f"| {name} | {made[name]:,} | {mass[name] / sum(mass.values()):.1%} "
            f"| {late[name] / sum(late.values()):.1%} |"
        )
    lines += [f"| all | {len(rows):,} | | |", "", f"Development set: {development} pairs.", ""]
    lines += ["| source | read | kept | left out |", "|---|---:|---:|---|"]
    for name in counts.read:
        reasons = counts.left_out.get(name, Counter())
        text = ", ".join(f"{reason} {number:,}" for reason, number in reasons.most_common())
        lines.append(f"| {name} | {counts.read[name]:,} | {counts.kept[name]:,} | {text} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.prepare", description=__doc__)
    parser.add_argument("--parallel", type=Path, required=True, help="folder of *.zh-en.tsv.zst")
    parser.add_argument("--authored", type=Path, default=authored.FOLDER)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--vocabulary", type=int, default=16_000, help="pieces; 0 trains none")
    parser.add_argument("--threads", type=int, default=2)
    given = parser.parse_args()
    prepare(
        given.parallel,
        given.authored,
        given.out,
        vocabulary=given.vocabulary,
        threads=given.threads,
    )


if __name__ == "__main__":
    main()
