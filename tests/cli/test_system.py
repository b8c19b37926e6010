"""Where things live, and copies of them."""

from pathlib import Path

from tests.cli.conftest import Shell


def test_paths_follow_reader_home(shell: Shell) -> None:
    paths = shell.json("paths")
    assert all(path.startswith(str(shell.home)) for path in paths.values())
    assert shell.out("paths").count("\n") == len(paths)
    assert not Path(paths["data"]).exists(), "saying where things live makes nothing"


def test_a_backup_brings_back_what_was_there(shell: Shell, tmp_path: Path) -> None:
    shell.run("note", "welcome", "--block", "1", "--text", "before")
    copy = tmp_path / "copy.db"
    shell.run("backup", str(copy))
    shell.run("note", "welcome", "--block", "1", "--text", "after")
    shell.run("restore", str(copy))
    [welcome] = [item for item in shell.json("list") if item["id"] == "welcome"]
    assert welcome["notes"] == 1


def test_restoring_what_is_no_backup_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    shell.run("note", "welcome", "--block", "1", "--text", "mine")
    other = tmp_path / "other.db"
    other.write_text("not a database")
    assert "other.db" in shell.run("restore", str(other), status=1).stderr
    assert "gone.db" in shell.run("restore", str(tmp_path / "gone.db"), status=1).stderr
    [welcome] = [item for item in shell.json("list") if item["id"] == "welcome"]
    assert welcome["notes"] == 1


def test_a_place_that_cannot_be_written_to_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    place = tmp_path / "file" / "copy"
    shell.run("note", "welcome", "--block", "1")
    for words in (["export", "--out"], ["backup"], ["memory", "export", "--out"]):
        message = shell.run(*words, str(place), status=1).stderr
        assert message.startswith(f"reader: {place}")
        assert message.count("\n") == 1


def test_doctor_says_what_works_and_what_is_missing(shell: Shell) -> None:
    report = shell.json("doctor")
    checks = {check["name"]: check for check in report["checks"]}
    assert report["ok"]
    assert checks["model"]["status"] == "missing"
    assert "models install" in checks["model"]["fix"]
    assert all(
        checks[name]["status"] == "works"
        for name in ("reader", "folders", "database", "articles", "script", "words", "dictionary")
    )


def test_doctor_names_what_is_broken_in_the_settings(shell: Shell) -> None:
    settings = shell.home / "reader" / "config" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[keys\n")
    result = shell.run("doctor", status=1)
    assert "config.toml" in result.stdout
