"""Tables of words and their conversion, and finding the words in a text.

A table is a UTF-8 file of tab-separated columns; empty lines and lines that begin with ``#``
are comments. Matching is leftmost-longest, as in OpenCC: at each place the longest word wins
and the search goes on behind it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple


class Match(NamedTuple):
    """The word at ``[start, end)`` of a text and what it becomes."""

    start: int
    end: int
    value: str


class Lexicon:
    """Words and what they become, found in a text in time linear in its length."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        """Take over ``pairs``; the matcher is built when first needed."""
        self.pairs = dict(pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for word, value in self.pairs.items():
            automaton.add_word(word, (len(word), value))
        automaton.make_automaton()
        return automaton

    def matches(self, text: str) -> Iterator[Match]:
        """The words in ``text``, leftmost first, the longest where several begin.

        A word that begins or ends with a Latin letter or digit is found only where the Latin
        run begins or ends too: ``U盘`` is not in ``GPU盘``.
        """
        if not self.pairs:
            return
        for last, (length, value) in self._automaton.iter_long(text):
            match = Match(last + 1 - length, last + 1, value)
            if not _cuts_latin(text, match):
                yield match


def _cuts_latin(text: str, match: Match) -> bool:
    return _in_latin(text, match.start) or _in_latin(text, match.end)


def _in_latin(text: str, at: int) -> bool:
    """Whether ``at`` lies inside a run of ASCII letters and digits."""
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def data_file(name: str) -> Traversable:
    """The table ``name`` of this package."""
    return resources.files("reader.chinese").joinpath("data").joinpath(name)


def read_rows(file: Traversable) -> Iterable[list[str]]:
    """The rows of a table, split into columns, without comments."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
