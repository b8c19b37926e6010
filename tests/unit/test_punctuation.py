"""Punctuation and spacing by region."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.chinese.conversion import ScriptConverter
from reader.chinese.punctuation import Punctuation, Spacing, punctuate
from reader.chinese.script import Script

PATIENT = settings(deadline=None, max_examples=60)
QUOTES = Punctuation(quotes=True)
WIDTH = Punctuation(width=True)
HABITS = st.builds(Punctuation, st.booleans(), st.booleans(), st.sampled_from(list(Spacing)))
TEXTS = st.text("软件硬盘AB12 ,:;?!()“”‘’「」『』，。\n", max_size=30)


@pytest.mark.parametrize(
    ("text", "to", "habits", "expected"),
    [
        ("他说：“读‘书’。”", Script.TW, QUOTES, "他说：「读『书』。」"),
        ("他說：「讀『書』。」", Script.HANS, QUOTES, "他說：“讀‘書’。”"),
        ("他说 don’t 不行", Script.TW, QUOTES, "他说 don’t 不行"),
        ("今天,他来了:真好!", Script.HANS, WIDTH, "今天，他来了：真好！"),
        ("AI,也行", Script.HANS, WIDTH, "AI，也行"),
        ("10:30开会, 1,000人", Script.HANS, WIDTH, "10:30开会，1,000人"),
        ("扩展(规模)了(R1)吗", Script.HANS, WIDTH, "扩展（规模）了（R1）吗"),
        ("plain, text: here", Script.HANS, WIDTH, "plain, text: here"),
        ("用AI写3篇", Script.HANS, Punctuation(spacing=Spacing.SPACE), "用 AI 写 3 篇"),
        ("用 AI 写 3 篇", Script.HANS, Punctuation(spacing=Spacing.NONE), "用AI写3篇"),
        ("见https://a.cn/b,c好", Script.HANS, WIDTH, "见https://a.cn/b,c好"),
        ("“书”", Script.ORIGINAL, QUOTES, "“书”"),
        ("“book”", Script.TW, QUOTES, "“book”"),
    ],
)
def test_habits(text: str, to: Script, habits: Punctuation, expected: str) -> None:
    assert punctuate(text, to, habits).text == expected


@PATIENT
@given(TEXTS, st.sampled_from([Script.HANS, Script.TW]), HABITS)
def test_offsets_hold(text: str, to: Script, habits: Punctuation) -> None:
    converter = ScriptConverter(punctuation=habits)
    converted = converter.convert_mapped(text, to)
    assert converted.text == converter.convert(text, to)
    shown = [converted.to_shown(offset) for offset in range(len(text) + 1)]
    assert shown == sorted(shown)
    assert (shown[0], shown[-1]) == (0, len(converted.text))
    assert converted.to_written(len(converted.text)) == len(text)


@PATIENT
@given(st.text("软件AB，。“”‘’", max_size=20))
def test_quotes_lead_back(text: str) -> None:
    there = punctuate(text, Script.TW, QUOTES).text
    assert punctuate(there, Script.HANS, QUOTES).text == text


def test_no_habit_is_the_text_as_written() -> None:
    assert punctuate("“书”,", Script.TW, Punctuation()).text == "“书”,"
