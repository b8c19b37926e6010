"""Conversion of text between scripts.

The text as written stays the truth: everything that points into an article points into that,
and :class:`Converted` leads from it to the text shown and back.

How a text is converted:

1. It is cut into sentences, and each is judged by the characters that only one script uses.
   A sentence in Simplified characters is never converted to Simplified, a Traditional one is
   not converted to the Traditional of its own region; both stay byte for byte. A sentence with
   characters of both scripts is converted where it needs to be. A sentence without any evidence
   is taken for the script of the text around it.
2. Addresses, code between backticks and Japanese are left alone, and account names (``@…``)
   where text is shown in Traditional script (:mod:`reader.chinese.untouched`).
3. The person's own terms are put in (:mod:`reader.chinese.terms`).
4. The rest runs through the steps of :mod:`reader.chinese.stages`: our corrections first,
   the engine between them.

Results are kept by sentence, so turning a page back costs a look-up. Converters may be used by
several threads.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from reader.chinese.alignment import Alignment, Edit
from reader.chinese.explain import Ambiguity, ambiguities
from reader.chinese.folding import simplify
from reader.chinese.normalise import normalise
from reader.chinese.punctuation import AS_WRITTEN, Punctuation, punctuate
from reader.chinese.script import (
    Script,
    detect_script,
    evidence,
    is_only_simplified,
    is_only_traditional,
    uses,
)
from reader.chinese.spans import Span
from reader.chinese.stages import Result, chain
from reader.chinese.terms import Terms, TermsFile
from reader.chinese.untouched import untouched

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]+|[^。！？；\n]+")
_CACHED_SENTENCES = 8192
_LONGEST_CACHED = 2000
_ENOUGH_EVIDENCE = 24
_LONGEST_LOOK = 4000

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
        changes = (
            Change(
                Span(start, end),
                Span(new_start, new_end),
                self.written[start:end],
                self.text[new_start:new_end],
            )
            for start, end, new_start, new_end, vocabulary in self.alignment.edits
            if vocabulary
        )
        return tuple(
            change
            for change in changes
            if simplify(change.original) != simplify(change.replacement)
        )


class ScriptConverter:
    """Shows text in another script; caches by sentence; safe to share between threads."""

    def __init__(self, terms: Path | None = None, punctuation: Punctuation = AS_WRITTEN) -> None:
        """Use the person's own pairs in the file ``terms`` where it exists.

        ``punctuation`` is applied to all text shown in another script than ``ORIGINAL``.
        """
        self._terms = TermsFile(terms)
        self._punctuation = punctuation
        self._cached = lru_cache(_CACHED_SENTENCES)(_convert_sentence)

    @property
    def problems(self) -> tuple[str, ...]:
        """One sentence for each line of the person's terms that cannot be used."""
        return self._terms.current().problems

    def convert(self, text: str, to: Script, source: Script | None = None) -> str:
        """``text`` in the script ``to``.

        ``source`` is the script of the article that ``text`` is from; left out, it is detected.
        Characters that contradict it are still seen for what they are.
        """
        return "".join(result.text for _, result in self._sentences(text, to, source))

    def convert_mapped(self, text: str, to: Script, source: Script | None = None) -> Converted:
        """``text`` in the script ``to`` with the way between the offsets of both."""
        whole = _Joined()
        for sentence, result in self._sentences(text, to, source):
            whole.add(sentence, result)
        result = whole.result()
        return Converted(text, result.text, result.alignment)

    def convert_lines(
        self, lines: Iterable[str], to: Script, source: Script | None = None
    ) -> Iterator[str]:
        """``lines`` in the script ``to``, one by one and with their line ends.

        Where ``source`` is left out, the first lines are held back until they tell the script,
        for at most 4,000 characters; later lines are judged with theirs for a context.
        """
        rest = iter(lines)
        held: list[str] = []
        if source in (None, Script.ORIGINAL):
            held = _first_lines(rest)
            source = detect_script("".join(held))
        for line in held:
            yield self.convert(line, to, source)
        for line in rest:
            yield self.convert(line, to, source)

    def explain(self, text: str, to: Script, source: Script | None = None) -> list[Ambiguity]:
        """The characters of ``text`` that could have become another one, and what they became."""
        converted = self.convert_mapped(text, to, source)
        return ambiguities(text, converted.text, converted.alignment, to)

    def _sentences(
        self, text: str, to: Script, source: Script | None
    ) -> Iterator[tuple[str, Result]]:
        if to is Script.ORIGINAL:
            yield text, Result(text, Alignment())
            return
        written = detect_script(text) if source in (None, Script.ORIGINAL) else source
        way = _Way.of(written, to, self._punctuation, self._terms.current())
        for sentence in _SENTENCE.findall(text):
            convert = self._cached if len(sentence) <= _LONGEST_CACHED else _convert_sentence
            yield sentence, convert(sentence, way)


