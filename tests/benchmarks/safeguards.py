"""How well the safeguards tell spoilt English from sound English.

``uv run python -m tests.benchmarks.safeguards`` takes the edited pairs under
``training/data/authored``, spoils the English the ways that small models do, and prints how much
of it is noticed or repaired, and how much of the sound English is doubted without reason.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from reader.translation.amounts import chinese_amounts, english_amounts
from reader.translation.drafts import Draft
from reader.translation.model import Hypothesis
from reader.translation.names import latin_names
from reader.translation.prepare import tidy

PAIRS = Path(__file__).parents[2] / "training" / "data" / "authored"
SCALES = (("million", "billion"), ("billion", "trillion"), ("billion", "million"))


def pairs() -> Iterator[tuple[str, str]]:
    """Chinese sentences with their edited English; those with addresses or handles left out."""
    for path in sorted(PAIRS.glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            chinese, tab, english = line.partition("\t")
            if tab and not Draft(tidy(chinese)).masked.names:
                yield tidy(chinese), " ".join(english.split("\t")[0].split())


def judged(chinese: str, english: str) -> Draft:
    """The draft after the model gave ``english``."""
    draft = Draft(chinese)
    draft.consider([Hypothesis(english, 0.0)])
    return draft


def values(english: str) -> list[float]:
    """The numbers of an English text in order of size."""
    return sorted(amount.value for amount in english_amounts(english))


class Tally:
    """Counts of what went well, by kind."""

    def __init__(self) -> None:
        self._well: Counter[str] = Counter()
        self._all: Counter[str] = Counter()

    def add(self, kind: str, well: bool) -> None:
        """Note one case."""
        self._well[kind] += well
        self._all[kind] += 1

    def rows(self) -> Iterator[str]:
        """The lines of the table."""
        for kind, count in self._all.items():
            share = 100 * self._well[kind] / count
            yield f"| {kind:<44} | {self._well[kind]:>6,} of {count:<6,} | {share:5.1f} % |"


def spoil_names(tally: Tally, chinese: str, english: str) -> None:
    """Leave a letter out of each name, and the whole name."""
    for name in latin_names(chinese):
        if name in english and len(name) >= 4 and name.isalpha():
            place = random.randrange(1, len(name) - 1)
            misspelt = judged(chinese, english.replace(name, name[:place] + name[place + 1 :]))
            tally.add("misspelt name: put right", misspelt.english == english)
            tally.add(
                "missing name: noticed", not judged(chinese, english.replace(name, "it")).done
            )


def spoil_numbers(tally: Tally, chinese: str, english: str) -> None:
    """Make millions billions, and a percentage another."""
    for scale, other in SCALES:
        once = len(re.findall(rf"\d {scale}\b", english)) == 1
        if once and any(amount.scaled for amount in chinese_amounts(chinese)):
            draft = judged(chinese, re.sub(rf"(\d) {scale}\b", rf"\1 {other}", english))
            right = values(draft.english) == values(english)
            tally.add("wrong power of ten: put right", right)
            tally.add("wrong power of ten: put right or noticed", right or not draft.done)
    share = re.search(r"\b(\d{2,3})%", english)
    if share and f"{share[1]}%" in chinese:
        wrong = english.replace(share[0], f"{(int(share[1]) + 7) % 100}%")
        tally.add("wrong percentage: noticed", not judged(chinese, wrong).done)


def spoil_by_looping(tally: Tally, chinese: str, english: str) -> None:
    """Repeat three words six times."""
    words = english.split()
    if len(words) > 8:
        tally.add("loop: noticed", not judged(chinese, " ".join(words[:4] + words[4:7] * 6)).done)


def main() -> None:
    """Spoil everything and print the table."""
    random.seed(1)
    tally = Tally()
    for chinese, english in pairs():
        sound = judged(chinese, english)
        tally.add("sound English: not doubted", sound.done)
        tally.add("sound English: not changed", sound.english == english)
        spoil_names(tally, chinese, english)
        spoil_numbers(tally, chinese, english)
        spoil_by_looping(tally, chinese, english)
    print("\n| what | how often | |\n|---|---|---|")
    print("\n".join(tally.rows()))


if __name__ == "__main__":
    main()
