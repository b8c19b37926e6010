"""How many terminal cells a text takes, counted as Rich counts them.

Rich is not imported here, so that the text layer needs no toolkit; a test compares the two over
all of Unicode. East Asian ambiguous characters (``“ ” — … ·``) are one cell wide.
"""

import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from itertools import pairwise

_WIDE = (
    "1100-115F 231A-231B 2329-232A 23E9-23EC 23F0 23F3 25FD-25FE 2614-2615 2630-2637 2648-2653 "
    "267F 268A-268F 2693 26A1 26AA-26AB 26BD-26BE 26C4-26C5 26CE 26D4 26EA 26F2-26F3 26F5 26FA "
    "26FD 2705 270A-270B 2728 274C 274E 2753-2755 2757 2795-2797 27B0 27BF 2B1B-2B1C 2B50 2B55 "
    "2E80-2E99 2E9B-2EF3 2F00-2FD5 2FF0-3029 3030-303E 3041-3096 309B-30FF 3105-312F 3131-3163 "
    "3165-318E 3190-31E5 31EF-321E 3220-3247 3250-A48C A490-A4C6 A960-A97C AC00-D7A3 F900-FAFF "
    "FE10-FE19 FE30-FE52 FE54-FE66 FE68-FE6B FF01-FF60 FFE0-FFE6 16FE0-16FE3 16FF2-16FF6 "
    "17000-18CD5 18CFF-18D1E 18D80-18DF2 1AFF0-1AFF3 1AFF5-1AFFB 1AFFD-1AFFE 1B000-1B122 1B132 "
    "1B150-1B152 1B155 1B164-1B167 1B170-1B2FB 1D300-1D356 1D360-1D376 1F004 1F0CF 1F18E "
    "1F191-1F19A 1F200-1F202 1F210-1F23B 1F240-1F248 1F250-1F251 1F260-1F265 1F300-1F320 "
    "1F32D-1F335 1F337-1F37C 1F37E-1F393 1F3A0-1F3CA 1F3CF-1F3D3 1F3E0-1F3F0 1F3F4 1F3F8-1F3FA "
    "1F400-1F43E 1F440 1F442-1F4FC 1F4FF-1F53D 1F54B-1F54E 1F550-1F567 1F57A 1F595-1F596 1F5A4 "
    "1F5FB-1F64F 1F680-1F6C5 1F6CC 1F6D0-1F6D2 1F6D5-1F6D8 1F6DC-1F6DF 1F6EB-1F6EC 1F6F4-1F6FC "
    "1F7E0-1F7EB 1F7F0 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA70-1FA7C 1FA80-1FA8A 1FA8E-1FAC6 "
    "1FAC8 1FACD-1FADC 1FADF-1FAEA 1FAEF-1FAF8 20000-2FFFD 30000-3FFFD"
)
"""Unicode 17: East_Asian_Width W or F, without what is zero wide."""

_WIDENED = (
    "23 2A 30-39 A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 2328 23CF 23ED-23EF 23F1-23F2 "
    "23F8-23FA 24C2 25AA-25AB 25B6 25C0 25FB-25FC 2600-2604 260E 2611 2618 261D 2620 2622-2623 "
    "2626 262A 262E-262F 2638-263A 2640 2642 265F-2660 2663 2665-2666 2668 267B 267E 2692 "
    "2694-2697 2699 269B-269C 26A0 26A7 26B0-26B1 26C8 26CF 26D1 26D3 26E9 26F0-26F1 26F4 "
    "26F7-26F9 2702 2708-2709 270C-270D 270F 2712 2714 2716 271D 2721 2733-2734 2744 2747 "
    "2763-2764 27A1 2934-2935 2B05-2B07 1F170-1F171 1F17E-1F17F 1F321 1F324-1F32C 1F336 1F37D "
    "1F396-1F397 1F399-1F39B 1F39E-1F39F 1F3CB-1F3CE 1F3D4-1F3DF 1F3F3 1F3F5 1F3F7 1F43F 1F441 "
    "1F4FD 1F549-1F54A 1F56F-1F570 1F573-1F579 1F587 1F58A-1F58D 1F590 1F5A5 1F5A8 1F5B1-1F5B2 "
    "1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE 1F5E1 1F5E3 1F5E8 1F5EF 1F5F3 1F5FA 1F6CB "
    "1F6CD-1F6CF 1F6E0-1F6E5 1F6E9 1F6F0 1F6F3"
)
"""Narrow characters that an emoji variation selector (U+FE0F) makes two cells wide."""

_NARROW_FORMATS = "AD 600-605 6DD 70F 890-891 8E2 110BD 110CD"
_ZERO_LETTERS = "1160-11FF 3164 D7B0-D7C6 D7CB-D7FB FFA0 1F3FB-1F3FF"
_ZERO_CATEGORIES = frozenset(("Mn", "Me", "Mc", "Cf", "Cc", "Zl", "Zp"))

_JOINER = "\u200d"
_EMOJI_SELECTOR = "\ufe0f"


def _characters(ranges: str) -> frozenset[str]:
    """The characters of ranges written in hexadecimal."""
    bounds = (part.partition("-")[::2] for part in ranges.split())
    return frozenset(
        chr(code)
        for first, last in bounds
        for code in range(int(first, 16), int(last or first, 16) + 1)
    )


@cache
def _widened() -> frozenset[str]:
    return _characters(_WIDENED)


@cache
def _wide_edges() -> tuple[int, ...]:
    """Where runs of wide code points start and, in turn, end."""
    edges = []
    for part in _WIDE.split():
        first, _, last = part.partition("-")
        edges += [int(first, 16), int(last or first, 16) + 1]
    assert all(one < other for one, other in pairwise(edges))
    return tuple(edges)


@cache
def _narrow_formats() -> frozenset[str]:
    return _characters(_NARROW_FORMATS)


@cache
def _zero_letters() -> frozenset[str]:
    return _characters(_ZERO_LETTERS)


@lru_cache(maxsize=16384)
def cell_width(character: str) -> int:
    """The cells that one code point takes by itself: 0, 1 or 2; controls and marks take none."""
    if " " <= character <= "~":
        return 1
    if character in _zero_letters():
        return 0
    if unicodedata.category(character) in _ZERO_CATEGORIES:
        return int(character in _narrow_formats())
    return 1 + bisect_right(_wide_edges(), ord(character)) % 2


def cell_widths(text: str) -> list[int]:
    """The cells that each code point adds to ``text``; their sum is ``cell_len(text)``.

    What is joined to an emoji by a zero-width joiner adds nothing; an emoji variation selector
    adds one cell where it widens the character before it.
    """
    widths = list(map(cell_width, text))
    if _JOINER not in text and _EMOJI_SELECTOR not in text:
        return widths
    base = ""
    joined = False
    for place, character in enumerate(text):
        if joined:
            widths[place] = 0
            joined = False
        elif character == _JOINER:
            joined = True
        elif character == _EMOJI_SELECTOR:
            widths[place] = int(base in _widened())
            base = ""
        elif widths[place]:
            base = character
    return widths


def cell_len(text: str) -> int:
    """The cells that ``text`` takes in a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(cell_widths(text))
