"""What a translation is, and what a translator must be able to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


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


@dataclass(frozen=True, slots=True)
class Translation:
    """The English of one sentence.

    ``package`` names the package and version that made it (``zh-en 1.9``), empty where none did.
    ``doubtful`` marks a result that looped or failed even after other decoding settings.
    """

    text: str
    source: Source
    package: str = ""
    doubtful: bool = False


class Translator(Protocol):
    """Something that gives English for Chinese sentences."""

    def translate(self, sentences: Sequence[str]) -> list[Translation | None]:
        """One result for each sentence, in order; ``None`` where this translator has none."""
        ...
