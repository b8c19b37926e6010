"""An article with its English, ready to be written in any form."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.articles.model import Article, Block, Mark
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.chinese.spans import Span
from reader.translation.model import Source, Translation

if TYPE_CHECKING:
    from reader.chinese.conversion import ScriptConverter
    from reader.translation.queue import OnProgress
    from reader.translation.service import TranslationService


@dataclass(frozen=True)
class Bilingual:
    """``english`` has a translation for each sentence of each block of ``article``."""

    article: Article
    english: Sequence[Sequence[Translation]]
    english_title: str

    def blocks(self) -> Iterator[tuple[Block, Sequence[Translation]]]:
        """Each block with its English; a first heading that only repeats the title is left out."""
        pairs = zip(self.article.blocks, self.english, strict=True)
        for number, (block, translations) in enumerate(pairs):
            if number or block.text.strip() != self.article.title.strip():
                yield block, translations

    def origins(self) -> list[tuple[str, str, int]]:
        """The sources of the English: mark, words, number of sentences; the most frequent first."""
        plain = [
            replace(translation, text="", doubtful=False)
            for translations in self.english
            for translation in translations
            if translation.source is not Source.NONE
        ]
        return [
            (translation.mark, translation.origin, count)
            for translation, count in Counter(plain).most_common()
        ]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with the marks that lie over all of it."""

    text: str
    marks: tuple[Mark, ...]


def make_bilingual(
    service: "TranslationService", article: Article, on_progress: "OnProgress | None" = None
) -> Bilingual:
    """Translate what is not known of ``article``, its title too."""
    english = service.translate_article(article, on_progress)
    title = article.english_title
    if not title and article.title:
        ((*sentences,),) = service.translate_texts([article.title], article.script)
        title = " ".join(translation.text for _, translation in sentences)
    return Bilingual(article, english, title)


def english_of(translations: Sequence[Translation]) -> str:
    """The English of a block as one text."""
    return " ".join(visible(one.text.strip()) for one in translations if one.text.strip())


def sentence_runs(
    block: Block, scripts: "ScriptConverter", script: Script, source: Script
) -> list[list[Run]]:
    """For each sentence of ``block`` its text in ``script``, cut where a mark starts or ends.

    Characters that a terminal or a browser would act on are shown as placeholders.
    """
    if script is Script.ORIGINAL or not block.text:
        return [_runs(visible(block.text), span, block.marks) for span in block.sentences]
    converted = scripts.convert_mapped(block.text, script, source)
    shown = converted.to_shown
    marks = tuple(
        replace(mark, start=shown(mark.start), end=shown(mark.end)) for mark in block.marks
    )
    return [
        _runs(visible(converted.text), Span(shown(span.start), shown(span.end)), marks)
        for span in block.sentences
    ]


def _runs(text: str, span: Span, marks: Sequence[Mark]) -> list[Run]:
    inside = [mark for mark in marks if mark.start < span.end and mark.end > span.start]
    edges = {span.start, span.end}
    for mark in inside:
        edges |= {max(span.start, mark.start), min(span.end, mark.end)}
    places = sorted(edges)
    return [
        Run(
            text[start:end],
            tuple(mark for mark in inside if mark.start <= start and end <= mark.end),
        )
        for start, end in pairwise(places)
    ]
