"""Lines: never too wide, nothing lost, no mark where it must not stand."""

import re
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.breaking import Breaks
from reader.chinese.cells import cell_len
from reader.chinese.typesetting import Line, Spacing, Style, lay_out, lay_out_lines

CHARACTERS = (
    "汉字中国天年第一AaBbDeepSeek123 ，。！？；：、“”‘’（）()《》「」[]—…·-–/%$¥,.:!?\"'々"
    "ー～\u3000+@#&|❤👩"
)
MARKED = "e\u0301\u200d\ufe0f\n\r\t\u200b\u00a0"
TEXT = st.text(st.sampled_from(CHARACTERS + MARKED) | st.characters(), max_size=150)
PLAIN = st.text(st.sampled_from(CHARACTERS), max_size=150)
STYLES = st.builds(
    Style,
    indent=st.sampled_from([0, 4]),
    hanging=st.booleans(),
    spacing=st.sampled_from(Spacing),
)
WIDTHS = st.integers(2, 60)

NEVER_FIRST = "。，、；：！？”’」』》）〉】·々ー～…,.;:!?)]%"
NEVER_LAST = "“‘「『《（〈【(["


def painted(text: str, line: Line) -> str:
    """What the line looks like, without its indent."""
    return "".join(
        (" " if offset in line.gaps else "") + ("" if offset in line.dropped else text[offset])
        for offset in range(line.start, line.stop)
    )


def lines(text: str, width: int, style: Style | None = None) -> list[str]:
    return [painted(text, line) for line in lay_out(text, width, style or Style())]


@given(TEXT, WIDTHS, STYLES)
def test_lines_give_the_text_back(text: str, width: int, style: Style) -> None:
    laid_out = lay_out(text, width, style)
    assert "".join(text[line.start : line.end] for line in laid_out) == text
    assert all(line.start < line.end and line.stop <= line.end for line in laid_out)
    assert all(text[line.stop : line.end].isspace() or line.stop == line.end for line in laid_out)


@given(TEXT, WIDTHS, STYLES)
def test_no_line_is_wider_than_asked(text: str, width: int, style: Style) -> None:
    for line in lay_out(text, width, style):
        assert line.width <= width
        assert line.width == line.indent + cell_len(painted(text, line))


@given(PLAIN, st.integers(16, 60), STYLES)
def test_marks_stand_where_they_may(text: str, width: int, style: Style) -> None:
    # Marks in a row that a line has no room for have to be cut somewhere.
    text = re.sub(r"([^\w\s々ー])[\W々ー]+", r"\1", text)
    text = re.sub("[々ー]+", "々", text)
    text = re.sub(r"[A-Za-z0-9%$¥+@#&|.,:!?'\"/-]{8,}", "Latin", text)
    for before, after in pairwise(lay_out(text, width, style)):
        assert text[after.start] not in NEVER_FIRST
        assert text[before.stop - 1 : before.stop] not in tuple(NEVER_LAST)


@pytest.mark.parametrize("width", [20, 29, 38, 60])
@pytest.mark.parametrize("spacing", Spacing)
def test_marks_stand_where_they_may_in_the_corpus(width: int, spacing: Spacing) -> None:
    corpus = Path(str(files("reader"))).parent / "corpus"
    for path in sorted(corpus.glob("*.md")):
        for text in path.read_text(encoding="utf-8").splitlines():
            if "://" in text:
                continue
            for before, after in pairwise(lay_out(text, width, Style(4, spacing=spacing))):
                assert text[after.start] not in NEVER_FIRST, text[before.start : after.end]
                assert text[before.stop - 1] not in NEVER_LAST, text[before.start : after.end]


@given(TEXT, WIDTHS, STYLES, st.integers(0, 30))
def test_setting_can_start_at_any_line(text: str, width: int, style: Style, skip: int) -> None:
    laid_out = lay_out(text, width, style)
    rest = laid_out[skip:]
    if rest:
        assert list(lay_out_lines(text, width, style, rest[0].start)) == rest


