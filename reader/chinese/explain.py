"""Characters that one script merges and the other keeps apart (发: 發, 髮)."""

from functools import cache
from typing import NamedTuple

from reader.chinese.alignment import Alignment
from reader.chinese.engine import engine_alternatives
from reader.chinese.script import Script
from reader.chinese.stages import form_step

_AROUND = 6


class Ambiguity(NamedTuple):
    """A character that could have become one of several."""

    start: int
    """Its offset in the text as written."""
    written: str
    candidates: tuple[str, ...]
    """What it may become, the usual one first."""
    chosen: str
    """What it became; the whole word where the word was exchanged."""
    context: str
    """It and up to six characters of its line on each side, as written."""


def ambiguities(text: str, shown: str, alignment: Alignment, to: Script) -> list[Ambiguity]:
    """The ambiguous characters of ``text``, which is shown in ``to`` as ``shown``."""
    table = _alternatives(to)
    return [
        Ambiguity(
            at,
            character,
            table[character],
            _chosen(at, shown, alignment),
            _context(text, at),
        )
        for at, character in enumerate(text)
        if character in table
    ]


def _context(text: str, at: int) -> str:
    before = text[max(0, at - _AROUND) : at].rpartition("\n")[2]
    return before + text[at : at + _AROUND + 1].partition("\n")[0]


def _chosen(at: int, shown: str, alignment: Alignment) -> str:
    edit = alignment.edit_at(at)
    if edit:
        return shown[edit.new_start : edit.new_end]
    new = alignment.forward(at)
    return shown[new : new + 1]


@cache
def _alternatives(to: Script) -> dict[str, tuple[str, ...]]:
    """The characters with several forms in the script ``to``, and these in its region's form."""
    if to is Script.ORIGINAL:
        return {}
    table = engine_alternatives("TSCharacters.txt" if to is Script.HANS else "STCharacters.txt")
    region = {Script.TW: "t2tw", Script.HK: "t2hk"}.get(to)
    if region:
        forms = form_step(region, beyond=True)
        table = {key: [forms.convert(value) for value in values] for key, values in table.items()}
    unique = {key: tuple(dict.fromkeys(values)) for key, values in table.items()}
    return {key: values for key, values in unique.items() if len(values) > 1}
