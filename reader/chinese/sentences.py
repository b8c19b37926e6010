"""Splitting Chinese and mixed text into sentences.

The spans cover the text without gaps, so nothing is lost and every offset has its sentence. Where
a sentence ends:

- after a full stop, question or exclamation mark, with the closing quotes and brackets that
  follow it; after a semicolon between clauses; after an ellipsis that closes a clause; at a line
  break;
- not inside a bracket or a book title, nor inside a quote that is part of its sentence;
- not after a quote that goes on with who said it (``“……？”他问``) or with a particle;
- not inside a number, version, address, abbreviation or list marker, whose stops are ASCII.

White space and citations (``[1]``) belong to the sentence before them. A sentence has at least one
letter, digit or Han character unless the whole text has none. One pass, linear in the text.
"""

import re
from collections.abc import Iterator

from reader.chinese.spans import Span

_CLOSERS = "”’」』﹂﹄）)】〕］]〗〉》｝}"
_PAIRS = {
    "（": "）", "(": ")", "【": "】", "〔": "〕", "［": "］", "[": "]", "〖": "〗",
    "《": "》", "〈": "〉", "“": "”", "‘": "’", "「": "」", "『": "』",
}  # fmt: skip
_TITLES = "《〈"
_QUOTES = "“‘「『"
LONGEST = 400
"""The most characters that a sentence has."""

_REACH = 160
"""How far ahead a bracket's closing mark is looked for; an unclosed one opens nothing."""

_EVENT = re.compile(r"""[。！？!?｡．‼⁇⁈⁉…；;.\n"（(【〔［\[〖《〈“‘「『]""")
_STOPS = re.compile(rf"[。！？!?｡．‼⁇⁈⁉]+[…⋯]*[{re.escape(_CLOSERS)}]*")
_ELLIPSIS = re.compile(rf"(?:…+|\.{{3,}})[。！？!?]*[{re.escape(_CLOSERS)}]*")
_SPACE = re.compile(r"[^\S\n]*")
_CITATIONS = re.compile(r"(?:\[\d{1,3}\])+")
_ALL_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W_]")

_GOES_ON = re.compile(r"[，,、；;：:。！？!?…—–～~·/／）)】〕］\]》〉”’」』]")
"""What shows that the sentence is not over after a closing quote."""
_PARTICLE = re.compile(
    r"的(?!确|確|士)|之[类類声聲词詞语語]|式的?|似的|一样|一樣|等等|[等一][句词詞话話字声聲问問]"
)
_SUCH = re.compile(r"[这那這](?:样|樣|种|種|类|類|个|個|句|些)")
_SPEAKER = re.compile(
    r"(?:(?![没沒不未])[^，,。！!？?；;：:…\n“”‘’「」『』（）()]){0,40}?"
    r"(?:[说說道问問答喊叫嚷骂罵叹嘆笑称稱写寫][着著了]?|表示|认为|認為|指出|解释|解釋|回[应應忆憶]|感[叹嘆慨]"
    r"|强调|強調|坦言|直言|补充|補充|提醒|透露|介绍|介紹|评价|評價|总结|總結)"
    r"(?=\s*(?:[，,。！!.…]|\n|\Z))"
)
_CLAUSE_MARKS = "，,、；;：:。！？!?…—（(“‘「『\n"
_LONG_CLAUSE = 6
"""Han characters that a clause has at least where an ellipsis after it ends a sentence."""

_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:[A-Za-z]|e\.g|i\.e|etc|vs|cf|al|ca|approx|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Gen|Sen"
    r"|Inc|Ltd|Co|Corp|Bros|No|Nos|Vol|Fig|Figs|Eq|Sec|Ch|pp|ed|eds|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|Ph\.D|a\.m|p\.m)\Z"
)
_MARKER = re.compile(r"[ \t]*(?:[0-9０-９]{1,3}|[A-Za-z]|[ivxIVX]{1,5})\Z")
_STARTS_SENTENCE = re.compile(r"""["'“‘「『（(《\[#@]|[^\W_a-z]""")


