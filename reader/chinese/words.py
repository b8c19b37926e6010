"""Splitting Chinese into words, with jieba."""

import logging
import re
import threading
import warnings
from collections.abc import Mapping
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reader.chinese.folding import simplify
from reader.chinese.spans import Span

_PIECE = re.compile(
    r"(?P<han>[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
    r"|[0-9]+(?:[.,][0-9]+)*[%％]?(?![A-Za-z])"
    r"|[^\W_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
    r"(?:[-_.'’&+#@/]*[^\W_\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)*\+*"
)
"""A run of Han; a number; a word of other letters, such as ``DeepSeek-R1`` or ``C++``."""

_MOST_HAN = 400
"""Characters that jieba is given at once, so that its time and memory stay in proportion."""


class Segmenter:
    """Finds the words of a text in either script. Safe to use from several threads.

    ``cache`` is the directory where jieba keeps its parsed dictionary; without one, or where it
    cannot be made, it is parsed each time, which takes a second. Nothing is loaded before the
    first call: make it off the thread that paints.
    """

    def __init__(self, cache: Path | None) -> None:
        """Nothing is loaded yet."""
        self._cache = cache
        self._lock = threading.Lock()
        self._cached = lru_cache(maxsize=1024)(self._words)

    def words(self, text: str) -> list[Span]:
        """The words of ``text`` in order, without white space and punctuation.

        A word is one of Chinese, or a number, or a run of letters and digits with the marks
        inside it.
        """
        return list(self._cached(text))

    def prepare(self) -> None:
        """Load jieba and its dictionary."""
        with self._lock:
            self._tokenizer  # noqa: B018

    def _words(self, text: str) -> tuple[Span, ...]:
        simplified = simplify(text)
        spans: list[Span] = []
        for match in _PIECE.finditer(simplified):
            if match["han"]:
                spans += self._han_words(simplified, match.start(), match.end())
            else:
                spans.append(Span(*match.span()))
        return tuple(spans)

    def _han_words(self, text: str, start: int, end: int) -> list[Span]:
        spans = []
        for first in range(start, end, _MOST_HAN):
            place = first
            for word in self._cut(text[first : min(first + _MOST_HAN, end)]):
                spans.append(Span(place, place + len(word)))
                place += len(word)
        return spans

    def _cut(self, text: str) -> list[str]:
        if len(text) == 1:
            return [text]
        with self._lock:
            tokenizer = self._tokenizer
        return list(tokenizer.cut(text))

    @cached_property
    def _tokenizer(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jieba's source has invalid escapes
            import jieba
        logger = jieba.default_logger
        logger.handlers.clear()  # it writes to standard error, which tears the screen
        logger.setLevel(logging.CRITICAL)
        logger.propagate = False
        tokenizer = jieba.Tokenizer()
        if self._can_cache():
            tokenizer.tmp_dir = str(self._cache)
            tokenizer.initialize()
        else:
            words = tokenizer.gen_pfdict(tokenizer.get_dict_file())
            tokenizer.FREQ, tokenizer.total = words
            tokenizer.initialized = True
        for word in own_words():
            if len(word) > 1:
                tokenizer.add_word(word)
        return tokenizer

    def _can_cache(self) -> bool:
        """Whether the cache directory is there; without it everything works, a second later."""
        if self._cache is None:
            return False
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
        except OSError:
            return False
        return True


@cache
def own_words() -> Mapping[str, str]:
    """Words of our own, simplified, and their English in a few words, empty for some particles.

    They are in ``data/words.tsv``: what jieba or the dictionary lack, or gloss at length.
    """
    table = files("reader.chinese").joinpath("data", "words.tsv").read_text(encoding="utf-8")
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    pairs = (line.partition("\t") for line in lines)
    return MappingProxyType({word: english for word, _, english in pairs})
