"""Look-alike characters made ordinary, and unprintable characters made visible.

Both functions keep the length, so that an offset into the text as written holds in the result.
"""

import re
import unicodedata

_RADICALS_SUPPLEMENT = (
    "⺀厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛"
    "犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑"
    "钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)
"""The unified ideograph for each of U+2E80 to U+2EF3.

Facts of Unicode's property Equivalent_Unified_Ideograph. NFKC leaves this block alone, while
real text has its characters in place of ordinary ones (U+2EE2 for U+9A6C in the name of Amazon).
U+2E80 has no equivalent and U+2E9A is unassigned; both stand for themselves.
"""


def _look_alikes() -> dict[int, str]:
    supplement = {0x2E80 + place: to for place, to in enumerate(_RADICALS_SUPPLEMENT)}
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    compatibility = {
        code: unicodedata.normalize("NFC", chr(code))
        for block in (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
        for code in block
    }
    return supplement | kangxi | compatibility


_TO_UNIFIED = _look_alikes()
_LOOK_ALIKE = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f]")


def normalise(text: str) -> str:
    """``text`` with look-alikes of Han characters replaced by the ordinary characters.

    Covers the CJK radicals (both blocks) and the CJK compatibility ideographs; everything else,
    combining sequences too, stays as it is. The length stays the same. For search, segmentation
    and translation; what is stored stays as written.
    """
    if _LOOK_ALIKE.search(text) is None:
        return text
    return text.translate(_TO_UNIFIED)


_INVISIBLE = "\N{WHITE VERTICAL RECTANGLE}"
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"

_INVISIBLE_RANGES = (
    (0x00AD, 0x00AD),  # soft hyphen
    (0x061C, 0x061C),  # Arabic letter mark
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x200B, 0x200F),  # zero-width space, (non-)joiner, directional marks
    (0x202A, 0x202E),  # bidi embeddings and overrides
    (0x2060, 0x206F),  # word joiner, invisible operators, bidi isolates, deprecated controls
    (0xFEFF, 0xFEFF),  # zero-width no-break space (byte order mark)
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE007F),  # tags
)
_UNKNOWN_RANGES = (
    (0x0080, 0x009F),  # C1 controls
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFFFE, 0xFFFF),  # not characters
)


def _placeholders() -> dict[int, str]:
    table = {code: chr(0x2400 + code) for code in range(0x20)}
    table[0x09] = " "
    table[0x7F] = "\N{SYMBOL FOR DELETE}"
    table |= {0x2028: "\N{SYMBOL FOR NEWLINE}", 0x2029: "\N{SYMBOL FOR NEWLINE}"}
    for ranges, placeholder in ((_INVISIBLE_RANGES, _INVISIBLE), (_UNKNOWN_RANGES, _UNKNOWN)):
        for first, last in ranges:
            table |= dict.fromkeys(range(first, last + 1), placeholder)
    return table


_TO_VISIBLE_IN_ONE_LINE = _placeholders()
_TO_VISIBLE = {code: to for code, to in _TO_VISIBLE_IN_ONE_LINE.items() if code != 0x0A}
_EMOJI_JOIN = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2600-\u27bf\U0001f000-\U0001faff])"
)


def visible(text: str, *, one_line: bool = False) -> str:
    """``text`` with every character that a terminal could act on replaced by a placeholder.

    Control characters become their pictures (escape is shown as U+241B), a tab one space, C1
    controls and lone surrogates U+FFFD, and what is invisible or changes the direction U+25AF.
    A zero-width joiner inside an emoji stays. Line feeds stay too, unless ``one_line`` is asked
    for, as a title needs it. The length stays the same.
    """
    if one_line:
        text = text.replace("\n", "\N{SYMBOL FOR NEWLINE}")
    if text.replace("\n", "").replace("\u3000", "").isprintable():
        return text
    joins = [match.start() for match in _EMOJI_JOIN.finditer(text)]
    shown = text.translate(_TO_VISIBLE)
    if not joins:
        return shown
    parts, done = [], 0
    for join in joins:
        parts += [shown[done:join], text[join]]
        done = join + 1
    return "".join(parts) + shown[done:]