def split_sentences(text: str) -> list[Span]:
    """The sentences of ``text`` as spans that cover it without gaps; none for empty text.

    A sentence longer than ``LONGEST`` is cut as ``split_long`` cuts it.
    """
    spans: list[Span] = []
    for start, end in _sentences(text):
        if end - start <= LONGEST:
            spans.append(Span(start, end))
        else:
            pieces = split_long(text[start:end], LONGEST)
            spans += [Span(start + piece.start, start + piece.end) for piece in pieces]
    return spans


def split_long(text: str, limit: int) -> list[Span]:
    """``text`` in pieces of at most ``limit`` characters that cover it without gaps.

    Breaks, in this order of preference, after a semicolon, colon or dash, after a comma, after an
    enumeration comma, at a space, and otherwise between any two characters; never so early that a
    piece has less than a third of ``limit``, as long as a worse kind of break is in reach.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    pieces = []
    start = 0
    while len(text) - start > limit:
        end = _break_before(text, start, start + limit)
        pieces.append(Span(start, end))
        start = end
    return [*pieces, Span(start, len(text))] if text else []


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences at any length: what has no word goes with the sentence before it."""
    first = start = 0
    worded = False
    for end in (*_Scanner(text).ends(), len(text)):
        word = _WORD.search(text, start, end) is not None
        if word and worded:
            yield first, start
            first = start
        worded = worded or word
        start = end
    if text:
        yield first, len(text)


def _break_before(text: str, start: int, end: int) -> int:
    earliest = start + (end - start) // 3
    for marks in ("；;：:—", "，,", "、", " \u3000"):
        best = max(text.rfind(mark, earliest, end) for mark in marks)
        if best >= earliest:
            return best + 1
    return end


