"""Telling scripts, what stays untouched, and what could have been otherwise."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.conversion import ScriptConverter
from reader.chinese.script import Script, detect_script, is_only_simplified, is_only_traditional
from reader.chinese.untouched import untouched

CONVERTER = ScriptConverter()


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("", Script.ORIGINAL),
        ("plain text", Script.ORIGINAL),
        ("人口", Script.ORIGINAL),
        ("这个软件很好", Script.HANS),
        ("這個軟件很好", Script.HANT),
        ("這個軟體的網路功能很好", Script.TW),
        ("佢哋嘅軟件喺度，唔係咁貴", Script.HK),
        ("執行長說，這家新創公司的貼文", Script.TW),
        ("行政總裁說，流動支付要顧及私隱", Script.HK),
        ("聯邦政府宣布新的規則", Script.HANT),
        ("他引用了「發展」一词，并说这是错误的", Script.HANS),
    ],
)
def test_detects(text: str, script: Script) -> None:
    assert detect_script(text) is script


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("看 https://a.cn/发布?q=软件 吧", ["https://a.cn/发布?q=软件"]),
        ("看https://a.cn/b，好", ["https://a.cn/b"]),
        ("见`软件`和`x`", ["`软件`", "`x`"]),
        ("寄到 a.b@c.org 吧", ["a.b@c.org"]),
        ("编剧@汪海林，认为", ["@汪海林"]),
        ("感谢@所有在这个夏天帮助过我们的人们和他们的家人", []),
        ("これは日本語です。他说好", ["これは日本語です"]),
        ("他在东京吃了一种名叫寿司的すし当午饭", []),
        ("张さん和李先生的软件", []),
    ],
)
def test_leaves_alone(text: str, kept: list[str]) -> None:
    assert [span.of(text) for span in untouched(text)] == kept


def test_a_simplified_text_is_never_made_simplified() -> None:
    text = "乾隆在瞭望塔著书立说，什么都没说清楚。干着急。"
    assert CONVERTER.convert(text, Script.HANS) == text


def test_text_of_the_region_stays() -> None:
    text = "這裡的軟體透過網路更新，資訊都在伺服器裡。裏面沒有。"
    assert CONVERTER.convert(text, Script.TW) == text


WRITTEN = st.text(
    st.sampled_from("软件軟體里裡裏后後发發髮着著。，\n AI「」の") | st.characters(codec="utf-16")
)


@given(WRITTEN)
def test_simplified_text_stays_byte_for_byte(text: str) -> None:
    text = "".join(character for character in text if not is_only_traditional(character))
    assert CONVERTER.convert(text, Script.HANS, Script.HANS) == text


@given(WRITTEN, st.sampled_from([Script.HANT, Script.TW, Script.HK]))
def test_traditional_text_of_the_script_stays_byte_for_byte(text: str, script: Script) -> None:
    text = "".join(character for character in text if not is_only_simplified(character))
    assert CONVERTER.convert(text, script, script) == text


@pytest.mark.parametrize(
    ("text", "to", "expected"),
    [
        ("这个詞他说過", Script.HANS, "这个词他说过"),
        ("這個词他說過了，軟體", Script.TW, "這個詞他說過了，軟體"),
        ("他说这里的乾隆帝", Script.HANS, "他说这里的乾隆帝"),
    ],
)
def test_mixed_text_is_mended_where_it_needs_it(text: str, to: Script, expected: str) -> None:
    assert CONVERTER.convert(text, to) == expected


def test_a_sentence_without_evidence_follows_the_article() -> None:
    assert CONVERTER.convert("干了。", Script.HANT, Script.HANS) == "幹了。"
    assert CONVERTER.convert("乾了。", Script.HANS, Script.HANS) == "乾了。"


def test_lines_are_converted_one_by_one_with_their_ends() -> None:
    lines = ["人口\n", "\n", "这个软件\r\n", "干了"]
    shown = ["人口\n", "\n", "這個軟體\r\n", "幹了"]
    assert list(CONVERTER.convert_lines(lines, Script.TW)) == shown


def test_lines_are_not_held_back_for_long() -> None:
    read: list[str] = []

    def lines() -> Iterator[str]:
        for number in range(1000):
            read.append(f"这个软件第{number}行\n")
            yield read[-1]

    assert next(CONVERTER.convert_lines(lines(), Script.HANT)) == "這個軟件第0行\n"
    assert len(read) < 50


def test_explains_what_is_ambiguous() -> None:
    found = CONVERTER.explain("头发和发展", Script.HANT)
    first = next(item for item in found if item.written == "发")
    assert (first.start, first.candidates, first.chosen) == (1, ("發", "髮"), "髮")
    assert first.context == "头发和发展"
    assert [item.chosen for item in found if item.written == "发"] == ["髮", "發"]


def test_the_context_of_an_ambiguous_character_is_its_line() -> None:
    found = CONVERTER.explain("前面\n有头发\n后面", Script.HANT)
    assert [item.context for item in found] == ["前面", "有头发", "后面", "后面"]


def test_explains_an_exchanged_word_as_a_whole() -> None:
    (item,) = [i for i in CONVERTER.explain("用云计算", Script.TW) if i.written == "云"]
    assert item.chosen == "雲端運算"


def test_changes_name_the_original() -> None:
    converted = CONVERTER.convert_mapped("新的软件好", Script.TW)
    (change,) = converted.changed
    assert (change.original, change.replacement) == ("软件", "軟體")
    assert change.written.of(converted.written) == "软件"
    assert change.shown.of(converted.text) == "軟體"


def test_account_names_stay_in_traditional_text() -> None:
    assert CONVERTER.convert("编剧@汪发林，发表", Script.TW) == "編劇@汪发林，發表"
    assert CONVERTER.convert("編劇@汪發林，發表", Script.HANS) == "编剧@汪发林，发表"


def test_a_radical_is_converted_as_the_character_it_looks_like() -> None:
    assert CONVERTER.convert("亚⻢逊的云", Script.TW) == "亞馬遜的雲"
    assert CONVERTER.convert("亚⻢逊的云", Script.HANS) == "亚⻢逊的云"
