"""Conversion of text between scripts.

The text as written stays the truth: everything that points into an article points into that,
and :class:`Converted` leads from it to the text shown and back.

How a text is converted:

1. It is cut into sentences, and each is judged by the characters that only one script uses.
   A sentence in Simplified characters is never converted to Simplified, a Traditional one is
   not converted to the Traditional of its own region; both stay byte for byte. A sentence with
   characters of both scripts is converted where it needs to be. A sentence without any evidence
   is taken for the script of the text around it.
2. Addresses and code between backticks are left alone.
3. The rest runs through the steps of :mod:`reader.chinese.stages`: our corrections first,
   the engine between them.

Results are kept by sentence, so turning a page back costs a look-up. Converters may be used by
several threads.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.chinese.alignment import Alignment, Edit
from reader.chinese.script import (
    Script,
    detect_script,
    evidence,
    is_only_simplified,
    is_only_traditional,
)
from reader.chinese.spans import Span
from reader.chinese.stages import Result, chain

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
_LEFT_ALONE = re.compile(
    r"`[^`\n]+`"
    r"|(?:(?:https?|ftp|file)://|www\.)[!-~]+(?:(?<=[/=_#-])[^\s!-~、，。）」』》]+[!-~]*)*"
    r"|[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+\.[A-Za-z0-9.]+"
)
_CACHED_SENTENCES = 8192
_LONGEST_CACHED = 2000

_TO_TRADITIONAL = {Script.HANT: "s2t", Script.TW: "s2twp", Script.HK: "s2hkp"}
_TO_SIMPLIFIED = {Script.HANT: "t2s", Script.TW: "tw2sp", Script.HK: "hk2sp"}
_BETWEEN_REGIONS = {
    (Script.HANT, Script.TW): "t2twp",
    (Script.HANT, Script.HK): "t2hkp",
    (Script.TW, Script.HANT): "tw2t",
    (Script.HK, Script.HANT): "hk2t",
    (Script.TW, Script.HK): "tw2hkp",
    (Script.HK, Script.TW): "hk2twp",
}


class Change(NamedTuple):
    """A word that was exchanged for the word of another region."""

    written: Span
    """Where it stands in the text as written."""
    shown: Span
    """Where its replacement stands in the text shown."""
    original: str
    """The word as written."""
    replacement: str
    """The word shown."""


@dataclass(frozen=True)
class Converted:
    """A text as written, the text to show, and the way between them."""

    written: str
    text: str
    alignment: Alignment

    def to_shown(self, offset: int) -> int:
        """The offset in the text shown that ``offset`` in the text as written became.

        Exact at the ends of exchanged words, proportional inside them, never decreasing.
        """
        return self.alignment.forward(offset)

    def to_written(self, offset: int) -> int:
        """The offset in the text as written that ``offset`` in the text shown came from."""
        return self.alignment.backward(offset)

    @cached_property
    def changed(self) -> tuple[Change, ...]:
        """The words whose vocabulary differs, not only the form of their characters."""
        return tuple(
            Change(
                Span(start, end),
                Span(new_start, new_end),
                self.written[start:end],
                self.text[new_start:new_end],
            )
            for start, end, new_start, new_end, vocabulary in self.alignment.edits
            if vocabulary
        )


class ScriptConverter:
    """Shows text in another script; caches by sentence; safe to share between threads."""

    def __init__(self, terms: Path | None = None) -> None:
        """Use the person's own pairs in ``terms`` where that file exists."""
        self._terms = terms
        self._cached = lru_cache(_CACHED_SENTENCES)(_convert_sentence)

    def convert(self, text: str, to: Script, source: Script | None = None) -> str:
        """``text`` in the script ``to``.

        ``source`` is the script of the article that ``text`` is from; left out, it is detected.
        Characters that contradict it are still seen for what they are.
        """
        return "".join(result.text for _, result in self._sentences(text, to, source))

    def convert_mapped(self, text: str, to: Script, source: Script | None = None) -> Converted:
        """``text`` in the script ``to`` with the way between the offsets of both."""
        parts: list[str] = []
        edits: list[Edit] = []
        at = written = 0
        for sentence, result in self._sentences(text, to, source):
            parts.append(result.text)
            edits += (edit.shifted(at, written) for edit in result.alignment.edits)
            at += len(sentence)
            written += len(result.text)
        return Converted(text, "".join(parts), Alignment(tuple(edits)))

    def _sentences(
        self, text: str, to: Script, source: Script | None
    ) -> Iterator[tuple[str, Result]]:
        if to is Script.ORIGINAL:
            yield text, Result(text, Alignment())
            return
        written = detect_script(text) if source in (None, Script.ORIGINAL) else source
        for sentence in _SENTENCE.findall(text):
            convert = self._cached if len(sentence) <= _LONGEST_CACHED else _convert_sentence
            yield sentence, convert(sentence, written, to)


def apply_configuration(text: str, configuration: str) -> str:
    """``text`` converted by an OpenCC configuration (``s2twp``), whatever it is written in."""
    return _run(text, configuration).text


def _run(text: str, configuration: str) -> Result:
    alignment = Alignment()
    for step in chain(configuration):
        text, further = step.apply(text)
        alignment = alignment.then(further)
    return Result(text, alignment)


def _convert_sentence(sentence: str, source: Script, to: Script) -> Result:
    """``sentence`` of an article in ``source``, shown in ``to``."""
    parts: list[str] = []
    edits: list[Edit] = []
    at = written = 0

    def add(part: str, result: Result) -> None:
        nonlocal at, written
        parts.append(result.text)
        edits.extend(edit.shifted(at, written) for edit in result.alignment.edits)
        at += len(part)
        written += len(result.text)

    for kept in _LEFT_ALONE.finditer(sentence):
        before = sentence[at : kept.start()]
        add(before, _convert_part(before, source, to))
        add(kept.group(), Result(kept.group(), Alignment()))
    rest = sentence[at:]
    add(rest, _convert_part(rest, source, to))
    return Result("".join(parts), Alignment(tuple(edits)))


def _convert_part(text: str, source: Script, to: Script) -> Result:
    found = evidence(text)
    region = source if source.traditional else Script.HANT
    if found.simplified and found.traditional:
        return _convert_mixed(text, region, to, found.simplified >= found.traditional)
    if found.simplified or (not found.traditional and not source.traditional):
        return _from_simplified(text, to)
    return _from_traditional(text, region, to)


def _from_simplified(text: str, to: Script) -> Result:
    if to is Script.HANS:
        return Result(text, Alignment())
    return _run(text, _TO_TRADITIONAL[to])


def _from_traditional(text: str, region: Script, to: Script) -> Result:
    if to is region:
        return Result(text, Alignment())
    if to is Script.HANS:
        return _run(text, _TO_SIMPLIFIED[region])
    return _run(text, _BETWEEN_REGIONS[region, to])


def _convert_mixed(text: str, region: Script, to: Script, simplified: bool) -> Result:
    """Convert ``text`` that has characters of both scripts, and more of one, as said."""
    if to is Script.HANS:
        if not simplified:
            return _from_traditional(text, region, to)
        return Result(_exchanged(text, "t2s", is_only_traditional), Alignment())
    if simplified:
        return _from_simplified(text, to)
    return _from_traditional(_exchanged(text, "s2t", is_only_simplified), region, to)


def _exchanged(text: str, configuration: str, wrong: Callable[[str], bool]) -> str:
    """``text`` with its ``wrong`` characters alone converted, each where it stands."""
    converted = _run(text, configuration).text
    return "".join(new if wrong(old) else old for old, new in zip(text, converted, strict=True))
