"""Converting and translating in a pipe."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

Write = Callable[[str, str | bytes], Path]


def test_convert_detects_the_script_of_what_it_reads(shell: Shell) -> None:
    assert shell.out("convert", "--to", "zh-Hans", input="臺灣的軟體\n") == "台湾的软件\n"
    assert shell.out("convert", "--to", "zh-Hans", input="什么软件\n") == "什么软件\n"
    assert shell.out("convert", "--to", "zh-Hant-TW", input="软件\n什么\n") == "軟體\n什麼\n"
    assert shell.out("convert", "--to", "zh-Hans", "--from", "zh-Hant", input="發\n") == "发\n"


def test_convert_keeps_lines_and_the_missing_last_line_end(shell: Shell) -> None:
    result = shell.run("convert", "--to", "zh-Hant", input="\n一\r\n\n汉")
    assert result.stdout_bytes.decode() == "\n一\r\n\n漢"


def test_convert_refuses_what_is_not_text(shell: Shell) -> None:
    result = shell.run("convert", "--to", "zh-Hans", input=b"\xff\xfe\x00", status=1)
    assert "UTF-8" in result.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_file_may_be_in_another_encoding(shell: Shell, written: Write, encoding: str) -> None:
    text = "今天的天气很好，我们去公园里走一走。\n第二行没有换行符"
    path = str(written("story.txt", text.encode(encoding)))
    assert shell.out("convert", "--to", "zh-Hans", path) == text
    if encoding == "gb18030":
        assert shell.out("translate", path).count("\n") == 2


def test_convert_needs_a_target(shell: Shell) -> None:
    shell.run("convert", input="一\n", status=2)


def test_translate_gives_a_line_for_a_line(shell: Shell) -> None:
    out = shell.out("translate", input="第一行。还有一句。\n\nOnly English\n")
    assert out.count("\n") == 3
    assert out.splitlines()[1] == ""
    assert out.splitlines()[2] == "Only English"


def test_translate_as_json_names_the_source_of_each_sentence(shell: Shell) -> None:
    [line] = shell.json("translate", input="今天下雨。我们不去。\n")
    assert line["text"] == "今天下雨。我们不去。"
    assert [sentence["text"] for sentence in line["sentences"]] == ["今天下雨。", "我们不去。"]
    assert {sentence["source"] for sentence in line["sentences"]} == {"gloss"}


@pytest.mark.parametrize("form", ["bilingual-markdown", "bilingual-html", "json", "text"])
def test_an_article_leaves_with_its_english(shell: Shell, form: str, tmp_path: Path) -> None:
    out = tmp_path / "article"
    shell.run("translate", "welcome", "--format", form, "--out", str(out))
    text = out.read_text(encoding="utf-8")
    assert "怎么用这个阅读器" in text
    assert "How to use this reader" in text
    assert shell.out("translate", "welcome", "--format", form) == text


def test_standard_input_can_be_an_article(shell: Shell) -> None:
    out = shell.out("translate", "--format", "bilingual-markdown", input="# 山路\n\n下雨了。\n")
    assert "山路" in out
    assert "下雨了。" in out


def test_translate_says_what_it_cannot_read(shell: Shell) -> None:
    assert "gone.md" in shell.run("translate", "gone.md", status=1).stderr
    assert "gone.md" in shell.run("translate", "gone.md", "--format", "json", status=1).stderr
    shell.run("translate", "welcome", "--format", "json", "--json", status=2)


def test_convert_explains_what_was_ambiguous(shell: Shell) -> None:
    out = shell.out("convert", "--to", "zh-Hant", "--explain", input="头发\n发展和干燥\n")
    rows = [line.split() for line in out.splitlines()[1:]]
    assert [row[0] for row in rows][:2] == ["1:2", "2:1"]
    assert any("髮" in row for row in rows)
    assert any("乾" in row for row in rows)


def test_punctuation_follows_the_region_only_when_asked(shell: Shell) -> None:
    text = "他说“你好”,走了。\n"
    assert shell.out("convert", "--to", "zh-Hant-TW", input=text) == "他說“你好”,走了。\n"
    asked = shell.out("convert", "--to", "zh-Hant-TW", "--punctuation", input=text)
    assert asked == "他說「你好」，走了。\n"


def test_the_settings_choose_the_punctuation_of_what_is_shown(shell: Shell) -> None:
    settings = shell.home / "reader" / "config" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("[punctuation]\nquotes = true\n")
    shown = shell.out("show", "slow-train-newspaper", "--script", "zh-Hant-TW")
    assert "「" in shown
    assert "“" not in shown
