"""What the list of all notes shows: which ones, in which words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TypeVar

from reader.annotations.colours import COLOURS
from reader.annotations.filters import parsed
from reader.annotations.model import AnnotatedArticle, Annotation, Filter, Kind
from reader.chinese.script import Script
from reader.services import Services

_T = TypeVar("_T")

KINDS = (None, Kind.BOOKMARK, Kind.HIGHLIGHT, Kind.NOTE)
DAYS = (0, 1, 7, 30)
_KIND_WORDS = {Kind.BOOKMARK: "bookmarks", Kind.HIGHLIGHT: "highlights", Kind.NOTE: "notes"}
_DAY_WORDS = {1: "today", 7: "7 days", 30: "30 days"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the keys narrow the list to; the search line narrows it further."""

    kind: Kind | None = None
    colour: str = ""
    tag: str = ""
    article: str = ""
    days: int = 0
    lost: bool = False

    def filter(self, query: str, today: date) -> Filter:
        """The filter of this and of what was typed."""
        since = str(today - timedelta(days=self.days - 1)) if self.days else ""
        kinds = frozenset({self.kind}) if self.kind else frozenset()
        mine = Filter(kinds, self.article, self.tag, self.colour, since, orphans=self.lost)
        return parsed(query, mine)

    def next_kind(self) -> "Narrowing":
        """The next kind, after the last one all."""
        return replace(self, kind=_after(KINDS, self.kind))

    def next_colour(self) -> "Narrowing":
        """The next colour, after the last one all."""
        return replace(self, colour=_after(("", *COLOURS), self.colour))

    def next_tag(self, tags: Sequence[str]) -> "Narrowing":
        """The next of the tags in use, after the last one all."""
        return replace(self, tag=_after(("", *tags), self.tag))

    def next_days(self) -> "Narrowing":
        """The next span of days."""
        return replace(self, days=_after(DAYS, self.days))

    def words(self, titles: Mapping[str, str]) -> list[str]:
        """What the list is narrowed to, in words for the top line."""
        parts = [
            _KIND_WORDS[self.kind] if self.kind else "",
            self.colour,
            f"#{self.tag}" if self.tag else "",
            f"“{titles.get(self.article, self.article)}”" if self.article else "",
            _DAY_WORDS.get(self.days, ""),
            "lost places" if self.lost else "",
        ]
        return [part for part in parts if part]


@dataclass(frozen=True, slots=True)
class View:
    """Notes as they were read, with quotes and titles in the script of the screen."""

    notes: tuple[Annotation, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=dict)
    """The quotes by annotation."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles by article."""
    tags: tuple[str, ...] = ()


def read_view(services: Services, wanted: Filter, script: Script) -> View:
    """Read what ``wanted`` lets through, the newest first.

    Runs on a worker: the first use of a script takes a moment.
    """
    annotations = services.annotations
    notes = annotations.all(wanted)
    articles = annotations.articles()

    def shown(text: str, article: AnnotatedArticle | None) -> str:
        if script is Script.ORIGINAL or not text:
            return text
        source = Script(article.script) if article and article.script in set(Script) else None
        return services.scripts.convert(text, script, source)

    return View(
        tuple(notes),
        {note.id: shown(note.target.exact, articles.get(note.target.article)) for note in notes},
        {name: shown(article.title, article) for name, article in articles.items()},
        tuple(annotations.tags()),
    )


def _after(choices: Sequence[_T], present: _T) -> _T:
    index = choices.index(present) if present in choices else -1
    return choices[(index + 1) % len(choices)]
