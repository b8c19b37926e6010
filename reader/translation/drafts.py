"""One sentence on its way through the model: what is sent, and how good what comes back is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.chinese.script import HAN
from reader.translation.amounts import lost_amounts, repair_amounts
from reader.translation.loops import collapse, is_loop
from reader.translation.masks import Masked, mask
from reader.translation.model import Hypothesis
from reader.translation.names import lost_names, repair_names

_HAN = re.compile(f"[{HAN}]")
_MOST_HAN = 0.2
"""The share of the sentence's Han characters that may stand in its English."""

_LEAST_LETTERS = 0.6
"""Characters of English for each of the sentence's Han characters; usual are three or four."""


class Faults(NamedTuple):
    """What is wrong with a rendering, worst first, so that renderings compare as tuples."""

    unusable: bool
    """It is empty or far too short, or repeats itself."""
    opaque: int
    """Addresses, handles and code that are missing or doubled."""
    untranslated: bool
    """Much of the Chinese is still there."""
    names: int
    """Latin names that are missing."""
    numbers: int
    """Numbers that are missing."""


NONE = Faults(False, 0, False, 0, 0)


@dataclass
class Draft:
    """A normalised sentence with the best rendering so far."""

    sentence: str
    masked: Masked = field(init=False)
    english: str = ""
    faults: Faults | None = None

    def __post_init__(self) -> None:
        self.masked = mask(self.sentence)

    @property
    def done(self) -> bool:
        """Whether there is nothing to improve."""
        return self.faults == NONE

    @property
    def final(self) -> str:
        """The best rendering, without its repetitions if it has any."""
        unusable = self.faults is not None and self.faults.unusable
        return collapse(self.english) if unusable else self.english

    def consider(self, hypotheses: Sequence[Hypothesis], masked: Masked | None = None) -> None:
        """Take a rendering that has fewer faults than the best so far; of equals the first.

        ``masked`` is what was sent, if it was not :attr:`masked`.
        """
        sent = masked or self.masked
        for hypothesis in hypotheses:
            english, faults = self._judge(hypothesis.text, sent)
            if self.faults is None or faults < self.faults:
                self.english, self.faults = english, faults

    def lost_names(self) -> list[str]:
        """The Latin names that the best rendering lacks."""
        return self._lost_names(self.english)

    def _judge(self, raw: str, sent: Masked) -> tuple[str, Faults]:
        chinese = sent.text
        repaired = repair_amounts(chinese, repair_names(chinese, raw))
        english = " ".join(sent.restore(repaired).split())
        han = len(_HAN.findall(chinese))
        faults = Faults(
            len(raw.strip()) < max(1.0, _LEAST_LETTERS * han) or is_loop(chinese, raw),
            len(sent.missing(repaired)),
            len(_HAN.findall(repaired)) > _MOST_HAN * han,
            len(self._lost_names(english)),
            len(lost_amounts(chinese, repaired)),
        )
        return english, faults

    def _lost_names(self, english: str) -> list[str]:
        lost = lost_names(self.masked.text, english)
        return [name for name in lost if name not in self.masked.names]
