"""Adding a file or a folder of articles, and what became of each."""

from collections import Counter
from pathlib import Path

from textual import on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input
from textual.worker import get_current_worker

from reader.app.cells import one_line
from reader.app.completion import typed_path
from reader.app.screens.path import PathScreen
from reader.articles.adding import AddResult
from reader.articles.files import articles_below
from reader.articles.intake import AddStatus
from reader.errors import ReaderError
from reader.services import Services

_SHOWN_EVERY = 10

_NOTE = "A file (Markdown, text, HTML, EPUB) or a folder of them. They are copied into the library."


class AddScreen(PathScreen[str | None]):
    """Adds what the path names; gives the id of the first article added, or nothing."""

    class Added(Message):
        """A worker added what the path named."""

        def __init__(self, results: list[AddResult]) -> None:
            """One result for each file."""
            super().__init__()
            self.results = results

    class Progress(Message):
        """A worker added some files of many."""

        def __init__(self, sentence: str) -> None:
            """``sentence`` says how many."""
            super().__init__()
            self.sentence = sentence

    def __init__(self, services: Services) -> None:
        """Add to the library of ``services``."""
        super().__init__("Add articles", "", "add", _NOTE)
        self._services = services
        self._added: str | None = None

    @on(Input.Submitted)
    def add(self, event: Input.Submitted) -> None:
        """Add it; with nothing typed, close."""
        if not event.value.strip():
            self.action_close()
            return
        self.tell(Content("Adding …"))
        self._add(typed_path(event.value))

    @work(thread=True, exclusive=True, group="add")
    def _add(self, path: Path) -> None:
        """Add file by file, so that leaving stops after the one at hand."""
        worker = get_current_worker()
        results: list[AddResult] = []
        try:
            files = list(articles_below(path)) if path.is_dir() else []
            for number, file in enumerate(files or [path], start=1):
                if worker.is_cancelled:
                    return
                results += self._services.library.add(file)
                if number % _SHOWN_EVERY == 0:
                    self.post_message(self.Progress(f"Adding … {number:,} of {len(files):,}"))
        except ReaderError as error:
            results.append(AddResult(str(path), AddStatus.FAILED, reason=str(error)))
        except (OSError, ValueError) as error:
            reason = f"{path}: cannot be read ({getattr(error, 'strerror', error)})."
            results.append(AddResult(str(path), AddStatus.FAILED, reason=reason))
        self.post_message(self.Added(results))

    def on_add_screen_progress(self, message: Progress) -> None:
        """Say how far it is."""
        self.tell(Content(message.sentence))

    def on_add_screen_added(self, message: Added) -> None:
        """Say what became of each file."""
        results = message.results
        for result in results:
            if result.status in (AddStatus.ADDED, AddStatus.UPDATED):
                self._added = self._added or result.id
        if any(result.status is not AddStatus.FAILED for result in results):
            with self.prevent(Input.Changed):
                self.query_one(Input).clear()
        failed = self.get_visual_style("path--failed")
        lines = [Content(counted(results))]
        for result in results:
            if result.status is AddStatus.FAILED:
                lines.append(Content.styled(f"✗ {one_line(result.reason)}", failed))
            else:
                mark = "·" if result.status is AddStatus.UNCHANGED else "✓"
                lines.append(Content(f"{mark} {one_line(result.title)}  {result.status}"))
        self.tell(Content("\n").join(lines))

    def action_close(self) -> None:
        """Go back to the list, to what was added."""
        self.dismiss(self._added)


def counted(results: list[AddResult]) -> str:
    """How many were added, updated, unchanged, failed: ``2 added, 1 failed.``"""
    counts = Counter(result.status for result in results)
    return ", ".join(f"{counts[status]} {status}" for status in AddStatus if counts[status]) + "."
