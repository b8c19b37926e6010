"""Look-alikes and unprintable characters: replaced one for one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.normalise import normalise, visible

ANY = st.text(st.characters(categories=None))


@pytest.mark.parametrize(
    ("written", "ordinary"),
    [
        ("亚\u2ee2逊", "亚马逊"),
        ("\u2ed4户", "门户"),
        ("\u2ee3干", "骨干"),
        ("\u2f2f程师", "工程师"),
        ("\u2ee9\u2ef0\u2ef3", "黄龙龟"),
        ("\uf900", "\u8c48"),
        ("\U0002f81a", "\u51ac"),
        ("\u2e80\u2e9a", "\u2e80\u2e9a"),
        ("e\u0301ＡＢＣ①", "e\u0301ＡＢＣ①"),
    ],
)
def test_look_alikes(written: str, ordinary: str) -> None:
    assert normalise(written) == ordinary


def test_all_radicals_become_ideographs() -> None:
    for code in (*range(0x2E81, 0x2E9A), *range(0x2E9B, 0x2EF4), *range(0x2F00, 0x2FD6)):
        assert unicodedata.name(normalise(chr(code))).startswith("CJK UNIFIED IDEOGRAPH")


@given(ANY)
def test_normalising_keeps_the_length_and_is_idempotent(text: str) -> None:
    once = normalise(text)
    assert len(once) == len(text)
    assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m红\x1b[0m", "␛[31m红␛[0m"),
        ("\x00\x07\x7f\r", "␀␇␡␍"),
        ("\x9b2J\ud800", "�2J�"),
        ("甲\u202e乙\u2066丙\u200b丁", "甲▯乙▯丙▯丁"),
        ("a\tb\nc", "a b\nc"),
        ("👨\u200d👩\u200d👧甲\u200d乙", "👨\u200d👩\u200d👧甲▯乙"),
        ("[bold]甲[/]", "[bold]甲[/]"),
    ],
)
def test_what_a_terminal_could_act_on_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_title_is_one_line() -> None:
    assert visible("甲\n乙\x1b", one_line=True) == "甲␤乙␛"


@given(ANY)
def test_nothing_unprintable_is_left(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not {
        character
        for character in shown
        if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")
        or (
            unicodedata.bidirectional(character)
            in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN")
            and character != "\u200d"
        )
    } - {"\n"}
    shown.encode()
