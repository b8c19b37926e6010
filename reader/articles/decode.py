"""From bytes to text: which encoding a Chinese text file is in."""

import codecs
import re
from pathlib import PurePath

from reader.errors import ReaderError

_COMMON = frozenset(
    "的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长"
    "這來個國說們為時會過學對裡後麼還發當無開見經頭從動兩長"
    "，。、；：？！“”（）《》「」"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_LEGACY = ("gb18030", "big5hkscs", "cp950")
_SAMPLE = 200_000


def decode(data: bytes, name: str) -> str:
    """The text of ``data``, with line feeds as line ends.

    A byte order mark decides; else valid UTF-8 is UTF-8; else UTF-16 without a mark, GB18030
    and Big5 are compared by how much of the result is common Chinese. Raises
    :class:`ReaderError` naming ``name`` when the bytes are no text in any of them.
    """
    text = _decoded(data)
    bad = len(_NOT_TEXT.findall(text[:_SAMPLE]))
    if text and bad * 20 > min(len(text), _SAMPLE):
        raise ReaderError(f"{PurePath(name).name}: this is not a text file; nothing was imported.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    candidates = [data.decode("utf-8", errors="replace")]
    if data[:_SAMPLE].count(0) * 20 > len(data[:_SAMPLE]) or len(data) % 2 == 0:
        candidates += (data.decode(name, errors="replace") for name in ("utf-16-le", "utf-16-be"))
    candidates += (data.decode(name, errors="replace") for name in _LEGACY)
    return max(candidates, key=_plausibility)


def _plausibility(text: str) -> float:
    """How much ``text`` looks like Chinese or English: its common characters less its errors."""
    sample = text[:_SAMPLE]
    if not sample:
        return 0.0
    score = 0.0
    for character in sample:
        if character in _COMMON:
            score += 2
        elif character.isascii() and (character.isprintable() or character in "\n\r\t"):
            score += 0.5
        elif character == "\ufffd":
            score -= 6
        elif "\u4e00" <= character <= "\u9fff":
            score += 0.3
        else:
            score -= 1
    return score / len(sample)
