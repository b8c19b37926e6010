"""Repetition loops, the classic failure of small models."""

import re

_WORD = re.compile(r"\w+|[^\w\s]")
_LONGEST_UNIT = 8
_TIMES = {1: 4, 2: 3}
"""How often units of one and of two words must follow themselves; longer ones three times."""
_RUN_OF_CHARACTERS = re.compile(r"(\w{1,12}?)\1{7,}")
_REPETITIVE_SOURCE = re.compile(r"(.{1,8}?)\1{2,}")
_MOST_WORDS = 3.0
"""English words for each Chinese character beyond which a result cannot be right."""


def is_loop(source: str, english: str) -> bool:
    """Whether ``english`` repeats itself although ``source`` does not."""
    words = _WORD.findall(english.lower())
    if len(words) > 40 + _MOST_WORDS * len(source):
        return True
    if _REPETITIVE_SOURCE.search(source):
        return False
    return _RUN_OF_CHARACTERS.search(english) is not None or _run(words) is not None


def collapse(english: str) -> str:
    """``english`` with each run of repetitions reduced to one, and cut where it goes on so."""
    words = english.split()
    while (run := _run([word.lower().strip(",;") for word in words])) is not None:
        start, length, times = run
        words = words[: start + length] + words[start + length * times :]
    shorter = " ".join(words)
    return _RUN_OF_CHARACTERS.sub(r"\1", shorter)


def _run(words: list[str]) -> tuple[int, int, int] | None:
    """The first run of repetitions: where it starts, the length of its unit, and how often."""
    for length in range(1, _LONGEST_UNIT + 1):
        same = 0
        for place in range(length, len(words)):
            same = same + 1 if words[place] == words[place - length] else 0
            if same >= length * (_TIMES.get(length, 3) - 1):
                return _whole_run(words, place - same - length + 1, length)
    return None


def _whole_run(words: list[str], start: int, length: int) -> tuple[int, int, int]:
    unit = words[start : start + length]
    times = 1
    while words[start + times * length : start + (times + 1) * length] == unit:
        times += 1
    return start, length, times
