"""Numbers, dates and amounts of a Chinese sentence in English."""

import re
from typing import NamedTuple


class Numeral(NamedTuple):
    """``[start, end)`` of a sentence and what it says in English.

    ``bare`` is a number whose noun is still to come.
    """

    start: int
    end: int
    english: str
    bare: bool = False


_DIGITS = dict(zip("零〇一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_TENS = {"十": 10, "百": 100, "千": 1000}
_POWERS = {"万": 10**4, "亿": 10**8}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_UNITS = {
    "美元": "US dollars", "欧元": "euros", "日元": "yen", "港元": "Hong Kong dollars",
    "英镑": "pounds", "人民币": "yuan", "元": "yuan", "块钱": "yuan",
    "年": "years", "个月": "months", "个星期": "weeks", "周": "weeks", "天": "days",
    "小时": "hours", "个小时": "hours", "分钟": "minutes", "秒": "seconds", "岁": "years old",
    "倍": "times", "次": "times", "遍": "times", "人": "people", "公里": "kilometres",
    "米": "metres",
    "公斤": "kilograms", "吨": "tons", "字": "characters", "页": "pages",
}  # fmt: skip
_MEASURES = "块个位名家款项种场条篇段份批股张件只支本部座所间台辆架艘层组套双群根颗片句首笔趟处"

_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_TENTHS = r"(?P<tenths>[一二三四五六七八九])成(?P<tenth>[一二三四五六七八九])"
_DATE = (
    rf"(?P<year>[12][0-9]{{3}}) ?年"
    rf"(?: ?(?P<month>{_MONTH}) ?月(?: ?(?P<day>[1-3]?[0-9]) ?[日号])?)?"
    rf"|(?P<month2>{_MONTH}) ?月(?: ?(?P<day2>[1-3]?[0-9]) ?[日号])?"
    rf"|(?<![0-9])(?P<day3>[1-3]?[0-9]) ?日(?![元圆本经均报])"
)
_ALL_UNITS = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = (
    r"(?P<ordinal>第)?(?P<hundredth>百分之)?"
    r"(?:(?P<figures>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
    r"(?: ?(?P<power>[十百千]?[万亿]亿?)|(?![A-Za-z0-9_]))"
    r"|(?P<numeral>[零〇一二两三四五六七八九十百千万亿]{2,}|(?<=第)[一二三四五六七八九十]|(?<=百分之)[一二三四五六七八九十]"
    rf"|[一二两三四五六七八九十](?=年|个月|天|周|个?小时|分钟|秒|岁|倍|公里|[万亿千百])"
    rf"|[二两三四五六七八九十](?=[多余]?[次遍{_MEASURES}]))"
    r")"
    rf"(?P<percent>[%％])?(?P<more>[多余])? ?(?P<unit>{_ALL_UNITS}|[{_MEASURES}])?"
)
_NUMERAL = re.compile(rf"(?<![A-Za-z0-9._几数上同-])(?:{_TENTHS}|{_DATE}|{_NUMBER})")
_NO_NUMBERS = frozenset(["千万", "万一", "一一", "万千", "千百", "一二", "三五", "七八"])
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth",
    "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip


def numerals(text: str) -> list[Numeral]:
    """The numbers of ``text``, which is simplified, in order: figures, numerals, dates, units."""
    found = []
    for match in _NUMERAL.finditer(text):
        english = _share(match) or _date(match)
        if english:
            found.append(Numeral(*match.span(), english))
        elif english := _quantity(match):
            unit = match["unit"] or ""
            share = match["percent"] or match["hundredth"]
            bare = not (match["ordinal"] or share or unit in _UNITS)
            found.append(Numeral(*match.span(), english, bare))
    return found


def value_of(numeral: str) -> int | None:
    """The number that ``numeral`` (``六千七百一十亿``, ``二〇二五``) stands for, if it is one."""
    if all(character in _DIGITS for character in numeral):
        return int("".join(str(_DIGITS[character]) for character in numeral))
    total = section = digit = 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        elif character in _POWERS:
            total = (total + section + digit or 1) * _POWERS[character]
            section = digit = 0
        else:
            return None
    return total + section + digit


def _share(match: re.Match[str]) -> str:
    """``13%`` for 一成三."""
    tenths, tenth = match["tenths"], match["tenth"]
    return f"{_DIGITS[tenths]}{_DIGITS[tenth]}%" if tenths else ""


def _date(match: re.Match[str]) -> str:
    if match["day3"]:
        return f"the {_ordinal(int(match['day3']), spelt=False)}"
    year = match["year"] or ""
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    name = _MONTHS[_month(month) - 1] if month else ""
    return " ".join(part for part in (day, name, year) if part)


def _month(month: str) -> int:
    return int(month) if month.isdecimal() else value_of(month) or 0


def _quantity(match: re.Match[str]) -> str:
    number = _number(match)
    if not number:
        return ""
    unit = match["unit"] or ""
    if unit == "年" and len(match["numeral"] or "") == 4:
        return str(value_of(match["numeral"]))
    number += "%" if match["percent"] or match["hundredth"] else ""
    if match["more"]:
        number = f"more than {number}"
    if unit not in _UNITS:
        return number
    one = number == "1" or match["ordinal"]
    return f"{number} {_UNITS[unit].removesuffix('s') if one else _UNITS[unit]}"


def _number(match: re.Match[str]) -> str:
    numeral, figures, power = match["numeral"], match["figures"], match["power"]
    if numeral:
        value = None if numeral in _NO_NUMBERS else value_of(numeral)
        if value is None:
            return ""
        return _ordinal(value) if match["ordinal"] else _scaled(float(value))
    if match["ordinal"]:
        return _ordinal(int(float(figures.replace(",", ""))))
    if not power:
        return figures
    return _scaled(float(figures.replace(",", "")) * (value_of(power) or 1))


def _ordinal(value: int, *, spelt: bool = True) -> str:
    if spelt and value < len(_ORDINALS):
        return _ORDINALS[value]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{'th' if value % 100 in (11, 12, 13) else ending}"


def _scaled(value: float) -> str:
    for scale, name in _SCALES:
        if value >= scale:
            return f"{value / scale:.4g} {name}"
    return f"{value:,.10g}" if value >= 10_000 else f"{value:.10g}"
