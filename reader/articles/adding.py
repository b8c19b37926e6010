"""Importing files and folders into the library, each file for itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reader.articles.files import article_of, articles_below, english_beside, read_source, readable
from reader.articles.intake import AddStatus, Entry, TakenIn, is_taken_in, settle, take_in
from reader.articles.model import Origin
from reader.articles.source import SourceFile
from reader.errors import ReaderError
from reader.storage.database import Database


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file: ``id`` and ``title`` of its article, or ``reason`` if it failed."""

    path: str
    status: AddStatus
    id: str = ""
    title: str = ""
    reason: str = ""


Results = list[AddResult]
"""What became of several files, in order."""


class Adding:
    """Stores what it is given in one database and tells of articles whose text has changed."""

    def __init__(
        self,
        database: Database,
        changed: Callable[[str, Sequence[str]], None],
        noted: Callable[[str, str], str],
    ) -> None:
        """``changed`` is called with the id of an article that was there before, and its texts.

        ``noted`` gives the id under which a file has notes, from its id when it is opened and
        its path.
        """
        self._database = database
        self._changed = changed
        self._noted = noted

    def add(self, path: Path) -> Results:
        """Import a file, or every article in a folder; one result for each file."""
        try:
            if path.is_dir():
                return list(self._add_folder(path))
        except ReaderError as error:
            return [AddResult(readable(path), AddStatus.FAILED, reason=str(error))]
        except OSError as error:
            reason = f"{readable(path)}: this cannot be read ({error.strerror})."
            return [AddResult(readable(path), AddStatus.FAILED, reason=reason)]
        return [self._add_file(path)]

    def add_source(self, file: SourceFile) -> AddResult:
        """Import what was read from somewhere that is no file."""
        return self._guarded(file.name, lambda: Entry(file, None, Origin.IMPORTED))

    def take_in(self, entry: Entry) -> TakenIn:
        """Store one article, and tell of it if it was there before."""
        taken = take_in(self._database, entry)
        if taken.again:
            self._changed(taken.id, taken.before)
            settle(self._database, taken.id, entry)
        return taken

    def entry_of(self, path: Path) -> Entry:
        """The article that the file at ``path`` belongs to, as it is now."""
        path = article_of(path)
        known_as = readable(path.absolute())
        entry = Entry(read_source(path), english_beside(path), Origin.IMPORTED, path=known_as)
        return replace(entry, noted=self._noted(entry.opened_id, entry.path))

    def knows(self, entry: Entry) -> bool:
        """Whether a file is in the library, as it is now or as it was before it changed."""
        return is_taken_in(self._database, entry)

    def _add_folder(self, folder: Path) -> Iterator[AddResult]:
        found = False
        for path in articles_below(folder):
            found = True
            yield self._add_file(path)
        if not found:
            name = readable(folder)
            reason = f"{name}: there is no article in this folder."
            yield AddResult(name, AddStatus.FAILED, reason=reason)

    def _add_file(self, path: Path) -> AddResult:
        return self._guarded(readable(path), lambda: self.entry_of(path))

    def _guarded(self, name: str, read: Callable[[], Entry]) -> AddResult:
        try:
            taken = self.take_in(read())
        except ReaderError as error:
            return AddResult(name, AddStatus.FAILED, reason=str(error))
        return AddResult(name, taken.status, taken.id, taken.title)
