"""Where a line may be broken: UAX #14, with the tailoring that Chinese in a terminal asks for.

Rule numbers (LB…) are those of UAX #14, revision 53 (Unicode 16). clreq is W3C's Requirements for
Chinese Text Layout, "Prohibition rules for line start and line end", the basic method.

What differs from UAX #14, on purpose:

1. Interpuncts (``·‧``) and wave dashes (``～``) begin no line (clreq); nor does a colon, semicolon,
   iteration mark, comma or ellipsis after a space (LB13, LB21 and LB22 hold across spaces).
2. ASCII commas, colons and stops may be followed by a break where Han comes before them; LB25 and
   LB29 forbid it before digits and letters. Much Chinese on the web is punctuated with them.
3. Curly quotes with anything East Asian on either side open and close as brackets do; LB19a asks
   for it on both sides.
4. No break between a number and its unit (``25天``, ``6 小时``, ``1.25亿元``), inside a range
   (``10–20``, ``10～20``), after ``第`` before a number, in a full-width number, nor in a hyphened
   name with a digit or a very short part (``DeepSeek-R1``).
5. A dash between Latin words stays with the word before it. ``——`` and ``……`` are not cut
   (LB17, LB22).
6. Small kana and ``ー`` begin no line (LB1: CJ as NS). Hangul syllables count as ideographs.
   Scripts of South East Asia, which need a dictionary, break at spaces only.
7. Web addresses are not broken inside as long as they fit in a line; a citation (``[1]``) stays
   with what it belongs to, and ``@`` and ``#`` with the handle or tag that they begin.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from reader.chinese.cells import cell_width, cell_widths

_CHARACTERS = {
    "\n": "\n\v\f\r\x85\u2028\u2029",  # BK, CR, LF, NL
    "s": " ",  # SP
    "S": "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000",  # BA
    "z": "\u200b",  # ZW
    "j": "\u200d",  # ZWJ
    "w": "\u2060\ufeff",  # WJ
    "g": "\u00a0\u0f0c\u2007\u2011\u202f",  # GL
    "b": "|\u00ad\u2010\u2012\u2013",  # BA: hyphens and the en dash
    "p": "\u00b4\u02c8\u02cc\u02df",  # BB
    "d": "\u2014\u2015\u2e3a\u2e3b",  # B2: dashes
    "e": "\u2024\u2025\u2026\u22ef\ufe19",  # IN: ellipses
    "-": "-",  # HY
    "C": "、。，．｡､﹐﹑﹒︐︑︒〞〟",  # CL, and all closing brackets but CP
    "c": ")]",  # CP
    "!": "!?！？﹖﹗︕︖",  # EX
    ",": ",.:;\u2044︓︔",  # IS
    "/": "/",  # SY
    "N": "：；﹔﹕・･々〻〜～゛゜゠‼‽⁇⁈⁉ﾞﾟゝゞヽヾ"  # NS; the rest CJ
    "ーｰぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ",
    "i": "\u00b7\u2027\u2219\u22c5",  # AI, BA, AL: interpuncts
    "$": "+\\\u00b1\u2116\u2212\u2213",  # PR, and all currency signs
    "%": "%\u00a2\u00b0\u2030\u2031\u2032\u2033\u2034\u2057\u2103\u2109％￠﹪",  # PO
    '"': "\"'",  # QU without direction
    "o": "¡¿",  # OP that is narrow, and all narrow opening brackets
}
"""The classes of characters, a letter each, beside UAX #14's names for them.

