"""The library with 10,000 articles, and with one of a million characters.

Run as ``uv run python -m tests.benchmarks.library``. Prints a table of times and of ratios against
a reference in the same run; nothing is asserted, since times belong to the machine.
"""

import random
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reader.articles.intake import Entry, take_in
from reader.articles.library import Library
from reader.articles.listing import Filter, Order
from reader.articles.model import Origin
from reader.articles.source import SourceFile
from reader.storage.database import Database

_ARTICLES = 10_000
_SHORT = 5_000
_LONG = 1_000_000
_COMMON = (
    "的一是不了人我在有他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已"
)


def measured(action: Callable[[], object], times: int = 7) -> float:
    """The median time of ``action`` in milliseconds."""
    results = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        results.append((time.perf_counter() - start) * 1000)
    return statistics.median(results)


def text_of(characters: int, seed: int) -> str:
    """A text of about so many characters: a title line and paragraphs of a few sentences."""
    chance = random.Random(seed)
    lines, size = [f"第{seed}号文章"], 0
    while size < characters:
        sentences = (
            "".join(chance.choices(_COMMON, k=chance.randint(8, 40))) + chance.choice("。！？")
            for _ in range(chance.randint(1, 5))
        )
        lines.append("".join(sentences))
        size += len(lines[-1])
    return "\n\n".join(lines)


def add(database: Database, characters: int, seed: int) -> str:
    """Import a generated article; returns its id."""
    file = SourceFile(f"{seed}.txt", text_of(characters, seed).encode())
    return take_in(database, Entry(file, None, Origin.IMPORTED))[0]


def row(name: str, milliseconds: float, reference: float | None = None) -> None:
    """Print one line of the table."""
    ratio = "" if not reference else f"{milliseconds / reference:8.2f}"
    print(f"{name:<58}{milliseconds:>10.2f}{ratio}")


def first_page(database: Database, id_: str) -> None:
    """What the reading screen needs of an article before its first paint."""
    article = Library(database).open(id_)
    for block in article.blocks[:12]:
        _ = block.sentences
    _ = (article.extent, article.headings)


def memory_of(database: Database, id_: str) -> int:
    """The peak of bytes allocated while an article is opened and paged through from end to end."""
    tracemalloc.start()
    article = Library(database).open(id_)
    for number in range(len(article.blocks)):
        _ = article.blocks[number].sentences
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


def main() -> None:
    """Fill a library and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "reader.db")
        library = Library(database)
        start = time.perf_counter()
        for seed in range(_ARTICLES):
            add(database, 600, seed)
        filled = time.perf_counter() - start
        short = add(database, _SHORT, 20_001)
        start = time.perf_counter()
        long = add(database, _LONG, 20_002)
        long_import = (time.perf_counter() - start) * 1000
        print(f"{'':<58}{'ms':>10}   ratio")
        row("import of an article of 600 characters, mean", filled * 1000 / _ARTICLES)
        row("import of one of 1,000,000", long_import)
        listed = measured(library.list)
        row("list of 10,000 by date", listed)
        for order in Order:
            taken = measured(partial(library.list, order=order))
            row(f"list of 10,000 by {order}", taken, listed)
        row("list, first 100", measured(lambda: library.list(limit=100)), listed)
        row("list, filtered by title", measured(lambda: library.list(Filter(text="77"))), listed)
        library.sync_corpus()
        row("sync of the unchanged corpus", measured(library.sync_corpus))
        for query in ("的", "时年", "公同三", "號文", "seek", "%"):
            row(f"search {query}", measured(partial(library.search, query), 3))
        reference = measured(lambda: first_page(database, short), 15)
        row("open an article of 5,000 characters", reference)
        row("open one of 1,000,000", measured(lambda: first_page(database, long), 15), reference)
        size = len(text_of(_LONG, 20_002).encode())
        print(f"memory for the long article: {memory_of(database, long) / size:.2f} bytes a byte")
        file = Path(folder) / "long.txt"
        file.write_text(text_of(_LONG, 20_002), encoding="utf-8")
        row("open a file of 1,000,000 characters", measured(lambda: library.open_file(file), 3))
        markdown = file.rename(file.with_suffix(".md"))
        row("open a Markdown file of the same", measured(lambda: library.open_file(markdown), 3))
        tracemalloc.start()
        article = library.open_file(markdown)
        peak = tracemalloc.get_traced_memory()
        print(f"memory for the file: {peak[0] / size:.2f}, peak {peak[1] / size:.2f} bytes a byte")
        print(f"blocks: {len(article.blocks)}")
        print(f"database: {database.path.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
