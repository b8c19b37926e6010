"""What works on this machine, what is missing, and how to get it."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

from reader import __version__
from reader.articles.model import Origin
from reader.errors import ReaderError
from reader.services import Services

Status = Literal["works", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``fix`` is what to do about it, empty where nothing is to be done."""

    name: str
    status: Status
    detail: str
    fix: str = ""

    def document(self) -> dict[str, Any]:
        """The JSON form."""
        return asdict(self)


def examine(services: Services) -> list[Finding]:
    """Look at everything that the reader needs; nothing is changed or fetched."""
    checks: list[tuple[str, Callable[[Services], Iterator[Finding]]]] = [
        ("reader", _version),
        ("folders", _folders),
        ("database", _database),
        ("articles", _articles),
        ("script", _script),
        ("words", _words),
        ("dictionary", _dictionary),
        ("model", _packages),
        ("settings", _settings),
    ]
    findings: list[Finding] = []
    for name, check in checks:
        try:
            findings.extend(check(services))
        except (ReaderError, OSError, ImportError) as error:
            findings.append(Finding(name, "broken", str(error)))
    return findings


def _version(_services: Services) -> Iterator[Finding]:
    yield Finding("reader", "works", f"{__version__} on Python {platform.python_version()}")


def _folders(services: Services) -> Iterator[Finding]:
    import os

    for folder in (services.paths.data, services.paths.config, services.paths.cache):
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        if not os.access(nearest, os.W_OK):
            yield Finding(
                "folders",
                "broken",
                f"{folder} cannot be written to.",
                "Give yourself the right to write there, or set READER_HOME to another folder.",
            )
            return
    yield Finding("folders", "works", str(services.paths.data))


def _database(services: Services) -> Iterator[Finding]:
    notes = services.annotations.all()
    size = services.paths.database.stat().st_size
    yield Finding(
        "database",
        "works",
        f"{services.paths.database} ({size / 1024:,.0f} KiB, {len(notes)} annotations)",
    )


def _articles(services: Services) -> Iterator[Finding]:
    articles = services.library.list()
    shipped = sum(info.origin is Origin.CORPUS for info in articles)
    yield Finding("articles", "works", f"{shipped} shipped, {len(articles) - shipped} imported")


def _script(services: Services) -> Iterator[Finding]:
    from reader.chinese.script import Script

    shown = services.scripts.convert("简体和繁体", Script.HANT, Script.HANS)
    if shown != "簡體和繁體":
        yield Finding("script", "broken", "简体和繁体 becomes " + shown, _REINSTALL)
    else:
        yield Finding("script", "works", "OpenCC and the reader's own corrections")
    for problem in services.scripts.problems:
        yield Finding("terms", "broken", problem, "Correct the line, or take it out.")


def _words(services: Services) -> Iterator[Finding]:
    words = [span.of("今天天气很好") for span in services.segmenter.words("今天天气很好")]
    yield Finding("words", "works", "jieba: " + "/".join(words))


def _dictionary(services: Services) -> Iterator[Finding]:
    entries = services.dictionary.lookup("词典")
    if entries:
        yield Finding("dictionary", "works", "CC-CEDICT: 词典 " + entries[0].pinyin_marks)
    else:
        yield Finding("dictionary", "broken", "CC-CEDICT does not know 词典.", _REINSTALL)


def _packages(services: Services) -> Iterator[Finding]:
    store = services.translation.packages
    for package in store.list():
        if package.problem:
            yield Finding("model", "broken", package.problem, f"reader models remove {package.id}")
    if store.chosen is None:
        yield Finding(
            "model",
            "missing",
            "no Argos package; the English is a word-by-word gloss",
            "reader models install FILE.argosmodel, or `zh-en` to fetch one (uses the network)",
        )
    else:
        yield Finding("model", "works", f"{store.chosen.name} in {store.chosen.folder}")


def _settings(services: Services) -> Iterator[Finding]:
    path = services.paths.settings
    for problem in services.settings.problems:
        yield Finding("settings", "broken", problem, f"Correct {path}; the rest of it is used.")
    if not services.settings.problems:
        yield Finding("settings", "works", str(path) if path.exists() else "none; all defaults")


_REINSTALL = "Install the reader again."
