"""What the library screen lists, as pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.articles.listing import FINISHED, Order, ReadingStatus
from reader.articles.model import ArticleInfo, Place

if TYPE_CHECKING:
    from reader.articles.search import Hit

SORTS = (Order.DATE, Order.TITLE, Order.PROGRESS, Order.ADDED, Order.LENGTH)
"""The orders of the list, in the order in which the key goes through them."""

SORT_WORDS = {
    Order.DATE: "by date",
    Order.TITLE: "by title",
    Order.PROGRESS: "by progress",
    Order.ADDED: "by time added",
    Order.LENGTH: "by length",
}
"""What to call the orders."""


STATUS_WORDS = {
    ReadingStatus.UNREAD: "new",
    ReadingStatus.READING: "in progress",
    ReadingStatus.FINISHED: "read",
}
"""What to call how far the person has read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: an article, and where its text was found when it is there for a search.

    ``found`` holds the range of ``snippet`` to emphasise.
    """

    info: ArticleInfo
    snippet: str = ""
    found: tuple[int, int] = (0, 0)
    place: Place | None = None


def found_in_texts(hits: "Iterable[Hit]", infos: Mapping[str, ArticleInfo]) -> list[Entry]:
    """A row for each hit in a text of the articles ``infos`` (by id); titles are rows already.

    The articles come in the order of ``hits``, the hits in each from its beginning on.
    """
    by_article: dict[str, list[Hit]] = {}
    for hit in hits:
        if not hit.in_title and hit.article in infos and hit.snippet != hit.title:
            by_article.setdefault(hit.article, []).append(hit)
    return [
        Entry(infos[article], hit.snippet, (hit.start, hit.end), hit.place)
        for article, found in by_article.items()
        for hit in sorted(found, key=lambda hit: hit.place)
    ]


def next_sort(order: Order) -> Order:
    """The order after ``order``."""
    return SORTS[(SORTS.index(order) + 1) % len(SORTS)]


def next_status(status: ReadingStatus | None) -> ReadingStatus | None:
    """The status after ``status``, in a round with none."""
    statuses: list[ReadingStatus | None] = [None, *STATUS_WORDS]
    return statuses[(statuses.index(status) + 1) % len(statuses)]


def is_done(info: ArticleInfo) -> bool:
    """Whether the article was read to its end."""
    return info.progress >= FINISHED


def next_unread(entries: Sequence[Entry], after: int) -> int | None:
    """The row after ``after``, around the end, of an article not read to its end."""
    count = len(entries)
    for step in range(1, count + 1):
        index = (after + step) % count
        if not is_done(entries[index].info):
            return index
    return None


def row_of(entries: Sequence[Entry], article: str, otherwise: int) -> int:
    """The row of the article with this id, or ``otherwise``."""
    for index, entry in enumerate(entries):
        if entry.info.id == article:
            return index
    return otherwise


def summary(infos: Sequence[ArticleInfo]) -> str:
    """How many articles there are and how many are begun: ``8 articles · 2 in progress``."""
    begun = sum(1 for info in infos if 0 < info.progress < FINISHED)
    count = f"{len(infos):,} article{'' if len(infos) == 1 else 's'}"
    return f"{count} · {begun:,} in progress" if begun else count
