"""The English of a unit: its sentences one after the other, each with the mark of its source."""

from collections.abc import Callable
from dataclasses import dataclass

from reader.app.page.units import Unit
from reader.articles.model import BlockKind, Place
from reader.chinese.cells import cell_len
from reader.chinese.spans import Span
from reader.translation.model import Source, Translation

MARKS = {
    Source.MODEL: "≈",
    Source.MEMORY: "=",
    Source.GLOSS: "∷",
    Source.CORRECTION: "✓",
}
"""The one-cell mark of each source; edited English has none."""
PENDING = "…"
"""Stands for English that is still to come."""
_CELLS_PER_HAN = 4.2
"""Cells of English for each Han character, as far as room is kept for English to come.

Edited English and glosses of the shipped articles have 3.7 on average, three blocks of four less
than 4.1: with room for these, little that stands below has to move when the English is there.
"""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class EnglishSentence:
    """Where one sentence's English stands in the unit's English.

    ``span`` covers mark and words, ``words`` the words alone; ``pending`` says that the words
    are only the sign for English to come.
    """

    place: Place
    span: Span
    words: Span
    pending: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class English:
    """A unit's English; ``reserve`` is the room in cells to keep for what is still to come."""

    text: str
    sentences: tuple[EnglishSentence, ...]
    reserve: int = 0

    def sentence(self, number: int) -> EnglishSentence | None:
        """The English of the block's sentence ``number``, where there is one."""
        return next((each for each in self.sentences if each.place.sentence == number), None)


NOTHING = English("", ())

Lookup = Callable[[Place], Translation | None]
"""Gives the English of a sentence, or ``None`` while there is none."""


def compose(
    unit: Unit, lookup: Lookup, visible: Callable[[str], str], *, expecting: bool
) -> English:
    """The English of ``unit``, which may come from a file or a model and is made ``visible`` too.

    ``expecting`` says that what is missing is on its way.
    """
    if unit.block.kind in (BlockKind.CODE, BlockKind.RULE):
        return NOTHING
    text = ""
    sentences = []
    reserve = 0
    for place in unit.places:
        translation = lookup(place)
        if translation is None:
            if not expecting:
                continue
            span = unit.block.sentences[place.sentence]
            reserve += _cells_for(span.of(unit.block.text))
            piece, mark = PENDING, ""
        else:
            piece = visible(translation.text.strip())
            mark = MARKS.get(translation.source, "")
        if not piece:
            continue
        if text:
            text += " "
        start = len(text)
        text += (mark + _NO_BREAK if mark else "") + piece
        words = Span(len(text) - len(piece), len(text))
        sentences.append(
            EnglishSentence(
                place,
                Span(start, len(text)),
                words,
                pending=translation is None,
                doubtful=translation is not None and translation.doubtful,
            )
        )
    return English(text, tuple(sentences), reserve)


def _cells_for(chinese: str) -> int:
    """About how many cells the English of a sentence will take; what is not Han stays as it is."""
    wide = cell_len(chinese) - len(chinese)
    return int(wide * _CELLS_PER_HAN) + len(chinese) - wide
