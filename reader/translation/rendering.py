"""From sentences to English: the model with its safeguards, or the dictionary gloss."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from reader.chinese.sentences import split_long
from reader.translation.drafts import Draft
from reader.translation.engine import USUAL, Decoding, Engine
from reader.translation.masks import Masked, mask
from reader.translation.model import GlossWord, Hypothesis, Source, Translation, Translator
from reader.translation.prepare import has_chinese

LONGEST = 180
"""Tokens beyond which a sentence is cut at commas; models are trained on little that is longer,
and CTranslate2 stops writing at 256."""
_N_BEST = Decoding(hypotheses=4)
"""The usual search, all four beams of it; the first is what argostranslate would give."""
_AGAINST_LOOPS = (
    Decoding(hypotheses=4, repetition_penalty=1.2, no_repeat_ngram=3),
    Decoding(hypotheses=4, repetition_penalty=1.6, no_repeat_ngram=2),
)
_MANY = 6
_COMMA_AT_END = re.compile(r"[，、,]\s*\Z")


class Renderer(Protocol):
    """What the queue gives its sentences to. They are normalised and hold Chinese."""

    @property
    def key(self) -> str:
        """Under which results are kept in the memory; empty for results that are not kept."""
        ...

    def render(self, sentences: Sequence[str]) -> list[Translation]:
        """The English of each sentence, in order."""
        ...

    def alternatives(self, sentence: str) -> list[Hypothesis]:
        """Several renderings of one sentence, best first; none where there is only one."""
        ...


class NoGloss:
    """A translator that knows nothing."""

    def translate(self, sentences: Sequence[str]) -> list[Translation | None]:
        """Nothing for each sentence."""
        return [None] * len(sentences)

    def words(self, sentence: str) -> list[GlossWord]:
        """No words."""
        return []


class GlossRenderer:
    """Word by word from the dictionary."""

    key = ""

    def __init__(self, gloss: Translator) -> None:
        self._gloss = gloss

    def render(self, sentences: Sequence[str]) -> list[Translation]:
        """The gloss of each sentence; empty where the dictionary knows no word of it."""
        results = self._gloss.translate(sentences)
        return [result or Translation("", Source.GLOSS) for result in results]

    def alternatives(self, sentence: str) -> list[Hypothesis]:
        """A gloss has no alternatives."""
        return []


class ModelRenderer:
    """An Argos package, with safeguards.

    A sentence whose first rendering has no fault keeps it. One that loops is decoded again with
    other settings; one that lost an address or a name is sent again with that taken out; if an
    address is lost even so, the text around it is translated piece by piece, so that it stays.
    What is still faulty then is marked as doubtful.
    """

    def __init__(self, engine: Engine, for_model: Callable[[str], str] | None = None) -> None:
        """``for_model`` converts to the script that the package reads, if not Simplified."""
        self._engine = engine
        self._for_model = for_model or (lambda text: text)

    @property
    def key(self) -> str:
        """The package's key."""
        return self._engine.package.key

    def render(self, sentences: Sequence[str]) -> list[Translation]:
        """The English of each sentence."""
        drafts = [Draft(sentence) for sentence in sentences]
        self._attempt(drafts, _N_BEST)
        for decoding in _AGAINST_LOOPS:
            self._attempt([draft for draft in drafts if _loops(draft)], decoding)
        self._mask_names([draft for draft in drafts if draft.faults and draft.faults.names])
        self._go_around([draft for draft in drafts if draft.faults and draft.faults.opaque])
        name = self._engine.package.name
        return [
            Translation(draft.final, Source.MODEL, name, doubtful=not draft.done)
            for draft in drafts
        ]

    def alternatives(self, sentence: str) -> list[Hypothesis]:
        """Distinct renderings, best first, as the model gave them."""
        masked = mask(sentence)
        (hypotheses,) = self._translate([masked.text], Decoding(hypotheses=_MANY))
        restored = {masked.restore(one.text): one.score for one in reversed(hypotheses)}
        return [Hypothesis(text, score) for text, score in reversed(restored.items()) if text]

    def _attempt(self, drafts: Sequence[Draft], decoding: Decoding) -> None:
        texts = [draft.masked.text for draft in drafts]
        for draft, hypotheses in zip(drafts, self._translate(texts, decoding), strict=True):
            draft.consider(hypotheses)

    def _mask_names(self, drafts: Sequence[Draft]) -> None:
        sent = [mask(draft.sentence, also=draft.lost_names()) for draft in drafts]
        results = self._translate([masked.text for masked in sent], _N_BEST)
        for draft, masked, hypotheses in zip(drafts, sent, results, strict=True):
            draft.consider(hypotheses, masked)

    def _go_around(self, drafts: Sequence[Draft]) -> None:
        """Translate what stands between the placeholders, and keep these where they are."""
        parts = [draft.masked.around() for draft in drafts]
        wanted = [part for each in parts for part in each if has_chinese(part)]
        english = {
            part: hypotheses[0].text
            for part, hypotheses in zip(wanted, self._translate(wanted, USUAL), strict=True)
        }
        for draft, each in zip(drafts, parts, strict=True):
            text = _interleave([english.get(part, part) for part in each], draft.masked)
            draft.consider([Hypothesis(text, 0.0)])

    def _translate(self, texts: Sequence[str], decoding: Decoding) -> list[list[Hypothesis]]:
        """The hypotheses for each text; one that is too long is cut and put together again."""
        parts = [self._cut(self._for_model(text)) for text in texts]
        flat = [pieces for part in parts for _, pieces in part]
        if not flat:
            return []
        results = iter(self._engine.translate_pieces(flat, decoding))
        return [_join([(text, next(results)) for text, _ in part]) for part in parts]

    def _cut(self, text: str) -> list[tuple[str, list[str]]]:
        """The text with its tokens, in pieces of at most :data:`LONGEST` tokens where possible."""
        pieces = self._engine.pieces(text)
        if len(pieces) <= LONGEST:
            return [(text, pieces)]
        limit = max(1, len(text) * LONGEST // len(pieces) * 2 // 3)
        cut = [span.of(text) for span in split_long(text, limit)]
        return [(part, self._engine.pieces(part)) for part in cut]


def _loops(draft: Draft) -> bool:
    return draft.faults is not None and draft.faults.unusable


def _join(parts: Sequence[tuple[str, list[Hypothesis]]]) -> list[Hypothesis]:
    """Hypotheses for a whole text from those for its parts, rank by rank."""
    if len(parts) == 1:
        return parts[0][1]
    ranks = zip(*(hypotheses for _, hypotheses in parts), strict=False)
    sources = [source for source, _ in parts]
    return [
        Hypothesis(
            _run_on(zip(sources, (one.text for one in rank), strict=True)),
            sum(one.score for one in rank) / len(rank),
        )
        for rank in ranks
    ]


def _run_on(parts: Iterable[tuple[str, str]]) -> str:
    """English parts as one sentence: a full stop where the Chinese has a comma becomes one."""
    texts = []
    for source, english in parts:
        text = english.strip()
        if _COMMA_AT_END.search(source) and text.endswith("."):
            text = text[:-1] + ","
        texts.append(text)
    return " ".join(text for text in texts if text)


def _interleave(parts: Sequence[str], masked: Masked) -> str:
    """The parts with the placeholders between them."""
    text = parts[0].strip()
    for name, part in zip(masked.names, parts[1:], strict=True):
        text = f"{text.removesuffix('.').strip()} {name} {part.strip()}"
    return re.sub(r"\s+([.,;:!?)])", r"\1", text.strip())
