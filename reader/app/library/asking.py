"""What the library screen asks for, and the answers, which come in parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reader.app.library.shelf import STATUS_WORDS, Entry, found_in_texts
from reader.articles.listing import Filter, Order, ReadingStatus, list_articles
from reader.articles.model import ArticleInfo
from reader.services import Services

_FIRST_PAGE = 100


@dataclass(frozen=True, slots=True)
class Wish:
    """Which articles, in which order: those with ``text``, and of one ``status`` if given."""

    text: str = ""
    order: Order = Order.DATE
    status: ReadingStatus | None = None

    @property
    def everything(self) -> bool:
        """Whether no article is left out."""
        return not self.text and self.status is None


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows for ``wish``; ``complete`` when no more follow."""

    wish: Wish
    entries: list[Entry]
    complete: bool


def first_page(services: Services, wish: Wish) -> list[Entry]:
    """The first rows for ``wish``, from the database alone: quick, and without heavy imports.

    Raises :class:`reader.errors.ReaderError` when the database cannot be read.
    """
    return [
        Entry(info)
        for info in list_articles(
            services.database,
            Filter(text=wish.text, status=wish.status),
            wish.order,
            descending=wish.order is not Order.TITLE,
            limit=_FIRST_PAGE,
            offset=0,
        )
    ]


def answers(services: Services, wish: Wish, infos: Mapping[str, ArticleInfo]) -> Iterator[Answer]:
    """The whole answer to ``wish``: all titles, then hits in the texts.

    The library is imported, and the shipped articles are brought up to date, when it is first
    asked. ``infos`` are all articles by id, as far as they are known yet. Raises
    :class:`reader.errors.ReaderError` when the library cannot be read.
    """
    library = services.library
    wanted = Filter(text=wish.text, status=wish.status)
    found = library.list(wanted, wish.order, descending=wish.order is not Order.TITLE)
    entries = [Entry(info) for info in found]
    yield Answer(wish, entries, complete=not wish.text)
    if wish.text:
        everything = infos or {info.id: info for info in library.list()}
        hits = found_in_texts(library.search(wish.text), everything)
        yield Answer(wish, [*entries, *hits], complete=True)


def nothing(wish: Wish) -> str:
    """What to say, and to advise, when ``wish`` finds nothing."""
    if wish.text:
        return f"Nothing found for “{wish.text}”. Press escape for the whole list."
    if wish.status:
        return f"No article is {STATUS_WORDS[wish.status]}. Press escape for the whole list."
    return "No articles yet. Press a to add a file or a folder of them."
