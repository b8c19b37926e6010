"""The edited English beside an article: never out of step."""

from reader.articles.english import attach_english
from reader.articles.importer import import_pair
from reader.articles.markdown import read_markdown
from reader.articles.source import SourceFile

CHINESE = """# 河

第一句。第二句！第三句？

> 引文一。引文二。

- 项一。还是项一。
- 项二

![图片](a.jpg)

▲河边

完。
"""
ENGLISH = """---
title: The river
---

# The river

First.
Second!
Third?

> Quote one.
> Quote two.

- Item one.
  Still item one.
- Item two

![picture](a.jpg)

▲By the river

End.
"""


def pair(chinese: str, english: str) -> list[tuple[str, tuple[str, ...]]]:
    document, _ = import_pair(
        SourceFile("a.md", chinese.encode()), SourceFile("a.en.md", english.encode())
    )
    return [(block.text, block.english) for block in document.blocks]


def test_every_sentence_has_its_line() -> None:
    document, mismatches = import_pair(
        SourceFile("a.md", CHINESE.encode()), SourceFile("a.en.md", ENGLISH.encode())
    )
    assert mismatches == []
    assert document.english_title == "The river"
    assert [block.english for block in document.blocks] == [
        ("The river",),
        ("First.", "Second!", "Third?"),
        ("Quote one.", "Quote two."),
        ("Item one.", "Still item one."),
        ("Item two",),
        ("▲By the river",),
        ("End.",),
    ]


def test_a_wrong_number_of_lines_stays_in_its_block() -> None:
    found = pair(CHINESE, ENGLISH.replace("Second!\nThird?", "Second and third."))
    assert found[1][1] == ("First. Second and third.", "", "")
    assert found[2][1] == ("Quote one.", "Quote two.")


def test_a_missing_or_added_block_puts_no_other_out_of_step() -> None:
    missing = pair(CHINESE, ENGLISH.replace("> Quote one.\n> Quote two.\n\n", ""))
    assert missing[2] == ("引文一。引文二。", ())
    assert missing[3][1] == ("Item one.", "Still item one.")
    assert missing[-1][1] == ("End.",)
    added = pair(CHINESE, ENGLISH.replace("> Quote", "Something else entirely.\n\n> Quote", 1))
    assert added[2][1] == ("Quote one.", "Quote two.")
    assert added[-1] == ("完。", ("End.",))


def test_mismatches_are_named() -> None:
    chinese, english = read_markdown("# 甲\n\n乙。丙。\n"), read_markdown("# A\n", keep_breaks=True)
    document, mismatches = attach_english(chinese, english)
    assert document.blocks[0].english == ("A",)
    assert [(mismatch.block, mismatch.reason) for mismatch in mismatches] == [
        (1, "no English for this paragraph")
    ]


def test_the_first_line_of_a_text_without_front_matter_is_its_title() -> None:
    document, mismatches = import_pair(
        SourceFile("a.md", "河的故事\n\n河水很清。\n".encode()),
        SourceFile("a.en.md", b"---\ntitle: The river\n---\n\nA river\n\nThe water is clear.\n"),
    )
    assert mismatches == []
    assert document.title == "河的故事"
    assert [(b.kind, b.english) for b in document.blocks] == [
        ("heading", ("A river",)),
        ("paragraph", ("The water is clear.",)),
    ]


def test_a_short_first_paragraph_under_a_title_of_its_own_stays_a_paragraph() -> None:
    document, _ = import_pair(
        SourceFile("a.md", "---\ntitle: 河\n---\n\n献给山\n\n河水很清。\n".encode()), None
    )
    assert [block.kind for block in document.blocks] == ["paragraph", "paragraph"]


def test_in_a_whole_book_a_missing_paragraph_costs_at_most_its_chapter() -> None:
    chinese = "".join(f"# 第{n}章\n\n" + "一句。\n\n" * 99 for n in range(200))
    chapters = [f"# Chapter {n}\n\n" + f"Of {n}.\n\n" * 99 for n in range(200)]
    chapters[70] = chapters[70].replace("Of 70.\n\n", "", 1)
    document, mismatches = attach_english(
        read_markdown(chinese), read_markdown("".join(chapters), keep_breaks=True)
    )
    assert len(mismatches) == 1
    for number in range(200):
        lines = {block.english for block in document.blocks[100 * number + 1 : 100 * (number + 1)]}
        assert lines - {()} == {(f"Of {number}.",)}
