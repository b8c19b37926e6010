"""A word-by-word line of English from the dictionary, where nothing better is to be had.

Each word stands with its first short sense; particles are left out or become the little English
they have; amounts, dates and Latin words stay what they are; names are written in pinyin;
punctuation is English. It is no translation and is always marked as a gloss.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.chinese.dictionary import Dictionary, Entry
from reader.chinese.folding import simplify
from reader.chinese.pinyin import as_name, reading_alone, readings, with_marks
from reader.chinese.spans import Span
from reader.chinese.words import Segmenter, own_words
from reader.translation.model import GlossWord, Source, Translation
from reader.translation.numerals import numerals

_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_MARKS = str.maketrans(
    {
        "，": ", ", "、": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ",
        "（": " (", "）": ") ", "【": " [", "】": "] ", "《": " “", "》": "” ", "〈": " ‘",
        "〉": "’ ", "「": " “", "」": "” ", "『": " ‘", "』": "’ ", "“": " “", "”": "” ",
        "～": "–", "·": " ", "\u3000": " ", "％": "%", "|": " | ",
    }
)  # fmt: skip
_RUNS = ((re.compile("—+"), " — "), (re.compile("…+"), "… "))
_NO_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:?!”’)\]%…]|-level\b)")
_NO_SPACE_AFTER = re.compile(r"(?<=[“‘(\[])\s+")

_POSSESSIVE = {"I": "my", "you": "your", "he": "his", "she": "her", "it": "its", "we": "our",
               "they": "their", "oneself": "one’s own", "who": "whose"}  # fmt: skip
_AFTER_QUANTITY = "这那哪每各几一两某此该首"
_MEASURES = frozenset(
    "个位名家篇段份批股款条场次张件只支种项座部所间块台辆架"
    "艘层组套双对群把根颗片句首笔页站趟处声面道届期代"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余"
    "潘杜戴夏钟汪田任姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙汤尹黎易常武乔贺赖龚文闫闵阮阑"
)
_FOREIGN = frozenset(
    "阿埃艾巴贝比伯博布查达戴德蒂丁顿多厄尔法菲费弗福盖戈格哈海汉赫亨霍基吉加杰金卡凯坎科克肯库拉莱兰"
    "劳勒雷里利莉林伦罗洛马玛迈曼梅米莫姆纳内尼诺帕佩皮普奇乔切琼萨塞桑森莎什史斯苏索塔泰坦汤特托瓦威维"
    "沃西希夏谢辛休雅亚扬伊因尤约扎詹兹佐"
)
_NO_SENSE = re.compile(
    r"surname\b|.*\(surname\)|(?:old |archaic |erhua )?variant of|CL:|classifier|see |also written"
    r"|used (?:in|after|before|to)\b|also pr\.|Taiwan pr\.|Kangxi|\(onom|abbr\. for"
)
_SHORT_FORMS = (("sb's", "one's"), ("sb", "someone"), ("sth", "something"), ("'", "’"))
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_LEADING = re.compile(r"\A(?:to be |to |a |an |the |\(?fig\.\)? ?|i\.e\. )+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word or mark of the line.

    ``name`` says that it is a name, which takes ``’s``; ``genitive`` that it is the particle that
    asks for it.
    """

    span: Span
    english: str
    pinyin: str = ""
    name: bool = False
    known: bool = True
    word: bool = True
    latin: bool = False
    genitive: bool = False