class _Scanner:
    """One pass over the marks of a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.start = 0
        """Where the sentence under way starts."""
        self.quoted = False
        """Whether an ASCII quotation mark is open in this line."""

    def ends(self) -> Iterator[int]:
        text, find = self.text, _EVENT.search
        match = find(text)
        while match:
            place = match.start()
            end, ended = self._at(place, text[place])
            if ended:
                end = self._over_rest(end)
                yield end
                self.start = end
            match = find(text, end)

    def _at(self, place: int, mark: str) -> tuple[int, bool]:
        """Where to go on after ``mark`` at ``place``, and whether a sentence ends there."""
        if mark == "\n":
            self.quoted = False
            return place + 1, True
        if mark == '"':
            self.quoted = not self.quoted
            return place + 1, False
        if mark in _PAIRS:
            return self._opening(place, mark)
        if mark in "；;":
            return place + 1, self._semicolon_ends(place, mark)
        return self._stop(place, mark)

    def _opening(self, place: int, mark: str) -> tuple[int, bool]:
        """A bracket or title is stepped over, and so is a quote that is part of its sentence."""
        text = self.text
        close = text.find(_PAIRS[mark], place + 1, place + _REACH)
        if close < 0 or text.find("\n", place, close) >= 0:
            return place + 1, False
        before = text[place - 1 : place]
        if mark in _QUOTES:
            if not before.isalnum():
                return place + 1, False
            return close + 1, text[close - 1] in "。｡" and self._ends_with_quote(close + 1)
        whole = text[self.start : place].isspace() or place == self.start
        if whole and mark not in _TITLES and text[close - 1] in "。！？!?…":
            return close + 1, True
        return close + 1, False

    def _semicolon_ends(self, place: int, mark: str) -> bool:
        if mark == "；":
            return True
        text = self.text
        return _is_han(text[place - 1 : place]) and _is_han(_first_after(text, place + 1))

    def _ellipsis(self, place: int) -> tuple[int, bool]:
        text = self.text
        match = _ELLIPSIS.match(text, place)
        assert match
        end = self._with_ascii_quote(match.end())
        body = match.group()
        if body[-1] in _CLOSERS or end > match.end():
            return end, self._ends_with_quote(end)
        if body[-1] not in "….":
            return end, True
        after = _first_after(text, end)
        if not after or after == "\n":
            return end, True
        if after.isascii() and after.islower():
            return end, False
        if _GOES_ON.match(after) or text[place - 1 : place].isspace():
            return end, False
        return end, self._clause_length(place) >= _LONG_CLAUSE

    def _clause_length(self, place: int) -> int:
        """Characters since the last mark, counted only as far as it matters."""
        for length in range(_LONG_CLAUSE):
            before = place - 1 - length
            if before < self.start or self.text[before] in _CLAUSE_MARKS:
                return length
        return _LONG_CLAUSE

    def _stop(self, place: int, mark: str) -> tuple[int, bool]:
        text = self.text
        if mark == "…" or text.startswith("...", place):
            return self._ellipsis(place)
        if mark in ".．":
            return self._full_stop(place)
        match = _STOPS.match(text, place)
        assert match
        end = match.end()
        after = text[end : end + 1]
        if mark in "!?" and (_is_latin(after) or (_is_han(after) and self._in_address(place))):
            return end, False
        quoted_end = self._with_ascii_quote(end)
        if quoted_end > end or text[end - 1] in _CLOSERS:
            return quoted_end, self._ends_with_quote(quoted_end)
        return end, True

    def _with_ascii_quote(self, end: int) -> int:
        """``end``, moved over the ASCII quotation mark that closes there."""
        if self.quoted and self.text[end : end + 1] == '"':
            self.quoted = False
            return end + 1
        return end

    def _ends_with_quote(self, end: int) -> bool:
        """Whether the sentence ends with the quote or bracket that closes just before ``end``."""
        text = self.text
        after = _skip_space(text, end)
        if after >= len(text) or text[after] == "\n":
            return True
        if _GOES_ON.match(text, after) or _PARTICLE.match(text, after):
            return False
        exclaimed = text[end - 2] in "！？!?…"
        if exclaimed and _SUCH.match(text, after):
            return False
        if text[after].isascii() and text[after].islower():
            return False
        if after == end and text[after] in _QUOTES:  # “甲！”“乙！” is a list, “甲。”“乙。” is not
            return not exclaimed
        return _SPEAKER.match(text, after) is None

    def _full_stop(self, place: int) -> tuple[int, bool]:
        """A stop of ASCII's, which may belong to a number, a name or a list marker."""
        text = self.text
        end = place + 1
        while text[end : end + 1] in tuple(_CLOSERS):
            end += 1
        end = self._with_ascii_quote(end)
        after = text[end : end + 1]
        if after and not after.isspace():
            before = text[place - 1 : place]
            ends = _is_han(after) and not before.isdigit() and not self._in_address(place)
            ends = ends or (after in _PAIRS and _is_han(before))
        else:
            beyond = _skip_space(text, end)
            ends = beyond >= len(text) or _STARTS_SENTENCE.match(text, beyond) is not None
            ends = ends or text[beyond] == "\n"
        if not ends:
            return end, False
        if end > place + 1:
            return end, self._ends_with_quote(end)
        return end, not self._is_marker_or_abbreviation(place)

    def _is_marker_or_abbreviation(self, place: int) -> bool:
        text = self.text
        if place - self.start <= 6 and _MARKER.match(text[self.start : place]):
            return True
        return _ABBREVIATION.search(text[max(self.start, place - 8) : place]) is not None

    def _in_address(self, place: int) -> bool:
        """Whether ``place`` is inside a web address."""
        before = self.text[max(self.start, place - 200) : place]
        scheme = before.rfind("://")
        return scheme >= 0 and not re.search(r"[\s，。！？、；：”）》]", before[scheme:])

    def _over_rest(self, end: int) -> int:
        """``end``, moved over what belongs to the sentence: citations and white space."""
        text = self.text
        if not text.startswith("[", self.start) and text[end - 1] != "\n":  # else list markers
            citations = _CITATIONS.match(text, end)
            end = citations.end() if citations else end
        space = _ALL_SPACE.match(text, end)
        assert space
        if "\n" in space.group():
            self.quoted = False
        return space.end()


def _skip_space(text: str, place: int) -> int:
    match = _SPACE.match(text, place)
    assert match
    return match.end()


def _first_after(text: str, place: int) -> str:
    """The first character from ``place`` on that is no space; empty at the end."""
    place = _skip_space(text, place)
    return text[place : place + 1]


def _is_han(character: str) -> bool:
    return len(character) == 1 and (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or character > "\U0001ffff"
    )


def _is_latin(character: str) -> bool:
    return character.isalnum() and not _is_han(character)
