"""Finding words in an article's Chinese, whatever the script, and in its English."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reader.articles.model import Article, Block, Place
from reader.chinese.folding import fold
from reader.chinese.script import HAN
from reader.translation.model import Translation

_HAN = re.compile(f"[{HAN}]")
_BATCH = 30_000
"""Characters looked through between two reports."""


def has_han(text: str) -> bool:
    """Whether there is a Han character in ``text``."""
    return _HAN.search(text) is not None


def only_han(text: str) -> bool:
    """Whether ``text`` is of Han characters alone."""
    return bool(text) and all(map(has_han, text))


class Match(NamedTuple):
    """Where something was found: of the block's text, or of the sentence's English."""

    block: int
    sentence: int
    english: bool
    start: int
    end: int

    @property
    def place(self) -> Place:
        """The sentence that it begins in."""
        return Place(self.block, self.sentence)


@dataclass(frozen=True, slots=True)
class Found:
    """All that is found so far, in order; ``complete`` when all was looked through."""

    query: str
    matches: tuple[Match, ...] = ()
    complete: bool = False
    blocks: tuple[int, ...] = field(init=False)
    """The block of each match, for bisection."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "blocks", tuple(match.block for match in self.matches))

    def in_block(self, block: int) -> Sequence[Match]:
        """The matches in one block."""
        return self.matches[bisect_left(self.blocks, block) : bisect_right(self.blocks, block)]

    def at_or_after(self, place: Place) -> Match | None:
        """The first match from the sentence ``place`` on, else the article's first."""
        index = bisect_left(self.matches, (place.block, place.sentence))
        return self.matches[index % len(self.matches)] if self.matches else None

    def following(self, match: Match, step: int) -> Match:
        """The match after ``match``, or with a ``step`` of -1 before it, around the ends."""
        index = bisect_left(self.matches, match)
        return self.matches[(index + step) % len(self.matches)]

    def number(self, match: Match) -> int:
        """Which match this is, from 1."""
        return bisect_left(self.matches, match) + 1


English = Callable[[Block], Sequence[Translation | None]]
"""The English of a block's sentences, as far as there is any."""


def find(
    article: Article,
    queries: Iterable[str],
    english: English,
    blocks: Iterable[int],
    cancelled: Callable[[], bool],
) -> Iterator[Found]:
    """Look for any of ``queries`` in ``blocks``, in that order.

    Reports all that is found so far from time to time: first in the Chinese, for which the stored
    text is looked through as it is, then in the English, which takes longer to get. No English
    has Han characters, so none is asked for when a query has. Stops once ``cancelled``.
    """
    blocks = list(blocks)
    spelled = list(queries)
    wanted = sorted({fold(query) for query in spelled if query.strip()})
    passes = [(index, False) for index in blocks]
    if not any(map(has_han, wanted)):
        passes += [(index, True) for index in blocks]
    matches: list[Match] = []
    since = 0
    for index, in_english in passes:
        if cancelled():
            return
        block = article.blocks[index]
        if in_english:
            matches.extend(_in_english(block, wanted, english(block)))
        else:
            matches.extend(_in_chinese(block, wanted))
        since += len(block.text)
        if since > _BATCH:
            since = 0
            yield Found(spelled[0], tuple(sorted(matches)))
    yield Found(spelled[0] if spelled else "", tuple(sorted(matches)), complete=True)


def _in_chinese(block: Block, wanted: Sequence[str]) -> Iterator[Match]:
    if not wanted or not block.text:
        return
    for start, end in _occurrences(fold(block.text), wanted):
        yield Match(block.index, block.sentence_at(start), False, start, end)


def _in_english(
    block: Block, wanted: Sequence[str], english: Sequence[Translation | None]
) -> Iterator[Match]:
    for number, translation in enumerate(english):
        if translation is not None:
            for start, end in _occurrences(fold(translation.text.strip()), wanted):
                yield Match(block.index, number, True, start, end)


def _occurrences(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    """Where any of ``wanted`` stands in ``text``; of those that overlap the first and longest."""
    found = []
    for query in wanted:
        at = text.find(query)
        while at >= 0:
            found.append((at, at + len(query)))
            at = text.find(query, at + len(query))
    found.sort(key=lambda pair: (pair[0], -pair[1]))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
