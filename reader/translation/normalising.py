"""The normalised form by which sentences are translated and remembered."""

from collections.abc import Callable, Iterable
from contextlib import suppress

from reader.chinese.normalise import normalise
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.translation.memory import Memory
from reader.translation.prepare import has_chinese, tidy

Convert = Callable[[str, Script, Script | None], str]
"""``convert(text, to, source)``: script conversion with vocabulary; ``None`` detects the source."""


class Normaliser:
    """Turns sentences as written into plain Simplified ones with mainland vocabulary.

    Simplified text is never converted (design.md: that would spoil it). What another script's
    sentence became is remembered, so that it can be looked up later without the converter.
    """

    def __init__(self, convert: Convert, memory: Memory) -> None:
        self._convert = convert
        self._memory = memory

    def remembered(self, written: Iterable[str], script: Script) -> dict[str, str]:
        """The normalised form of those sentences for which it is known without converting."""
        return self._normalise(written, script, convert=False)

    def normalise(self, written: Iterable[str], script: Script) -> dict[str, str]:
        """The normalised form of every sentence; loads the converter when it must."""
        return self._normalise(written, script, convert=True)

    def _normalise(
        self, written: Iterable[str], script: Script, *, convert: bool
    ) -> dict[str, str]:
        tidied = {text: tidy(normalise(text)) for text in dict.fromkeys(written)}
        if script is Script.HANS:
            return tidied
        plain = {text: clean for text, clean in tidied.items() if not has_chinese(clean)}
        others = {text: clean for text, clean in tidied.items() if text not in plain}
        spellings = self._memory.spellings(others.values())
        if convert:
            missing = list(dict.fromkeys(set(others.values()) - spellings.keys()))
            converted = {clean: self._to_simplified(clean, script) for clean in missing}
            if converted:
                with suppress(ReaderError):  # they are only remembered to be quick
                    self._memory.remember_spellings(converted.items())
                spellings |= converted
        known = {text: spellings[clean] for text, clean in others.items() if clean in spellings}
        return plain | known

    def _to_simplified(self, text: str, script: Script) -> str:
        source = None if script is Script.ORIGINAL else script
        return self._convert(text, Script.HANS, source)
