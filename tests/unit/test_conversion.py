"""Conversion between scripts: the promises that hold for every text."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from reader.chinese.conversion import ScriptConverter
from reader.chinese.engine import WINDOW, Engine
from reader.chinese.script import Script

PATIENT = settings(deadline=None, max_examples=60)
CONVERTER = ScriptConverter()
ENGINE = Engine("s2t")
WHOLE = OpenCC("s2t")
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


@PATIENT
@given(TEXTS, SCRIPTS, SCRIPTS)
def test_mapped_text_is_the_converted_text(text: str, to: Script, source: Script) -> None:
    converted = CONVERTER.convert_mapped(text, to, source)
    assert converted.text == CONVERTER.convert(text, to, source)


@PATIENT
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


@PATIENT
@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)), SCRIPTS)
def test_text_without_han_is_untouched(text: str, to: Script) -> None:
    text = "".join(character for character in text if character < "\u2e80")
    assert CONVERTER.convert(text, to, Script.HANS) == text


@PATIENT
@given(TEXTS)
def test_original_is_the_text_as_written(text: str) -> None:
    assert CONVERTER.convert(text, Script.ORIGINAL) == text


@PATIENT
@given(TEXTS, SCRIPTS, SCRIPTS)
def test_converting_twice_is_converting_once(text: str, to: Script, source: Script) -> None:
    once = CONVERTER.convert(text, to, source)
    assert CONVERTER.convert(once, to, to) == once


@PATIENT
@given(TEXTS, SCRIPTS)
def test_addresses_and_code_are_untouched(text: str, to: Script) -> None:
    for kept in ("https://example.org/?q=发", "`发`"):
        assert CONVERTER.convert(f"{text}。{kept} 好", to, Script.HANS).count(kept) >= 1


@PATIENT
@given(st.text("发干里台头后面云的了一是我", min_size=1, max_size=400))
def test_a_long_run_is_converted_as_a_short_one(run: str) -> None:
    pairs = zip(ENGINE.convert(run), WHOLE.convert(run), strict=True)
    differing = sum(one != other for one, other in pairs)
    assert differing <= len(run) // 50


@pytest.mark.parametrize("length", [1_000, 10_000])
def test_the_work_grows_with_the_length(length: int) -> None:
    engine = Engine("s2t")
    given_to_engine: list[int] = []

    def convert(run: str) -> str:
        given_to_engine.append(len(run))
        return run

    engine.__dict__["_convert"] = convert
    engine.convert("软" * length)
    assert max(given_to_engine) <= WINDOW
    assert sum(given_to_engine) <= 2 * length


def test_many_threads_share_one_converter() -> None:
    texts = [f"第{number}个软件和头发，里面有字节跳动。" for number in range(200)]
    alone = [ScriptConverter().convert(text, Script.TW) for text in texts]
    shared = ScriptConverter()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: shared.convert(text, Script.TW), texts)) == alone


@pytest.mark.parametrize("to", [Script.HANT, Script.TW, Script.HK])
def test_a_repeated_sentence_is_looked_up(to: Script) -> None:
    converter = ScriptConverter()
    page = "这是第一句。这是第二句。"
    first = converter.convert_mapped(page, to)
    assert converter.convert_mapped(page, to) == first
    assert converter._cached.cache_info().hits == 2
