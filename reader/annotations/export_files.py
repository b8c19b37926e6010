"""The files of an export: their names, what people wrote into them, writing them safely."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from reader.annotations.markdown import kept_part
from reader.annotations.model import AnnotatedArticle
from reader.errors import ReaderError
from reader.storage.files import write_whole

_LONGEST_NAME = 120
"""In bytes of UTF-8; file systems take 255, and a sync service adds to it."""

_FORBIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    r"/\\:*?\"<>|#^\[\]%]+"
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ARTICLE = re.compile(r'^article: (".*")$', re.MULTILINE)
_FRONT_MATTER_BYTES = 8192


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file that an export is about to write; ``before`` is what it holds now."""

    path: Path
    text: str
    before: str | None

    @classmethod
    def over(cls, path: Path, text: str, kept: bool) -> "ExportFile":
        """The file at ``path`` with ``text``, and with what a person wrote below the marked line.

        ``kept`` says that the file is Markdown with such a line. Raises :class:`ReaderError`
        when the file there is another one, which would be lost.
        """
        before = _read(path)
        if before is None or not kept or not before.strip():
            return cls(path, text, before)
        own = kept_part(before.replace("\r\n", "\n"))
        if own is None:
            raise ReaderError(
                f"{path} was not made by an export, or its marked line is gone; "
                "choose another name with --out."
            )
        text += own
        return cls(path, text.replace("\n", "\r\n") if "\r\n" in before else text, before)

    def write(self) -> bool:
        """Write the file unless it says the same already; whether it was written.

        Raises :class:`ReaderError` when it cannot be.
        """
        if self.text == self.before:
            return False
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self.path, self.text)
        except OSError as error:
            raise ReaderError(
                f"{self.path} cannot be written ({error.strerror}); choose another place."
            ) from error
        return True


def names_in(folder: Path) -> dict[str, str]:
    """The names of the exports in ``folder`` by the id of their article, also renamed ones."""
    names: dict[str, str] = {}
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        try:
            with path.open("rb") as file:
                head = file.read(_FRONT_MATTER_BYTES).decode("utf-8", "replace")
        except OSError:
            continue
        head = head.replace("\r\n", "\n")
        found = _ARTICLE.search(head.partition("\n---\n")[0]) if head.startswith("---\n") else None
        if found:
            try:
                names.setdefault(str(json.loads(found[1])), path.name)
            except ValueError:
                continue
    return names


def name_for(article: AnnotatedArticle, suffix: str, taken: set[str]) -> str:
    """A file name from the article's title that every file system takes and none in ``taken`` has.

    ``taken`` holds case-folded names.
    """
    stem = _cut(" ".join(_FORBIDDEN.sub(" ", article.title).split()).strip(". "))
    if not stem or _RESERVED.fullmatch(stem):
        stem = _cut(f"article {_FORBIDDEN.sub(' ', article.id)}".strip(". "))
    name = f"{stem}{suffix}"
    if name.casefold() in taken:
        name = f"{stem} ({_FORBIDDEN.sub(' ', article.id)}){suffix}"
    number = 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem} ({number}){suffix}"
    return name


def _cut(stem: str) -> str:
    return stem.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore").rstrip(". ")


def _read(path: Path) -> str | None:
    """What the file at ``path`` holds, line ends as they are; ``None`` when there is none."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise ReaderError(f"{path} is not a text in UTF-8; choose another name.") from None
    except OSError as error:
        raise ReaderError(f"{path} cannot be read ({error.strerror}).") from error
