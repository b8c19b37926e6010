"""The translation memory: what was translated before, and a person's own wording."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from reader.storage.database import Database
from reader.translation.model import Source, Translation

TMX_PACKAGE = "tmx"
"""The package name under which sentences from TMX files are kept."""
_AT_ONCE = 400
"""Parameters in one query; SQLite allows 999 in its oldest form."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A sentence and its English as stored. ``package`` is empty for a correction."""

    sentence: str
    english: str
    package: str
    updated: str
    article: str = ""
    doubtful: bool = False


class Memory:
    """Stored English by normalised sentence. Safe to use from several threads."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def corrections(self, sentences: Iterable[str], article: str) -> dict[str, tuple[str, bool]]:
        """The person's wording by sentence, and whether it was written for ``article``.

        Where several articles have one, this article's counts first, then the latest.
        """
        found: dict[str, tuple[str, bool]] = {}
        for part in _parts(sentences):
            rows = self._database.reading.execute(
                f"SELECT sentence, article, english FROM corrections WHERE sentence IN "
                f"({_marks(part)}) ORDER BY article = ?, updated",
                [*part, article],
            )
            for sentence, where, english in rows:
                found[sentence] = (english, where == article)
        return found

    def stored(self, sentences: Iterable[str], package: str | None) -> dict[str, Translation]:
        """Earlier results by sentence: those from TMX files first, then those of ``package``.

        ``None`` takes the latest of any package, for when none is installed.
        """
        found: dict[str, Translation] = {}
        for part in _parts(sentences):
            where = "" if package is None else "AND package IN (?, ?)"
            names = [] if package is None else [package, TMX_PACKAGE]
            rows = self._database.reading.execute(
                f"SELECT sentence, package, english, doubtful FROM memory WHERE sentence IN "
                f"({_marks(part)}) {where} ORDER BY package = ?, updated",
                [*part, *names, TMX_PACKAGE],
            )
            for sentence, name, english, doubtful in rows:
                found[sentence] = Translation(english, Source.MEMORY, name, bool(doubtful))
        return found

    def store(self, results: Iterable[tuple[str, Translation]], package: str) -> None:
        """Keep results of ``package`` (a package's ``key``) by sentence, all in one transaction."""
        now = _now()
        rows = [
            (sentence, package, result.text, int(result.doubtful), now)
            for sentence, result in results
        ]
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO memory VALUES (?, ?, ?, ?, ?)", rows)

    def correct(self, sentence: str, article: str, english: str) -> None:
        """Keep the person's wording of a sentence in ``article``."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)",
                (sentence, article, english, _now()),
            )

    def take_back(self, sentence: str, article: str) -> None:
        """Remove the wording written for ``article``; where there is none, those of others."""
        with self._database.writing() as connection:
            where = "FROM corrections WHERE sentence = ?"
            own = f"DELETE {where} AND article = ?"
            if not connection.execute(own, (sentence, article)).rowcount:
                connection.execute(f"DELETE {where}", (sentence,))

    def spellings(self, written: Iterable[str]) -> dict[str, str]:
        """The normalised sentences of those written forms that were seen before."""
        found: dict[str, str] = {}
        for part in _parts(written):
            rows = self._database.reading.execute(
                f"SELECT written, sentence FROM spellings WHERE written IN ({_marks(part)})", part
            )
            found.update((row[0], row[1]) for row in rows)
        return found

    def remember_spellings(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Keep pairs of a written form and its normalised sentence."""
        with self._database.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO spellings VALUES (?, ?)", pairs)

    def entries(self) -> Iterator[Entry]:
        """Everything, corrections first, in a stable order; for export."""
        reading = self._database.reading
        for row in reading.execute(
            "SELECT sentence, english, updated, article FROM corrections ORDER BY 1, 4"
        ):
            yield Entry(row[0], row[1], "", row[2], row[3])
        for row in reading.execute(
            "SELECT sentence, english, package, updated, doubtful FROM memory ORDER BY 1, 3"
        ):
            yield Entry(row[0], row[1], row[2], row[3], doubtful=bool(row[4]))

    def add(self, entries: Sequence[Entry]) -> int:
        """Add entries from elsewhere, where nothing newer is kept; how many were taken."""
        taken = 0
        with self._database.writing() as connection:
            for entry in entries:
                if entry.package:
                    cursor = connection.execute(
                        "INSERT INTO memory VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                        "english = excluded.english, doubtful = excluded.doubtful, "
                        "updated = excluded.updated WHERE excluded.updated > updated",
                        (
                            entry.sentence,
                            entry.package,
                            entry.english,
                            int(entry.doubtful),
                            entry.updated,
                        ),
                    )
                else:
                    cursor = connection.execute(
                        "INSERT INTO corrections VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                        "english = excluded.english, updated = excluded.updated "
                        "WHERE excluded.updated > updated",
                        (entry.sentence, entry.article, entry.english, entry.updated),
                    )
                taken += cursor.rowcount
        return taken

    def count(self) -> int:
        """How many sentences are kept, corrections included."""
        reading = self._database.reading
        counts = [
            reading.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("memory", "corrections")
        ]
        return sum(counts)


def _parts(items: Iterable[str]) -> Iterator[list[str]]:
    distinct = list(dict.fromkeys(items))
    for start in range(0, len(distinct), _AT_ONCE):
        yield distinct[start : start + _AT_ONCE]


def _marks(items: Sequence[str]) -> str:
    return ", ".join("?" * len(items))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
