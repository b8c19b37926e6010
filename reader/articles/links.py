"""Bare web addresses in running text made links."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate

from reader.articles.model import Block, BlockKind, Mark, MarkKind

_ADDRESS = re.compile(r"https?://[\x21-\x7e]+", re.IGNORECASE)
_TRAILING = ".,;:!?'\"*_~"
_NOT_AFTER = '<>"`{}|\\^'


def link_addresses(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, each bare address in their text marked as a link to itself."""
    return tuple(_linked(block) for block in blocks)


def _linked(block: Block) -> Block:
    if block.kind in (BlockKind.CODE, BlockKind.IMAGE) or "://" not in block.text:
        return block
    taken = [mark for mark in block.marks if mark.kind in (MarkKind.LINK, MarkKind.CODE)]
    taken.sort(key=lambda mark: mark.start)
    starts = [mark.start for mark in taken]
    ends = list(accumulate((mark.end for mark in taken), max))
    found = []
    for mark in _addresses(block.text):
        before = bisect_left(starts, mark.end)
        if not before or ends[before - 1] <= mark.start:  # none of those reaches into it
            found.append(mark)
    return replace(block, marks=(*block.marks, *found)) if found else block


def _addresses(text: str) -> Iterator[Mark]:
    for match in _ADDRESS.finditer(text):
        address = match.group()
        for sign in _NOT_AFTER:
            address = address.partition(sign)[0]
        address = address.rstrip(_TRAILING)
        if address.endswith(")") and "(" not in address:
            address = address.partition(")")[0]
        if len(address) > len("https://"):
            yield Mark(MarkKind.LINK, match.start(), match.start() + len(address), address)
