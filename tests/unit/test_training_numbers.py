"""Numbers by rule: every form says the same amount on both sides."""

import random
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.numbers import (
    MAKERS,
    day,
    english_amount,
    fall,
    fill,
    large_number,
    month,
    number_pairs,
    spelt,
)
from training.phrases import COMPANIES, FRAMES

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
UNITS = {"十": 10, "百": 100, "千": 1000}


def read_numeral(text: str) -> int:
    """The value of Chinese numerals below 100 million."""
    if "万" in text:
        high, low = text.split("万")
        return read_numeral(high) * 10_000 + read_numeral(low)
    total, digit = 0, 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        else:
            total += (digit or 1) * UNITS[character]
            digit = 0
    return total + digit


@given(st.integers(0, 99_999_999))
def test_spelt_numbers_read_back(number: int) -> None:
    assert read_numeral(spelt(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (15, "十五"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1_010, "一千零一十"),
        (10_010, "一万零一十"),
        (150_000, "十五万"),
        (1_100_000, "一百一十万"),
    ],
)
def test_spelt_numbers_are_written_as_people_do(number: int, text: str) -> None:
    assert spelt(number) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("125000000", "125 million"),
        ("3400000000000", "3.4 trillion"),
        ("14000", "14,000"),
        ("1250000", "1.25 million"),
    ],
)
def test_amounts_in_english(value: str, text: str) -> None:
    assert english_amount(Decimal(value)) == text


def value_of(english: str) -> Decimal:
    match = re.fullmatch(r"(?:more than )?([\d.,]+)(?: (million|billion|trillion))?", english)
    assert match, english
    sizes = {None: 1, "million": 10**6, "billion": 10**9, "trillion": 10**12}
    return Decimal(match[1].replace(",", "")) * sizes[match[2]]


@given(st.integers(0, 100_000))
def test_large_numbers_in_digits_keep_their_value(seed: int) -> None:
    form = large_number(random.Random(seed), ("万", "亿", "万亿"))
    match = re.fullmatch(r"([\d.,]+)[余多]?(万亿|亿|万)", form.chinese)
    if match:
        size = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[match[2]]
        assert value_of(form.english) == Decimal(match[1].replace(",", "")) * size


def test_days_take_on_and_months_take_in() -> None:
    frames = [frame for frame in FRAMES if "{day}" in frame[0] or "{month}" in frame[0]]
    for chinese, english in frames:
        if len(english) > len("{month}"):
            assert "on {month}" not in english.lower(), chinese
            assert "in {day}" not in english.lower(), chinese
    draw = random.Random(1)
    assert all(re.search(r"\d", day(draw).english) for _ in range(100))
    assert not any(re.search(r"[a-z] \d{1,2}\b", month(draw).english) for _ in range(300))


def test_falls_are_under_a_hundred_percent() -> None:
    draw = random.Random(2)
    figures = [fall(draw).english for _ in range(500)]
    assert all(float(figure.rstrip("%")) < 100 for figure in figures)


def test_every_field_is_filled_on_both_sides() -> None:
    draw = random.Random(3)
    for frame in FRAMES:
        chinese, english = fill(frame, draw)
        assert "{" not in chinese + english
        assert "}" not in chinese + english
        assert re.findall(r"\{\w+\}", frame[0]) or chinese
        assert sorted(re.findall(r"\{\w+\}", frame[0])) == sorted(re.findall(r"\{\w+\}", frame[1]))


def test_names_stand_on_both_sides() -> None:
    assert len(dict(COMPANIES)) == len(COMPANIES)
    assert set(MAKERS) >= {"company", "money", "day", "month", "share"}


def test_pairs_are_the_same_for_the_same_seed() -> None:
    assert list(number_pairs(50, 4)) == list(number_pairs(50, 4))
    assert list(number_pairs(50, 4)) != list(number_pairs(50, 5))
