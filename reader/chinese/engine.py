"""The conversion engine: ``opencc-python-reimplemented``, bounded.

The engine looks for the longest phrase of its dictionaries anywhere in a run of characters
without punctuation, then in what is left on both sides, so its time grows with the square of
the run. Here it is given nothing but Han characters, at most :data:`WINDOW` at a time; longer
runs are cut into windows that overlap by more than the longest phrase, and every character is
taken from the window in which it has context on both sides. Runs without a character that the
engine could change do not reach it.

Only configurations that keep the number of characters are used; vocabulary is exchanged by
:mod:`reader.chinese.stages`.
"""

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from importlib import resources

from reader.chinese.script import HAN

WINDOW = 96
"""The most characters the engine is given at once."""

CONTEXT = 16
"""How far the windows of a long run overlap on each side; OpenCC's longest phrase has 16."""

_REMEMBERED = 4096  # what lies between the words of our tables is short and comes again

_DICTIONARIES = {
    "s2t": ("STCharacters.txt", "STPhrases.txt"),
    "t2s": ("TSCharacters.txt", "TSPhrases.txt"),
}

_RUN = re.compile(f"[{HAN}]+")


class Engine:
    """One length-preserving configuration of the engine: ``s2t`` or ``t2s``."""

    def __init__(self, configuration: str) -> None:
        """Name the engine's configuration; its dictionaries load with the first conversion."""
        self.configuration = configuration

    @cached_property
    def _convert(self) -> Callable[[str], str]:
        from opencc import OpenCC

        convert: Callable[[str], str] = OpenCC(self.configuration).convert
        return lru_cache(_REMEMBERED)(convert)

    @cached_property
    def _changeable(self) -> frozenset[str]:
        """The characters that the engine ever changes."""
        return frozenset(
            old
            for file in _DICTIONARIES[self.configuration]
            for key, value in engine_phrases(file).items()
            for old, new in zip(key, value, strict=True)
            if old != new
        )

    def convert(self, text: str) -> str:
        """``text`` with its Han characters converted, each to exactly one character."""
        return _RUN.sub(self._replace, text)

    def _replace(self, match: re.Match[str]) -> str:
        run = match.group()
        return run if self._changeable.isdisjoint(run) else self._run(run)

    def _run(self, run: str) -> str:
        if len(run) <= WINDOW:
            return self._window(run)
        step = WINDOW - 2 * CONTEXT
        return "".join(self._middle(run, at, step) for at in range(0, len(run), step))

    def _middle(self, run: str, at: int, step: int) -> str:
        start = max(0, at - CONTEXT)
        window = self._window(run[start : at + step + CONTEXT])
        return window[at - start : at - start + step]

    def _window(self, run: str) -> str:
        converted = self._convert(run)
        if len(converted) != len(run):
            raise AssertionError(f"{self.configuration} changed the length of {run!r}")
        return converted


def engine_phrases(name: str) -> dict[str, str]:
    """A dictionary of the engine (``TWPhrases.txt``), read where it is installed.

    The first of several alternatives is taken, as the engine does.
    """
    return {key: values[0] for key, values in engine_alternatives(name).items()}


def engine_alternatives(name: str) -> dict[str, list[str]]:
    """A dictionary of the engine (``STCharacters.txt``) with all its alternatives."""
    file = resources.files("opencc").joinpath("dictionary").joinpath(name)
    pairs = (line.split("\t") for line in file.read_text("utf-8").splitlines() if line.strip())
    return {key: values.split(" ") for key, values in pairs}
