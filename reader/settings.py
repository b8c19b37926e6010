"""The person's configuration file, read into typed settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from reader.chinese.script import Script

_T = TypeVar("_T", str, int, bool)

LAYOUTS = ("side-by-side", "below", "chinese", "english", "study")
SORTS = ("date", "title", "progress", "added", "length")
COMPUTE_TYPES = ("auto", "int8", "int8_float32", "int16", "float32")
MOST_THREADS = 256
LARGEST_BEAM = 16
SPACINGS = ("none", "as-written", "thin")
SPACES = ("keep", "space", "none")


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """How articles are shown until the person chooses otherwise in the app.

    ``width`` is the greatest width of the text in cells, 0 for all there is. ``indent`` starts
    paragraphs with two Han widths, ``hanging`` lets closing marks hang over the margin, and
    ``spacing`` is what stands between Latin and Han.
    """

    script: Script = Script.ORIGINAL
    layout: str = "side-by-side"
    width: int = 0
    indent: bool = True
    hanging: bool = False
    spacing: str = "as-written"


@dataclass(frozen=True, slots=True)
class LibrarySettings:
    """How the list of articles is shown until the person chooses otherwise in the app."""

    sort: str = "date"
    script: Script = Script.ORIGINAL


@dataclass(frozen=True, slots=True)
class TranslationSettings:
    """How the translation package is run.

    ``threads`` is the number of cores to use, 0 for all; ``compute_type`` is CTranslate2's;
    ``beam`` is how many renderings are followed at once, more being slower.
    """

    threads: int = 0
    compute_type: str = "auto"
    beam: int = 4


@dataclass(frozen=True, slots=True)
class PunctuationSettings:
    """What becomes of punctuation when a text is shown in another script than its own.

    ``quotes`` writes the region's quotation marks (“ ” or 「 」), ``width`` writes ASCII marks
    beside Han in full width, ``space`` is what stands between Latin and Han in the text.
    """

    quotes: bool = False
    width: bool = False
    space: str = "keep"


@dataclass(frozen=True, slots=True)
class Settings:
    """What ``config.toml`` says, with defaults for what it does not say.

    ``theme`` is a theme's name, empty for the one chosen last. ``keys`` maps action ids to key
    names, still unchecked: the app knows its actions. ``problems`` has one sentence for each
    entry that could not be used; nothing else of the file is lost by it.
    """

    theme: str = ""
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    library: LibrarySettings = field(default_factory=LibrarySettings)
    translation: TranslationSettings = field(default_factory=TranslationSettings)
    punctuation: PunctuationSettings = field(default_factory=PunctuationSettings)
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def read_settings(path: Path) -> Settings:
    """The settings in the TOML file at ``path``; defaults when it is missing or unusable.

    Never raises: what is wrong stands in ``problems``.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError:
        return Settings(problems=(f"{path}: not read, for it is not UTF-8.",))
    except OSError as error:
        return Settings(problems=(f"{path}: not read ({error.strerror}).",))
    import tomllib  # most people have no file, and the app starts the sooner

    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Settings(problems=(f"{path}: not read, for it is not TOML ({error}).",))
    return _Reading(path, document).settings()


