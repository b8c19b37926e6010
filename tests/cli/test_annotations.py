"""Notes from the shell."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def test_a_bookmark_and_a_note_are_counted(shell: Shell) -> None:
    bookmark = shell.out("note", "welcome", "--block", "1").strip()
    note = shell.out("note", "welcome", "--block", "1", "--sentence", "1", "--text", "好").strip()
    assert bookmark != note
    [welcome] = [item for item in shell.json("list") if item["id"] == "welcome"]
    assert (welcome["bookmarks"], welcome["notes"]) == (1, 1)


def test_a_place_that_is_not_there_is_wrong_usage(shell: Shell) -> None:
    shell.run("note", "welcome", "--block", "9999", status=2)
    shell.run("note", "welcome", "--block", "0", "--sentence", "9999", status=2)
    shell.run("note", "nowhere", "--block", "0", status=1)


def test_notes_leave_as_markdown_and_json(shell: Shell) -> None:
    made = shell.out(
        "note", "welcome", "--block", "1", "--text", "Worth **reading**.", "--tag", "first"
    ).strip()
    markdown = shell.out("export")
    assert "Worth **reading**." in markdown
    assert made in markdown
    assert markdown.startswith("---\n")
    document = json.loads(shell.out("export", "--format", "json"))
    assert [note["id"] for note in document["annotations"]] == [made]
    assert json.loads(shell.out("export", "--format", "json", "--tag", "none"))["annotations"] == []


def test_notes_come_back_from_an_export(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shell.out("note", "welcome", "--block", "1", "--text", "keep me").strip()
    folder = tmp_path / "notes"
    shell.run("export", "--out", str(folder))
    assert "0 added, 0 changed, 1 unchanged" in shell.out("import", str(folder))
    monkeypatch.setenv("READER_HOME", str(tmp_path / "other"))
    assert "1 added" in shell.out("import", str(folder))
    assert made in shell.out("export")


def test_notes_of_a_removed_article_are_still_exported(shell: Shell) -> None:
    [added] = shell.json("add", "-", input="山路\n\n下雨了。路很滑。\n".encode())
    shell.run("note", added["id"], "--block", "0", "--text", "slippery")
    shell.run("remove", added["id"])
    assert "slippery" in shell.out("export")
    assert "slippery" in shell.out("export", "--article", added["id"])


def test_exporting_an_article_that_never_was_fails(shell: Shell) -> None:
    assert "no-such" in shell.run("export", "--article", "no-such", status=1).stderr


def test_the_memory_leaves_as_tmx_and_comes_back(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "memory.tmx"
    shell.run("memory", "export", "--out", str(out))
    assert "<tmx" in out.read_text(encoding="utf-8")
    shell.run("memory", "import", str(out))
    (tmp_path / "bad.tmx").write_text("<nothing/>")
    assert "bad.tmx" in shell.run("memory", "import", str(tmp_path / "bad.tmx"), status=1).stderr
