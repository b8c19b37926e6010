"""Numbers in Chinese and in English: whether they say the same, and putting them right."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_HAN = "零〇一二两三四五六七八九十百千"
_CHINESE = re.compile(
    rf"(?<![A-Za-z0-9.,块秒])(?<![A-Za-z]-)(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?![\d.]*[A-Za-z\d])(?!0?后|[块秒]\d|年代|世纪|时)"
    rf"(?P<scale>\s?[多余来]?[十百千]?[万亿]{{1,2}}|[十百千]?)(?P<rest>(?<=万)\d{{4}}(?!\d))?"
    rf"|(?<![数几好点{_HAN}])(?P<han>[{_HAN}]*[一二两三四五六七八九十][{_HAN}]*[万亿]"
    rf"[{_HAN}万亿]*)(?![一分点])"
)
"""Numbers, but for those that English says otherwise: 90后, 80年代, 14时, 9块9, 9秒83."""
_CHANGED_UNITS = re.compile(
    r"[多余来]?(?:[千兆吉]?瓦|度|[市公英]?[亩斤里]|公顷|立方|平方|[千毫微]|桶|海里)"
)
"""Units that English may give in others: 200万千瓦 is 2 gigawatts."""
_ENGLISH = re.compile(
    r"(?<![A-Za-z0-9.])(?<![A-Za-z]-)(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[\s-]?(?P<scale>(?:hundred|thousand|million|billion|trillion|quadrillion|quintillion)(?:th)?"
    r"|tn|bn|mn|k|m|b)\b)?"
    r"(?P<scale2>\s(?:thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_ENGLISH_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "b": 10**9,
    "bn": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
}
_NAMED = tuple(
    (name, scale) for name, scale in _ENGLISH_SCALES.items() if len(name) > 4 and scale >= 10**6
)
_WORDS = {
    "once": 1, "single": 1, "a": 1, "an": 1, "one": 1, "two": 2, "twice": 2, "pair": 2, "both": 2,
    "double": 2, "doubled": 2, "three": 3, "triple": 3, "tripled": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "quarter": 25, "thirty": 30, "forty": 40,
    "half": 50, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "zero": 0,
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9,
    "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""Words that say a number; a half may stand for 50 per cent and a month for its number."""
_TENS = frozenset(range(20, 100, 10))
_VAGUE = re.compile("[一二两三四五六七八九]{2}")
"""一两万, 七八亿: about so many."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text. ``scaled`` says that 万, 亿 or million and the like belong to it."""

    value: float
    start: int
    end: int
    scaled: bool


def chinese_amounts(text: str) -> list[Amount]:
    """The numbers of a Chinese text that are written in digits, or in Han with 万 or 亿."""
    found = []
    for match in _CHINESE.finditer(text):
        if match["han"]:
            if _VAGUE.search(match["han"]):
                continue
            value = _han_value(match["han"])
            scaled = True
        else:
            value = float(match["digits"].replace(",", ""))
            scaled = any(mark in _LARGE for mark in match["scale"])
            for mark in match["scale"]:
                value *= _SMALL.get(mark) or _LARGE.get(mark, 1)
            value += float(match["rest"] or 0)
        found.append(Amount(value, match.start(), match.end(), scaled))
    return found


def english_amounts(text: str) -> list[Amount]:
    """The numbers of an English text that are written in digits."""
    found = []
    for match in _ENGLISH.finditer(text):
        value = float(match["digits"].replace(",", ""))
        scales = [(match["scale"] or "").lower(), (match["scale2"] or "").strip().lower()]
        for scale in scales:
            value *= _ENGLISH_SCALES.get(scale.removesuffix("th"), 1)
        found.append(Amount(value, match.start(), match.end(), any(scales)))
    return found


def lost_amounts(chinese: str, english: str) -> list[Amount]:
    """The numbers of ``chinese`` that ``english`` does not have in any form."""
    left = [amount.value for amount in english_amounts(english)]
    words = {*_word_values(english), *_any_digits(english)}
    lost = []
    for amount in chinese_amounts(chinese):
        same = next((value for value in left if math.isclose(value, amount.value)), None)
        if same is not None:
            left.remove(same)
        elif not any(math.isclose(value, amount.value) for value in words):
            lost.append(amount)
    return lost


def repair_amounts(chinese: str, english: str) -> str:
    """``english`` with numbers put right that are wrong by a power of ten.

    1.25亿 is 125 million; small models write 1.25 billion, or leave the 亿 as it is. Only a number
    of ``english`` that answers no other number of ``chinese`` is changed.
    """
    for amount in reversed(chinese_amounts(english)):
        if amount.scaled:
            english = english[: amount.start] + in_words(amount.value) + english[amount.end :]
    for amount in lost_amounts(chinese, english):
        if not amount.scaled or not amount.value or _CHANGED_UNITS.match(chinese, amount.end):
            continue
        wrong = next(_off_by_tens(chinese, english, amount.value), None)
        if wrong is not None:
            english = english[: wrong.start] + in_words(amount.value) + english[wrong.end :]
    return english


def in_words(value: float) -> str:
    """A number as English text writes it: ``125 million``, ``3.4 trillion``, ``25,000``."""
    for name, scale in reversed(_NAMED):
        if value >= scale:
            return f"{value / scale:.6g} {name}"
    return f"{value:,.10g}"


def _off_by_tens(chinese: str, english: str, value: float) -> Iterator[Amount]:
    right = [amount.value for amount in chinese_amounts(chinese)]
    for amount in english_amounts(english):
        if amount.value and not any(math.isclose(amount.value, other) for other in right):
            power = math.log10(amount.value / value)
            if abs(power - round(power)) < 1e-9:
                yield amount


def _any_digits(english: str) -> Iterator[float]:
    """Numbers wherever they stand, also run together with letters."""
    for digits in re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", english):
        yield float(digits.replace(",", ""))


def _word_values(english: str) -> Iterator[float]:
    """What the words of ``english`` may say: ``ten thousand``, ``third``, ``seventy-six``."""
    value = 1.0
    for word in re.findall(r"[a-z]+|\d+(?:\.\d+)?", english.lower()):
        scale = _ENGLISH_SCALES.get(word.removesuffix("th").removesuffix("s"), 0)
        if word in _WORDS:
            ones = _WORDS[word]
            value = value + ones if value in _TENS and ones < 10 else ones
            yield ones
        elif scale >= 100 and len(word) > 2:
            value *= scale
        else:
            value = float(word) if word[0].isdigit() else 1.0
            continue
        yield value


def _han_value(text: str) -> float:
    """The value of a number in Han numerals: 六千七百亿, 两亿五千万, 两万八 (28,000)."""
    total, section, digit, last = 0.0, 0.0, 0.0, 0
    for character in text:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _SMALL:
            section += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            scale = _LARGE[character]
            part = section + digit
            total = (total + part) * scale if scale > last else total + part * scale
            section, digit, last = 0.0, 0.0, scale
    if text[-2] in _LARGE and digit:
        return total + digit * last / 10
    return total + section + digit
