"""Argos packages as folders: what one says of itself, whether it is whole, and its tokenizer."""

import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, cast

from reader.chinese.normalise import visible
from reader.errors import ReaderError
from reader.translation.model import BUILT_IN

CHINESE = ("zh", "zt")
"""Argos's codes for Chinese: Simplified (``zh``) and Traditional (``zt``)."""
ENGLISH = "en"
_MOST_METADATA = 2**20
"""Bytes; the real files have a few hundred."""
_MOST_SHOWN = 40

_ARGOS_FOLDERS = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ARGOS_PACKAGES_DIR")
_importing = threading.Lock()


class Tokenizer(Protocol):
    """What argostranslate's tokenizer classes do."""

    def encode(self, sentence: str) -> list[str]:
        """The pieces of a sentence."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """The text of pieces."""
        ...


@dataclass(frozen=True, slots=True)
class Package:
    """An unpacked Argos package.

    ``version`` is the package's own; ``origin`` says whose folder it lies in: ``installed`` (by
    this reader), ``argos`` (by argostranslate), ``built in`` (in the reader's own wheel).
    ``problem`` is one sentence saying what is broken, empty for a package that can be used.
    """

    folder: Path
    from_code: str
    to_code: str
    version: str
    target_prefix: str
    origin: str
    problem: str = ""

    @property
    def pair(self) -> str:
        """The languages, as they are typed: ``zh-en``."""
        return f"{self.from_code}-{self.to_code}"

    @property
    def name(self) -> str:
        """What is shown beside a translation: ``zh-en 1.9``, or ``built in``."""
        return BUILT_IN if self.origin == BUILT_IN else f"{self.pair} {self.version}"

    @property
    def key(self) -> str:
        """What tells its results in the memory from another package's: pair and version."""
        return f"{self.pair} {self.version}" + (f" ({BUILT_IN})" if self.origin == BUILT_IN else "")

    @property
    def id(self) -> str:
        """What a person types to choose or remove it: its folder's name."""
        return self.folder.name

    @property
    def usable(self) -> bool:
        """Whether it translates Chinese to English and nothing is missing."""
        return not self.problem and self.from_code in CHINESE and self.to_code == ENGLISH


def describe(folder: Path, origin: str) -> Package:
    """The package in ``folder``; one that is broken says so in ``problem`` instead of raising."""
    try:
        metadata = _metadata(folder / "metadata.json")
    except (OSError, ValueError, RecursionError) as error:
        reason = f"{folder}: metadata.json cannot be read ({error}); remove and reinstall it."
        return Package(folder, "", "", "", "", origin, reason)

    def text(key: str) -> str:
        value = metadata.get(key)
        return str(value) if value is not None else ""

    def shown(key: str) -> str:
        return visible(text(key), one_line=True)[:_MOST_SHOWN]

    return Package(
        folder,
        shown("from_code"),
        shown("to_code"),
        shown("package_version"),
        text("target_prefix"),
        origin,
        _missing(folder),
    )


def is_package_name(name: str) -> bool:
    """Whether a folder of this name is looked at; others are hidden or half made."""
    return not name.startswith((".", "_"))


def _metadata(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MOST_METADATA:
        raise ValueError("it is too large")
    metadata = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(metadata, dict):
        raise ValueError("not an object")
    return metadata


def _missing(folder: Path) -> str:
    tokenizers = ("sentencepiece.model", "bpe.model")
    parts = {
        "model/model.bin": _is_file(folder / "model" / "model.bin"),
        "sentencepiece.model or bpe.model": any(_is_file(folder / name) for name in tokenizers),
    }
    absent = [name for name, present in parts.items() if not present]
    if not absent:
        return ""
    return f"{folder}: the package has no {' and no '.join(absent)}; remove and reinstall it."


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # the folder may not be entered
        return False


def load_tokenizer(package: Package) -> Tokenizer:
    """The package's tokenizer, by argostranslate's own classes.

    Raises :class:`ReaderError` when the tokenizer's file is broken.
    """
    try:
        with _quiet_import():
            from argostranslate.package import Package as ArgosPackage
        tokenizer = cast("Tokenizer", cast("Any", ArgosPackage(package.folder)).tokenizer)
        tokenizer.encode("好")
    except Exception as error:  # SentencePiece and sacremoses raise many kinds
        raise ReaderError(
            f"{package.folder}: the tokenizer cannot be loaded ({_first_line(error)}); "
            f"remove and reinstall the package."
        ) from error
    return tokenizer


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@contextmanager
def _quiet_import() -> Iterator[None]:
    """Import argostranslate without letting it make folders in the person's home.

    Its settings module makes its data, configuration and cache folders as soon as it is imported,
    and fails on settings of its own that we do not use. It reads the environment only then.
    """
    with _importing:
        if "argostranslate.settings" in sys.modules:
            yield
            return
        with TemporaryDirectory(prefix="reader-") as folder:
            wanted: dict[str, str | None] = {
                name: None for name in os.environ if name.startswith(("ARGOS_", "SNAP"))
            }
            wanted |= dict.fromkeys(_ARGOS_FOLDERS, folder)
            kept = {name: os.environ.get(name) for name in wanted}
            try:
                _set_environment(wanted)
                yield
            finally:
                _set_environment(kept)


def _set_environment(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
