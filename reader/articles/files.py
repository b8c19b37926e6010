"""Files and folders that a person names: which are articles, and reading them safely."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reader.articles.source import ENGLISH_SUFFIX, SourceFile
from reader.errors import ReaderError

LARGEST = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

SUFFIXES = frozenset(
    {".md", ".markdown", ".mkd", ".txt", ".text", ".html", ".htm", ".xhtml", ".epub"}
)
"""What the name of an article in a folder ends with."""


def read_source(path: Path) -> SourceFile:
    """The file at ``path``; raises :class:`ReaderError` with one sentence when it cannot be."""
    name = readable(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReaderError(f"{name}: this is not a regular file.")
        if status.st_size > LARGEST:
            limit = LARGEST // (1024 * 1024)
            raise ReaderError(f"{name}: this file is larger than {limit} MiB; split it first.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise ReaderError(f"{name}: there is no such file or folder.") from None
    except PermissionError:
        raise ReaderError(f"{name}: this file may not be read; check its permissions.") from None
    except OSError as error:
        raise ReaderError(f"{name}: this file cannot be read ({error.strerror}).") from error
    return SourceFile(readable(Path(path.name)), data)


def readable(path: Path) -> str:
    """The path as text; bytes in it that are no UTF-8 are written as hexadecimal escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def english_beside(path: Path) -> SourceFile | None:
    """The edited English beside the file at ``path`` (``NAME.en.md``), if there is one."""
    beside = path.with_name(path.stem + ENGLISH_SUFFIX)
    if path.name == beside.name or not beside.is_file():
        return None
    return read_source(beside)


def article_of(path: Path) -> Path:
    """The article that a file belongs to: itself, or the Chinese beside an edited English."""
    if path.name.lower().endswith(ENGLISH_SUFFIX):
        stem = path.name[: -len(ENGLISH_SUFFIX)]
        for suffix in sorted(SUFFIXES):
            beside = path.with_name(stem + suffix)
            if beside.is_file():
                return beside
    return path


def articles_below(folder: Path) -> Iterator[Path]:
    """The articles in ``folder`` and the folders in it, in order of their paths.

    Hidden files and folders, ``README.md`` and edited English are passed over; links to folders
    are not followed, so that a loop of links ends.
    """
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        name = readable(folder)
        raise ReaderError(f"{name}: this folder cannot be read ({error.strerror}).") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from articles_below(entry)
        elif is_article_name(entry.name):
            yield entry


def is_article_name(name: str) -> bool:
    """Whether a file in a folder is taken for an article by its name."""
    lower = name.lower()
    return (
        not lower.startswith(".")
        and not lower.endswith(ENGLISH_SUFFIX)
        and lower != "readme.md"
        and Path(lower).suffix in SUFFIXES
    )
