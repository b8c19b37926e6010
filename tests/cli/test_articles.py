"""The commands on articles do what the README says, and say so in one sentence when they cannot."""

from collections.abc import Callable
from pathlib import Path

from reader.cli.root import MODULES
from tests.cli.conftest import Shell

Write = Callable[[str, str | bytes], Path]

HARBOUR = """---
title: 港口的早晨
date: 2024-06-01
source: 海边杂志
---

# 一、码头

渔船五点靠岸。软件工程师也来买鱼。

> 海不等人。
"""

HARBOUR_ENGLISH = """---
title: Morning in the harbour
---

# 1. The quay

The fishing boats land at five.
Software engineers come to buy fish as well.

> The sea waits for nobody.
"""


def test_list_has_the_fields_that_scripts_rely_on(shell: Shell) -> None:
    articles = shell.json("list")
    assert len(articles) >= 6
    assert all(
        set(article)
        == {
            "id",
            "title",
            "source",
            "date",
            "script",
            "characters",
            "blocks",
            "progress",
            "bookmarks",
            "notes",
            "origin",
        }
        for article in articles
    )
    assert {article["origin"] for article in articles} == {"corpus"}


def test_an_article_is_added_shown_and_removed(shell: Shell, written: Write) -> None:
    path = written("harbour.md", HARBOUR)
    [added] = shell.json("add", str(path))
    assert (added["status"], added["title"], added["reason"]) == ("added", "港口的早晨", "")
    [again] = shell.json("add", str(path))
    assert (again["status"], again["id"]) == ("unchanged", added["id"])

    assert added["id"] in shell.out("list")
    shown = shell.json("show", added["id"], "--script", "zh-Hant-TW")
    assert shown["title"] == "港口的早晨"
    assert [block["kind"] for block in shown["blocks"]] == ["heading", "paragraph", "quote"]
    assert "軟體工程師" in shown["blocks"][1]["text"]
    assert len(shown["blocks"][1]["sentences"]) == 2

    shell.run("remove", added["id"])
    assert added["id"] not in shell.out("list")


def test_a_changed_file_updates_its_article(shell: Shell, written: Write) -> None:
    [first] = shell.json("add", str(written("harbour.md", HARBOUR)))
    [second] = shell.json("add", str(written("harbour.md", HARBOUR.replace("五点", "六点"))))
    assert (second["status"], second["id"]) == ("updated", first["id"])


def test_edited_english_stands_beside_its_sentence(shell: Shell, written: Write) -> None:
    written("harbour.en.md", HARBOUR_ENGLISH)
    [added] = shell.json("add", str(written("harbour.md", HARBOUR)))
    shown = shell.json("show", added["id"], "--translation")
    assert [
        (sentence["text"], sentence["translation"], sentence["source"])
        for sentence in shown["blocks"][1]["sentences"]
    ] == [
        ("渔船五点靠岸。", "The fishing boats land at five.", "edited"),
        ("软件工程师也来买鱼。", "Software engineers come to buy fish as well.", "edited"),
    ]


def test_a_bad_file_does_not_keep_the_others_out(shell: Shell, written: Write) -> None:
    good, bad = written("harbour.md", HARBOUR), written("broken.md", b"")
    result = shell.run("add", str(bad), str(good), "nowhere.md", status=1)
    assert "broken.md" in result.stderr
    assert "nowhere.md" in result.stderr
    assert "Traceback" not in result.output
    assert "港口的早晨" in shell.out("list")


def test_standard_input_is_imported(shell: Shell) -> None:
    [added] = shell.json("add", "-", input="山路\n\n下雨了。路很滑。\n".encode())
    assert (added["status"], added["title"]) == ("added", "山路")


def test_a_folder_is_imported_with_everything_in_it(shell: Shell, written: Write) -> None:
    written("a.txt", "早市\n\n菜很新鲜。\n")
    folder = written("deep/b.md", HARBOUR).parents[1]
    results = shell.json("add", str(folder))
    assert sorted(result["title"] for result in results) == ["早市", "港口的早晨"]


def test_a_shipped_article_stays(shell: Shell) -> None:
    assert "welcome" in shell.run("remove", "welcome", status=1).stderr


def test_an_unknown_article_is_one_sentence(shell: Shell) -> None:
    result = shell.run("show", "no-such-thing", status=1)
    assert result.stderr.count("\n") == 1
    assert "no-such-thing" in result.stderr


def test_a_missing_file_and_a_folder_are_called_so(shell: Shell, tmp_path: Path) -> None:
    assert "no such file" in shell.run("show", "gone.md", status=1).stderr
    assert "reader add" in shell.run("show", str(tmp_path), status=1).stderr


def test_a_search_without_a_find_says_so(shell: Shell) -> None:
    result = shell.run("search", "查无此词")
    assert (result.stdout, result.stderr.count("\n")) == ("", 1)
    assert shell.json("search", "查无此词") == []
    shell.run("search", " ", status=2)


def test_show_takes_an_unambiguous_start_and_a_file(shell: Shell, written: Write) -> None:
    assert shell.json("show", "welc")["id"] == "welcome"
    path = written("harbour.md", HARBOUR)
    assert shell.json("show", str(path))["title"] == "港口的早晨"
    assert "港口的早晨" not in shell.out("list")


def test_an_article_cannot_take_the_terminal_over(shell: Shell, written: Write) -> None:
    path = written("evil.txt", "坏标题\x1b[2J\n\n正文\x1b]0;x\x07还有\u202e字。\n")
    shell.run("add", str(path))
    for words in (["list"], ["show", str(path)], ["search", "正文"]):
        out = shell.out(*words)
        assert not set(out) & {"\x1b", "\x07", "\u202e"}


def test_search_finds_either_script_and_english(shell: Shell, written: Write) -> None:
    written("harbour.en.md", HARBOUR_ENGLISH)
    [added] = shell.json("add", str(written("harbour.md", HARBOUR)))
    for query in ("軟件工程師", "软件", "fishing boats", "港"):
        assert added["id"] in [hit["id"] for hit in shell.json("search", query)]


def test_wrong_usage_ends_with_status_2(shell: Shell) -> None:
    shell.run("show", "welcome", "--script", "klingon", status=2)
    shell.run("add", status=2)
    shell.run("nonsense", status=2)


def test_every_command_explains_itself(shell: Shell) -> None:
    for name in MODULES:
        text = shell.out(name, "--help")
        assert text.startswith(f"Usage: commands {name}")
        assert len(text.splitlines()[2].strip()) > 20, name


def test_the_help_says_each_command_in_a_whole_sentence(shell: Shell) -> None:
    out = shell.out("--help")
    assert "..." not in out.partition("Articles:")[2]
    for name in MODULES:
        assert f"\n  {name} " in out


def test_the_app_needs_a_terminal(shell: Shell) -> None:
    assert "terminal" in shell.run(status=1).stderr
