"""Writing a text in the person's own editor."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.app import App, SuspendNotSupported

from reader.errors import ReaderError


def editor_command(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The command of the person's editor with its options: ``$VISUAL``, ``$EDITOR``, or vi."""
    for name in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environment.get(name, ""))
        except ValueError as error:
            raise ReaderError(f"${name} cannot be read as a command ({error}).") from error
        if command:
            return command
    return ["notepad"] if sys.platform == "win32" else ["vi"]


def edited_outside(app: App[object], text: str) -> str:
    """What the person makes of ``text`` in an editor, while ``app`` leaves them the terminal.

    Raises :class:`ReaderError` when there is no such editor or it fails; the file with the text
    is kept then, and named.
    """
    command = editor_command()
    handle, name = tempfile.mkstemp(prefix="reader-note-", suffix=".md")
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    try:
        with app.suspend():
            status = subprocess.run([*command, str(path)], check=False).returncode
    except SuspendNotSupported as error:
        path.unlink()
        raise ReaderError("Another editor cannot be opened from this terminal.") from error
    except OSError as error:
        path.unlink()
        raise ReaderError(
            f"{command[0]} cannot be started ({error.strerror}); set EDITOR to your editor."
        ) from error
    if status:
        raise ReaderError(f"{command[0]} ended with status {status}; its text is kept in {path}.")
    try:
        written = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReaderError(f"{path} cannot be read back; it is kept.") from error
    path.unlink()
    return written.removesuffix("\n")