class _Reading:
    """One reading of a parsed file, gathering problems as it goes."""

    def __init__(self, path: Path, document: dict[str, object]) -> None:
        self.path = path
        self.document = document
        self.problems: list[str] = []

    def settings(self) -> Settings:
        """The settings of the document."""
        reading = self._table(
            "reading", ("script", "layout", "width", "indent", "hanging", "spacing")
        )
        library = self._table("library", ("sort", "script"))
        translation = self._table("translation", ("threads", "compute_type", "beam"))
        punctuation = self._table("punctuation", ("quotes", "width", "space"))
        self._unknown(
            "",
            self.document,
            ("theme", "reading", "library", "translation", "punctuation", "keys"),
        )
        theme = self._of_type("theme", self.document, "theme", str, "")
        return Settings(
            theme=theme,
            reading=ReadingSettings(
                script=Script(self._one_of("reading", reading, "script", list(Script), "original")),
                layout=self._one_of("reading", reading, "layout", LAYOUTS, "side-by-side"),
                width=self._of_type("reading.width", reading, "width", int, 0),
                indent=self._of_type("reading.indent", reading, "indent", bool, True),
                hanging=self._of_type("reading.hanging", reading, "hanging", bool, False),
                spacing=self._one_of("reading", reading, "spacing", SPACINGS, "as-written"),
            ),
            library=LibrarySettings(
                sort=self._one_of("library", library, "sort", SORTS, "date"),
                script=Script(self._one_of("library", library, "script", list(Script), "original")),
            ),
            translation=TranslationSettings(
                threads=self._between("translation", translation, "threads", 0, MOST_THREADS, 0),
                compute_type=self._one_of(
                    "translation", translation, "compute_type", COMPUTE_TYPES, "auto"
                ),
                beam=self._between("translation", translation, "beam", 1, LARGEST_BEAM, 4),
            ),
            punctuation=PunctuationSettings(
                quotes=self._of_type("punctuation.quotes", punctuation, "quotes", bool, False),
                width=self._of_type("punctuation.width", punctuation, "width", bool, False),
                space=self._one_of("punctuation", punctuation, "space", SPACES, "keep"),
            ),
            keys=self._keys(),
            problems=tuple(self.problems),
        )

    def _problem(self, sentence: str) -> None:
        self.problems.append(f"{self.path}: {sentence}")

    def _unknown(self, prefix: str, table: Mapping[str, object], known: tuple[str, ...]) -> None:
        for name in table:
            if name not in known:
                self._problem(f"“{prefix}{name}” is not a setting; there are {', '.join(known)}.")

    def _table(self, name: str, known: tuple[str, ...]) -> dict[str, object]:
        table = self.document.get(name, {})
        if not isinstance(table, dict):
            self._problem(f"“{name}” must be a table, [{name}].")
            return {}
        self._unknown(f"{name}.", table, known)
        return table

    def _of_type(
        self, label: str, table: Mapping[str, object], name: str, kind: type[_T], default: _T
    ) -> _T:
        value = table.get(name, default)
        if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
            return value
        words = {str: "a text in quotes", int: "a whole number", bool: "true or false"}
        self._problem(f"“{label}” must be {words[kind]}.")
        return default

    def _between(
        self,
        table_name: str,
        table: Mapping[str, object],
        name: str,
        least: int,
        most: int,
        default: int,
    ) -> int:
        label = f"{table_name}.{name}"
        value = self._of_type(label, table, name, int, default)
        if least <= value <= most:
            return value
        self._problem(f"“{label}” must be between {least} and {most}.")
        return default

    def _one_of(
        self,
        table_name: str,
        table: Mapping[str, object],
        name: str,
        allowed: tuple[str, ...] | list[Script],
        default: str,
    ) -> str:
        value = table.get(name, default)
        if isinstance(value, str) and value in allowed:
            return value
        self._problem(f"“{table_name}.{name}” must be one of {', '.join(allowed)}.")
        return default

    def _keys(self) -> dict[str, tuple[str, ...]]:
        table = self.document.get("keys", {})
        if not isinstance(table, dict):
            self._problem("“keys” must be a table, [keys].")
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for action, value in _flat(table):
            keys = [value] if isinstance(value, str) else value
            if isinstance(keys, list) and all(isinstance(key, str) and key for key in keys):
                found[action] = tuple(keys)
            else:
                self._problem(f"the keys of “{action}” must be a text or a list of texts.")
        return found


def _flat(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, object]]:
    """Pairs of dotted name and value, so that ``reading.note`` may be quoted or not."""
    pairs: list[tuple[str, object]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{name}.")
        else:
            pairs.append((f"{prefix}{name}", value))
    return pairs
