"""What is known of a sentence without translating it."""

from collections.abc import Callable, Iterable, Sequence

from reader.articles.model import Article, Block, BlockKind, MarkKind
from reader.chinese.script import Script
from reader.chinese.spans import Span
from reader.translation.memory import Memory
from reader.translation.model import Source, Translation
from reader.translation.prepare import has_chinese
from reader.translation.store import PackageStore

Normalise = Callable[[Iterable[str], Script], dict[str, str]]


class Sources:
    """The sources that need no translating, in their order.

    A correction written for this very article; its edited English; a correction written elsewhere;
    nothing to do; the memory.
    """

    def __init__(self, memory: Memory, packages: PackageStore) -> None:
        self._memory = memory
        self._packages = packages

    def known(
        self, article: Article, blocks: Sequence[Block], normalise: Normalise
    ) -> list[list[Translation | None]]:
        """For each block what is known of each of its sentences.

        ``normalise`` may leave out sentences whose normalised form it does not know.
        """
        written = [sentences_of(block) if is_prose(block) else [] for block in blocks]
        normal = normalise((text for texts in written for text in texts), article.script)
        corrections = self._memory.corrections(normal.values(), article.id)
        stored = self._stored(normal.values())

        def look_up(block: Block, number: int, text: str) -> Translation | None:
            sentence = normal.get(text, "")
            wording, ours = corrections.get(sentence, ("", False))
            if wording and ours:
                return Translation(wording, Source.CORRECTION)
            if number < len(block.english) and block.english[number]:
                return Translation(block.english[number], Source.EDITED)
            if wording:
                return Translation(wording, Source.CORRECTION)
            if not has_chinese(text):
                return Translation(block.sentences[number].of(block.text).strip(), Source.NONE)
            return stored.get(sentence)

        return [
            [look_up(block, number, text) for number, text in enumerate(texts)]
            if is_prose(block)
            else [Translation(span.of(block.text), Source.NONE) for span in block.sentences]
            for block, texts in zip(blocks, written, strict=True)
        ]

    def kept(self, article: Article, sentences: Sequence[str]) -> dict[str, Translation]:
        """What is kept by now of normalised ``sentences`` that have no edited English."""
        corrections = self._memory.corrections(sentences, article.id)
        return self._stored(sentences) | {
            sentence: Translation(wording, Source.CORRECTION)
            for sentence, (wording, _) in corrections.items()
        }

    def _stored(self, sentences: Iterable[str]) -> dict[str, Translation]:
        package = self._packages.chosen
        return self._memory.stored(sentences, package.key if package else None)


def is_prose(block: Block) -> bool:
    """Whether the block's text is language and not code."""
    return block.kind not in (BlockKind.CODE, BlockKind.RULE)


def sentences_of(block: Block) -> list[str]:
    """The block's sentences as written, inline code in backticks so that it is left alone."""
    code = sorted((mark.start, mark.end) for mark in block.marks if mark.kind is MarkKind.CODE)
    return [_with_backticks(block.text, span, code) for span in block.sentences]


def _with_backticks(text: str, span: Span, code: Sequence[tuple[int, int]]) -> str:
    parts = []
    place = span.start
    for mark_start, mark_end in code:
        start, end = max(mark_start, place), min(mark_end, span.end)
        if start < end:
            parts += [text[place:start], "`", text[start:end], "`"]
            place = end
    return "".join([*parts, text[place : span.end]])
