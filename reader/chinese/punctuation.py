"""Punctuation and spacing by region, as an option.

Mainland texts quote with ``“ ”`` and ``‘ ’``, Taiwan and Hong Kong with ``「 」`` and ``『 』``.
Texts from the web have ASCII commas and colons between Han characters, and some put a space
between Latin and Han while others do not. :func:`punctuate` brings a text into one habit and
keeps the way back: the offsets of both texts, so that the text as written can be told from the
text shown.

Nothing is applied unless asked for, and nothing is touched inside addresses, account names and
code.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from reader.chinese.alignment import Alignment, Edit
from reader.chinese.script import HAN, Script, has_han
from reader.chinese.stages import Result
from reader.chinese.untouched import untouched


class Spacing(StrEnum):
    """What stands between a Han character and a Latin letter or digit."""

    KEEP = "keep"
    SPACE = "space"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Punctuation:
    """Which habits to apply; by default none."""

    quotes: bool = False
    """Write the quotation marks of the region."""
    width: bool = False
    """Write ASCII marks beside Han characters in full width."""
    spacing: Spacing = Spacing.KEEP


AS_WRITTEN = Punctuation()
"""No habit at all."""

_TO_CORNERS = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_TO_CURLS = {corner: curl for curl, corner in _TO_CORNERS.items()}
_WIDE = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}

_CURL = re.compile("[“”‘’]")
_CORNER = re.compile("[「」『』]")
_MARK = re.compile("([,:;?!]) ?")
_BRACKETS = re.compile(r" ?\(([^()\n]*)\) ?")
_TOUCHING = re.compile(f"(?<=[{HAN}])[A-Za-z0-9]|(?<=[A-Za-z0-9%])[{HAN}]")
_SPACED = re.compile(f"(?<=[{HAN}]) ([A-Za-z0-9])|(?<=[A-Za-z0-9%]) ([{HAN}])")
_CHINESE = re.compile(f"[{HAN}，。、；：？！“”‘’「」『』（）《》…—]")


class _Replacement(NamedTuple):
    """What ``[start, end)`` of a text becomes; neither side is empty."""

    start: int
    end: int
    value: str


def punctuate(text: str, to: Script, habits: Punctuation) -> Result:
    """``text`` with the punctuation of the script ``to``, and how it lies on ``text``."""
    result = Result(text, Alignment())
    if habits == AS_WRITTEN or to is Script.ORIGINAL or not has_han(text):
        return result
    if habits.quotes:
        result = _applied(result, _corners if to.traditional else _curls)
    if habits.width:
        result = _applied(_applied(result, _brackets), _marks)
    if habits.spacing is not Spacing.KEEP:
        result = _applied(result, _spaced if habits.spacing is Spacing.SPACE else _closed)
    return result


def _applied(result: Result, habit: Callable[[str], Iterable[_Replacement]]) -> Result:
    """``result`` with one habit applied outside of what must stay as written."""
    text, before = result
    kept = untouched(text)
    fixed = next(kept, None)
    parts: list[str] = []
    edits: list[Edit] = []
    at = new_at = 0
    for start, end, value in habit(text):
        while fixed and fixed.end <= start:
            fixed = next(kept, None)
        if fixed and fixed.start < end:
            continue
        parts += (text[at:start], value)
        new_at += start - at
        edits.append(Edit(start, end, new_at, new_at + len(value)))
        new_at += len(value)
        at = end
    parts.append(text[at:])
    return Result("".join(parts), before.then(Alignment(tuple(edits))))


def _corners(text: str) -> Iterator[_Replacement]:
    for match in _CURL.finditer(text):
        if not _is_apostrophe(text, match.start()):
            yield _Replacement(*match.span(), _TO_CORNERS[match.group()])


def _curls(text: str) -> Iterator[_Replacement]:
    for match in _CORNER.finditer(text):
        yield _Replacement(*match.span(), _TO_CURLS[match.group()])


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether the mark at ``at`` is the one in ``don’t``."""
    return text[at] == "’" and _is_latin(text[at - 1 : at]) and _is_latin(text[at + 1 : at + 2])


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _marks(text: str) -> Iterator[_Replacement]:
    """ASCII marks with Chinese on at least one side, and the space behind them."""
    for match in _MARK.finditer(text):
        left = text[match.start() - 1 : match.start()]
        right = text[match.end() : match.end() + 1]
        if _CHINESE.match(left) or (_CHINESE.match(right) and left.isalnum()):
            yield _Replacement(*match.span(), _WIDE[match.group(1)])


def _brackets(text: str) -> Iterator[_Replacement]:
    """Pairs of brackets that hold Chinese or stand behind it, and the spaces around them."""
    for match in _BRACKETS.finditer(text):
        inside = match.group(1)
        if has_han(inside) or _CHINESE.match(text[match.start() - 1 : match.start()]):
            yield _Replacement(match.start(), match.start(1), "（")
            yield _Replacement(match.end(1), match.end(), "）")


def _spaced(text: str) -> Iterator[_Replacement]:
    for match in _TOUCHING.finditer(text):
        yield _Replacement(*match.span(), f" {match.group()}")


def _closed(text: str) -> Iterator[_Replacement]:
    for match in _SPACED.finditer(text):
        yield _Replacement(*match.span(), match.group(1) or match.group(2))
