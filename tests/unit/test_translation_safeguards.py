"""What the model must not spoil comes through, and what it spoils is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.translation.amounts import (
    chinese_amounts,
    english_amounts,
    in_words,
    lost_amounts,
    repair_amounts,
)
from reader.translation.drafts import Draft, Faults
from reader.translation.loops import collapse, is_loop
from reader.translation.masks import mask
from reader.translation.model import Hypothesis
from reader.translation.names import latin_names, lost_names, repair_names


@pytest.mark.parametrize(
    ("sentence", "text", "items"),
    [
        ("详见https://example.com/a_b?c=1。", "详见X1。", ("https://example.com/a_b?c=1",)),
        ("见（www.example.com/x），好", "见（X1），好", ("www.example.com/x",)),
        ("写信到a.b@example.org吧", "写信到X1吧", ("a.b@example.org",)),
        ("@伯克_某人 转发了", "X1 转发了", ("@伯克_某人",)),
        ("运行`pip install 甲`，再`ls`", "运行X1，再X2", ("`pip install 甲`", "`ls`")),
        ("X1光机见 https://a.b/c。", "X1光机见 Z1。", ("https://a.b/c",)),
        ("GPT-4用了v2.1", "GPT-4用了v2.1", ()),
    ],
)
def test_opaque_things_become_short_names(sentence: str, text: str, items: tuple[str, ...]) -> None:
    masked = mask(sentence)
    assert (masked.text, masked.items) == (text, items)
    assert masked.restore(text) == sentence or " " in masked.restore(text)
    assert masked.missing(text) == []
    for item in items:
        assert item in masked.restore(f"See {' and '.join(masked.names)}.")


def test_a_placeholder_is_found_however_the_model_spaces_it() -> None:
    masked = mask("见https://a.b/1和https://a.b/2。")
    assert masked.restore("See x 1 and X2.") == "See https://a.b/1 and https://a.b/2."
    assert masked.missing("See X1.") == ["X2"]
    assert masked.missing("See X1, X2, X2.") == ["X2"]
    assert masked.missing("See X12 and X2.") == ["X1"]
    assert masked.around() == ["见", "和", "。"]


@pytest.mark.parametrize(
    ("sentence", "english", "expected"),
    [
        ("这是事实[1]。", "This is a fact.", "This is a fact[1]."),
        ("这是事实。[1][2]", "This is a fact.", "This is a fact.[1][2]"),
        ("甲说[3]，乙不说。", "A said, but B did not.", "A said[3], but B did not."),
        ("甲[1]乙", "A B", "A[1] B"),
    ],
)
def test_citations_go_back_where_they_belong(sentence: str, english: str, expected: str) -> None:
    masked = mask(sentence)
    assert "[" not in masked.text
    assert masked.restore(english) == expected


@given(st.text("天好X1Z2@_-a.b/:[]1，。 `", max_size=40))
def test_masking_loses_nothing(sentence: str) -> None:
    masked = mask(sentence)
    restored = masked.restore(masked.text)
    assert sorted(restored.replace(" ", "")) == sorted(sentence.replace(" ", ""))
    assert len(masked.around()) == len(masked.names) + 1


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1.25亿元", [1.25e8]),
        ("近3.4万亿美元，增长67%", [3.4e12, 67]),
        ("6千亿 参数", [6e11]),
        ("六千七百一十亿参数", [6.71e11]),
        ("2025年2月7日", [2025, 2, 7]),
        ("1,240 字", [1240]),
        ("数十亿、几万、一两万、万一", []),
        ("GPT-4和8x7B、R1", []),
        ("10 万人", [1e5]),
        ("两亿五千万、一万五千、两万八、三万五千亿、一千万亿", [2.5e8, 15e3, 28e3, 3.5e12, 1e15]),
        ("30多亿，9000余万", [3e9, 9e7]),
        ("00后和90后花9块9，80年代14时", []),
        ("2万4801张", [24801]),
    ],
)
def test_chinese_numbers_are_read(text: str, values: list[float]) -> None:
    assert [amount.value for amount in chinese_amounts(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("$1.25 billion", [1.25e9]),
        ("3,400 thousand people and 5m users", [3.4e6, 5e6]),
        ("a 48-hour race of 100 thousand million", [48, 1e11]),
        ("GPT4", []),
    ],
)
def test_english_numbers_are_read(text: str, values: list[float]) -> None:
    assert [amount.value for amount in english_amounts(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("1.25亿", "125 million"),
        ("一万人", "ten thousand people"),
        ("2月7日", "7 February"),
        ("第3次", "the third time"),
        ("50%的人", "half of the people"),
        ("20倍", "twenty times"),
        ("76岁", "seventy-six-year-old"),
        ("第100万辆", "the one millionth"),
        ("第8000万次", "the 80 millionth"),
        ("2020年", "the 2020s"),
    ],
)
def test_numbers_said_otherwise_are_not_lost(chinese: str, english: str) -> None:
    assert lost_amounts(chinese, english) == []


@pytest.mark.parametrize(
    ("chinese", "english", "repaired"),
    [
        ("融资1.25亿元。", "It raised 1.25 billion yuan.", "It raised 125 million yuan."),
        ("6710亿参数", "671 million parameters", "671 billion parameters"),
        ("10万和1亿", "100,000 and 1 billion", "100,000 and 100 million"),
        ("67%", "66%", "66%"),
        ("装机200万千瓦", "2 gigawatts installed", "2 gigawatts installed"),
    ],
)
def test_powers_of_ten_are_put_right(chinese: str, english: str, repaired: str) -> None:
    assert repair_amounts(chinese, english) == repaired


@given(st.integers(1, 99_999), st.sampled_from(["万", "亿", "万亿"]))
def test_what_is_written_out_is_read_back(number: int, scale: str) -> None:
    (amount,) = chinese_amounts(f"{number}{scale}元")
    assert lost_amounts(f"{number}{scale}元", f"{in_words(amount.value)} yuan") == []


def test_latin_names() -> None:
    text = "DeepSeek-R1、GPT-4o与C++，A股和2025年的AT&T"
    assert latin_names(text) == ["DeepSeek-R1", "GPT-4o", "C++", "AT&T"]
    assert lost_names("AI与OpenAI", "Artificial intelligence and Openai") == ["OpenAI"]
    assert lost_names("用APP", "with the app") == []
    assert lost_names("32GB的App，Logo", "an app of 32 GB with a logo") == []
    assert lost_names("GPU和API", "GPUs and APIs") == []


@pytest.mark.parametrize(
    ("chinese", "english", "repaired"),
    [
        ("OpenAI发布", "Open AI released", "OpenAI released"),
        ("DeepSeek-R1很强", "DeepSek-R1 is strong", "DeepSeek-R1 is strong"),
        ("GPT-4很强", "GPT-3 is strong", "GPT-3 is strong"),
        ("英伟达H100", "Nvidia h-100", "Nvidia H100"),
    ],
)
def test_names_get_their_spelling_back(chinese: str, english: str, repaired: str) -> None:
    assert repair_names(chinese, english) == repaired


def test_loops_are_noticed() -> None:
    assert is_loop("天气好", "the the the the weather")
    assert is_loop("天气好", "it is good, it is good, it is good,")
    assert is_loop("天气好", "hahahahahahahahaha")
    assert is_loop("好", "one " + " ".join(map(str, range(60))))
    assert not is_loop("天气很好", "The weather is very, very, very good.")
    assert not is_loop("哈哈哈哈哈", "ha ha ha ha ha")
    assert not is_loop("有10000000000个", "There are 10,000,000,000 of them.")


def test_a_loop_is_cut_down() -> None:
    assert collapse("it is good, it is good, it is good, it is") == "it is good, it is"
    assert collapse("the the the the weather") == "the weather"
    assert collapse("A plain sentence.") == "A plain sentence."
    assert collapse("hahahahahahahahahaha") == "ha"


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=40).map(" ".join))
def test_cutting_down_ends_and_leaves_no_loop(english: str) -> None:
    shorter = collapse(english)
    assert collapse(shorter) == shorter
    assert not is_loop("天" * 40, shorter)


def test_the_first_rendering_without_faults_is_kept() -> None:
    draft = Draft("OpenAI融资1.25亿元，见https://a.b/c。")
    assert draft.masked.text == "OpenAI融资1.25亿元，见X1。"
    draft.consider([Hypothesis("the the the the the the the the", -0.1)])
    assert draft.final == "the"
    assert not draft.done
    draft.consider([Hypothesis("Open AI raised 1.25 billion yuan; see x1.", -0.2)])
    assert draft.final == "OpenAI raised 125 million yuan; see https://a.b/c."
    assert draft.done
    draft.consider([Hypothesis("OpenAI raised 125 million; see X1.", 0.0)])
    assert draft.final.startswith("OpenAI raised 125 million yuan")


def test_faults_are_told_apart() -> None:
    draft = Draft("@某人 用GPT-4写了67万字，很好很好很好。")
    draft.consider([Hypothesis("X1 wrote 写了很好很好.", 0.0)])
    assert draft.faults == Faults(False, 0, True, 1, 1)
    assert draft.lost_names() == ["GPT-4"]
    draft.consider([Hypothesis("Wrote 670,000 words with GPT-4, very good.", 0.0)])
    assert draft.faults == Faults(False, 0, True, 1, 1)
    draft.consider([Hypothesis("X1 wrote 670,000 words with GPT-4, very good.", 0.0)])
    assert draft.done
