"""Texts that are being written: kept as one types, so that not even they are lost."""

from datetime import UTC, datetime

from reader.annotations.clean import clean_text
from reader.annotations.model import Annotation, Target
from reader.storage.database import Database


def draft_name(target: Target, known: Annotation | None) -> str:
    """The name of the draft for an annotation, or for a new one at ``target``."""
    if known is not None:
        return known.id
    return f"{target.article}#{target.block}:{target.start}-{target.end}"


class Drafts:
    """Unfinished texts by name. Nothing here is needed once an annotation is stored."""

    def __init__(self, database: Database) -> None:
        """Keep drafts in ``database``."""
        self._database = database

    def get(self, name: str) -> str | None:
        """The text that was being written, if it was never stored or dropped."""
        row = self._database.reading.execute(
            "SELECT text FROM drafts WHERE name = ?", (name,)
        ).fetchone()
        return row["text"] if row else None

    def keep(self, name: str, text: str) -> None:
        """Keep ``text``. Raises :class:`~reader.errors.ReaderError` when that cannot be done."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO drafts (name, text, updated) VALUES (?, ?, ?)",
                (name, clean_text(text), datetime.now(UTC).isoformat(timespec="seconds")),
            )

    def drop(self, name: str) -> None:
        """Let go of a draft, if there is one.

        Raises :class:`~reader.errors.ReaderError` when that cannot be done.
        """
        if self.get(name) is not None:
            with self._database.writing() as connection:
                connection.execute("DELETE FROM drafts WHERE name = ?", (name,))
