"""Folding: the form of a text in which the library searches.

Folding knows no context and changes no length: each character has one folded form, whatever
stands beside it, so that any substring of a text, in either script, folds to a substring of the
folded text. (Conversion by phrases, as for showing, would fold the same word differently at the
edge of a query.) Different characters may fold alike (乾 and 干), which finds a little too much and
never too little.
"""

import re
from functools import cache
from importlib import resources

from reader.chinese.script import Script

_HAN = re.compile(
    "([\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
_ALSO = {
    "著": "着",
    "妳": "你",
    "祂": "他",
    "牠": "它",
    "幺": "么",
    "麽": "么",
    "裏": "里",
    "乾": "干",
}
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FULL_WIDTH[0x3000] = 0x20
_MARKS = str.maketrans("“”‘’「」『』", "\"\"''\"\"''")


def fold(text: str) -> str:
    """``text`` with Simplified, lower-case, half-width characters, one for each of its own."""
    return text.translate(_table())


def spaced(folded: str) -> str:
    """Folded text with a space on each side of every Han character, as the index keeps it."""
    return _HAN.sub(r" \1 ", folded)


def script_of(text: str) -> Script:
    """The script of ``text`` by the characters that only one script has."""
    han = _HAN.findall(text)
    if not han:
        return Script.ORIGINAL
    table = _traditional()
    changed = sum(character in table for character in han)
    return Script.HANT if changed * 50 > len(han) else Script.HANS


@cache
def _traditional() -> dict[str, str]:
    """Traditional characters with their first Simplified form, from OpenCC's table."""
    table = resources.files("opencc") / "dictionary" / "TSCharacters.txt"
    pairs = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if line)
    return {
        written: forms.split(" ")[0] for written, forms in pairs if written != forms.split(" ")[0]
    }


@cache
def _table() -> dict[int, int | str]:
    table: dict[int, int | str] = {code: chr(code).lower() for code in range(0x250)}
    table.update({code: lower for code, lower in table.items() if len(str(lower)) == 1})
    table[0x130] = "i"
    table.update({ord(written): form for written, form in _traditional().items()})
    table.update({ord(written): form for written, form in _ALSO.items()})
    for code, half in _FULL_WIDTH.items():
        table[code] = chr(half).lower()
    table.update(_MARKS)
    return table
