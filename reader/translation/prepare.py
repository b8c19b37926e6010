"""What of a sentence reaches the model: plain Simplified text with mainland vocabulary."""

import re
import unicodedata

from reader.chinese.script import HAN

_HAN = re.compile(f"[{HAN}]")
_SPACE = re.compile(r"\s+")
_BREAK_BETWEEN_HAN = re.compile(rf"(?<=[{HAN}，。！？、；：])[^\S\n]*\n\s*(?=[{HAN}])")


def has_chinese(text: str) -> bool:
    """Whether there is anything for a Chinese model to translate."""
    return _HAN.search(text) is not None


def tidy(text: str) -> str:
    """The text without control and format characters and with single spaces.

    A line break between Han characters is a matter of layout, so it goes without a trace.
    """
    if not text.isprintable():
        text = "".join(
            " " if character.isspace() else character
            for character in text
            if character.isspace()
            or unicodedata.category(character) not in ("Cc", "Cf", "Co", "Cs")
        )
    text = _BREAK_BETWEEN_HAN.sub("", text)
    return _SPACE.sub(" ", text).strip()