def apply_configuration(text: str, configuration: str, beyond: bool = False) -> str:
    """``text`` converted by an OpenCC configuration (``s2twp``), whatever it is written in.

    ``beyond`` adds what the reader means to do otherwise than OpenCC.
    """
    return _run(text, configuration, beyond).text


@dataclass(frozen=True)
class _Way:
    """How sentences are to be converted: all that their result depends on."""

    source: Script
    to: Script
    punctuation: Punctuation
    terms: Terms = field(compare=False)
    terms_version: int

    @classmethod
    def of(cls, source: Script, to: Script, punctuation: Punctuation, terms: Terms) -> "_Way":
        return cls(source, to, punctuation, terms, terms.version)


class _Joined:
    """A text converted part by part."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._edits: list[Edit] = []
        self.at = self._new_at = 0

    def add(self, part: str, result: Result) -> None:
        """Take over ``result``, which ``part`` became."""
        self._parts.append(result.text)
        for edit in result.alignment.edits:
            self._edits.append(edit.shifted(self.at, self._new_at))
        self.at += len(part)
        self._new_at += len(result.text)

    def add_edit(self, part: str, text: str) -> None:
        """Take over ``text``, which ``part`` was exchanged for."""
        if part != text:
            edit = Edit(0, len(part), 0, len(text), vocabulary=True)
            self.add(part, Result(text, Alignment((edit,))))
        else:
            self.add(part, Result(text, Alignment()))

    def result(self) -> Result:
        """The parts as one."""
        return Result("".join(self._parts), Alignment(tuple(self._edits)))


def _first_lines(lines: Iterator[str]) -> list[str]:
    """The first of ``lines``: enough to tell their script."""
    held: list[str] = []
    length = known = 0
    for line in lines:
        held.append(line)
        length += len(line)
        known += sum(evidence(line))
        if known >= _ENOUGH_EVIDENCE or length >= _LONGEST_LOOK:
            break
    return held


def _convert_sentence(sentence: str, way: _Way) -> Result:
    """``sentence`` in the script and with the punctuation asked for."""
    whole = _Joined()
    for span in untouched(sentence, accounts=way.to.traditional):
        _convert_between(sentence[whole.at : span.start], way, whole)
        kept = span.of(sentence)
        whole.add(kept, Result(kept, Alignment()))
    _convert_between(sentence[whole.at :], way, whole)
    text, alignment = whole.result()
    if way.punctuation == AS_WRITTEN:
        return Result(text, alignment)
    text, further = punctuate(text, way.to, way.punctuation)
    return Result(text, alignment.then(further))


def _convert_between(text: str, way: _Way, whole: _Joined) -> None:
    """Convert ``text`` around the person's own terms; add the result to ``whole``."""
    source, to = way.source, way.to
    own = way.terms.of(to)
    at = 0
    if own and not _stays(text, source, to):
        for start, end, value in own.matches(text):
            whole.add(text[at:start], _convert_part(text[at:start], source, to))
            whole.add_edit(text[start:end], value)
            at = end
    if text[at:]:
        whole.add(text[at:], _convert_part(text[at:], source, to))


def _stays(text: str, source: Script, to: Script) -> bool:
    """Whether ``text`` is in the script ``to`` already."""
    simplified, traditional = uses(text)
    if simplified and traditional:
        return False
    if simplified or (not traditional and not source.traditional):
        return to is Script.HANS
    return to is (source if source.traditional else Script.HANT)


def _convert_part(text: str, source: Script, to: Script) -> Result:
    simplified, traditional = uses(text)
    region = source if source.traditional else Script.HANT
    if simplified and traditional:
        return _convert_mixed(text, region, to)
    if traditional or (not simplified and source.traditional):
        return _from_traditional(text, region, to)
    return _from_simplified(text, to)


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


def _convert_mixed(text: str, region: Script, to: Script) -> Result:
    """Convert ``text`` that has characters of both scripts: as that which it has more of."""
    found = evidence(text)
    simplified = found.simplified >= found.traditional
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


def _run(text: str, configuration: str, beyond: bool = True) -> Result:
    alignment = Alignment()
    text = normalise(text)  # a radical that looks like 马 is converted as 马
    for step in chain(configuration, beyond):
        text, further = step.apply(text)
        alignment = alignment.then(further)
    return Result(text, alignment)
