"""The edited English that comes with an article, matched to its Chinese block by block.

``NAME.en.md`` stands beside ``NAME.md`` and has the same blocks; inside each block it has a line
for each sentence of the Chinese block, in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from reader.articles.document import Document
from reader.articles.model import Block, BlockKind

_Shape = tuple[str, int, str]
_MOST_COMPARED = 4_000_000
"""Pairs of blocks; comparing all of them takes half a second, and of a whole book for ever."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where the two texts differ in form: the Chinese block, and what was found."""

    block: int
    reason: str


def attach_english(chinese: Document, english: Document) -> tuple[Document, list[Mismatch]]:
    """The Chinese document with the English in its blocks, and where the forms differ.

    Where the numbers of lines and sentences differ, the whole English of the block goes to its
    first sentence and the others get an empty string. Where the sequences of blocks differ, the
    blocks that correspond are matched by kind and depth and the others stay without English, so
    that a slip in one block never puts another out of step.
    """
    mismatches: list[Mismatch] = []
    blocks = list(chinese.blocks)
    paired = set()
    for ours, theirs in _pairs(chinese.blocks, english.blocks):
        paired.add(ours)
        lines = _lines(english.blocks[theirs])
        sentences = len(blocks[ours].sentences)
        if lines and len(lines) != sentences:
            reason = f"{sentences} sentences, but {len(lines)} lines of English"
            mismatches.append(Mismatch(ours, reason))
            lines = (" ".join(lines), *[""] * (sentences - 1)) if sentences else ()
        blocks[ours] = replace(blocks[ours], english=lines)
    for block in blocks:
        if block.text and block.index not in paired:
            mismatches.append(Mismatch(block.index, f"no English for this {block.kind}"))
    titled = replace(chinese, blocks=tuple(blocks), english_title=english.title)
    return titled, sorted(mismatches, key=lambda mismatch: mismatch.block)


def _lines(block: Block) -> tuple[str, ...]:
    if block.kind is BlockKind.CODE:
        return (block.text,) if block.text else ()
    return tuple(line.strip() for line in block.text.split("\n") if line.strip())


def _pairs(ours: Sequence[Block], theirs: Sequence[Block]) -> list[tuple[int, int]]:
    """Which blocks correspond, in order."""
    if [(block.kind, block.level) for block in ours] == [(b.kind, b.level) for b in theirs]:
        return [(number, number) for number in range(len(ours))]
    shapes, their_shapes = [_shape(block) for block in ours], [_shape(block) for block in theirs]
    head = _alike(shapes, their_shapes)
    tail = _alike(shapes[head:][::-1], their_shapes[head:][::-1])
    middle, their_middle = shapes[head : len(ours) - tail], their_shapes[head : len(theirs) - tail]
    pairs = [(number, number) for number in range(head)]
    if len(middle) * len(their_middle) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, middle, their_middle, autojunk=False)
        for match in matcher.get_matching_blocks():
            pairs += [(head + match.a + n, head + match.b + n) for n in range(match.size)]
    return pairs + [(len(ours) - n, len(theirs) - n) for n in range(tail, 0, -1)]


def _alike(ours: Sequence[_Shape], theirs: Sequence[_Shape]) -> int:
    """How many of the first shapes are the same."""
    differing = (
        n for n, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other
    )
    return next(differing, min(len(ours), len(theirs)))


def _shape(block: Block) -> _Shape:
    return (block.kind, block.level, block.target)
