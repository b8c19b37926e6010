"""Paths as people type, drop and paste them."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.completion import complete, typed_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("river.md", "river.en.md", "市场.txt", ".hidden", "two words.md"):
        (tmp_path / name).touch()
    (tmp_path / "rivers").mkdir()
    return tmp_path


def test_what_fits_is_listed_folders_first_and_completed_as_far_as_it_is_certain(
    folder: Path,
) -> None:
    found = complete(f"{folder}/ri")
    assert found.names == ("rivers/", "river.en.md", "river.md")
    assert found.common == f"{folder}/river"
    assert complete(f"{folder}/市").common == f"{folder}/市场.txt"


def test_hidden_files_need_their_dot(folder: Path) -> None:
    assert ".hidden" not in complete(f"{folder}/").names
    assert complete(f"{folder}/.h").names == (".hidden",)


@pytest.mark.parametrize(
    "typed", ["/no/such/folder/x", "~nobody-of-that-name/x", "a\0b/c", "x" * 5000 + "/y"]
)
def test_what_cannot_be_read_completes_to_itself(typed: str) -> None:
    assert complete(typed).names == ()
    assert complete(typed).common == typed
    assert isinstance(typed_path(typed), Path)


def test_a_dropped_file_is_found(folder: Path) -> None:
    expected = folder / "two words.md"
    for typed in (
        f"'{expected}'",
        f'"{expected}"',
        str(expected).replace(" ", "\\ "),
        str(expected),
    ):
        assert typed_path(typed) == expected


def test_the_home_folder_is_known(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert typed_path("~/river.md") == folder / "river.md"
    assert complete("~/riv").names


@given(st.text(max_size=40))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    found = complete(typed)
    assert found.common == typed or os.path.basename(found.common)  # noqa: PTH119
    typed_path(typed)
