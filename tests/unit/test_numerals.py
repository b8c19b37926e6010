"""Numbers, dates and numbers in English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.translation.numerals import numerals, value_of


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("1.25亿", "125 million"),
        ("4000万次", "40 million times"),
        ("5890亿美元", "589 billion US dollars"),
        ("3.4万亿美元", "3.4 trillion US dollars"),
        ("1.4 万元", "14,000 yuan"),
        ("14.8万亿", "14.8 trillion"),
        ("90,000人", "90,000 people"),
        ("200多个", "more than 200"),
        ("5.5%", "5.5%"),
        ("百分之三十", "30%"),
        ("百分之五", "5%"),
        ("第一次", "first time"),
        ("一成三", "13%"),
        ("6日", "the 6th"),
        ("25天", "25 days"),
        ("一天", "1 day"),
        ("四十八小时", "48 hours"),
        ("六千七百一十亿", "671 billion"),
        ("三十万", "300,000"),
        ("2025年1月29日", "29 January 2025"),
        ("2025 年 1 月 29 日", "29 January 2025"),
        ("2025年", "2025"),
        ("二〇二五年", "2025"),
        ("1月27日", "27 January"),
        ("十二月", "December"),
        ("第一", "first"),
        ("第二十一", "21st"),
        ("第12", "12th"),
    ],
)
def test_numbers(chinese: str, english: str) -> None:
    (found,) = numerals(f"共{chinese}吧")
    assert (chinese, found.english) == (f"共{chinese}吧"[found.start : found.end], english)


@pytest.mark.parametrize(
    "text", ["V3", "GPT-4", "3D", "13D", "万一", "十分", "几百万", "v2.1", "", "汉字"]
)
def test_what_is_no_number(text: str) -> None:
    assert numerals(text) == []


@given(st.text(st.sampled_from("第十百千万亿一二两零年月日个天元%多.,0123 ") | st.characters()))
def test_numbers_are_in_order(text: str) -> None:
    end = 0
    for number in numerals(text):
        assert end <= number.start < number.end <= len(text)
        assert number.english
        end = number.end


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", 10), ("十二", 12), ("一百零三", 103), ("两万", 20_000), ("万亿", 10**12), ("人", None)],
)
def test_values(numeral: str, value: int | None) -> None:
    assert value_of(numeral) == value
