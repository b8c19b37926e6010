"""What the library screen lists: sorting, filtering, the next unread; pure functions."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.articles.model import ArticleInfo, Place

DONE = 0.995
"""From this progress on an article counts as read to its end."""


class Sort(StrEnum):
    """The orders of the list, in the order in which the key goes through them."""

    DATE = "date"
    TITLE = "title"
    PROGRESS = "progress"
    ADDED = "added"
    LENGTH = "length"

    def next(self) -> "Sort":
        """The order after this one."""
        orders = list(Sort)
        return orders[(orders.index(self) + 1) % len(orders)]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: an article, and where its text was found when it is there for a search.

    ``found`` holds the range of ``snippet`` to emphasise.
    """

    info: ArticleInfo
    snippet: str = ""
    found: tuple[int, int] = (0, 0)
    place: Place | None = None


def ordered(infos: Iterable[ArticleInfo], sort: Sort) -> list[ArticleInfo]:
    """``infos`` in the order ``sort``: newest, furthest and longest first, titles from A to Z.

    Articles without a date come last. ``infos`` must come in the order of adding, newest first.
    """
    if sort is Sort.ADDED:
        return list(infos)
    keys: dict[Sort, Callable[[ArticleInfo], object]] = {
        Sort.DATE: lambda info: info.date,
        Sort.TITLE: lambda info: info.title.casefold(),
        Sort.PROGRESS: lambda info: 0.0 if is_done(info) else info.progress,
        Sort.LENGTH: lambda info: info.characters,
    }
    return sorted(infos, key=keys[sort], reverse=sort is not Sort.TITLE)  # type: ignore[arg-type]


def matching(
    infos: Sequence[ArticleInfo], query: str, fold: Callable[[str], str]
) -> list[ArticleInfo]:
    """Those of ``infos`` whose title, English title or source have every word of ``query``.

    ``fold`` makes texts comparable (letter case, script).
    """
    words = fold(query).split()
    if not words:
        return list(infos)
    found = []
    for info in infos:
        text = fold(f"{info.title}\n{info.english_title}\n{info.source}")
        if all(word in text for word in words):
            found.append(info)
    return found


def is_done(info: ArticleInfo) -> bool:
    """Whether the article was read to its end."""
    return info.progress >= DONE


def next_unread(entries: Sequence[Entry], after: int) -> int | None:
    """The row after ``after``, around the end, of an article not read to its end."""
    count = len(entries)
    for step in range(1, count + 1):
        index = (after + step) % count
        if not is_done(entries[index].info):
            return index
    return None


def summary(infos: Sequence[ArticleInfo]) -> str:
    """How many articles there are and how many are begun: ``8 articles · 2 in progress``."""
    begun = sum(1 for info in infos if 0 < info.progress < DONE)
    count = f"{len(infos):,} article{'' if len(infos) == 1 else 's'}"
    return f"{count} · {begun:,} in progress" if begun else count
