"""Plain text as it comes off the web."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.importer import import_file
from reader.articles.lines import is_byline, is_end_mark
from reader.articles.model import BlockKind, MarkKind
from reader.articles.plain import read_plain
from reader.articles.source import SourceFile

H, P, Q, L, IMG, C, R = (
    BlockKind.HEADING,
    BlockKind.PARAGRAPH,
    BlockKind.QUOTE,
    BlockKind.LIST_ITEM,
    BlockKind.IMAGE,
    BlockKind.CODE,
    BlockKind.RULE,
)
LONG = "河水从山里流出来，绕过村子，一直流到看不见的地方去，村里的人都说它没有尽头。"


def shapes(text: str) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in read_plain(text).blocks]


def title(text: str) -> str:
    return import_file(SourceFile("文件.txt", text.encode())).title


def test_a_line_is_a_paragraph() -> None:
    assert shapes(f"\n　　{LONG}\n　　{LONG}\n\n\n{LONG}\n") == [(P, 0, LONG)] * 3


def test_a_question_may_be_the_title() -> None:
    assert shapes(f"河从哪里来？\n{LONG}")[0] == (H, 1, "河从哪里来？")
    assert shapes(f"“河从哪里来？”\n{LONG}")[0][0] is P
    assert shapes("谁？\n是我。")[0][0] is P


def test_markdown_inside_plain_text() -> None:
    text = f"""山村的河_山村的河流
