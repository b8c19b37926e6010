"""Nothing that stands in a file, a title or a file's name can act on the terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

# Escape, the one-byte control sequence introducer, and what turns the direction of writing.
ACTING = "\x1b]0;坏\x07\x9b2J\u202e"


@pytest.mark.parametrize("name", [f"no{ACTING}text.txt", f"text{ACTING}.md"])
def test_names_of_files_are_shown_with_placeholders(
    shell: Shell, written: Callable[[str, str | bytes], Path], name: str
) -> None:
    content: str | bytes = (
        f"# 标题{ACTING}\n\n正文{ACTING}很长，{'还有很多字。' * 40}\n"
        if name.endswith("md")
        else b"\0" * 99
    )
    folder = written(name, content).parent
    result = shell.run("add", str(folder), status=0 if name.endswith("md") else 1)
    printed = result.stdout + result.stderr
    assert "␛" in printed
    for words in (["list"], ["search", "正文"], ["list", "--json"], ["show", "welcome"]):
        printed += shell.run(*words).stdout
    assert not set(ACTING.replace("坏", "").replace("]0;", "").replace("2J", "")) & set(printed)


def test_json_says_exactly_what_is_there(
    shell: Shell, written: Callable[[str, str | bytes], Path]
) -> None:
    shell.run("add", str(written("a.md", f"# 标题{ACTING}\n\n正文。\n")))
    assert f"标题{ACTING}" in {article["title"] for article in shell.json("list")}


def test_errors_are_shown_with_placeholders(shell: Shell) -> None:
    result = shell.run("show", f"no{ACTING}thing", status=1)
    assert "no␛]0;坏␇\ufffd2J▯thing: there is no such article" in result.stderr
