"""A word-by-word line of English from the dictionary, where nothing better is to be had.

Each word stands with its commonest short sense; particles become what English has for them
(:mod:`reader.translation.gloss_grammar`); amounts, dates and Latin words stay what they are; names
are written in pinyin; punctuation is English. It is no translation and is always marked as a gloss.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from reader.chinese.dictionary import Dictionary, Entry
from reader.chinese.folding import simplify
from reader.chinese.pinyin import as_name, reading_alone, readings, with_marks
from reader.chinese.spans import Span
from reader.chinese.words import Segmenter, own_words
from reader.translation.gloss_grammar import FUNCTION_WORDS, LITTLE_ENDS, MEASURES, NUMERALS
from reader.translation.gloss_line import line_of
from reader.translation.gloss_pieces import Kind, Piece
from reader.translation.model import GlossWord, Source, Translation
from reader.translation.numerals import Numeral, numerals

_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

_AFTER_QUANTITY = "这那哪每各几一两某此该首"
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
_SHORT_FORMS = (
    (re.compile(r"\bsb's\b"), "one's"),
    (re.compile(r"\bsb\b"), "someone"),
    (re.compile(r"\bsth\b"), "something"),
    (re.compile("'"), "’"),
)
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_PARTS = re.compile(r"(?:\bto |[,;/] ?)([a-z]+)")
_LEADING = re.compile(r"\A(?:to be |to |a |an |the |\(?fig\.\)? ?|i\.e\. )+", re.IGNORECASE)


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
            Translation(line_of(self._cached(sentence)), Source.GLOSS)
            if _HAN.search(sentence)
            else None
            for sentence in sentences
        ]

    def words(self, sentence: str) -> list[GlossWord]:
        """The words of a sentence in order, each with pinyin and a short English."""
        return [
            GlossWord(piece.span.of(sentence), piece.pinyin, piece.english if piece.known else "")
            for piece in self._cached(sentence)
            if piece.kind is not Kind.MARK
        ]

    def _pieces(self, sentence: str) -> tuple[Piece, ...]:
        text = simplify(sentence).replace("丨", "|")
        read = readings(text) if _HAN.search(text) else []
        if len(read) != len(text):
            read = [""] * len(text)
        return tuple(self._read(text, read))

    def _read(self, text: str, read: list[str]) -> Iterator[Piece]:
        place = 0
        for span, numeral in self._tokens(text):
            if place < span.start:
                yield _mark(text, place, span.start)
            yield self._piece(text, read, span, numeral)
            place = span.end
        if place < len(text):
            yield _mark(text, place, len(text))

    def _tokens(self, text: str) -> Iterator[tuple[Span, Numeral | None]]:
        """The numbers, and between them the words."""
        place = 0
        for numeral in (*numerals(text), None):
            start = numeral.start if numeral else len(text)
            yield from ((word, None) for word in self._words(text, place, start))
            if numeral:
                yield Span(numeral.start, numeral.end), numeral
                place = numeral.end

    def _words(self, text: str, start: int, end: int) -> Iterator[Span]:
        cut = [
            Span(start + word.start, start + word.end)
            for word in self._segmenter.words(text[start:end])
        ]
        while cut:
            span = cut.pop(0)
            word = span.of(text)
            if len(word) == 1 or self._is_known(word):
                yield span
            elif cut and self._is_rest_of_name(text, span, cut[0]):
                yield Span(span.start, cut.pop(0).end)
            else:
                yield from _split(text, span)

    def _is_rest_of_name(self, text: str, name: Span, rest: Span) -> bool:
        """Whether ``rest`` is the last character of a name that was cut short (贾扬清)."""
        word = rest.of(text)
        if rest.start != name.end or len(word) != 1 or name.end - name.start != 2:
            return False
        if text[name.start] not in _SURNAMES or word in own_words():
            return False
        entry = next(iter(self._dictionary.lookup(word)), None)
        return entry is not None and not _is_verbal(entry.glosses[0])

    def _is_known(self, word: str) -> bool:
        return word in own_words() or bool(self._dictionary.lookup(word))

    def _piece(self, text: str, read: list[str], span: Span, numeral: Numeral | None) -> Piece:
        word = span.of(text)
        pinyin = " ".join(read[span.start : span.end])
        if len(word) == 1:
            pinyin = reading_alone(word, pinyin)
        marks = with_marks(pinyin)
        if numeral:
            kind = Kind.NUMBER if numeral.bare else Kind.AMOUNT
            shown = "" if numeral.english == word else marks
            return Piece(span, word, numeral.english, kind, shown)
        if not _HAN.match(word):
            return Piece(span, word, word, Kind.LATIN)
        if word in own_words():
            return self._own(span, word, marks)
        entry = self._entry(word, pinyin)
        if entry is None:
            return self._unknown(span, word, pinyin)
        verb, noun = brief(entry, verbs=True), brief(entry, verbs=False)
        sense = brief(entry)
        if not sense:
            name = as_name(entry.pinyin) if entry.pinyin[:1].isupper() else ""
            kind = Kind.NAME if name else Kind.WORD
            return Piece(span, word, name or marks, kind, entry.pinyin_marks, known=bool(name))
        kind = Kind.VERB if sense == verb else Kind.WORD
        kind = Kind.NAME if entry.pinyin[:1].isupper() else kind
        return Piece(span, word, sense, kind, entry.pinyin_marks, verb, noun)

    def _own(self, span: Span, word: str, marks: str) -> Piece:
        """A word of our own table; what the dictionary has of it tells whether it is a verb."""
        own = own_words()[word]
        if own.startswith("to "):
            own = own.removeprefix("to ")
            return Piece(span, word, own, Kind.VERB, marks, own)
        if own[:1].isupper() and own not in ("I", "R&D"):
            return Piece(span, word, own, Kind.NAME, marks)
        entry = next(iter(self._dictionary.lookup(word)), None)
        if not own or entry is None or word in FUNCTION_WORDS:
            return Piece(span, word, own, Kind.WORD, marks)
        if _is_said_as_verb(entry, own):
            return Piece(span, word, own, Kind.VERB, marks, own, brief(entry, verbs=False))
        verb = brief(entry, verbs=True) if len(word) == 1 else ""
        return Piece(span, word, own, Kind.WORD, marks, verb, own)

    def _entry(self, word: str, pinyin: str) -> Entry | None:
        """The entry that is read as the sentence reads the word, else the likeliest."""
        entries = self._dictionary.lookup(word)
        same = (entry for entry in entries if entry.pinyin.lower() == pinyin and brief(entry))
        useful = (entry for entry in entries if brief(entry))
        return next(same, None) or next(useful, None) or (entries[0] if entries else None)

    def _unknown(self, span: Span, word: str, pinyin: str) -> Piece:
        """A name by its pinyin; a determiner without its measure word; else part by part."""
        marks = with_marks(pinyin)
        if word[1:] in MEASURES and word[0] in _AFTER_QUANTITY:
            quantity = "a" if word[0] == "一" else own_words().get(word[0], "a")
            return Piece(span, word[0], quantity, Kind.WORD, marks)
        foreign = len(word) > 2 and _FOREIGN.issuperset(word)
        if foreign or (1 < len(word) < 4 and word[0] in _SURNAMES):
            return Piece(span, word, _name(pinyin, foreign=foreign), Kind.NAME, marks)
        parts = list(self._parts(word))
        english = " ".join(part for part in parts if part)
        return Piece(span, word, english or marks, Kind.WORD, marks, known=bool(english))

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


def brief(entry: Entry, *, verbs: bool | None = None) -> str:
    """The first sense of ``entry`` that says it in a few words; empty where none does.

    ``verbs`` takes only senses that are verbs, or only those that are not.
    """
    fallback = ""
    for gloss in entry.glosses:
        if _NO_SENSE.match(gloss) or verbs not in (None, _is_verbal(gloss)):
            continue
        sense = _ASIDE.sub(" ", _ASIDE.sub(" ", gloss)).split(";")[0].split(",")[0].strip()
        sense = _LEADING.sub("", sense).strip(" .-~!")
        for written, said in _SHORT_FORMS:
            sense = written.sub(said, sense)
        if not sense or "(" in sense or _HAN.search(sense):
            continue
        if len(sense.split()) <= 3:
            return sense
        fallback = fallback or sense
    return fallback


def _is_verbal(gloss: str) -> bool:
    """Whether a sense of the dictionary is a verb (what is only *to be* something is none)."""
    gloss = _ASIDE.sub(" ", gloss).strip() if gloss.startswith("(") else gloss
    return gloss.startswith("to ") and not gloss.startswith("to be ")


def _is_said_as_verb(entry: Entry, english: str) -> bool:
    """Whether ``english`` is a verb, as far as the senses of ``entry`` tell."""
    first = english.partition(" ")[0]
    verbs = [gloss for gloss in entry.glosses if _is_verbal(gloss)]
    others = " ".join(gloss for gloss in entry.glosses if not _is_verbal(gloss))
    said = {part.split()[0] for gloss in verbs for part in _PARTS.findall(gloss)}
    return first in said or (bool(said) and first not in re.findall("[a-z]+", others))


def _split(text: str, span: Span) -> Iterator[Span]:
    """A word that no dictionary has, without the little words that it begins and ends with."""
    start, end = span
    if text[start] in _AFTER_QUANTITY and end - start > 2 and text[start + 1] in MEASURES:
        yield Span(start, start + 2)
        start += 2
    elif end - start == 2 and text[start] in MEASURES and _counts(text[start - 1 : start]):
        yield Span(start, start + 1)
        start += 1
    elif _ends_apart(text[start:end]):
        yield Span(start, end - 1)
        start = end - 1
    yield Span(start, end)


def _counts(before: str) -> bool:
    return before != "" and before in _AFTER_QUANTITY


def _ends_apart(word: str) -> bool:
    """Whether the last character is a word of its own: 们, a measure word, a complement."""
    counted = word[-1] in MEASURES and NUMERALS.issuperset(word[:-1])
    return counted or word[-1] == "们" or (len(word) == 2 and word[-1] in LITTLE_ENDS)


def _mark(text: str, start: int, end: int) -> Piece:
    return Piece(Span(start, end), text[start:end], text[start:end], Kind.MARK)


def _name(pinyin: str, *, foreign: bool) -> str:
    syllables = pinyin.split()
    capitals = 1 if foreign else 2
    named = [s.capitalize() if n < capitals else s for n, s in enumerate(syllables)]
    return as_name(" ".join(named))
