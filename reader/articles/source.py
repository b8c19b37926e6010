"""Files as they were read, before anything is made of them."""

from dataclasses import dataclass
from pathlib import PurePath

VERSION = 1
"""Raised when an importer changes what it makes of the same file, so that files are read anew."""

ENGLISH_SUFFIX = ".en.md"
"""What the name of an edited English text ends with, instead of its article's suffix."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: its name (or a word for standard input) and its bytes."""

    name: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot."""
        return PurePath(self.name).suffix.lower()
