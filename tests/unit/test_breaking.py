"""Line breaks against UAX #14 as uniseg implements it; the differences are those we list."""

import re
from collections.abc import Iterator
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from uniseg.linebreak import line_break_breakables

from reader.chinese.breaking import Breaks

CHARACTERS = (
    "汉字中国天年第一的AaBbCc123 ，。！？；：、“”‘’（）()《》「」[]—…·-–/%$¥,.:!?\"'々ー～\u3000"
    "\u00a0\u2060\u200b+@#&|한ァ"
)
TEXT = st.text(st.sampled_from(CHARACTERS), min_size=2, max_size=40)

# Each difference, by the text before and after the place. Numbers are those of the module's list.
STRICTER = [
    (r"", r"[·‧～々ー：；ァ]"),  # 1 and 6
    (r" ", r"[”’,.:!?、，。；：」》）)\]/…]"),  # 1: across spaces
    (r"[0-9] ?[十百千万萬亿億余餘多]*", r"[^\W\d_]| \w|[–～-]"),  # 4: unit, range
    (r"[0-9] ?[十百千万萬亿億]*[美小公分个個]", r"[元时時里钟鐘月]"),  # 4: units of two characters
    (r"[0-9][–～：:-]|[0-9] |第 ?", r"[0-9一-鿿%]"),  # 4
    (r"-", r"[\w@#&]"),  # 4: names
    (r"[A-Za-z0-9@#&]", r"—"),  # 5
    (r"\S", r"\["),  # 7: citation
    (r"[@#]", r"\w"),  # 7: handle
    (r"[·/$¥+%]", r"[\w(\[]"),  # interpuncts, slashes and signs before letters and digits
    (r"[“‘] *", r" ?\S|　"),  # LB15a without what comes before the quote
]
LOOSER = [
    (r"[^A-Za-z0-9 ][,.:]", r"\S"),  # 2
    (r"[”’]", r""),  # 3
    (r"", r"[“‘]"),  # 3
    (r"[·～]", r""),  # UAX #14 has them as letters and ideographs
    (r"[$¥+%]", r"[（「《]"),  # a sign with a wide bracket
    (r"[、，。）」》)\],.:/]", r"[%$¥+]"),  # LB25 for numbers that end in brackets and separators
    (r" ", r"[’:]"),  # LB15b and LB15c: before a letter or digit
]


def differences(text: str) -> Iterator[tuple[str, str, bool]]:
    """What comes before and after each place where we differ, and whether we allow a break."""
    breaks = Breaks(text, 1000)
    for place, allowed in enumerate(line_break_breakables(text)):
        if place and breaks.allowed(place) != bool(allowed):
            yield text[:place], text[place:], breaks.allowed(place)


def is_listed(before: str, after: str, ours: bool) -> bool:
    return any(
        re.search(f"(?:{left})\\Z", before) and re.match(right, after)
        for left, right in (LOOSER if ours else STRICTER)
    )


@given(TEXT)
def test_the_differences_from_uax_14_are_listed(text: str) -> None:
    for before, after, ours in differences(text):
        assert is_listed(before, after, ours), f"{before!r} | {after!r}"


def corpus() -> list[str]:
    folder = files("reader").joinpath("..", "corpus")
    return [
        line
        for path in sorted(folder.iterdir(), key=lambda path: path.name)
        if path.name.endswith(".md")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("kind", ["。", "ASCII"])
def test_real_text_breaks_as_uax_14_says_but_for_what_we_list(kind: str) -> None:
    lines = [line for line in corpus() if line.isascii() == (kind == "ASCII")][:120]
    for line in lines:
        for before, after, ours in differences(line):
            assert is_listed(before, after, ours), f"{before[-9:]!r} | {after[:9]!r}"
