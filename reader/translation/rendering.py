"""From sentences to English: the model with its safeguards, or the dictionary gloss."""

from collections.abc import Callable, Sequence
from typing import Protocol

from reader.translation.engine import Engine
from reader.translation.model import Hypothesis, Source, Translation, Translator


class Renderer(Protocol):
    """What the queue gives its sentences to. They are normalised and hold Chinese."""

    key: str
    """Under which results are kept in the memory; empty for results that are not kept."""

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
    """An Argos package."""

    def __init__(self, engine: Engine, to_traditional: Callable[[str], str] | None = None) -> None:
        """``to_traditional`` is needed for packages that read Traditional (``zt``)."""
        self.engine = engine
        self.key = engine.package.key
        self._to_traditional = to_traditional

    def render(self, sentences: Sequence[str]) -> list[Translation]:
        """The English of each sentence."""
        name = self.engine.package.name
        results = self.engine.translate([self._written_for_model(text) for text in sentences])
        return [Translation(result[0].text, Source.MODEL, name) for result in results]

    def alternatives(self, sentence: str) -> list[Hypothesis]:
        """Several renderings, best first."""
        return []

    def _written_for_model(self, sentence: str) -> str:
        return self._to_traditional(sentence) if self._to_traditional else sentence
