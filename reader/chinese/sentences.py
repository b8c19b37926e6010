"""Splitting Chinese and mixed text into sentences."""

import re

from reader.chinese.spans import Span

_SENTENCE = re.compile(r"[^。！？]*[。！？]+[”’」』）》]*|[^。！？]+")


def split_sentences(text: str) -> list[Span]:
    """The sentences of ``text`` as spans that cover it without gaps."""
    return [Span(*match.span()) for match in _SENTENCE.finditer(text)]
