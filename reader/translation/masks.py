"""What a model must not touch: taken out of a sentence before, put back after.

Addresses, handles and code are replaced by short Latin names (``X1``) that a model copies, as it
does product names. Citations are taken out and put back at the place they belong to.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

_ADDRESS = r"(?:https?|ftp)://[^\s<>\"'`\u0080-\U0010ffff]+(?<![.,;:!?)\]])"
_BARE_ADDRESS = (
    r"(?<![A-Za-z0-9@.])www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[!-~]*)?(?<![.,;:!?)])"
)
_MAIL = r"(?<![A-Za-z0-9.+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_HANDLE = (
    r"(?<![A-Za-z0-9@/])@(?:[\w·-]{1,16}(?=[\s，。：；、！？,:;!?()（）【】…]|\Z)"
    r"|[A-Za-z0-9_]+)"
)
_CODE = r"`[^`\n]+`"
_CITATIONS = re.compile(r"(?:[\[［]\d{1,3}(?:\s?[-–,，、]\s?\d{1,3})*[\]］])+")
_STOPS = "。！？.!?…；;”’」』）)"
_LATIN = re.compile("[A-Za-z0-9]")
_LETTERS = "XZQVK"


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation and where it stood: the share of the text before it, and whether at its end."""

    text: str
    share: float
    at_end: bool
    after_stop: bool


@dataclass(frozen=True)
class Masked:
    """A sentence for the model, with what was taken out of it."""

    text: str
    names: tuple[str, ...] = ()
    """The placeholders in ``text``, in order."""
    items: tuple[str, ...] = ()
    """What each of them stands for."""
    citations: tuple[Citation, ...] = ()

    def missing(self, english: str) -> list[str]:
        """The placeholders that do not stand in ``english`` exactly once."""
        return [name for name in self.names if len(_pattern(name).findall(english)) != 1]

    def restore(self, english: str) -> str:
        """``english`` with what was taken out put back."""
        for name, item in zip(self.names, self.items, strict=True):
            english = _pattern(name).sub(partial(_spaced, item), english)
        for citation in reversed(self.citations):
            english = _put_back(english, citation)
        return english

    def around(self) -> list[str]:
        """The text between the placeholders: one part more than there are placeholders."""
        parts: list[str] = []
        rest = self.text
        for name in self.names:
            before, _, rest = rest.partition(name)
            parts.append(before)
        return [*parts, rest]


def mask(sentence: str, also: Sequence[str] = ()) -> Masked:
    """``sentence`` with everything opaque, and each occurrence of ``also``, taken out."""
    text, citations = _take_citations(sentence)
    letter = next((one for one in _LETTERS if not re.search(rf"{one}\d", text)), "X")
    names: list[str] = []
    items: list[str] = []

    def take(match: re.Match[str]) -> str:
        names.append(f"{letter}{len(names) + 1}")
        items.append(match.group())
        return _spaced(names[-1], match)

    text = _finder(also).sub(take, text)
    return Masked(text, tuple(names), tuple(items), citations)


def _finder(also: Sequence[str]) -> re.Pattern[str]:
    patterns = [_CODE, _ADDRESS, _BARE_ADDRESS, _MAIL, _HANDLE]
    patterns += [
        rf"(?<![A-Za-z0-9]){re.escape(item)}(?![A-Za-z0-9])"
        for item in sorted(also, key=len, reverse=True)
    ]
    return re.compile("|".join(patterns))


def _take_citations(sentence: str) -> tuple[str, tuple[Citation, ...]]:
    kept: list[str] = []
    citations: list[Citation] = []
    place = 0
    whole = len(sentence)
    for match in _CITATIONS.finditer(sentence):
        kept.append(sentence[place : match.start()])
        place = match.end()
        before = sentence[: match.start()].rstrip()
        citations.append(
            Citation(
                match.group(),
                match.start() / whole,
                not sentence[place:].strip(_STOPS + " "),
                before.endswith(tuple("。！？.!?")),
            )
        )
    rest = "".join([*kept, sentence[place:]])
    if not citations or not rest.strip():
        return sentence, ()
    return rest, tuple(citations)


def _put_back(english: str, citation: Citation) -> str:
    body = english.rstrip()
    stops = len(body) - len(body.rstrip(".!?\"'”’)"))
    end = len(body) - stops
    if citation.at_end:
        place = len(body) if citation.after_stop else end
    else:
        place = _clause_end(body[:end], citation.share)
    return body[:place] + citation.text + body[place:]


def _clause_end(english: str, share: float) -> int:
    """The end of a clause nearest to the given share of the text, else the nearest word's end."""
    aim = share * len(english)
    clauses = [match.start() for match in re.finditer(r"[,;:](?=\s)", english)]
    words = [match.end() for match in re.finditer(r"\w+", english)]
    near = [place for place in clauses if abs(place - aim) <= 0.2 * len(english)]
    return min(near or words or [len(english)], key=lambda place: abs(place - aim))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z0-9]){name[0]}\s?-?{name[1:]}(?![0-9])", re.IGNORECASE)


def _spaced(item: str, match: re.Match[str]) -> str:
    text = match.string
    before = " " if _LATIN.match(text[match.start() - 1 : match.start()]) else ""
    after = " " if _LATIN.match(text[match.end() : match.end() + 1]) else ""
    return before + item + after