Further: ``O`` wide OP, ``<`` and ``>`` QU that opens and closes, ``0`` NU, ``m`` CM, ``r`` RI,
``H`` ID and ``A`` AL.
"""

_BY_CATEGORY = {"Nd": "0", "Pi": "<", "Pf": ">", "Sc": "$", "Pe": "C"}
_CONTROLS = "\nmjzw"
_WIDE = 0x80
"""Added to the letter of a class where the character is two cells wide."""

_ALL = '\nsSzjwgbpde-Cc!,/Ni$%"oO<>0mrHA'
_RULES: tuple[tuple[str, str, bool | str], ...] = (
    # classes before, classes after, whether a break is allowed or what else to ask
    ("\n", _ALL, True),  # LB4, LB5
    (_ALL, "\nsz", False),  # LB6, LB7
    ("z", _ALL, True),  # LB8
    ("j", _ALL, False),  # LB8a
    (_ALL, "mj", False),  # LB9
    ("m", _ALL, "mark"),  # LB9
    ("s", _ALL, "spaces"),  # LB11 to LB18 across spaces
    ("w", _ALL, False),  # LB11
    (_ALL, "w", False),
    ("g", _ALL, False),  # LB12
    ("Sb-", "g", True),  # LB12a
    (_ALL, "g", False),
    (_ALL, "cC!/", False),  # LB13
    (_ALL, ",", False),  # LB15d
    ("oO<", _ALL, False),  # LB14, LB15a
    (_ALL, ">", False),  # LB15b
    ("d", "d", False),  # LB17
    ('"', _ALL, False),  # LB19
    (_ALL, '"', False),
    (_ALL, "b-SNi", False),  # LB21
    (_ALL, "e", False),  # LB22
    (">", _ALL, "quote"),  # LB19a
    (_ALL, "<", "quote"),
    ("p", _ALL, False),  # LB21
    ("A", "0", False),  # LB23
    ("0", "A", False),
    ("$", "H", False),  # LB23a
    ("H", "%", False),
    ("$%", "A", False),  # LB24
    ("A", "$%", False),
    ("0", "$%", False),  # LB25
    ("$%-/0", "0", False),
    ("$%", "o", "bracket"),
    (",", "0A", "comma"),  # LB25, LB29
    ("-", "A", "hyphen"),  # LB20a, and names
    ("A", "A", False),  # LB28
    ("A0", "o", False),  # LB30
    ("c", "A0", False),
    ("r", "r", "flag"),  # LB30a
    ("i", "A0", False),  # inside a Latin name
    ("A0", "d", "dash"),  # a dash between Latin words
    (_ALL, _ALL, True),  # LB31
)

_UNITS = (
    "美元|欧元|歐元|日元|英镑|英鎊|港元|港币|港幣|台币|臺幣|人民币|人民幣|公里|千米|厘米|毫米|公斤|千克"
    "|平方米|立方米|小时|小時|分钟|分鐘|个月|個月|毫秒|[年月日号號时時分秒天周週日个個人元块塊角倍度米克吨噸"
    "升次位名家种種款条條项項部篇页頁章节節期届屆级級岁歲代核层層台臺艘辆輛只隻张張份字集卷點点％%℃°]"
)
_NUMBER = r"[0-9０-９]+(?:[.,:：/．][0-9０-９]+)*"
_AMOUNT = re.compile(
    rf"(?<![A-Za-z0-9_=&/.#-])(?:第[ ]?)?{_NUMBER}(?:[-–~～〜]{_NUMBER})?"
    rf"(?:[ ]?[十百千万萬亿億]+(?:[余餘多])?(?:{_UNITS})?|[余餘多]?[ ]?(?:{_UNITS}))?"
)
_ADDRESS = re.compile(r"(?:https?|ftp)://[!-~]+|www\.[!-~]+", re.IGNORECASE)
_KEPT = re.compile(r"(?<=\S)(?=\[[0-9]{1,3}\])|(?<=[@#＠＃])(?=\w)")
"""Before a citation, and inside a handle or tag."""
_ADDRESS_END = ".,;:!?)]}'\""
_HYPHENED = re.compile(r"[^\W\d_]{2,}-\Z")
_AFTER_HYPHEN = re.compile(r"[^\W\d_]{3,}(?![^\W_])")


class _Codes(dict[int, str]):
    """From code points to codes of their classes, for ``str.translate``; made when first met."""

    def __init__(self) -> None:
        super().__init__(
            (ord(character), _code(character, letter))
            for letter, characters in _CHARACTERS.items()
            for character in characters
        )

    def __missing__(self, point: int) -> str:
        self[point] = code = _code(chr(point), _class_of(chr(point)))
        return code


class _Pairs(dict[bytes, bool | str]):
    """Whether a break is allowed between two codes, by the first rule that fits them."""

    def __missing__(self, pair: bytes) -> bool | str:
        a, b = _letter(pair[0]), _letter(pair[1])
        self[pair] = answer = next(
            allowed for before, after, allowed in _RULES if a in before and b in after
        )
        return answer


def _code(character: str, letter: str) -> str:
    width = cell_width(character)
    if letter in _CONTROLS or not width:
        return letter if letter in _CONTROLS else "m"
    return chr(ord(letter) | _WIDE) if width == 2 else letter


def _class_of(character: str) -> str:
    category = unicodedata.category(character)
    wide = cell_width(character) == 2
    if category == "Ps":
        return "O" if wide else "o"
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    if "\U0001f1e6" <= character <= "\U0001f1ff":
        return "r"
    return "H" if wide or character >= "\U0001f000" else "A"


def _letter(code: int) -> str:
    return chr(code & ~_WIDE)


_CODES = _Codes()
_PAIRS = _Pairs()
_WIDTHS = bytes(0 if chr(code) in _CONTROLS else 1 + (code >= _WIDE) for code in range(0x100))
_FEED = ord("\n")
_SPACES = frozenset((ord("s"), ord("S"), ord("S") | _WIDE))


class Breaks:
    """The places in a text where a line may be broken.

    ``longest`` is the line's length in cells: a web address longer than that is broken like other
    text. ``widths`` has the cells of each character.
    """

    def __init__(self, text: str, longest: int) -> None:
        self.text = text
        codes = text.translate(_CODES).encode("latin-1")
        self.codes = codes
        self.widths: Sequence[int] = codes.translate(_WIDTHS)
        if b"j" in codes or "\ufe0f" in text:
            self.widths = cell_widths(text)
        self.kept = _amounts(text) | _addresses(text, longest)
        """Where amounts, addresses, citations and handles are not broken as long as they fit."""
        self.kept.update(match.start() for match in _KEPT.finditer(text))

    def allowed(self, place: int) -> bool:
        """Whether a line may end before ``place`` and the next one start there."""
        return place not in self.kept and self._by_rule(place)

    def last_allowed(self, start: int, end: int) -> int | None:
        """The last place in ``(start, end]`` where a break is allowed."""
        return next(filter(self.allowed, range(end, start, -1)), None)

    def cut(self, start: int, end: int) -> int:
        """Where to cut a line that starts at ``start``, has room up to ``end``, and has no break.

        In this order: inside an amount; where no prohibited mark ends or begins a line; between
        characters with their combining marks; after the first of these, though it does not fit.
        """
        for fits in (self._by_rule, self._tolerable, self._whole):
            place = next(filter(fits, range(end, start, -1)), None)
            if place is not None:
                return place
        place = start + 1
        while place < len(self.codes) and not self._whole(place):
            place += 1
        return place

    def after_spaces(self, place: int) -> int:
        """The first place from ``place`` on that has no space, which may hang over a line's end."""
        while place < len(self.codes) and self.codes[place] in _SPACES:
            place += 1
        return place

    def before_spaces(self, start: int, end: int) -> int:
        """Where the spaces and the line feed begin that end ``[start, end)``."""
        while end > start and (self.codes[end - 1] in _SPACES or self.is_feed(end - 1)):
            end -= 1
        return end

    def is_feed(self, place: int) -> bool:
        """Whether a line must end after the character at ``place``."""
        return self.codes[place] == _FEED

    def after_feed(self, start: int, end: int) -> int | None:
        """The place after the first line feed in ``[start, end)``; none without one."""
        feed = self.codes.find(_FEED, start, end)
        if feed < 0:
            return None
        return feed + (2 if self.text.startswith("\r\n", feed) else 1)

    def _by_rule(self, place: int) -> bool:
        answer = _PAIRS[self.codes[place - 1 : place + 1]]
        return answer if isinstance(answer, bool) else _ASKED[answer](self, place)

    def _tolerable(self, place: int) -> bool:
        """Whether no mark that must not begin or end a line does so if it is cut at ``place``."""
        before, after = self._at(place - 1), self._at(place)
        return before not in "oO<j" and after not in "smjwcC!,N>e/i"

    def _whole(self, place: int) -> bool:
        """Whether a cut at ``place`` leaves characters with their combining marks."""
        return self._at(place - 1) != "j" and self._at(place) not in "mj"

    def after_mark(self, place: int) -> bool:
        """LB9: what is combined behaves as its base; LB10: without a base, as a letter."""
        base = place - 1
        while base >= 0 and self.codes[base] in b"mj":
            base -= 1
        a = self.codes[base] if self._at(base) not in "\nsz" else ord("A")
        answer = _PAIRS[bytes((a, self.codes[place]))]
        return answer if isinstance(answer, bool) else _ASKED[answer](self, place)

    def after_space(self, place: int) -> bool:
        """LB11 and LB13 to LB18: what holds across spaces, else a break."""
        before = len(self.codes[:place].rstrip(b"s")) - 1
        a, b, after = self._at(before), self._at(place), self._at(place + 1)
        if a == "z":
            return True  # LB8
        if b in "cC!/Nwe" or (a and a in "oO<"):
            return False
        if b == ",":
            return after == "0"  # LB15c
        if b == ">":
            return bool(after) and after in "A0"
        return a + b != "dd"

    def beside_quote(self, place: int) -> bool:
        """LB19 and LB19a, with an East Asian character on either side being enough."""
        first, last = place - 1, place
        while self._at(first) == ">":
            first -= 1
        while self._at(last) == "<":
            last += 1
        return self._east_asian(first) or self._east_asian(last)

    def after_comma(self, place: int) -> bool:
        """LB25 and LB29, but not where Han comes before the comma."""
        return self._east_asian(place - 2)

    def after_hyphen(self, place: int) -> bool:
        """LB20a, and no break in names such as ``DeepSeek-R1``."""
        before = self.text[max(0, place - 40) : place]
        return bool(_HYPHENED.search(before) and _AFTER_HYPHEN.match(self.text, place))

    def between_flags(self, place: int) -> bool:
        """LB30a: regional indicators go in pairs."""
        before = self.codes[:place]
        return (len(before) - len(before.rstrip(b"r"))) % 2 == 0

    def before_dash(self, place: int) -> bool:
        """A dash between Latin words stays with the first."""
        after = self._at(place + 1)
        return bool(after) and after not in "A0s\n"

    def before_bracket(self, place: int) -> bool:
        """LB25: a sign stays with a number in brackets, also one that starts with its point."""
        following = self._at(place + 1)
        if following == ",":
            following = self._at(place + 2)
        return following != "0"

    def _east_asian(self, place: int) -> bool:
        """Whether the character at ``place`` is East Asian, or a mark that is used in Chinese."""
        if not 0 <= place < len(self.codes):
            return False
        while place and self.codes[place] in b"mj":
            place -= 1
        return self.codes[place] >= _WIDE or self.codes[place] in b"de"

    def _at(self, place: int) -> str:
        return _letter(self.codes[place]) if 0 <= place < len(self.codes) else ""


_ASKED: dict[str, Callable[[Breaks, int], bool]] = {
    "mark": Breaks.after_mark,
    "spaces": Breaks.after_space,
    "quote": Breaks.beside_quote,
    "comma": Breaks.after_comma,
    "hyphen": Breaks.after_hyphen,
    "flag": Breaks.between_flags,
    "dash": Breaks.before_dash,
    "bracket": Breaks.before_bracket,
}


def _amounts(text: str) -> set[int]:
    kept: set[int] = set()
    for match in _AMOUNT.finditer(text):
        start, end = match.span()
        if match[0].endswith("日元") and "月" in text[max(0, start - 2) : start]:
            end -= 1  # the day of a date, and no yen
        kept.update(range(start + 1, end))
    return kept


def _addresses(text: str, longest: int) -> set[int]:
    if "://" not in text and "www." not in text:
        return set()
    kept: set[int] = set()
    for match in _ADDRESS.finditer(text):
        length = len(match[0].rstrip(_ADDRESS_END))
        if length > longest:
            length = match[0].find("://") + 3
        kept.update(range(match.start() + 1, match.start() + length))
    return kept
