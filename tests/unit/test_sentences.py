"""Sentence splitting: nothing lost, nothing torn, in time linear in the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.sentences import LONGEST, split_long, split_sentences

MIXED = st.text(
    alphabet=st.sampled_from(
        list("汉字说的AIa1。！？；，、：“”‘’「」（）()《》[]…—.!?;\"' \u3000\n/:-")
    )
    | st.characters(),
    max_size=120,
)


def split(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


# Each case is written with a bar where the text is to be split.
CASES = [
    # stops, with what closes after them
    "他来了。|她走了！|谁来了？|没有人",
    "真的吗？！|是的！！！|好。",
    "（注：见上文。）|然后开始。",
    "他走了（其实没有。）然后回来。",
    "他说（见图一）。|好。",
    "《怎么办？》是一本书。|另一本也是。",
    # semicolons between clauses
    "甲省增长；|乙省下降；|丙省持平。",
    "if it; then do. |Next; one.",
    "增长;|下降.",
    # quotes and who speaks
    "“怎么办？”他问。|没人回答。",
    "“我们接得住。” 老袁说，他们只能限流，然后想办法。|用户走了。",
    "“甲来了。|乙走了。”李四说。",
    "他问：“你是谁？”|我没有回答。",
    "他说：“走吧。”|他又说：“快走。”",
    "一句“你好吗？”让我感动。",
    "“惊呆了！”“太强了？”这样的标题很多。",
    "“走！”——他喊道。",
    "“好！”，他说。",
    "“水利万物而不争。” |开源的“不争”，让大家受益。",
    "「去哪？」他問。|「北京。」|「好。」",
    '他说:"你好!"|然后走了。',
    '他说:"好。"|她走了。',
    # ellipses
    "我……我不知道。",
    "各种事件接连不断地发生……|各种玩法都有。",
    "决策失误 …… 欲哭无泪。",
    "I am fine... ok. |Good.",
    # stops of ASCII
    "他来了.|她走了.",
    "版本3.5和v2.1发布了，增长5.5%。|好。",
    "Lepton.ai 与 Node.js 都好。",
    "He went to Washington. |Mr. Smith stayed in the U.S. until 3 p.m. yesterday. |Good.",
    "见 Smith et al. 的论文，e.g. 第三章。|U.S. Inc. 上市。",
    'He said "No." |Then he left.',
    "看 https://e.cn/a?b=1&c=2。|好。",
    "看https://e.cn/?q=中文&a=1 这页。|好。",
    # markers, headings, citations, lines
    "1. 从头开始。|2. 再来。",
    "一、从圈内到圈外",
    "A. 甲 B. 乙",
    "参考文献\n|[1] 张三。|[2] 李四。",
    "[1]好。|[2]坏。",
    "这是好的。[1] |那是坏的。[2][3]|那里。",
    "第一行\n|第二行\n\n|第三行",
    "\u3000\u3000段首有空格。 |后面也有。\u3000",
    # nothing but marks
    "……",
    "。。。好",
    "好。|——坏。",
    "👍。好。",
]


@pytest.mark.parametrize("case", CASES)
def test_where_sentences_end(case: str) -> None:
    assert split(case.replace("|", "")) == case.split("|")


@given(MIXED)
def test_spans_cover_the_text_without_gaps(text: str) -> None:
    assert "".join(split(text)) == text
    spans = split_sentences(text)
    assert all(span.start < span.end for span in spans)
    assert [span.end for span in spans[:-1]] == [span.start for span in spans[1:]]


@given(MIXED)
def test_every_sentence_has_a_word_unless_there_is_none(text: str) -> None:
    sentences = split(text)
    if re.search(r"[^\W_]", text):
        assert all(re.search(r"[^\W_]", sentence) for sentence in sentences)
    else:
        assert len(sentences) == bool(text)


@given(MIXED)
def test_white_space_belongs_to_the_sentence_before(text: str) -> None:
    assert not any(sentence[0].isspace() for sentence in split(text)[1:])


@given(st.text(alphabet="汉字。！？", max_size=60), st.text(alphabet="汉字。！？", max_size=60))
def test_lines_are_split_each_on_its_own(first: str, second: str) -> None:
    first, second = f"汉{first}", f"字{second}"
    assert split(f"{first}\n{second}") == [
        *split(first)[:-1],
        f"{split(first)[-1]}\n",
        *split(second),
    ]


@pytest.mark.parametrize(
    "unit", ["汉", "。", "（", "“好", "好。”他", "a.", "…我", "好? ", '"..', "\n", "[1]", "://?好"]
)
def test_many_characters_of_anything(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    spans = split_sentences(text)
    assert (spans[0].start, spans[-1].end) == (0, len(text))


def test_long_sentences_break_where_it_hurts_least() -> None:
    text = "一二三，四五六、七八九，十一二三四五"
    assert [span.of(text) for span in split_long(text, 9)] == [
        "一二三，",
        "四五六、七八九，",
        "十一二三四五",
    ]
    text = "一二三四；五六，七八九十"
    assert [span.of(text) for span in split_long(text, 10)] == [
        "一二三四；",
        "五六，七八九十",
    ]


@given(MIXED, st.integers(1, 40))
def test_pieces_of_long_sentences_cover_them(text: str, limit: int) -> None:
    pieces = split_long(text, limit)
    assert "".join(piece.of(text) for piece in pieces) == text
    assert all(0 < piece.end - piece.start <= limit for piece in pieces)


def test_no_sentence_is_too_long_to_move_by() -> None:
    text = "一二三四五，" * 20_000
    sentences = split(text)
    assert "".join(sentences) == text
    assert max(map(len, sentences)) <= LONGEST
    assert all(sentence.endswith("，") for sentence in sentences)
    assert len(split("汉" * 100_000)) == 100_000 / LONGEST


def test_a_limit_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        split_long("汉字", 0)
