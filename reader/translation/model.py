"""What a translation is, and what a translator must be able to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reader.articles.model import Place

BUILT_IN = "built in"
"""The name by which the package that ships with the reader is shown."""


class Source(StrEnum):
    """Where an English sentence came from; always shown beside it."""

    EDITED = "edited"
    """An English text that came with the article."""
    CORRECTION = "correction"
    """The person's own wording."""
    MEMORY = "memory"
    """A result stored earlier."""
    MODEL = "model"
    """An Argos package, run just now."""
    GLOSS = "gloss"
    """Word by word from the dictionary."""
    NONE = "none"
    """Nothing to translate: empty, Latin only, code."""


_MARKS = {
    Source.CORRECTION: "✓",
    Source.MEMORY: "=",
    Source.MODEL: "≈",
    Source.GLOSS: "∷",
}


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one sentence.

    ``package`` names the package and version that made it (``zh-en 1.9``), empty where none did.
    ``doubtful`` marks a result that looped or lost something even after other decoding settings.
    """

    text: str
    source: Source
    package: str = ""
    doubtful: bool = False

    @property
    def mark(self) -> str:
        """The one-cell mark that stands before the sentence; empty for edited English."""
        return _MARKS.get(self.source, "")

    @property
    def origin(self) -> str:
        """The source in words, as the top line names it; empty where nothing was translated."""
        match self.source:
            case Source.NONE:
                return ""
            case Source.CORRECTION:
                words = "your correction"
            case Source.MODEL if self.package == BUILT_IN:
                words = f"model ({BUILT_IN})"
            case Source.MODEL | Source.MEMORY if self.package:
                words = f"{self.source.value} · {self.package}"
            case _:
                words = self.source.value
        return f"{words} · doubtful" if self.doubtful else words


@dataclass(frozen=True, slots=True)
class Result:
    """The English of the sentence at ``place``."""

    place: Place
    translation: Translation


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One rendering that a model offers. ``score`` is its log-probability, normalised by length."""

    text: str
    score: float


@dataclass(frozen=True, slots=True)
class GlossWord:
    """A word of a sentence as the dictionary has it. ``english`` is empty for an unknown word."""

    word: str
    pinyin: str
    english: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What helps to judge a doubtful rendering.

    ``current`` is the English shown now; ``hypotheses`` are what the package in use offers, best
    first; ``words`` is the gloss. ``message`` is one sentence when there is no model to ask.
    """

    place: Place
    sentence: str
    current: Translation | None
    hypotheses: tuple[Hypothesis, ...]
    words: tuple[GlossWord, ...]
    message: str = ""


class Translator(Protocol):
    """Something that gives English for Chinese sentences."""

    def translate(self, sentences: Sequence[str]) -> list[Translation | None]:
        """One result for each sentence, in order; ``None`` where this translator has none."""
        ...


class Glosser(Translator, Protocol):
    """A dictionary that translates word by word."""

    def words(self, sentence: str) -> list[GlossWord]:
        """The words of a sentence, in order."""
        ...
