"""Tables of words and their conversion, and finding the words in a text.

A table is a UTF-8 file of tab-separated columns; empty lines and lines that begin with ``#``
are comments. Matching is leftmost-longest, as in OpenCC: at each place the longest word wins
and the search goes on behind it.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

_END = "\0"
"""In no word. Without it the matcher loses a word where the text ends inside a longer one."""


class Match(NamedTuple):
    """The word at ``[start, end)`` of a text and what it becomes."""

    start: int
    end: int
    value: str


class Edges(NamedTuple):
    """The characters that make another word with the first, and with the last of a word.

    A word that stands between two of them is none: 視頻 in 電視頻道, which is 電視 and 頻道.
    """

    before: frozenset[str]
    behind: frozenset[str]


class Lexicon:
    """Words and what they become, found in a text in time linear in its length."""

    def __init__(self, pairs: Mapping[str, str], edges: Mapping[str, Edges] | None = None) -> None:
        """Take over ``pairs``; the matcher is built when first needed.

        ``edges`` tells of some words where they are not to be found.
        """
        self.pairs = dict(pairs)
        self._edges = edges or {}

    def __len__(self) -> int:
        return len(self.pairs)

    @cached_property
    def _automaton(self) -> Any:
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for word, value in self.pairs.items():
            automaton.add_word(word, (len(word), value, self._edges.get(word)))
        automaton.make_automaton()
        return automaton

    def matches(self, text: str) -> Iterator[Match]:
        """The words in ``text``, leftmost first, the longest where several begin.

        A word that begins or ends with a Latin letter or digit is found only where the Latin
        run begins or ends too: ``U盘`` is not in ``GPU盘``.
        """
        at = 0 if self.pairs else len(text)
        ended = f"{text}{_END}"
        while at < len(text):
            at = yield from self._matches_from(ended, at)

    def _matches_from(self, text: str, at: int) -> Generator[Match, None, int]:
        """The words from ``at`` on, up to one across an edge; where to go on behind that."""
        for last, (length, value, edges) in self._automaton.iter_long(text, at):
            match = Match(last + 1 - length, last + 1, value)
            if edges and _is_across(text, match, edges):
                return match.start + 1
            if not _cuts_latin(text, match):
                yield match
        return len(text)


def _is_across(text: str, match: Match, edges: Edges) -> bool:
    """Whether the word at ``match`` stands across the edge of two other words."""
    return (
        text[match.start - 1 : match.start] in edges.before
        and text[match.end : match.end + 1] in edges.behind
    )


def _cuts_latin(text: str, match: Match) -> bool:
    return _in_latin(text, match.start) or _in_latin(text, match.end)


def _in_latin(text: str, at: int) -> bool:
    """Whether ``at`` lies inside a run of ASCII letters and digits."""
    return 0 < at < len(text) and is_latin(text[at - 1]) and is_latin(text[at])


def is_latin(character: str) -> bool:
    """Whether ``character`` is an ASCII letter or digit; no, if it is empty."""
    return character.isascii() and character.isalnum()


def data_file(name: str) -> Traversable:
    """The table ``name`` of this package."""
    return resources.files("reader.chinese").joinpath("data").joinpath(name)


def read_edges(file: Traversable) -> dict[str, Edges]:
    """A table of edges: word, characters before it, characters behind it."""
    return {
        word: Edges(frozenset(before), frozenset(behind))
        for word, before, behind in read_rows(file)
    }


def read_rows(file: Traversable) -> Iterable[list[str]]:
    """The rows of a table, split into columns, without comments."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
