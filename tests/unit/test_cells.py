"""Cell widths are those that the screen's toolkit counts with."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len as rich_cell_len
from rich.cells import get_character_cell_size

from reader.chinese.cells import cell_len, cell_width, cell_widths

# What Unicode has added since this Python's tables is not counted rightly everywhere.
ASSIGNED = [
    character
    for character in map(chr, range(sys.maxunicode + 1))
    if unicodedata.category(character) not in ("Cn", "Cs", "Co")
]


def test_every_character_is_as_wide_as_rich_says() -> None:
    width = cell_width.__wrapped__
    size = get_character_cell_size.__wrapped__
    assert [
        f"{ord(character):04X}" for character in ASSIGNED if width(character) != size(character)
    ] == []


@given(
    st.text(
        st.sampled_from("汉字，“—…·a1#❤👩👧🇨\u200d\ufe0f\u0301 ")
        | st.characters(exclude_categories=["Cn"])
    )
)
def test_texts_are_as_wide_as_rich_says(text: str) -> None:
    assert cell_len(text) == rich_cell_len(text) == sum(cell_widths(text))


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("汉字", 4),
        ("，。", 4),
        ("“”‘’—…·", 7),
        ("ａ１", 4),
        ("e\u0301", 1),
        ("👩\u200d👧", 2),
        ("❤\ufe0f", 2),
        ("\x1b\x00", 0),
        ("", 0),
    ],
)
def test_some_widths(text: str, cells: int) -> None:
    assert cell_len(text) == cells
