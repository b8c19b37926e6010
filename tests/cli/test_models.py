"""Argos packages from the shell, with a real one that the tests build."""

from pathlib import Path

import pytest

from reader.errors import ReaderError
from tests.cli.conftest import Shell
from tests.support.packages import build_package, pack


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("packages")
    return pack(build_package(root / "build"), root / "translate-zh_en.argosmodel")


def test_without_a_package_the_list_says_how_to_get_one(shell: Shell) -> None:
    assert "models install" in shell.out("models", "list")
    assert shell.json("models", "list") == []


def test_a_package_is_installed_used_and_removed(shell: Shell, archive: Path) -> None:
    shell.run("models", "install", str(archive))
    [package] = shell.json("models", "list")
    assert (package["from"], package["to"], package["used"]) == ("zh", "en", True)

    [line] = shell.json("translate", input="今天天气很好。\n")
    assert line["sentences"][0]["source"] == "model"
    assert "weather" in line["translation"]
    [again] = shell.json("translate", input="今天天气很好。\n")
    assert again["sentences"][0]["source"] == "memory"

    shell.run("models", "remove", package["name"])
    assert shell.json("models", "list") == []


def test_what_is_no_package_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    bad = tmp_path / "bad.argosmodel"
    bad.write_bytes(b"not a zip file")
    result = shell.run("models", "install", str(bad), status=1)
    assert result.stderr.count("\n") == 1
    assert "bad.argosmodel" in result.stderr
    assert "gone.argosmodel" in shell.run("models", "install", "gone.argosmodel", status=1).stderr
    shell.run("models", "use", "nothing", status=1)
    shell.run("models", "remove", "nothing", status=1)


def test_english_that_cannot_be_kept_is_printed_all_the_same(
    shell: Shell, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ReaderError("The disk is full.")

    shell.run("models", "install", str(archive))
    monkeypatch.setattr("reader.translation.memory.Memory.store", fail)
    result = shell.run("translate", input="今天天气很好。\n")
    assert result.stdout == "today weather very good.\n"
    assert result.stderr == "reader: The disk is full.\n"
