"""Markdown as Chinese writers and Hugo write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.importer import import_file
from reader.articles.markdown import read_markdown
from reader.articles.model import Block, BlockKind, Mark, MarkKind
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


def shapes(text: str) -> list[tuple[BlockKind, int, str]]:
    return [(block.kind, block.level, block.text) for block in read_markdown(text).blocks]


def marked(block: Block) -> list[tuple[MarkKind, str]]:
    return [(mark.kind, block.text[mark.start : mark.end]) for mark in block.marks]


@pytest.mark.parametrize(
    ("header", "title", "date", "source"),
    [
        ('---\ntitle: "甲：乙"\ndate: "2025-02-07 21:48:24"\n---\n', "甲：乙", "2025-02-07", ""),
        ("---\ntitle: 甲\ndate: 2025-02-07T21:48:24+08:00\n...\n", "甲", "2025-02-07", ""),
        ("+++\ntitle = '甲'\ndate = 2024-01-02T03:04:05Z\n+++\n", "甲", "2024-01-02", ""),
        ("---\nTitle: 甲\npubDate: 2024年3月5日\nsource: 报\n---\n", "甲", "2024-03-05", "报"),
        ('---\ntitle: "甲" 乙: "丙\ndate: 2024/3/5\n---\n', '甲" 乙: "丙', "2024-03-05", ""),
        ("---\ntitle: !!python/object:os.system x\ndate: 20240305\n---\n", "", "2024-03-05", ""),
        ('{"title": "甲", "date": "2024-05-06"}\n', "甲", "2024-05-06", ""),
        ("\ufeff\n---\ntitle: 甲\ndate: 2024-13-45\n---\n", "甲", "", ""),
    ],
)
def test_front_matter(header: str, title: str, date: str, source: str) -> None:
    document = read_markdown(header + "\n正文。\n")
    assert (document.date, document.source) == (date, source)
    if title:
        assert document.title == title
    assert [block.text for block in document.blocks] == ["正文。"]


def test_a_rule_at_the_start_is_no_front_matter() -> None:
    assert shapes("---\n\n甲\n\n---\n\n乙\n") == [
        (R, 0, ""),
        (P, 0, "甲"),
        (R, 0, ""),
        (P, 0, "乙"),
    ]


def test_lines_of_text_between_rules_are_no_front_matter() -> None:
    assert [text for _, _, text in shapes("---\n\n河：水\n山: 石\n\n---\n乙")] == [
        "",
        "河：水山: 石",
        "",
        "乙",
    ]


def test_headings_of_both_forms_lose_their_signs() -> None:
    text = "**01、大标题**\n======\n\n小标题\n---\n\n### 三级 ###\n\n## 锚点 {#anchor}\n"
    assert shapes(text) == [(H, 1, "01、大标题"), (H, 2, "小标题"), (H, 3, "三级"), (H, 2, "锚点")]
    assert read_markdown(text).blocks[0].marks == ()


@pytest.mark.parametrize(
    ("text", "plain", "bold"),
    [
        ("**开源。**这是大事。", "开源。这是大事。", ["开源。"]),
        ("他说**“很好”**，就走了。", "他说“很好”，就走了。", ["“很好”"]),
        ("从中，**可以看到：**\n", "从中，可以看到：", ["可以看到："]),
        ("甲**乙**丙**（丁）**戊", "甲乙丙（丁）戊", ["乙", "（丁）"]),
        ("**一**、**二**。", "一、二。", ["一", "二"]),
        ("2 * 3 * 4 和 2**3", "2 * 3 * 4 和 2**3", []),
    ],
)
def test_bold_beside_chinese_punctuation(text: str, plain: str, bold: list[str]) -> None:
    (block,) = read_markdown(text).blocks
    assert block.text == plain
    assert [shown for kind, shown in marked(block) if kind is MarkKind.STRONG] == bold


def test_marks_have_offsets_into_the_plain_text() -> None:
    (block,) = read_markdown("看*这里*和`a = 1`，还有[**链接**](https://example.org/a_b)。").blocks
    assert block.text == "看这里和a = 1，还有链接。"
    assert marked(block) == [
        (MarkKind.EMPHASIS, "这里"),
        (MarkKind.CODE, "a = 1"),
        (MarkKind.STRONG, "链接"),
        (MarkKind.LINK, "链接"),
    ]
    assert block.marks[-1].target == "https://example.org/a_b"


def test_escapes_entities_and_handles() -> None:
    assert shapes("@山里\\_人 和 @snake_case_name，A&amp;B\\*\n") == [
        (P, 0, "@山里_人 和 @snake_case_name，A&B*")
    ]


def test_pictures_and_their_captions() -> None:
    text = (
        "![图片](https://example.org/1.jpg)\n\n▲河边的茶馆\n\n前文![桥](b.png)后文\n\n"
        "![茶馆](c.png)\n\n▲摄于五月\n\n[![小图](s.png)](https://example.org/big)\n"
    )
    document = import_file(SourceFile("a.md", text.encode()))
    assert [(b.kind, b.text, b.target) for b in document.blocks] == [
        (IMG, "▲河边的茶馆", "https://example.org/1.jpg"),
        (P, "前文", ""),
        (IMG, "桥", "b.png"),
        (P, "后文", ""),
        (IMG, "茶馆\n▲摄于五月", "c.png"),
        (IMG, "小图", "s.png"),
    ]


def test_lists_and_quotes_nest() -> None:
    text = "- 甲\n  - 乙\n\n    乙的第二段\n- 丙\n\n3. 三\n4. 四\n\n> 引文\n>\n> > 引中引\n"
    blocks = read_markdown(text).blocks
    assert [(b.kind, b.level, b.marker, b.text) for b in blocks] == [
        (L, 1, "•", "甲"),
        (L, 2, "•", "乙"),
        (L, 2, "", "乙的第二段"),
        (L, 1, "•", "丙"),
        (L, 1, "3.", "三"),
        (L, 1, "4.", "四"),
        (Q, 1, "", "引文"),
        (Q, 2, "", "引中引"),
    ]


def test_tables_become_lines_of_cells() -> None:
    assert shapes("| 年 | 数 |\n|---|---|\n| 2024 | **十** |\n") == [
        (P, 0, "年　数"),
        (P, 0, "2024　十"),
    ]


def test_line_breaks_join_without_a_space_between_han() -> None:
    assert shapes("第一行\n第二行 end\nnext line\n中文") == [
        (P, 0, "第一行第二行 end next line中文")
    ]
    assert shapes("硬换行  \n下一行") == [(P, 0, "硬换行\n下一行")]
    assert read_markdown("One.\nTwo.", keep_breaks=True).blocks[0].text == "One.\nTwo."


def test_code_and_html() -> None:
    text = "```python\nif a:\n    b\n```\n\n<div>块里的字</div>\n\n<!-- 注释 -->\n"
    text += "\n行内<u>标签</u><br>换行\n"
    assert shapes(text) == [(C, 0, "if a:\n    b"), (P, 0, "块里的字"), (P, 0, "行内标签\n换行")]
    assert shapes("<ruby>漢<rt>hàn</rt></ruby>字") == [(P, 0, "漢字")]
    assert shapes('看<img src="a.png" alt="山">') == [(P, 0, "看"), (IMG, 0, "山")]


def test_notes_and_sources_stay() -> None:
    text = "如前所述[1]，另见[^2]。\n\n[1]: https://example.org/a\n[^2]: 见《山海经》。\n"
    text += "\n[注]：说明\n"
    blocks = read_markdown(text).blocks
    assert [block.text for block in blocks] == [
        "如前所述[1]，另见[^2]。",
        "[1]: https://example.org/a\n[^2]: 见《山海经》。",
        "[注]：说明",
    ]
    (linked,) = read_markdown("见[原文][src]。\n\n[src]: https://example.org/a\n").blocks
    assert linked.marks == (Mark(MarkKind.LINK, 1, 3, "https://example.org/a"),)


def test_hugo_shortcodes() -> None:
    text = '{{< figure src="/a.jpg" caption="山门" >}}\n\n{{% notice %}}\n注意。\n{{% /notice %}}\n'
    assert shapes(text) == [(IMG, 0, "山门"), (P, 0, "注意。")]


def test_bare_addresses_are_links() -> None:
    text = "见（https://example.org/a?b=1）。原文：https://example.org/c."
    (block,) = import_file(SourceFile("a.md", text.encode())).blocks
    assert [mark.target for mark in block.marks] == [
        "https://example.org/a?b=1",
        "https://example.org/c",
    ]


def test_a_long_text_is_the_same_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.articles import dialect

    text = "\n\n".join(
        f"段落{n}。\n\n- 项{n}\n- 项\n\n```\n码{n}\n\n码\n```\n\n见[甲][ref]。" for n in range(40)
    )
    text += "\n\n[ref]: https://example.org\n"
    whole = read_markdown(text)
    monkeypatch.setattr(dialect, "_CHUNK", 100)
    assert read_markdown(text) == whole


@pytest.mark.parametrize("text", [">" * 5_000 + "字", "- " * 5_000 + "字", "[" * 5_000 + "字"])
def test_nesting_without_end_loses_no_text(text: str) -> None:
    document = import_file(SourceFile("a.md", text.encode()))
    assert document.blocks[-1].text.endswith("字")


HAN = st.text("山水日月人口天地中文", min_size=1, max_size=12)
WORD = HAN | st.text("abcdefgXYZ019", min_size=1, max_size=8)


@st.composite
def inline(draw: st.DrawFn) -> tuple[str, str]:
    """Markdown and its text."""
    source = text = ""
    for _ in range(draw(st.integers(1, 5))):
        word = draw(WORD)
        form = draw(
            st.sampled_from(["{}", "**{}**", "[{}](https://e.org/x)", "`{}`", "{}，", "“{}”"])
        )
        source += form.format(word) + " "
        text += form.format(word).replace("**", "").replace("`", "")
        if form.startswith("["):
            text = text.replace("[", "").replace("](https://e.org/x)", "")
    return source, text


FORMS = ["{}", "# {}", "- {}", "> {}", "1. {}", "| {} |\n|---|", "<p>{}</p>", "   {}", "{}\n===="]


@given(st.lists(st.tuples(st.sampled_from(FORMS), inline()), min_size=1, max_size=12))
def test_no_text_is_lost(parts: list[tuple[str, tuple[str, str]]]) -> None:
    parts = [(form, line) for form, line in parts if not (form.startswith("<") and "`" in line[0])]
    source = "\n\n".join(form.format(line[0].strip()) for form, line in parts)
    expected = "".join("".join(line[1].split()) for form, line in parts if not form.startswith("<"))
    blocks = read_markdown(source).blocks
    found = "".join("".join(block.text.split()) for block in blocks)
    position = 0
    for character in expected:
        position = found.find(character, position) + 1
        assert position, (source, found)
    for block in blocks:
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)


@given(st.text("山水，。#*_-[]()!`>|~<&;:\\ \n1.=+", max_size=60))
def test_any_text_is_read_and_han_is_kept(text: str) -> None:
    blocks = read_markdown(text).blocks
    found = "".join(b.text + b.target + "".join(m.target for m in b.marks) for b in blocks)
    if "<" not in text and "(" not in text and "]:" not in text:
        for character in "山水":
            assert found.count(character) >= text.count(character), (text, found)
