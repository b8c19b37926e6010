"""What a shell can do to a command: close its streams, fill the disk, give it odd names."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

ROOT = Path(__file__).parents[2]
POSIX = pytest.mark.skipif(os.name == "nt", reason="a POSIX shell and its devices")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home for all that only looks."""
    return tmp_path_factory.mktemp("home")


def bash(home: Path, line: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of shell in which ``reader`` is the command; all of it ends with its status."""
    python = f"'{sys.executable}' -c 'from reader.cli import main; main()'"
    return subprocess.run(
        ["bash", "-c", f'reader() {{ {python} "$@"; }}; set -o pipefail; {line}'],
        capture_output=True,
        text=True,
        errors="surrogateescape",
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home), **environment},
        timeout=600,
        check=False,
    )


@POSIX
@pytest.mark.parametrize("words", ["list --json", "convert --to zh-Hant README.md", "--help"])
def test_a_full_disk_is_one_sentence(home: Path, words: str) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    done = bash(home, f"reader {words} >/dev/full")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "cannot be written" in done.stderr


@POSIX
@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("reader list >&-", 0),
        ("reader convert --to zh-Hant README.md >&-", 0),
        ("reader add - <&-", 1),
        ("reader translate <&-", 0),
        ("reader show nothing 2>&-", 1),
        ("reader <&-", 1),
    ],
)
def test_a_closed_stream_is_an_empty_one(home: Path, line: str, status: int) -> None:
    done = bash(home, line)
    assert done.returncode == status
    assert "Traceback" not in done.stderr


@POSIX
def test_a_pipe_that_is_closed_early_is_no_error_to_speak_of(home: Path) -> None:
    done = bash(home, "reader show welcome | head -n 1")
    assert done.stdout == "# 怎么用这个阅读器\n"
    assert done.stderr == ""


@POSIX
def test_an_encoding_without_chinese_is_one_sentence(home: Path) -> None:
    done = bash(home, "reader show welcome", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "PYTHONIOENCODING=utf-8" in done.stderr


@POSIX
def test_the_c_locale_reads_chinese(home: Path) -> None:
    done = bash(home, "reader show welcome | cat", LC_ALL="C")
    assert done.stdout.startswith("# 怎么用这个阅读器\n\n## 先看这一页\n")


def test_a_name_that_is_no_text_is_taken_all_the_same(shell: Shell, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))
    try:
        path.write_text("山路\n\n下雨了。\n", encoding="utf-8")
    except OSError:
        pytest.skip("names are text here")
    [added] = shell.json("add", str(path))
    assert (added["status"], added["title"]) == ("added", "山路")
    assert "bad\\xff.txt" in added["path"]
    [again] = json.loads(shell.out("add", str(path), "--json"))
    assert again["status"] == "unchanged"
    path.write_text("", encoding="utf-8")
    assert "bad\\xff.txt" in shell.run("add", str(path), status=1).stderr


def test_words_that_are_no_text_are_one_sentence(shell: Shell) -> None:
    for words in (["search", "\udcff"], ["look-up", "\udcff"], ["show", "\udcff"]):
        assert shell.run(*words, status=1).stderr.count("\n") == 1