---
**一条河和它的村子**
{LONG}[1]
### 一、河的上游:水从哪里来
{LONG}
---
* 第一样
2. 第二样
> 老话说得好。
![图片](https://example.org/a.jpg)
```
码 = 1
```
见[原文](https://example.org)和**重点**。
"""
    blocks = read_plain(text).blocks
    assert [(b.kind, b.level, b.text) for b in blocks] == [
        (H, 1, "山村的河_山村的河流"),
        (R, 0, ""),
        (H, 2, "一条河和它的村子"),
        (P, 0, LONG + "[1]"),
        (H, 3, "一、河的上游:水从哪里来"),
        (P, 0, LONG),
        (R, 0, ""),
        (L, 1, "第一样"),
        (L, 1, "第二样"),
        (Q, 1, "老话说得好。"),
        (IMG, 0, "图片"),
        (C, 0, "码 = 1"),
        (P, 0, "见原文和重点。"),
    ]
    assert [b.marker for b in blocks if b.kind is L] == ["•", "2."]
    assert [(m.kind, m.start, m.end) for m in blocks[-1].marks] == [
        (MarkKind.LINK, 1, 3),
        (MarkKind.STRONG, 4, 6),
    ]


def test_list_markers_that_stand_alone() -> None:
    text = f"{LONG}\n河有三样好处:\n-\n{LONG}\n-\n水甜。\n3.\n鱼多。\n{LONG}\n-"
    assert [(kind, text) for kind, _, text in shapes(text)] == [
        (P, LONG),
        (P, "河有三样好处:"),
        (L, LONG),
        (L, "水甜。"),
        (L, "鱼多。"),
        (P, LONG),
        (P, "-"),
    ]


def test_section_headings_without_signs() -> None:
    text = f"{LONG}\n河的尽头，没人去过\n{LONG}\n\n第二章　桥\n桥是木头的。\n短句。\n"
    text += "没有尽头的河\n短。\n"
    assert [(kind, text) for kind, _, text in shapes(text)] == [
        (P, LONG),
        (H, "河的尽头，没人去过"),
        (P, LONG),
        (H, "第二章　桥"),
        (P, "桥是木头的。"),
        (P, "短句。"),
        (P, "没有尽头的河"),
        (P, "短。"),
    ]


def test_poems_and_dialogue_have_no_headings() -> None:
    poem = "山中一夜雨\n\n树杪百重泉\n月出惊山鸟\n时鸣春涧中\n"
    assert [kind for kind, _, _ in shapes(poem)] == [H, P, P, P]
    talk = f"{LONG}\n“谁在那里？”\n“是我”\n“进来吧。”\n{LONG}"
    assert {kind for kind, _, _ in shapes(talk)} == {P}


def test_hard_wrapped_lines_are_joined() -> None:
    words = "one two three four five six seven eight nine ten eleven twelve"
    han = "河水从山里流出来，绕过村子，一直流到看不见的\n地方去，村里的人都说它没有尽头，"
    han += "只有一个老人\n不这样说。"
    assert shapes(f"{LONG}\n\n{han}\n")[1] == (P, 0, han.replace("\n", ""))
    assert shapes(f"{LONG}\n\n{words}\n{words}\n{words}\nend.")[1] == (
        P,
        0,
        f"{words} {words} {words} end.",
    )
    table = "\n".join(f"2024年{n}月　　河水流量　　{n}00 万立方米" for n in range(1, 6))
    assert len(shapes(f"{LONG}\n\n{table}")) == 6
    names = "\n".join(["一二三四五六七八九十一二三四五六"] * 4)
    assert len(shapes(f"{LONG}\n\n{names}")) == 5
    assert len(shapes(f"{LONG}\n\n{LONG}\n{LONG}\n{LONG}")) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 山村\n\n" + LONG, "山村"),
        ("山村的河\n\n" + LONG, "山村的河"),
        ("\n\n河流是村庄的命。\n文丨张三\n编辑丨李四\n" + LONG, "河流是村庄的命"),
        ("文 | 张三\n\n" + LONG, "河水从山里流出来，绕过村子，一直流到看不见的地方去…"),
        (LONG, "河水从山里流出来，绕过村子，一直流到看不见的地方去…"),
        ("水。", "水"),
        ("![图](a.jpg)\n春天来了！花开了。", "春天来了！"),
        ("**河**\n" + LONG, "河"),
        ("2024-05-06 10:20 来源：河流日报\n河的故事\n\n" + LONG, "河的故事"),
        ("首页 > 新闻 > 正文\n河的故事\n" + LONG, "河的故事"),
        ("导语。\n# 河\n" + LONG, "河"),
        ("---\n" + LONG, "河水从山里流出来，绕过村子，一直流到看不见的地方去…"),
    ],
)
def test_titles(text: str, expected: str) -> None:
    assert title(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "文丨张三 李四",
        "编辑 | 王五",
        "作者：赵六",
        "图片来源 | 某社",
        "題圖來源:《山》",
        "文/钱七",
        "（记者：孙八）",
    ],
)
def test_bylines(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "文章写得好。",
        "编辑部的故事",
        "来源不明的水从山里来。",
        "作者以为：河没有尽头，因为" + LONG * 2,
    ],
)
def test_no_bylines(line: str) -> None:
    assert not is_byline(line)


def test_end_marks() -> None:
    assert all(map(is_end_mark, ["· FIN ·", "（完）", "END", "—— 全文完 ——", "【完】"]))
    assert not any(map(is_end_mark, ["完了", "完。河水", "The End of it"]))
    assert shapes(f"{LONG}\n· FIN ·\n")[-1] == (P, 0, "· FIN ·")


def test_control_characters_are_kept_as_written() -> None:
    text = f"红色\x1b[31m的字\x00，{LONG}"
    assert read_plain(text).blocks[0].text == text


def test_a_paragraph_may_be_very_long() -> None:
    text = "河" * 150_000
    (block,) = read_plain(text).blocks
    assert block.text == text


@given(st.text("山水河，。“”：#-*_=>!`~.0123ab (|)[]\n\t　", max_size=120))
def test_nothing_of_any_text_is_lost(text: str) -> None:
    blocks = read_plain(text).blocks
    found = "".join(b.text + b.target + "".join(m.target for m in b.marks) for b in blocks)
    position = 0
    for character in text:
        if character in "山水河，。“”：" and "(" not in text and "~~~" not in text:
            position = found.find(character, position) + 1
            assert position, (text, found)
    assert [block.index for block in blocks] == list(range(len(blocks)))


@given(st.lists(st.text("山水河，。ab 12", min_size=1), max_size=12))
def test_ordinary_lines_come_back_whole(lines: list[str]) -> None:
    found = "".join("".join(block.text.split()) for block in read_plain("\n".join(lines)).blocks)
    assert found == "".join("".join(line.split()) for line in lines)


def test_date_and_source_above_the_text() -> None:
    text = f"河的故事\n2024年5月6日 10:20　来源：河流日报　记者 张三\n{LONG}\n"
    document = import_file(SourceFile("a.txt", text.encode()))
    assert (document.title, document.date, document.source) == (
        "河的故事",
        "2024-05-06",
        "河流日报",
    )
    text = f"河的故事\n{LONG}\n2023年5月6日，河水来了，来源：不明。\n{LONG}"
    document = import_file(SourceFile("a.txt", text.encode()))
    assert (document.date, document.source) == ("", "")


def test_lines_stay_paragraphs_whatever_stands_around_them() -> None:
    lines = "\n".join([LONG] * 4)
    for text in (f"河\n====\n{lines}", f"---\ntitle: 河\ndate: 2024-05-06\n---\n{lines}"):
        document = import_file(SourceFile("a.txt", text.encode()))
        assert document.title == "河"
        assert sum(block.text == LONG for block in document.blocks) == 4
    assert document.date == "2024-05-06"
