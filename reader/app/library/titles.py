"""Titles in the script that the library shows, converted off the screen's thread."""

from collections.abc import Callable
from typing import Protocol

from reader.articles.model import ArticleInfo
from reader.chinese.script import Script


class Converter(Protocol):
    """What turns Chinese text into another script."""

    def convert(self, text: str, to: Script, source: Script | None = None) -> str:
        """``text`` in the script ``to``."""
        ...


class Titles:
    """Knows the converted titles, and collects those that were asked for and are missing.

    The list asks with :meth:`of` while it draws, so only titles on the screen are ever
    converted. ``wanted`` is called, once until :meth:`convert` ran, when one is missing.
    """

    def __init__(self, wanted: Callable[[], object]) -> None:
        """Nothing converted yet; titles are shown as written."""
        self.script = Script.ORIGINAL
        self._wanted = wanted
        self._known: dict[tuple[Script, str], str] = {}
        self._missing: set[ArticleInfo] = set()

    def of(self, info: ArticleInfo) -> str:
        """The article's title in the present script, as written until it is converted."""
        if self.script is Script.ORIGINAL:
            return info.title
        title = self._known.get((self.script, info.title))
        if title is None:
            if not self._missing:
                self._wanted()
            self._missing.add(info)
            return info.title
        return title

    def convert(self, converter: Converter) -> None:
        """Convert what is missing; for a worker thread."""
        script = self.script
        missing, self._missing = self._missing, set()
        for info in missing:
            source = None if info.script is Script.ORIGINAL else info.script
            self._known[script, info.title] = converter.convert(info.title, script, source)
