"""Conversion between scripts: the promises that hold for every text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.conversion import ScriptConverter
from reader.chinese.script import Script

CONVERTER = ScriptConverter()
SCRIPTS = st.sampled_from(list(Script))
PIECES = [
    "软件",
    "軟體",
    "数据",
    "这里",
    "然后",
    "頭髮",
    "字节跳动",
    "后",
    "里",
    "干",
    "，",
    "。",
    "の",
    "https://example.org/?q=发",
    "`发`",
    "“",
    "U盘",
    "激光打印机",
    "⻢",
    "\u3000",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "AI ", "\n"])).map("".join)


@pytest.mark.parametrize(
    ("text", "script", "expected"),
    [
        ("字节跳动开源了软件", Script.TW, "字節跳動開源了軟體"),
        ("摩尔线程的算法", Script.TW, "摩爾線程的演算法"),
        ("演算法", Script.TW, "演算法"),
        ("什么", Script.HANS, "什么"),
        ("乾隆在瞭望", Script.HANS, "乾隆在瞭望"),
        ("頭髮和發展", Script.HANS, "头发和发展"),
        ("英偉達的軟件", Script.TW, "輝達的軟體"),
        ("輝達的軟體", Script.HANS, "英伟达的软件"),
    ],
)
def test_converts(text: str, script: Script, expected: str) -> None:
    assert CONVERTER.convert(text, script) == expected


@given(TEXTS, SCRIPTS, SCRIPTS)
def test_mapped_text_is_the_converted_text(text: str, to: Script, source: Script) -> None:
    converted = CONVERTER.convert_mapped(text, to, source)
    assert converted.text == CONVERTER.convert(text, to, source)


@given(TEXTS, SCRIPTS, SCRIPTS)
def test_offsets_lead_there_and_back(text: str, to: Script, source: Script) -> None:
    converted = CONVERTER.convert_mapped(text, to, source)
    shown = [converted.to_shown(offset) for offset in range(len(text) + 1)]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0, len(converted.text))
    written = [converted.to_written(offset) for offset in range(len(converted.text) + 1)]
    assert written == sorted(written)
    assert (written[0], written[-1]) == (0, len(text))
    for edit in converted.alignment.edits:
        assert converted.to_shown(edit.start) == edit.new_start
        assert converted.to_shown(edit.end) == edit.new_end
        assert converted.to_written(edit.new_end) == edit.end


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)), SCRIPTS)
def test_text_without_han_is_untouched(text: str, to: Script) -> None:
    text = "".join(character for character in text if character < "\u2e80")
    assert CONVERTER.convert(text, to, Script.HANS) == text


@given(TEXTS)
def test_original_is_the_text_as_written(text: str) -> None:
    assert CONVERTER.convert(text, Script.ORIGINAL) == text
