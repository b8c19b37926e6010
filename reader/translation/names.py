"""Names in Latin letters: whether they came through, and putting their spelling right."""

import re
from collections.abc import Iterator

_NAME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[.+#&_/'’-][A-Za-z0-9]+)*[+#]*")
_WORD = re.compile(r"[A-Za-z0-9][\w.+#&/'’-]*(?<![.'’-])")
_BOUNDARY = re.compile(r"(?<=[0-9])(?=[A-Za-z])")
"""Where English may set a space: 32 GB."""
_ALIKE = 82.0
"""Similarity in per cent from which a word is taken for a name's wrong spelling."""

_SAID_OTHERWISE = {
    "ai": ("artificial intelligence",),
    "aigc": ("generated content",),
    "agi": ("general intelligence",),
    "app": ("application", "software"),
    "apps": ("applications",),
    "ceo": ("chief executive",),
    "cfo": ("chief financial",),
    "cto": ("chief technology",),
    "coo": ("chief operating",),
    "gdp": ("gross domestic",),
    "ipo": ("public offering", "listing"),
    "it": ("information technology",),
    "llm": ("language model",),
    "ok": ("okay", "fine", "all right"),
    "hr": ("human resource", "recruiter"),
    "ip": ("brand", "intellectual property", "franchise", "character"),
    "koc": ("opinion consumer", "influencer"),
    "kol": ("opinion leader", "influencer"),
    "kpi": ("performance", "target"),
    "pc": ("computer",),
    "pk": ("against", "contest", "compete", "competition", "versus", "battle"),
    "ppt": ("powerpoint", "slide", "deck", "presentation"),
    "tv": ("television",),
    "ui": ("interface",),
    "up": ("uploader",),
    "us": ("united states", "american"),
    "usa": ("united states",),
    "uk": ("united kingdom", "britain", "british"),
    "vs": ("against", "versus"),
}
"""Abbreviations that English text may well write out."""


def lost_names(chinese: str, english: str) -> list[str]:
    """The Latin names of ``chinese`` that ``english`` does not spell the same way."""
    return [name for name in latin_names(chinese) if not _came_through(name, english)]


def latin_names(text: str) -> list[str]:
    """The distinct names in Latin letters, single letters and plain numbers left out."""
    found = (match.group() for match in _NAME.finditer(text))
    return list(
        dict.fromkeys(
            name for name in found if len(name) > 1 and any(letter.isalpha() for letter in name)
        )
    )


def repair_names(chinese: str, english: str) -> str:
    """``english`` with names spelt as in ``chinese`` where it has something very like them."""
    for name in lost_names(chinese, english):
        start, end = _most_alike(name, english)
        if end:
            english = english[:start] + name + english[end:]
    return english


def _came_through(name: str, english: str) -> bool:
    spelling = _BOUNDARY.sub(r"[\\s-]?", re.escape(name).replace(r"\-", "-"))
    if re.search(rf"(?<![A-Za-z0-9]){spelling}(?![A-Za-z0-9])", english):
        return True
    anyhow = re.search(rf"(?<![A-Za-z0-9]){spelling}(?:'?s|es)?(?![A-Za-z0-9])", english, re.I)
    if anyhow and (name.islower() or name.isupper() or name == name.capitalize()):
        return True
    others = _SAID_OTHERWISE.get(name.lower(), ())
    return any(other in english.lower() for other in others)


def _most_alike(name: str, english: str) -> tuple[int, int]:
    """Where ``english`` has one to three words most like ``name``; ``(0, 0)`` where nothing is."""
    from rapidfuzz.fuzz import ratio

    wanted = _bare(name)
    best = max(
        (
            (ratio(wanted, _bare(english[start:end])), start, end)
            for start, end in _windows(english)
        ),
        default=(0.0, 0, 0),
    )
    score, start, end = best
    long_enough = len(wanted) >= 4 or score == 100.0
    same_digits = _digits(english[start:end]) == _digits(name)
    return (start, end) if score >= _ALIKE and long_enough and same_digits else (0, 0)


def _windows(english: str) -> Iterator[tuple[int, int]]:
    words = [match.span() for match in _WORD.finditer(english)]
    for first in range(len(words)):
        for last in range(first, min(first + 3, len(words))):
            yield words[first][0], words[last][1]


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)
