"""The steps that conversions between scripts are made of.

A **form** step changes the form of characters and keeps their number: ``s2t``, ``t2s`` and the
regional variants ``t2tw``, ``t2hk``, ``tw2t``, ``hk2t``. Our table of corrections is applied
first, by longest match; the engine converts what lies between.

A **vocabulary** step exchanges words (軟件, 軟體) as well: ``t2twp``, ``t2hkp``, ``tw2tp``,
``hk2tp``. It matches names, our vocabulary and the engine's, and applies the form step of the
same region to what lies between.

A configuration is a chain of steps, named as in OpenCC: ``s2twp`` is ``s2t`` then ``t2twp``.

Every step exists twice: as OpenCC has it, with the tables in ``data/`` that were learnt from its
results, and **beyond** it, with the tables in ``data/beyond/`` as well, where readers of current
news are served better by another word (發布, not 釋出) or OpenCC errs (了如何). Names are never
localised in either. ``data/README.md`` says how the tables were made and how much they change.
"""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, Protocol

from reader.chinese.alignment import Alignment, Edit
from reader.chinese.engine import Engine, engine_phrases
from reader.chinese.lexicon import Lexicon, data_file, is_latin, read_edges, read_rows

CHAINS: dict[str, tuple[str, ...]] = {
    "s2t": ("s2t",),
    "s2tw": ("s2t", "t2tw"),
    "s2twp": ("s2t", "t2twp"),
    "s2hk": ("s2t", "t2hk"),
    "s2hkp": ("s2t", "t2hkp"),
    "t2s": ("t2s",),
    "tw2s": ("tw2t", "t2s"),
    "tw2sp": ("tw2tp", "t2s"),
    "hk2s": ("hk2t", "t2s"),
    "hk2sp": ("hk2tp", "t2s"),
    "t2tw": ("t2tw",),
    "t2twp": ("t2twp",),
    "t2hk": ("t2hk",),
    "t2hkp": ("t2hkp",),
    "tw2t": ("tw2t",),
    "hk2t": ("hk2t",),
    "tw2hkp": ("tw2tp", "t2hkp"),
    "hk2twp": ("hk2tp", "t2twp"),
}
"""The configurations and their steps. The names that OpenCC has mean what they mean there."""


class Result(NamedTuple):
    """A converted text and how it lies on the text before."""

    text: str
    alignment: Alignment


class Step(Protocol):
    """One step of a conversion."""

    def apply(self, text: str) -> Result:
        """Convert ``text``."""
        ...


@dataclass(frozen=True)
class FormStep:
    """Changes the form of characters, one for one."""

    corrections: Lexicon
    engine: Engine | None = None

    def convert(self, text: str) -> str:
        """``text`` in the new forms; as long as before."""
        parts = []
        at = 0
        for start, end, value in self.corrections.matches(text):
            if start > at:
                parts.append(self._between(text[at:start]))
            parts.append(value)
            at = end
        parts.append(self._between(text[at:]))
        return "".join(parts)

    def apply(self, text: str) -> Result:
        """Convert ``text``."""
        return Result(self.convert(text), Alignment())

    def _between(self, text: str) -> str:
        return self.engine.convert(text) if self.engine and text else text


@dataclass(frozen=True)
class VocabularyStep:
    """Exchanges words, and changes the forms of what lies between them."""

    words: Lexicon
    form: FormStep

    def apply(self, text: str) -> Result:
        """Convert ``text``."""
        parts: list[str] = []
        edits: list[Edit] = []
        at = written = 0
        for start, end, word in self.words.matches(text):
            value = _apart(text[start - 1 : start], word, text[end : end + 1])
            parts += (self.form.convert(text[at:start]), value)
            written += start - at
            edit = self._edit(text[start:end], value, start, written)
            edits += [edit] if edit else []
            written += len(value)
            at = end
        parts.append(self.form.convert(text[at:]))
        return Result("".join(parts), Alignment(tuple(edits)))

    def _edit(self, word: str, value: str, start: int, written: int) -> Edit | None:
        """The edit for ``word``, or None where only the form of its characters changed."""
        if value == word or (len(value) == len(word) and value == self.form.convert(word)):
            return None
        return Edit(start, start + len(word), written, written + len(value), vocabulary=True)


