"""A person's own conversion pairs."""

import os
from pathlib import Path

import pytest

from reader.chinese.conversion import ScriptConverter
from reader.chinese.script import Script


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    return tmp_path / "terms.tsv"


def write(path: Path, text: str) -> None:
    """Write ``text`` and make sure that the file's time moves on."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_terms_win(terms: Path) -> None:
    write(terms, "# mine\n\n软件\t軟體程式\n")
    converted = ScriptConverter(terms).convert_mapped("这个软件好", Script.TW)
    assert converted.text == "這個軟體程式好"
    assert [(change.original, change.replacement) for change in converted.changed] == [
        ("软件", "軟體程式")
    ]


def test_a_term_may_hold_for_one_script(terms: Path) -> None:
    write(terms, "谷歌\t古狗\tzh-Hant-HK\n")
    converter = ScriptConverter(terms)
    assert converter.convert("谷歌这家公司", Script.HK) == "古狗這家公司"
    assert converter.convert("谷歌这家公司", Script.HANT) == "谷歌這家公司"


def test_text_in_its_script_stays(terms: Path) -> None:
    write(terms, "软件\t程序\n")
    assert ScriptConverter(terms).convert("这个软件", Script.HANS) == "这个软件"


def test_the_file_is_read_again_when_it_changes(terms: Path) -> None:
    converter = ScriptConverter(terms)
    assert converter.convert("这个软件", Script.HANT) == "這個軟件"
    write(terms, "软件\t甲\n")
    assert converter.convert("这个软件", Script.HANT) == "這個甲"
    write(terms, "软件\t乙\n")
    assert converter.convert("这个软件", Script.HANT) == "這個乙"
    terms.unlink()
    assert converter.convert("这个软件", Script.HANT) == "這個軟件"


def test_bad_lines_are_named_and_passed_over(terms: Path) -> None:
    write(terms, "no tab\n软件\t软件\tklingon\n硬件\t硬體\n")
    converter = ScriptConverter(terms)
    assert converter.convert("这个硬件", Script.HANT) == "這個硬體"
    first, second = converter.problems
    assert first == (
        f"{terms}, line 1: write a word, a tab and the word to show, and perhaps a tab and a"
        " script."
    )
    assert "line 2: 'klingon' is not a script" in second


def test_a_file_that_is_not_text_is_named(terms: Path) -> None:
    terms.write_bytes(b"\xff\xfe\x00")
    converter = ScriptConverter(terms)
    assert converter.convert("软件这个", Script.HANT) == "軟件這個"
    assert converter.problems == (f"{terms} is not UTF-8; your own terms are not used.",)


def test_a_file_may_come_from_windows(terms: Path) -> None:
    terms.write_bytes("\ufeff# mine\r\n软件\t程式\r\n硬件\t器材\tzh-Hant\r\n".encode())
    converter = ScriptConverter(terms)
    assert converter.convert("这个软件和硬件", Script.HANT) == "這個程式和器材"
    assert converter.problems == ()


def test_pairs_are_put_in_once_and_the_last_counts(terms: Path) -> None:
    write(terms, "甲软\t乙软\n乙软\t甲软\n这个\t那个\n这个\t此个\n")
    shown = ScriptConverter(terms).convert("这个甲软和乙软", Script.HANT)
    assert shown == "此个乙软和甲软"


def test_characters_that_cannot_be_seen_are_refused(terms: Path) -> None:
    write(terms, "软件\t\x1b[31m软体\n硬件\t硬\u202e体\n数据\t数\u2028据\n")
    converter = ScriptConverter(terms)
    assert converter.convert("这个软件", Script.HANT) == "這個軟件"
    assert [problem.partition(": ")[2] for problem in converter.problems] == [
        "remove the character that cannot be seen from it."
    ] * 3


def test_a_file_of_bad_lines_is_named_in_few_words(terms: Path) -> None:
    write(terms, "no tab\n" * 5000)
    problems = ScriptConverter(terms).problems
    assert len(problems) == 21
    assert problems[-1] == f"{terms}: 4980 more lines cannot be used."


def test_a_huge_file_is_not_read(terms: Path) -> None:
    write(terms, "软件\t软件\n" * 400_000)
    assert ScriptConverter(terms).problems == (
        f"{terms} is larger than 4 MB; your own terms are not used.",
    )


def test_a_folder_in_its_place_is_named(terms: Path) -> None:
    terms.mkdir()
    assert ScriptConverter(terms).problems == (
        f"{terms} cannot be read; your own terms are not used.",
    )


def test_without_a_file_there_are_no_problems(terms: Path) -> None:
    assert ScriptConverter(terms).problems == ()
    assert ScriptConverter().problems == ()
