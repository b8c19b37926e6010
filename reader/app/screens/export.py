"""Exporting bookmarks, highlights and notes as Markdown."""

from pathlib import Path

from textual import on, work
from textual.message import Message
from textual.widgets import Input

from reader.annotations.model import Filter
from reader.app.cells import one_line
from reader.app.completion import typed_path
from reader.app.screens.path import PathScreen
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.services import Services

_NAME = "reader-notes.md"


class ExportScreen(PathScreen[str | None]):
    """Writes the notes to the file that is named; gives a sentence on it, or nothing."""

    class Exported(Message):
        """A worker wrote the file."""

        def __init__(self, sentence: str) -> None:
            """``sentence`` says what was written where."""
            super().__init__()
            self.sentence = sentence

    class Failed(Message):
        """A worker could not write the file."""

        def __init__(self, reason: str) -> None:
            """``reason`` is one sentence."""
            super().__init__()
            self.reason = reason

    def __init__(
        self,
        services: Services,
        wanted: Filter | None = None,
        script: Script = Script.ORIGINAL,
    ) -> None:
        """Export the annotations that ``wanted`` lets through, by default all, in ``script``."""
        super().__init__("Export notes as Markdown", _NAME, "export")
        self._services = services
        self._wanted = wanted or Filter()
        self._script = script

    @on(Input.Submitted)
    def export(self, event: Input.Submitted) -> None:
        """Write the file; with nothing typed, close."""
        if event.value.strip():
            self._export(typed_path(event.value))
        else:
            self.action_close()

    @work(thread=True, exclusive=True, group="export")
    def _export(self, path: Path) -> None:
        from reader.annotations.exports import export_to
        from reader.annotations.markdown import Shown

        try:
            collection = self._services.annotations.collection(self._wanted)
            count = len(collection.annotations)
            if not count:
                raise ReaderError("There are no notes yet; press n on a sentence to write one.")
            shown = Shown(self._script, self._services.scripts)
            whole = self._wanted == Filter()
            emptied = self._services.annotations.emptied() if whole else ()
            export_to(path, collection, shown=shown, emptied=emptied)
        except ReaderError as error:
            self.post_message(self.Failed(str(error)))
        except (OSError, ValueError) as error:
            reason = f"{path}: cannot be written ({getattr(error, 'strerror', error)})."
            self.post_message(self.Failed(reason))
        else:
            things = "note or mark" if count == 1 else "notes and marks"
            self.post_message(self.Exported(f"{count:,} {things} exported to {path}."))

    def on_export_screen_exported(self, message: Exported) -> None:
        """Go back and say so."""
        self.dismiss(message.sentence)

    def on_export_screen_failed(self, message: Failed) -> None:
        """Say why not."""
        self.fail(one_line(message.reason))