class Gloss:
    """English word by word, from a segmenter and a dictionary. Safe to use from several threads."""

    def __init__(self, segmenter: Segmenter, dictionary: Dictionary) -> None:
        """Neither loads anything before the first sentence."""
        self._segmenter = segmenter
        self._dictionary = dictionary
        self._cached = lru_cache(maxsize=256)(self._pieces)

    def translate(self, sentences: Sequence[str]) -> list[Translation | None]:
        """The gloss of each sentence; ``None`` for one without Chinese."""
        return [
            Translation(_line(self._cached(sentence)), Source.GLOSS)
            if _HAN.search(sentence)
            else None
            for sentence in sentences
        ]

    def words(self, sentence: str) -> list[GlossWord]:
        """The words of a sentence in order, each with pinyin and a short English."""
        return [
            GlossWord(piece.span.of(sentence), piece.pinyin, piece.english if piece.known else "")
            for piece in self._cached(sentence)
            if piece.word
        ]

    def _pieces(self, sentence: str) -> tuple[_Piece, ...]:
        text = simplify(sentence).replace("丨", "|")
        read = readings(text) if _HAN.search(text) else []
        if len(read) != len(text):
            read = [""] * len(text)
        return tuple(self._read(text, read))

    def _read(self, text: str, read: list[str]) -> Iterator[_Piece]:
        place = 0
        for span, english in self._tokens(text):
            if place < span.start:
                yield _Piece(Span(place, span.start), text[place : span.start], word=False)
            yield self._piece(text, read, span, english)
            place = span.end
        if place < len(text):
            yield _Piece(Span(place, len(text)), text[place:], word=False)

    def _tokens(self, text: str) -> Iterator[tuple[Span, str]]:
        """Numbers with their English, and between them the words."""
        place = 0
        for numeral in (*numerals(text), None):
            start = numeral.start if numeral else len(text)
            yield from ((word, "") for word in self._words(text, place, start))
            if numeral:
                yield Span(numeral.start, numeral.end), numeral.english
                place = numeral.end

    def _words(self, text: str, start: int, end: int) -> Iterator[Span]:
        for word in self._segmenter.words(text[start:end]):
            yield Span(start + word.start, start + word.end)

    def _piece(self, text: str, read: list[str], span: Span, english: str) -> _Piece:
        word = span.of(text)
        pinyin = " ".join(read[span.start : span.end])
        if len(word) == 1:
            pinyin = reading_alone(word, pinyin)
        marks = with_marks(pinyin)
        if english or not _HAN.match(word):
            latin = english in ("", word)
            name = latin and word[:1].isalpha()
            return _Piece(span, english or word, "" if latin else marks, name, latin=latin)
        if word in own_words():
            own = own_words()[word]
            name = own[:1].isupper() and own not in ("I", "R&D")
            return _Piece(span, own, marks, name, genitive=word == "的")
        entry = self._entry(word, pinyin)
        if entry:
            proper = entry.pinyin[:1].isupper()
            sense = brief(entry) or (as_name(entry.pinyin) if proper else "")
            return _Piece(span, sense or marks, entry.pinyin_marks, proper, bool(sense))
        return self._unknown(span, word, pinyin)

    def _entry(self, word: str, pinyin: str) -> Entry | None:
        """The entry that is read as the sentence reads the word, else the likeliest."""
        entries = self._dictionary.lookup(word)
        same = (entry for entry in entries if entry.pinyin.lower() == pinyin and brief(entry))
        useful = (entry for entry in entries if brief(entry))
        return next(same, None) or next(useful, None) or (entries[0] if entries else None)

    def _unknown(self, span: Span, word: str, pinyin: str) -> _Piece:
        """A name by its pinyin; a determiner without its measure word; else part by part."""
        marks = with_marks(pinyin)
        if word[1:] in _MEASURES and word[0] in _AFTER_QUANTITY:
            return _Piece(span, own_words().get(word[0], "one"), marks)
        foreign = len(word) > 2 and _FOREIGN.issuperset(word)
        if foreign or (1 < len(word) < 4 and word[0] in _SURNAMES):
            return _Piece(span, _name(pinyin, foreign=foreign), marks, name=True, known=True)
        parts = list(self._parts(word))
        english = " ".join(part for part in parts if part)
        return _Piece(span, english or marks, marks, known=bool(english))

    def _parts(self, word: str) -> Iterator[str]:
        place = 0
        while place < len(word):
            found = self._dictionary.longest(word, place)
            if not found:
                place += 1
                continue
            part = found[0].of(word)
            if part in own_words():
                yield own_words()[part]
            else:
                yield next(filter(None, map(brief, found[1])), "")
            place = found[0].end


def brief(entry: Entry) -> str:
    """The first sense of ``entry`` that says it in a few words; empty where none does."""
    fallback = ""
    for gloss in entry.glosses:
        if _NO_SENSE.match(gloss):
            continue
        sense = _ASIDE.sub(" ", _ASIDE.sub(" ", gloss)).split(";")[0].split(",")[0].strip()
        sense = _LEADING.sub("", sense).strip(" .-~!")
        for written, said in _SHORT_FORMS:
            sense = sense.replace(written, said)
        if not sense or "(" in sense or _HAN.search(sense):
            continue
        if len(sense.split()) <= 3:
            return sense
        fallback = fallback or sense
    return fallback


def _name(pinyin: str, *, foreign: bool) -> str:
    syllables = pinyin.split()
    capitals = 1 if foreign else 2
    named = [s.capitalize() if n < capitals else s for n, s in enumerate(syllables)]
    return as_name(" ".join(named))


def _line(pieces: Sequence[_Piece]) -> str:
    """The pieces as a line of English, with its punctuation and a capital.

    Latin words and their marks keep the spaces that they are written with.
    """
    words: list[str] = []
    last: _Piece | None = None
    for piece in pieces:
        if piece.word and not piece.english:
            if last and last.word and last.english:
                words[-1] = f" {_inflected(piece, last)} "
        elif piece.word:
            words.append(piece.english if piece.latin else f" {piece.english} ")
        else:
            words.append(_punctuation(piece.english))
            if last and last.word and not last.latin and piece.english[-1] in ",;:!?":
                words.append(" ")
        last = piece
    line = re.sub(r"\s+", " ", "".join(words)).strip()
    line = _NO_SPACE_AFTER.sub("", _NO_SPACE_BEFORE.sub("", line))
    return line[:1].upper() + line[1:]


def _inflected(particle: _Piece, word: _Piece) -> str:
    """``word`` with what the particle after it adds: the possessive of ``的``."""
    if not particle.genitive:
        return word.english
    if word.english in _POSSESSIVE:
        return _POSSESSIVE[word.english]
    return f"{word.english}’s" if word.name else word.english


def _punctuation(marks: str) -> str:
    for run, english in _RUNS:
        marks = run.sub(english, marks)
    return marks.translate(_MARKS)
