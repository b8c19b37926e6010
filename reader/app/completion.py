"""Completion of file names as one types a path."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_MOST = 200
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Completion:
    """What may follow: the names in the folder that fit, and the path up to where they part."""

    names: tuple[str, ...]
    common: str


def complete(typed: str) -> Completion:
    """The files and folders (with ``/``) that ``typed`` may become; ``~`` is the home folder.

    Hidden ones only when a dot was typed. A folder that cannot be read has none.
    """
    folder, name = os.path.split(typed)
    names = []
    try:
        with os.scandir(_at_home(folder or ".")) as entries:
            for entry in entries:
                if entry.name.startswith(name) and (name or not entry.name.startswith(".")):
                    names.append(entry.name + ("/" if entry.is_dir() else ""))
                if len(names) >= _MOST:
                    break
    except (OSError, ValueError):
        return Completion((), typed)
    names.sort(key=lambda found: (not found.endswith("/"), found.casefold()))
    if not names:
        return Completion((), typed)
    common = _common_start(names)
    return Completion(tuple(names), os.path.join(folder, common) if folder else common)  # noqa: PTH118


def _common_start(names: list[str]) -> str:
    """The longest text that all ``names`` start with."""
    first, last = min(names), max(names)
    length = next(
        (n for n, pair in enumerate(zip(first, last, strict=False)) if len(set(pair)) > 1), None
    )
    return first[:length]


def typed_path(typed: str) -> Path:
    """The path that was typed, with ``~`` resolved.

    A file that is dropped on the terminal comes with quotes or backslashes, which are removed.
    """
    stripped = typed.strip()
    if len(stripped) > 1 and stripped[0] == stripped[-1] and stripped[0] in "'\"":
        stripped = stripped[1:-1]
    path = _at_home(stripped)
    if "\\" in stripped and not os.path.lexists(path):
        unescaped = _at_home(_ESCAPE.sub(r"\1", stripped))
        return unescaped if os.path.lexists(unescaped) else path
    return path


def _at_home(text: str) -> Path:
    """The path ``text`` with ``~`` resolved where there is such a home."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
