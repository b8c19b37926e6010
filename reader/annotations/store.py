"""The annotations in the database: every change is on disk when its method returns."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from reader.annotations.clean import clean_body, clean_colour, clean_tags, clean_text
from reader.annotations.colours import COLOURS
from reader.annotations.drafts import Drafts
from reader.annotations.filters import matches
from reader.annotations.finding import Finder, Reattached
from reader.annotations.merging import Merged, merge
from reader.annotations.model import (
    AnnotatedArticle,
    Annotation,
    Collection,
    Counts,
    Filter,
    Kind,
    Target,
)
from reader.annotations.rows import read, read_one, write, write_article
from reader.annotations.targets import sentence_target, target_for
from reader.annotations.times import later, next_stamp, stamp
from reader.articles.model import Article
from reader.errors import ReaderError
from reader.storage.database import Database

EVERYTHING = Filter()
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_ID_LENGTH = 10
_DELETED_KEPT = timedelta(days=30)


class EditConflictError(ReaderError):
    """The annotation was changed elsewhere since it was read; ``stored`` is what it is now."""

    def __init__(self, stored: Annotation) -> None:
        """Say that ``stored`` is newer."""
        super().__init__(
            "This note was changed elsewhere in the meantime; store it again to keep both texts."
        )
        self.stored = stored


class Annotations:
    """Bookmarks, highlights and notes of all articles.

    Several threads and processes may use the same database at once. A method that changes
    something raises :class:`ReaderError` when that cannot be stored, and then nothing changed.
    """

    target_for = staticmethod(target_for)
    sentence_target = staticmethod(sentence_target)

    def __init__(
        self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        """Work on ``database``; ``clock`` gives the time that is written to changes."""
        self._database = database
        self._clock = clock
        self.drafts = Drafts(database)
        """What is being written in an editor at this moment."""

    def add(
        self,
        kind: Kind,
        target: Target,
        body: str = "",
        *,
        colour: str = "",
        tags: str | Iterable[str] = (),
        english: str = "",
        english_source: str = "",
        article: Article | AnnotatedArticle | None = None,
    ) -> Annotation:
        """Store a new annotation and return it.

        A highlight without a colour gets the first one. Give ``article`` where it may not be in
        the library (an opened file), so that exports know its title.
        """
        annotation = Annotation(
            id="".join(secrets.choice(_ALPHABET) for _ in range(_ID_LENGTH)),
            kind=kind,
            target=target,
            created="",
            updated="",
            body=clean_body(body),
            colour=clean_colour(colour) or (COLOURS[0] if kind is Kind.HIGHLIGHT else ""),
            tags=clean_tags(tags if isinstance(tags, str) else tuple(tags)),
            english=clean_text(english),
            english_source=english_source,
        )
        with self._database.writing() as connection:
            if article is not None:
                path = article.path if isinstance(article, Article) else ""
                write_article(connection, described(article), path)
            now = next_stamp(connection, "created", self._clock())
            annotation = replace(annotation, created=now, updated=now)
            write(connection, annotation)
        return annotation

    def update(
        self,
        annotation_id: str,
        *,
        kind: Kind | None = None,
        body: str | None = None,
        colour: str | None = None,
        tags: str | Iterable[str] | None = None,
        target: Target | None = None,
        seen: Annotation | None = None,
    ) -> Annotation:
        """Change what is given of an annotation and return it as stored.

        ``seen`` is the annotation that the person edited: when its text has been changed or it
        was deleted elsewhere since (or a backup without it was restored), nothing is stored and
        :class:`EditConflictError` is raised. Raises :class:`ReaderError` when there is no such
        annotation.
        """
        with self._database.writing() as connection:
            stored = read_one(connection, annotation_id)
            if stored is None and seen is not None:
                raise EditConflictError(replace(seen, deleted=stamp(self._clock())))
            if stored is None:
                raise ReaderError(f"There is no annotation {annotation_id}.")
            if seen is not None and (stored.body, stored.deleted) != (seen.body, seen.deleted):
                raise EditConflictError(stored)
            if tags is not None:
                tags = clean_tags(tags if isinstance(tags, str) else tuple(tags))
            changed = replace(
                stored,
                kind=stored.kind if kind is None else kind,
                body=stored.body if body is None else clean_body(body),
                colour=stored.colour if colour is None else clean_colour(colour),
                tags=stored.tags if tags is None else tags,
                target=stored.target if target is None else target,
            )
            if changed == stored:
                return stored
            changed = replace(changed, updated=later(stamp(self._clock()), stored.updated))
            write(connection, changed)
        return changed

    def delete(self, annotation_id: str) -> Annotation:
        """Delete an annotation, in a way that :meth:`undo_delete` undoes, and return it.

        What was deleted more than thirty days ago is let go of for good. Raises
        :class:`ReaderError` when there is none with this id.
        """
        with self._database.writing() as connection:
            stored = read_one(connection, annotation_id)
            if stored is None or stored.deleted:
                raise ReaderError(f"There is no annotation {annotation_id}.")
            now = self._clock()
            gone = replace(stored, deleted=next_stamp(connection, "deleted", now))
            write(connection, gone)
            limit = stamp(now - _DELETED_KEPT)
            connection.execute("DELETE FROM annotations WHERE deleted < ?", (limit,))
        return gone

    def undo_delete(self, annotation_id: str | None = None) -> Annotation | None:
        """Bring back one deleted annotation, or the one deleted last; ``None`` if there is none."""
        with self._database.writing() as connection:
            if annotation_id is None:
                row = connection.execute(
                    "SELECT id FROM annotations WHERE deleted IS NOT NULL"
                    " ORDER BY deleted DESC LIMIT 1"
                ).fetchone()
                annotation_id = row["id"] if row else ""
            stored = read_one(connection, annotation_id)
            if stored is None or not stored.deleted:
                return None
            back = replace(stored, deleted="")
            write(connection, back)
        return back

    def get(self, annotation_id: str) -> Annotation:
        """The annotation with this id or with the one id that begins so.

        Raises :class:`ReaderError` when there is none, or more than one.
        """
        found = read(
            self._database.reading,
            "deleted IS NULL AND substr(id, 1, ?) = ?",
            (len(annotation_id), annotation_id),
        )
        exact = [annotation for annotation in found if annotation.id == annotation_id]
        if exact or len(found) == 1:
            return (exact or found)[0]
        what = "There is no annotation" if not found else "More than one annotation begins with"
        raise ReaderError(f"{what} {annotation_id or '(nothing)'}.")

    def of_article(self, article: str) -> list[Annotation]:
        """The annotations of one article in reading order, orphans at the end."""
        found = read(self._database.reading, "deleted IS NULL AND article = ?", (article,))
        return sorted(found, key=_place)

    def all(self, wanted: Filter = EVERYTHING) -> list[Annotation]:
        """The annotations that a filter lets through, the newest first."""
        collection = self.collection(wanted)
        return sorted(
            collection.annotations, key=lambda note: (note.created, note.id), reverse=True
        )

    def collection(self, wanted: Filter = EVERYTHING) -> Collection:
        """What an export of the annotations that a filter lets through is made from."""
        articles = self.articles()
        found = [
            annotation
            for annotation in read(self._database.reading, "deleted IS NULL", ())
            if matches(annotation, articles.get(annotation.target.article), wanted)
        ]
        used = {annotation.target.article for annotation in found}
        known = [articles.get(name, AnnotatedArticle(name, name)) for name in used]
        known.sort(key=lambda article: (article.date, article.title, article.id))
        order = {article.id: number for number, article in enumerate(known)}
        found.sort(key=lambda note: (order[note.target.article], _place(note)))
        return Collection(tuple(known), tuple(found))

    def noted_file(self, opened_id: str, path: str) -> str:
        """The id under which a file has annotations that was never imported; empty if it has none.

        ``opened_id`` is the one that its content gives it: that of before a change is found by
        the file's path.
        """
        row = self._database.reading.execute(
            "SELECT id FROM annotated_articles AS known"
            " WHERE (id = :id OR (path = :path AND path <> ''))"
            " AND EXISTS (SELECT 1 FROM annotations WHERE article = known.id)"
            " ORDER BY id = :id DESC LIMIT 1",
            {"id": opened_id, "path": path},
        ).fetchone()
        return row["id"] if row else ""

    def path_of(self, article: str) -> str:
        """The path of the file with this id in which annotations were made, empty if unknown."""
        row = self._database.reading.execute(
            "SELECT path FROM annotated_articles WHERE id = ?", (article,)
        ).fetchone()
        return row["path"] if row else ""

    def emptied(self) -> list[AnnotatedArticle]:
        """The articles of which every annotation was deleted: an earlier export may show them."""
        rows = self._database.reading.execute(
            "SELECT DISTINCT article FROM annotations WHERE deleted IS NULL"
        )
        present = {row["article"] for row in rows}
        return [article for name, article in self.articles().items() if name not in present]

    def articles(self) -> dict[str, AnnotatedArticle]:
        """The articles that have or had annotations, by id."""
        rows = self._database.reading.execute(
            "SELECT id, title, english_title, source, date, script, address FROM annotated_articles"
            " UNION ALL"
            " SELECT id, title, english_title, source, date, script, address FROM articles"
            " WHERE id IN (SELECT article FROM annotations)"
        )
        return {row["id"]: AnnotatedArticle(*row) for row in rows}

    def counts(self) -> dict[str, Counts]:
        """How many annotations each article has; articles without any are left out."""
        rows = self._database.reading.execute(
            "SELECT article, total(kind = 'bookmark'), total(kind = 'highlight'),"
            " total(kind = 'note'), total(orphan)"
            " FROM annotations WHERE deleted IS NULL GROUP BY article"
        )
        return {row[0]: Counts(*(int(number) for number in row[1:])) for row in rows}

    def tags(self) -> dict[str, int]:
        """The tags in use with the number of annotations that have them, most used first."""
        rows = self._database.reading.execute(
            "SELECT tag, count(*) FROM annotation_tags"
            " JOIN annotations ON annotations.id = annotation"
            " WHERE deleted IS NULL GROUP BY tag ORDER BY count(*) DESC, tag"
        )
        return {row[0]: row[1] for row in rows}

    def merge(self, collection: Collection) -> Merged:
        """Store imported annotations; where one is stored already, the newer of the two stays."""
        with self._database.writing() as connection:
            return merge(connection, collection, stamp(self._clock()))

    def reattach(self, article: Article, before: Sequence[str] = ()) -> Reattached:
        """Find the targets of an article's annotations again, after its text has changed.

        ``before`` are the texts of the blocks that it had, where they are known. Annotations that
        cannot be found become orphans and keep their quote; orphans whose words are back find
        their place. Costs next to nothing when the article has no annotations.
        """
        found = read(self._database.reading, "article = ?", (article.id,))
        if not found:
            return Reattached()
        finder = Finder(article, before)
        outcome = {note.id: finder.find(note.target) for note in found}
        with self._database.writing() as connection:
            for note in found:
                stored = read_one(connection, note.id)
                if stored is not None and stored.target == note.target != outcome[note.id]:
                    write(connection, replace(stored, target=outcome[note.id]))
        return Reattached.of(found, outcome)

    def version(self) -> object:
        """A value that differs from an earlier one when another process or thread wrote since."""
        return self._database.version


def described(article: Article | AnnotatedArticle) -> AnnotatedArticle:
    """What is kept of an article with its annotations."""
    if isinstance(article, AnnotatedArticle):
        return article
    return AnnotatedArticle(
        article.id,
        article.title,
        article.english_title,
        article.source,
        article.date,
        article.script,
        article.address,
    )


def _place(annotation: Annotation) -> tuple[object, ...]:
    target = annotation.target
    return (target.orphan, target.order, annotation.created, annotation.id)
