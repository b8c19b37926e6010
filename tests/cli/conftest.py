"""The commands as a person types them, in a home of their own."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from reader.cli.root import commands


@dataclass
class Shell:
    """Runs commands of the reader with the home of this test."""

    home: Path

    def run(self, *words: str, input: str | bytes | None = None, status: int = 0) -> Result:  # noqa: A002
        """Run ``reader WORDS…``, which must end with ``status``."""
        result = CliRunner().invoke(commands, words, input=input, catch_exceptions=False)
        assert result.exit_code == status, result.output + result.stderr
        return result

    def out(self, *words: str, input: str | bytes | None = None) -> str:  # noqa: A002
        """What the command prints on standard output."""
        return self.run(*words, input=input).stdout

    def json(self, *words: str, input: str | bytes | None = None) -> Any:  # noqa: A002
        """The one JSON document that the command prints."""
        return json.loads(self.run(*words, "--json", input=input).stdout)


@pytest.fixture
def shell(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell whose reader has a home with nothing but a cache in it."""
    home = tmp_path / "home"
    (home / "reader").mkdir(parents=True)
    (home / "reader" / "cache").symlink_to(cache)
    monkeypatch.setenv("READER_HOME", str(home / "reader"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    return Shell(home)


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file with this name and text, and give its path."""

    def write(name: str, text: str | bytes) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write