@given(PLAIN, WIDTHS)
def test_lines_are_filled(text: str, width: int) -> None:
    """A line ends where it does because the next piece without a break does not fit in it.

    But for the last line but one, which may have given a character to the last.
    """
    breaks = Breaks(text, width)
    for line, following in pairwise(lay_out(text, width)):
        if following.end == len(text):
            break
        piece_end = following.start + 1
        while piece_end < len(text) and not breaks.allowed(piece_end):
            piece_end += 1
        assert cell_len(text[line.start : piece_end].rstrip()) > width


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        # a closing mark takes the character before it along; an opening mark moves on (LB13, LB14)
        ("一二三四五六，七八", 12, ["一二三四五", "六，七八"]),
        ("一二三四五“六七”", 12, ["一二三四五", "“六七”"]),
        ("一二三四五六”，七八", 12, ["一二三四五", "六”，七八"]),
        ("一二三四五（六）七", 12, ["一二三四五", "（六）七"]),
        ("各各各各各个々人", 12, ["各各各各各", "个々人"]),
        ("一二三スーパー", 8, ["一二三", "スーパー"]),
        ("克里斯·弗里德曼", 6, ["克里", "斯·弗", "里德曼"]),
        # dashes and ellipses stay whole (LB17, LB22)
        ("一二三四五——六七", 11, ["一二三四五", "——六七"]),
        ("一二三四五……六七", 11, ["一二三四", "五……六七"]),
        ("一二三四 …… 五六", 10, ["一二三", "四 …… 五六"]),
        # numbers, units, percent signs, ranges
        ("一二三四25天五", 10, ["一二三四", "25天五"]),
        ("一二三四 25 天五", 12, ["一二三四", "25 天五"]),
        ("增长了5.5%吗", 9, ["增长了", "5.5%吗"]),
        ("一二三1.25亿元五", 12, ["一二三", "1.25亿元五"]),
        ("一二三四10～20五", 10, ["一二三四", "10～20五"]),
        ("一二三2025年1月", 10, ["一二三", "2025年1月"]),
        ("一二三2月13日元宝", 14, ["一二三2月13日", "元宝"]),
        ("一二三100亿美元", 12, ["一二三", "100亿美元"]),
        # words and names
        ("一二DeepSeek三", 8, ["一二", "DeepSeek", "三"]),
        ("模型DeepSeek-R1好", 14, ["模型", "DeepSeek-R1好"]),
        ("a Mixture-of-Experts b", 12, ["a", "Mixture-of-", "Experts b"]),
        ("硅谷,我們ChatGPT", 6, ["硅谷,", "我們", "ChatGP", "T"]),
        ("好,AI来了", 6, ["好,AI", "来了"]),
        # web addresses that fit, and that do not
        ("见 https://e.cn/a?b=1 页", 18, ["见", "https://e.cn/a?b=1", "页"]),
        ("https://example.cn/one/two/three", 20, ["https://example.cn/", "one/two/three"]),
        # a citation stays with its sentence; one character is no last line
        ("一二三四五六[1]。七", 12, ["一二三四五", "六[1]。七"]),
        ("一二三四五六七。", 12, ["一二三四五", "六七。"]),
        ("一二三四五六七\n八九", 12, ["一二三四五", "六七", "八九"]),
        ("一二三四五六AI", 12, ["一二三四五六", "AI"]),
        # a handle is not parted from its mark
        ("一二三四@阑夕说", 9, ["一二三四", "@阑夕说"]),
        # English
        ("the quick brown fox", 10, ["the quick", "brown fox"]),
        ('He said "no" to me.', 9, ["He said", '"no" to', "me."]),
        ("it is — or was — so", 8, ["it is —", "or was —", "so"]),
        ("don’t stop “me” now", 7, ["don’t", "stop", "“me”", "now"]),
        ("10\u00a0km away", 6, ["10\u00a0km", "away"]),
        # spaces hang over the end; line feeds end a line
        ("abcd    efgh", 4, ["abcd", "efgh"]),
        ("abcd   \nefgh\n\nij\n", 4, ["abcd", "efgh", "", "ij"]),
        # what does not fit is cut, characters stay with their marks
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
        ("。。。。", 4, ["。。", "。。"]),
        ("汉", 1, ["汉"]),
        ("", 10, []),
    ],
)
def test_lines(text: str, width: int, expected: list[str]) -> None:
    assert lines(text, width) == expected


def test_indent() -> None:
    laid_out = lay_out("一二三四五六", 8, Style(indent=4))
    assert [(line.indent, line.width, line.start) for line in laid_out] == [
        (4, 8, 0),
        (0, 8, 2),
    ]


def test_hanging_punctuation_stands_in_a_margin_of_two_cells() -> None:
    hanging = Style(hanging=True)
    assert lines("一二三四五，六七八九十。", 12, hanging) == ["一二三四五，", "六七八九十。"]
    assert lines("一二三四五六七", 12, hanging) == ["一二三四五", "六七"]
    assert lines("一二三四五？六", 12, hanging) == ["一二三四", "五？六"]


def test_latin_spacing() -> None:
    text = "用AI 写3首诗"
    assert lines(text, 20) == ["用AI 写3首诗"]
    assert lines(text, 20, Style(spacing=Spacing.NONE)) == ["用AI写3首诗"]
    assert lines(text, 20, Style(spacing=Spacing.THIN)) == ["用 AI 写 3 首诗"]
    assert lines("见@某人的AI", 20, Style(spacing=Spacing.THIN)) == ["见 @某人的 AI"]
    (line,) = lay_out(text, 20, Style(spacing=Spacing.THIN))
    assert (line.gaps, line.width) == ((1, 5, 6), 15)


def test_no_gap_begins_or_ends_a_line() -> None:
    assert lines("一二三AI四五六", 6, Style(spacing=Spacing.THIN)) == ["一二三", "AI 四", "五六"]


def test_a_paragraph_of_any_length_is_set_as_far_as_needed() -> None:
    text = "汉字，" * 400_000
    taken = list(islice(lay_out_lines(text, 40), 50))
    assert taken[-1].end <= 50 * 20
    middle = lay_out_lines(text, 40, start=taken[-1].end)
    assert next(middle).start == taken[-1].end


@pytest.mark.parametrize(
    "unit",
    ["汉", "a", "！", "（", "”“", " ", "\n", "e\u0301", "\u0301", "ab-", "1", "a/b", "👩\u200d"],
)
def test_many_characters_of_anything(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    laid_out = lay_out(text, 40)
    assert laid_out[-1].end == len(text)
    assert all(line.width <= 40 for line in laid_out)
