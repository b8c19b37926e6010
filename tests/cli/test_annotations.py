"""Notes from the shell."""

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
