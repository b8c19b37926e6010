"""Pinyin: from numbers to tone marks, tones, and the readings of a sentence."""

import re
import unicodedata
from typing import Any

_COMBINING = "\u0304\u0301\u030c\u0300"
"""The marks of the tones 1 to 4."""
_ALONE = {"长": "chang2", "得": "de5", "地": "de5", "着": "zhe5", "还": "hai2", "行": "xing2"}
_SYLLABLE = re.compile(r"([A-Za-zêÊüÜ:]+)([1-5])\Z")
_VOWELS = re.compile(r"[aeiouü]+", re.IGNORECASE)


def with_marks(numbered: str) -> str:
    """``nǐ hǎo`` for ``ni3 hao3``, syllable for syllable.

    ``u:`` and ``v`` are ``ü``; tone 5 has no mark; ``r5`` is ``r``. What is no numbered syllable
    (letters, ``·``, ``,``) stays as it is.
    """
    return " ".join(_marked(syllable) for syllable in numbered.split())


def as_name(numbered: str) -> str:
    """A name's pinyin as it is written in English: ``Liang Wenfeng``, ``Shenzhen``.

    Without tone marks; the first syllable of a capital letter's word begins it.
    """
    words: list[str] = []
    for syllable in numbered.split():
        letters = re.sub(r"[1-5]\Z", "", syllable).replace("u:", "ü")
        if not words or letters[:1].isupper():
            words.append(letters[:1].upper() + letters[1:])
        elif letters == "r" or letters[:1].isalpha():
            joint = "'" if letters[0] in "aeo" and words[-1][-1:].isalpha() else ""
            words[-1] += joint + letters
    return " ".join(words)


def readings(text: str) -> list[str]:
    """The numbered reading of each character of ``text`` in its context; empty for what is no Han.

    Words decide where a character has several readings (``银行`` against ``行走``). Imports
    pypinyin, which takes a moment the first time.
    """
    from pypinyin import Style, lazy_pinyin

    def nothing(run: str) -> Any:
        return [""] * len(run)

    read = lazy_pinyin(
        text,
        style=Style.TONE3,
        neutral_tone_with_five=True,
        v_to_u=True,
        errors=nothing,
    )
    return [syllable.replace("ü", "u:") for syllable in read]


def reading_alone(character: str, context: str) -> str:
    """How ``character`` is read as a word of its own, given its reading in a ``context``.

    pypinyin has the reading that is most frequent inside words for some that are read otherwise
    by themselves.
    """
    return _ALONE.get(character, context)


def _marked(syllable: str) -> str:
    match = _SYLLABLE.match(syllable)
    if not match:
        return syllable
    letters = match[1].replace("u:", "ü").replace("U:", "Ü").replace("v", "ü")
    tone = int(match[2])
    place = _marked_place(letters)
    if tone == 5 or place is None:
        return letters
    marked = unicodedata.normalize("NFC", letters[place] + _COMBINING[tone - 1])
    return letters[:place] + marked + letters[place + 1 :]


def _marked_place(letters: str) -> int | None:
    """Where the mark goes: on a or e, on the o of ou, else on the last vowel."""
    low = letters.lower()
    for vowel in ("a", "e", "ou"):
        if vowel in low:
            return low.index(vowel)
    match = _VOWELS.search(low)
    if match:
        return match.end() - 1
    return 0 if low[:1] in ("m", "n") else None
