"""More pairs from the pairs there are, each kind for something the reader's text needs.

Every function is pure; randomness comes from the generator it is given, so that a training set
can be made again.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence

Pair = tuple[str, str]

_LATIN = r"[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*"
_WORD = re.compile(rf"(?<![A-Za-z0-9@/._-]){_LATIN}(?![A-Za-z0-9@/_-])")
_NUMBER = re.compile(r"(?<![\d.,A-Za-z])\d{2,4}(?![\d.,A-Za-z%％])")
_CHANGES_FORM = set("万亿千百余多月日号时点分成")
PLACEHOLDERS = tuple(f"X{number}" for number in range(1, 10))
"""What the reader puts in place of addresses, handles and code before it asks the model."""
_STARTS = "b br c ch d dr f fl g gr h j k kl l m n p pl qu r s sh sk st t th tr v w z".split()  # noqa: SIM905
_ENDS = "a an ar ax e el en er ex i in is ix o on or os ra ro um us y".split()  # noqa: SIM905


def joined(passage: Sequence[Pair], count: int) -> Iterator[Pair]:
    """Every ``count`` neighbours of a passage as one pair."""
    for start in range(len(passage) - count + 1):
        part = passage[start : start + count]
        yield "".join(pair[0] for pair in part), " ".join(pair[1] for pair in part)


def without_final_mark(pair: Pair) -> Pair | None:
    """The pair without the full stops at its ends, as in headings and cut-off text."""
    chinese, english = pair
    if not chinese.endswith("。") or not english.endswith(".") or english.endswith(".."):
        return None
    return chinese[:-1], english[:-1]


_SMALL_WORDS = (
    " a an and as at but by for from in into nor of on onto or over per so than the to up via vs "
    "with yet "
)


def title_case(text: str) -> str:
    """``text`` as a headline in title case; words with capitals or digits in them stay."""
    words = text.split(" ")
    last = len(words) - 1

    def capital(number: int, word: str) -> str:
        if not word.islower() and not word[:1].islower():
            return word
        if 0 < number < last and f" {word} " in _SMALL_WORDS:
            return word
        head = next((place for place, letter in enumerate(word) if letter.isalpha()), 0)
        if any(letter.isupper() or letter.isdigit() for letter in word):
            return word
        return word[:head] + word[head : head + 1].upper() + word[head + 1 :]

    return " ".join(capital(number, word) for number, word in enumerate(words))


def headline(pair: Pair) -> Pair | None:
    """A short statement as the headline it could be: without its full stop, in title case."""
    bare = without_final_mark(pair)
    if bare is None or len(bare[0]) > 24 or re.search("[，。；：？！“]", bare[0]):
        return None
    return bare[0], title_case(bare[1])


_CORNER_BRACKETS = str.maketrans("“”‘’", "「」『』")


def traditional_quotes(chinese: str) -> str:
    """``chinese`` with the corner brackets that Traditional text quotes with."""
    return chinese.translate(_CORNER_BRACKETS)


def invented_name(draw: random.Random) -> str:
    """A Latin name that no corpus holds: something that can only be copied."""
    name = "".join(draw.choice(_STARTS) + draw.choice(_ENDS) for _ in range(draw.randint(1, 3)))
    style = draw.random()
    if style < 0.55:
        return name.capitalize()
    if style < 0.7:
        return name.upper()[:5]
    if style < 0.8:
        return f"{name.capitalize()}-{draw.randint(2, 90)}"
    if style < 0.9:
        return name.capitalize() + draw.choice(["AI", "Lab", "Net", "Pay", "OS"])
    return f"{name.capitalize()} {draw.choice(_STARTS).capitalize()}{draw.choice(_ENDS)}"


def invented_address(draw: random.Random) -> str:
    """A web address, handle or citation."""
    name = "".join(draw.choice(_STARTS) + draw.choice(_ENDS) for _ in range(2))
    return draw.choice(
        [
            f"https://{name}.com/{draw.randint(1, 999)}",
            f"www.{name}.org",
            f"@{name}{draw.randint(1, 99)}",
            f"{name}@{draw.choice(_STARTS)}{draw.choice(_ENDS)}.cn",
            f"#{name}",
        ]
    )


def _once(pattern: re.Pattern[str], chinese: str, english: str) -> list[str]:
    """What ``pattern`` finds exactly once on both sides."""
    ours, theirs = pattern.findall(chinese), pattern.findall(english)
    return [text for text in ours if ours.count(text) == 1 and theirs.count(text) == 1]


def _swapped(pattern: re.Pattern[str], text: str, new: dict[str, str]) -> str:
    return pattern.sub(lambda match: new.get(match.group(), match.group()), text)


def copied_names(pair: Pair, draw: random.Random) -> Pair | None:
    """The pair with Latin words that both sides hold exchanged for something else to copy.

    For placeholders as the reader makes them (numbered from 1), invented names, or addresses;
    ``None`` where the sides share no Latin word.
    """
    words = _once(_WORD, *pair)
    if not words:
        return None
    chosen = draw.sample(words, min(len(words), draw.choice([1, 1, 1, 2, 3])))
    chosen.sort(key=pair[0].index)
    kind = draw.random()
    if kind < 0.5:
        first = draw.choice([1, 1, 1, 1, draw.randint(1, 9)])
        names = [f"X{min(first + number, 99)}" for number in range(len(chosen))]
    elif kind < 0.9:
        names = [invented_name(draw) for _ in chosen]
    else:
        names = [invented_address(draw) for _ in chosen]
    new = dict(zip(chosen, names, strict=True))
    return _swapped(_WORD, pair[0], new), _swapped(_WORD, pair[1], new)


def copied_numbers(pair: Pair, draw: random.Random) -> Pair | None:
    """The pair with plain numbers that both sides hold exchanged for others as long."""
    chinese, english = pair
    numbers = [
        number
        for number in _once(_NUMBER, chinese, english)
        if chinese[chinese.index(number) + len(number) :][:1] not in _CHANGES_FORM
    ]
    if not numbers:
        return None
    new = {}
    for number in numbers:
        if len(number) == 4 and number[:2] in ("19", "20"):
            new[number] = str(draw.randint(1950, 2026))
        else:
            new[number] = str(draw.randint(10 ** (len(number) - 1), 10 ** len(number) - 1))
    return _swapped(_NUMBER, chinese, new), _swapped(_NUMBER, english, new)


def with_placeholder(pair: Pair, draw: random.Random) -> Pair:
    """The pair with a placeholder where handles and addresses often stand: at either end."""
    chinese, english = pair
    mark = draw.choice(PLACEHOLDERS[:3])
    style = draw.random()
    if style < 0.4:
        return f"{mark}：{chinese}", f"{mark}: {english}"
    if style < 0.7:
        return f"{chinese}{mark}", f"{english} {mark}"
    if style < 0.85:
        return f"{mark} {chinese}", f"{mark} {english}"
    return f"{chinese}（{mark}）", f"{english} ({mark})"


def some(pairs: Iterable[Pair], share: float, draw: random.Random) -> Iterator[Pair]:
    """About ``share`` (0 to 1) of ``pairs``."""
    return (pair for pair in pairs if draw.random() < share)