def _apart(before: str, word: str, behind: str) -> str:
    """``word`` with a space where its Latin letters would touch others (Google Chrome)."""
    left = " " if is_latin(before) and is_latin(word[0]) else ""
    right = " " if is_latin(word[-1]) and is_latin(behind) else ""
    return f"{left}{word}{right}"


@cache
def chain(configuration: str, beyond: bool = True) -> tuple[Step, ...]:
    """The steps of ``configuration``, one of the keys of :data:`CHAINS`.

    ``beyond`` adds the usage in which the reader means to differ from OpenCC.
    """
    return tuple(step(name, beyond) for name in CHAINS[configuration])


@cache
def step(name: str, beyond: bool) -> Step:
    """The step of that name; its tables load with its first use."""
    return _vocabulary_step(name, beyond) if name.endswith("p") else form_step(name, beyond)


@cache
def form_step(name: str, beyond: bool) -> FormStep:
    """The form step of that name."""
    words = _engine_tables(_TABLES[name]) if name in _TABLES else {}
    words |= _corrections(f"{name}.tsv")
    if beyond and name in _BEYOND_FORMS:
        words |= _corrections(f"beyond/{name}.tsv")
    return FormStep(Lexicon(words), None if name in _TABLES else Engine(name))


# Regional forms are single characters and a few words: the engine's tables are matched together
# with ours in one pass.
_TABLES = {
    "t2tw": ("TWVariants.txt",),
    "t2hk": ("HKVariants.txt",),
    "tw2t": ("TWVariantsRev.txt", "TWVariantsRevPhrases.txt"),
    "hk2t": ("HKVariantsRev.txt", "HKVariantsRevPhrases.txt"),
}
_BEYOND_FORMS = ("s2t", "t2s", "t2tw", "t2hk")
_REGIONS = {"tw": "taiwan.tsv", "hk": "hong-kong.tsv"}


def _vocabulary_step(name: str, beyond: bool) -> VocabularyStep:
    outward = name.startswith("t2")
    region = name.removeprefix("t2")[:2]
    words = _engine_words(region, outward) | _vocabulary(_REGIONS[region], outward)
    if beyond:
        words |= _vocabulary(f"beyond/{_REGIONS[region]}", outward)
    words |= _names(region, outward)
    edges = read_edges(data_file("beyond/edges.tsv")) if beyond else None
    return VocabularyStep(Lexicon(words, edges), form_step(name[:-1], beyond))


def _engine_words(region: str, outward: bool) -> dict[str, str]:
    """The engine's vocabulary of ``region``; its regional words are in OpenCC's forms."""
    if region != "tw":
        return {}
    forms = form_step("t2tw", beyond=False)
    if outward:
        pairs = engine_phrases("TWPhrases.txt")
        return {general: forms.convert(regional) for general, regional in pairs.items()}
    pairs = engine_phrases("TWPhrasesRev.txt")
    return {forms.convert(regional): general for regional, general in pairs.items()}


def _engine_tables(names: tuple[str, ...]) -> dict[str, str]:
    words: dict[str, str] = {}
    for name in names:
        words |= engine_phrases(name)
    return words


def _corrections(file: str) -> dict[str, str]:
    """The corrections of a form step: word, correct result, why."""
    return {word: result for word, result, _ in read_rows(data_file(file))}


def _vocabulary(file: str, outward: bool) -> dict[str, str]:
    """The words of one region: general word, direction, regional word, why."""
    words = {}
    for general, direction, regional, _ in read_rows(data_file(file)):
        if outward and direction in "=>":
            words[general] = regional
        if not outward and direction in "=<":
            words[regional] = general
    return words


def _names(region: str, outward: bool) -> dict[str, str]:
    """Names: as written on the mainland (in Traditional forms), in Taiwan, in Hong Kong, why."""
    words = {}
    column = {"tw": 1, "hk": 2}[region]
    for row in read_rows(data_file("names.tsv")):
        general, regional = row[0], row[column]
        if outward:
            words[general] = regional
        else:
            words[regional] = general
    return words
