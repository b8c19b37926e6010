"""Cleaning sentence pairs, and telling those that would teach something wrong.

Pure functions on text; :mod:`training.prepare` puts them together.
"""

import re
import unicodedata
from collections.abc import Callable

from reader.chinese.normalise import normalise
from reader.translation.prepare import tidy

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_HAN_CHARACTER = re.compile(f"[{_HAN}]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SPACE_AFTER_MARK = re.compile(r"(?<=[，。！？、；：“‘（《」』）》”’]) +")
_SPACE_BEFORE_MARK = re.compile(r" +(?=[，。！？、；：”’）》」』（《“])")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "′": "'", "`": "'"})
_SPACED_ENGLISH = (
    (re.compile(r" +([,.;:!?%)\]])(?=\s|$|[\"')])"), r"\1"),
    (re.compile(r"([(\[]) +"), r"\1"),
    (re.compile(r" +('(?:s|re|ve|ll|d|m|t)\b)"), r"\1"),
    (re.compile(r" +n't\b"), "n't"),
    (re.compile(r'(^|\s)" ([^"]*?) "(?=[\s,.;:!?)]|$)'), r'\1"\2"'),
    (re.compile(r"\s+"), " "),
)


def clean_chinese(text: str) -> str:
    """``text`` as the reader gives it to the model, apart from the script.

    Look-alikes are made ordinary, control characters go, and so do the spaces that some corpora
    put beside full-width punctuation.
    """
    text = tidy(normalise(text))
    return _SPACE_BEFORE_MARK.sub("", _SPACE_AFTER_MARK.sub("", text))


def clean_english(text: str) -> str:
    """``text`` in one style: straight quotes, no tokeniser's spaces, single spaces."""
    text = tidy(text).translate(_QUOTES)
    for pattern, replacement in _SPACED_ENGLISH:
        text = pattern.sub(replacement, text)
    return text.strip()


def chinese_length(text: str) -> int:
    """The length of Chinese text in words, roughly: two Han characters or one Latin word each."""
    return len(_HAN_CHARACTER.findall(text)) // 2 + len(re.findall(r"[A-Za-z0-9]+", text))


def english_length(text: str) -> int:
    """The length of English text in words."""
    return len(text.split())


def _empty(chinese: str, english: str) -> bool:
    return not chinese or not english or chinese == english


def _wrong_language(chinese: str, english: str) -> bool:
    """Chinese without Han (or nearly), English with Han or of letters that are not Latin."""
    han = len(_HAN_CHARACTER.findall(chinese))
    letters = [character for character in chinese if character.isalpha()]
    if han == 0 or han < 0.12 * len(letters):
        return True
    if _HAN_CHARACTER.search(english):
        return True
    letters = [character for character in english if character.isalpha()]
    latin = sum("LATIN" in unicodedata.name(character, "") for character in letters)
    return not letters or latin < 0.9 * len(letters)


def _code(chinese: str, english: str) -> bool:
    """More signs than words, as in lines of code, tables and option lists."""
    signs = sum(not (c.isalnum() or c.isspace()) for c in english)
    return (
        signs > 0.3 * len(english) or re.search(r"[{}\\|<>]{2}|={2,}|__\w+__", english) is not None
    )


def _too_long(chinese: str, english: str) -> bool:
    return english_length(english) > 90 or len(chinese) > 220


def _ratio(chinese: str, english: str) -> bool:
    """Sides whose lengths do not fit; short ones may differ more."""
    ours, theirs = chinese_length(chinese) + 2, english_length(english) + 2
    return not 0.4 <= theirs / ours <= 3.2


_LONG_NUMBER = re.compile(r"(?<![\d.,])\d{2,}(?![\d.,%]*\d)")


def _numbers_differ(chinese: str, english: str) -> bool:
    """Most plain numbers of the Chinese are missing in the English: another sentence's English.

    Numbers before 万 or 亿 change their form, and months and days may be spelt out.
    """
    plain = [
        match.group()
        for match in _LONG_NUMBER.finditer(chinese)
        if chinese[match.end() : match.end() + 1] not in set("万亿千百余多月日号时点分")
    ]
    if not plain:
        return False
    figures = english.replace(",", "")
    return sum(number in figures for number in plain) < 0.5 * len(plain)


def _latin_differs(chinese: str, english: str) -> bool:
    """Most Latin words of the Chinese are missing in the English."""
    words = {word.lower() for word in _LATIN_WORD.findall(chinese) if len(word) > 2}
    if len(words) < 2:
        return False
    lower = english.lower()
    return sum(word.rstrip("s") in lower for word in words) < 0.5 * len(words)


REASONS: dict[str, Callable[[str, str], bool]] = {
    "empty or copied": _empty,
    "wrong language": _wrong_language,
    "code": _code,
    "too long": _too_long,
    "length ratio": _ratio,
    "numbers differ": _numbers_differ,
    "Latin words differ": _latin_differs,
}
"""Why a pair is left out; each is asked in turn."""


def reason_against(chinese: str, english: str) -> str:
    """Why the pair should not be trained on, or an empty string."""
    return next((reason for reason, holds in REASONS.items() if holds(chinese, english)), "")


def same_text(text: str) -> str:
    """What two texts have in common that count as the same: letters and digits, in lower case."""
    return "".join(character for character in text.lower() if character.isalnum())
