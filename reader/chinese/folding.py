"""Forms of a text that are compared instead of it; every offset stays where it was."""

from functools import cache
from importlib.resources import files

from reader.chinese.normalise import normalise

_FULL_WIDTH = {0x3000: " "} | {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
_CASE = {ord(capital): capital.lower() for capital in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_MARKS = dict.fromkeys(map(ord, "“”„「」『』"), '"') | dict.fromkeys(map(ord, "‘’"), "'")
_VARIANTS = {ord("著"): "着", ord("妳"): "你", ord("祂"): "他"}
"""Pairs that OpenCC's table of characters leaves apart, since they are also words of their own."""


@cache
def _simplified() -> dict[int, str]:
    """The first simplified form of each traditional character, from OpenCC's table."""
    table = files("opencc").joinpath("dictionary", "TSCharacters.txt").read_text(encoding="utf-8")
    pairs = (line.split() for line in table.splitlines() if line)
    return {ord(pair[0]): pair[1] for pair in pairs}


@cache
def _folded() -> dict[int, str]:
    return _simplified() | _VARIANTS | _FULL_WIDTH | _CASE | _MARKS


def simplify(text: str) -> str:
    """``text`` with each character simplified by itself; the length stays the same.

    For segmentation and dictionary look-up. It knows no words: to show a text in another script
    use ``reader.chinese.conversion``.
    """
    return normalise(text).translate(_simplified())


def fold(text: str) -> str:
    """``text`` as it is compared when something is looked for; the length stays the same.

    Scripts, look-alike radicals, case, full-width forms and kinds of quotation mark become one.
    """
    return normalise(text).translate(_folded())
