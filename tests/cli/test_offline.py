"""Nothing but the command that says so uses a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

ROOT = Path(__file__).parents[2]


def offline(home: Path, *words: str, text: str = "") -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "READER_HOME": str(home), "HOME": str(home)}
    return subprocess.run(
        [sys.executable, "-m", "tests.support.offline", *words],
        input=text,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=600,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("show", "welcome", "--script", "zh-Hant-HK", "--translation"),
        ("search", "网络"),
        ("translate",),
        ("convert", "--to", "zh-Hant-TW"),
        ("add", "-"),
        ("note", "welcome", "--block", "1", "--text", "好"),
        ("models", "list"),
        ("paths",),
    ],
    ids=lambda words: words[0],
)
def test_a_command_works_without_a_network(shell: Shell, words: tuple[str, ...]) -> None:
    done = offline(shell.home / "reader", *words, text="网络断了。还能读吗？\n")
    assert done.returncode == 0, done.stderr


def test_the_app_works_without_a_network(shell: Shell) -> None:
    done = offline(shell.home / "reader")
    assert done.returncode == 0, done.stderr


def test_the_guard_guards(shell: Shell) -> None:
    done = offline(shell.home / "reader", "models", "install", "zh-en")
    assert "NetworkUsedError" in done.stderr
