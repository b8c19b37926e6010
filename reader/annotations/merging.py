"""Bringing imported annotations together with those that are stored."""

from dataclasses import dataclass, replace

from reader.annotations.model import Annotation, Collection
from reader.annotations.rows import add_article, read_one, write
from reader.annotations.times import later
from reader.storage.connections import Connection


@dataclass(frozen=True, slots=True)
class Merged:
    """What an import did: ids of annotations that came new (or back), changed, stayed.

    ``kept`` are those that are newer here than in the file and were therefore left alone.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    """The articles that have annotations in the import."""


def merge(connection: Connection, collection: Collection, now: str) -> Merged:
    """Store the annotations of ``collection`` in the transaction of ``connection``.

    ``now`` is the present time, as it is written with annotations.
    """
    for article in collection.articles:
        add_article(connection, article)
    done: dict[str, list[str]] = {}
    for note in collection.annotations:
        what, outcome = _outcome(read_one(connection, note.id), note, now)
        if outcome is not None:
            write(connection, outcome)
        done.setdefault(what, []).append(note.id)
    return Merged(
        added=tuple(done.get("added", ())),
        changed=tuple(done.get("changed", ())),
        unchanged=tuple(done.get("unchanged", ())),
        kept=tuple(done.get("kept", ())),
        articles=tuple(dict.fromkeys(note.target.article for note in collection.annotations)),
    )


def _outcome(
    stored: Annotation | None, note: Annotation, now: str
) -> tuple[str, Annotation | None]:
    """What becomes of an imported note, and what is to be written."""
    if stored is None or stored.deleted:
        return "added", note
    if stored == note:
        return "unchanged", None
    if note.updated > stored.updated:
        return "changed", note
    if note.updated == stored.updated and note.body != stored.body:
        # The text was edited in the exported file.
        return "changed", replace(stored, body=note.body, updated=later(now, stored.updated))
    if note.updated == stored.updated:
        return "unchanged", None
    return "kept", None
