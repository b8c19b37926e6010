"""The words of a sentence with what the dictionary makes of them, before they are a line."""

from dataclasses import dataclass
from enum import StrEnum

from reader.chinese.spans import Span


class Kind(StrEnum):
    """What a piece is."""

    MARK = "mark"
    """What stands between words."""
    LATIN = "latin"
    NUMBER = "number"
    AMOUNT = "amount"
    """A number with its unit, or a date."""
    NAME = "name"
    VERB = "verb"
    WORD = "word"
    """Any other word."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a sentence, or the marks between two; ``text`` is simplified.

    ``verb`` and ``noun`` are the English of the word where it is used as the one or the other,
    empty where the dictionary has none; ``english`` is one of them. ``known`` is false where
    ``english`` is only the reading of a word that nobody explains.
    """

    span: Span
    text: str
    english: str
    kind: Kind
    pinyin: str = ""
    verb: str = ""
    noun: str = ""
    known: bool = True
