"""Units: the pieces of an article that are converted and laid out at once."""

from array import array
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from reader.articles.model import Article, Block, Place

MOST = 2_000
"""Characters that a unit may have before its block is cut, between two sentences."""
_KEPT = 64
"""Blocks whose cuts are kept."""


class UnitKey(NamedTuple):
    """Which unit: the block's index, and the number of the piece within it."""

    block: int
    part: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A block, or a run of sentences of a very long one.

    ``start`` and ``end`` are offsets in the block's text; ``sentences`` are the numbers of the
    sentences it holds, within the block; ``last`` says that the block ends here.
    """

    key: UnitKey
    block: Block
    start: int
    end: int
    sentences: range
    last: bool

    @property
    def text(self) -> str:
        """The text as written."""
        return self.block.text[self.start : self.end]

    @property
    def places(self) -> list[Place]:
        """The places of its sentences."""
        return [Place(self.key.block, number) for number in self.sentences]


class Units:
    """The units of an article, made when they are asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.starts = array("Q", accumulate(article.block_lengths, initial=0))
        """The number of characters before each block, and at the end that of all."""
        self._cuts: OrderedDict[int, tuple[Unit, ...]] = OrderedDict()

    def of_block(self, index: int) -> tuple[Unit, ...]:
        """The units of a block, at least one."""
        known = self._cuts.get(index)
        if known is None:
            known = self._cuts[index] = tuple(_cut(self.article.blocks[index]))
            if len(self._cuts) > _KEPT:
                self._cuts.popitem(last=False)
        else:
            self._cuts.move_to_end(index)
        return known

    def get(self, key: UnitKey) -> Unit:
        """The unit of ``key``."""
        units = self.of_block(key.block)
        return units[min(key.part, len(units) - 1)]

    def of_place(self, place: Place) -> Unit:
        """The unit that holds a sentence; the nearest one when there is no such sentence."""
        block = max(0, min(place.block, len(self.article.blocks) - 1))
        units = self.of_block(block)
        return next((unit for unit in units if place.sentence < unit.sentences.stop), units[-1])

    def after(self, key: UnitKey) -> Unit | None:
        """The unit that follows, or ``None`` at the article's end."""
        units = self.of_block(key.block)
        if key.part + 1 < len(units):
            return units[key.part + 1]
        if key.block + 1 < len(self.article.blocks):
            return self.of_block(key.block + 1)[0]
        return None

    def before(self, key: UnitKey) -> Unit | None:
        """The unit that precedes, or ``None`` at the article's start."""
        if key.part:
            return self.of_block(key.block)[key.part - 1]
        return self.of_block(key.block - 1)[-1] if key.block else None


def _cut(block: Block) -> Iterator[Unit]:
    sentences = block.sentences
    start = first = 0
    part = 0
    if len(block.text) > MOST:
        for number, span in enumerate(sentences):
            if span.end - start > MOST and number > first:
                key = UnitKey(block.index, part)
                yield Unit(key, block, start, span.start, range(first, number), last=False)
                start, first, part = span.start, number, part + 1
    key = UnitKey(block.index, part)
    yield Unit(key, block, start, len(block.text), range(first, len(sentences)), last=True)
