"""What an importer makes of a file: a document, and the builder that collects its blocks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reader.articles.model import Block, BlockKind, Mark

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Document:
    """The content of one file before it has a place in the library.

    ``title`` may be empty: :func:`reader.articles.titles.title_of` finds one. ``date`` is an
    ISO 8601 date or empty; ``address`` a web address or empty.
    """

    blocks: tuple[Block, ...]
    title: str = ""
    english_title: str = ""
    source: str = ""
    address: str = ""
    date: str = ""


def storable(text: str) -> str:
    """``text`` with lone surrogates, which no UTF-8 file or database can hold, as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """``text`` on one line: every run of white space is one space, none at the ends."""
    return _SPACE.sub(" ", storable(text)).strip()


def renumbered(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with indexes that count from 0 in their order."""
    return tuple(
        block if block.index == number else replace(block, index=number)
        for number, block in enumerate(blocks)
    )


class BlockBuilder:
    """Collects blocks in order and numbers them; blocks without content are left out."""

    def __init__(self) -> None:
        """Start without blocks."""
        self.blocks: list[Block] = []

    def add(
        self,
        kind: BlockKind,
        text: str = "",
        *,
        level: int = 0,
        marks: Iterable[Mark] = (),
        marker: str = "",
        target: str = "",
    ) -> None:
        """Append a block; white space around ``text`` goes, and the marks move with it."""
        text = storable(text)
        if kind is BlockKind.CODE:
            shown, lead = text.rstrip(), 0
        else:
            shown = text.strip()
            lead = len(text) - len(text.lstrip())
        if not (shown or target or kind is BlockKind.RULE):
            return
        self.blocks.append(
            Block(
                index=len(self.blocks),
                kind=kind,
                text=shown,
                level=level,
                marks=tuple(_moved(marks, -lead, len(shown))),
                marker=marker,
                target=storable(target),
            )
        )


def _moved(marks: Iterable[Mark], by: int, length: int) -> Iterable[Mark]:
    for mark in marks:
        start, end = max(0, mark.start + by), min(length, mark.end + by)
        if start < end:
            yield Mark(mark.kind, start, end, storable(mark.target))
