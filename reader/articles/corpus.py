"""The articles shipped with the reader: where they are, and whether they changed."""

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from reader.articles.files import is_article_name
from reader.articles.source import ENGLISH_SUFFIX, VERSION, SourceFile
from reader.errors import ReaderError


def find() -> Traversable:
    """The folder ``corpus``: inside an installed package, beside the package in a checkout."""
    package = resources.files("reader")
    inside = package / "corpus"
    if inside.is_dir():
        return inside
    beside = Path(str(package)).parent / "corpus"
    if beside.is_dir():
        return beside
    raise ReaderError("The articles shipped with the reader are missing; install it again.")


def fingerprint(folder: Traversable) -> str:
    """A value that changes when a file in ``folder`` does: from names, sizes and times.

    Where the files are not on a disk of their own (a zipped package), from their content.
    """
    digest = hashlib.blake2b(str(VERSION).encode(), digest_size=16)
    for item in _files(folder):
        if isinstance(item, Path):
            status = item.stat()
            state = f"{status.st_size} {status.st_mtime_ns}".encode()
        else:
            state = hashlib.blake2b(item.read_bytes()).digest()
        digest.update(item.name.encode() + b"\0" + state + b"\0")
    return digest.hexdigest()


def articles(folder: Traversable) -> Iterator[tuple[str, SourceFile, SourceFile | None]]:
    """The articles in ``folder``: the name (stem) of each, its file, and its edited English."""
    files = {item.name: item for item in _files(folder)}
    for name, item in files.items():
        if is_article_name(name):
            stem = name.rpartition(".")[0]
            english = files.get(stem + ENGLISH_SUFFIX)
            yield stem, _source(item), _source(english) if english is not None else None


def _files(folder: Traversable) -> list[Traversable]:
    return sorted((item for item in folder.iterdir() if item.is_file()), key=lambda item: item.name)


def _source(item: Traversable) -> SourceFile:
    return SourceFile(item.name, item.read_bytes())
