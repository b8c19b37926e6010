"""Writing the notes to a file that a person named."""

import os
import tempfile
from pathlib import Path

from reader.annotations.markdown import AS_WRITTEN, Shown, export_markdown, split_kept
from reader.annotations.model import Collection
from reader.errors import ReaderError


def write_markdown(path: Path, collection: Collection, shown: Shown = AS_WRITTEN) -> None:
    """Write ``collection`` as Markdown to ``path``, whole or not at all.

    What the person wrote below the marked line of an earlier export is kept. Raises
    :class:`ReaderError` when the file is something else, or cannot be written.
    """
    try:
        if path.is_dir():
            raise ReaderError(f"{path}: this is a folder; add a file name.")
        kept = ""
        if path.exists():
            ours, kept = split_kept(path.read_text(encoding="utf-8"))
            if not kept and ours and "<!-- reader:data" not in ours:
                raise ReaderError(f"{path}: this file is not an export of notes; name another.")
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, export_markdown(collection, shown, kept))
    except UnicodeDecodeError as error:
        raise ReaderError(f"{path}: this file is not an export of notes; name another.") from error
    except OSError as error:
        raise ReaderError(f"{path}: cannot be written ({error.strerror}).") from error


def _replace(path: Path, text: str) -> None:
    """Put ``text`` in the place of ``path`` by way of a file beside it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
