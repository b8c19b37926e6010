"""Files made to do harm, or made by a broken tool: read in time that grows with their length.

What takes time that grows with the square of the length would not end while anybody waits.
"""

import pytest

from reader.articles.importer import import_file
from reader.articles.model import BlockKind, MarkKind
from reader.articles.source import SourceFile

LENGTH = 150_000


def many(unit: str, length: int = LENGTH) -> str:
    return unit * (length // len(unit))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", many("{{<a")),
        ("a.md", "{{< a" + many(" ")),
        ("a.md", "# 字" + many(" ") + "{#"),
        ("a.md", many("`a` http://b.cn ")),
        ("a.txt", "# 字" + many(" ") + "#字"),
        ("a.txt", many("![")),
        ("a.txt", many("![a](")),
        ("a.txt", many("![a](b '")),
        ("a.txt", many("`a` http://b.cn ")),
        ("a.txt", "2024-1-1" + many(" ") + "字" * 20),
        ("a.txt", "![图](a.png)\n" + many("▲字\n")),
        ("a.html", "<html><p>" + many("<b>", 600) + many("字<br>")),
        ("a.html", f"<html><title>{many('-')}{'。' * 40}</title><p>字"),
    ],
    ids=lambda value: value[:12],
)
def test_much_of_anything_is_read(name: str, text: str) -> None:
    assert import_file(SourceFile(name, text.encode())).blocks


@pytest.mark.parametrize(
    "header",
    [
        "---\ntitle: 0x" + "f" * 6000 + "\ndate: 0x" + "f" * 6000 + "\n---\n",
        "---\n0x" + "f" * 6000 + ": 1\ntitle: 河\n---\n",
        "+++\ntitle = 0x" + "f" * 6000 + "\n+++\n",
        "---\na0: &a0\n  x: 1\n"
        + "".join(f"a{n}: &a{n}\n  <<:\n  - *a{n - 1}\n  - *a{n - 1}\n" for n in range(1, 40))
        + "---\n",
    ],
    ids=["numbers", "names", "toml", "merged"],
)
def test_a_header_that_means_harm_costs_only_itself(header: str) -> None:
    document = import_file(SourceFile("a.md", f"{header}\n河水很清。\n".encode()))
    assert [block.text for block in document.blocks] == ["河水很清。"]
    assert document.date == ""
    assert len(document.title) < 20


@pytest.mark.parametrize("name", ["undefined", "punycode", "idna", "unicode_escape", "hex", "x"])
def test_a_page_in_no_encoding_for_pages_is_read_as_what_it_is(name: str) -> None:
    page = f'<html><meta charset="{name}"><body><p>河水很清\\x41。</p></body></html>'
    document = import_file(SourceFile("a.html", page.encode()))
    assert [block.text for block in document.blocks] == ["河水很清\\x41。"]


def test_links_in_code_and_in_links_stay_what_they_are() -> None:
    text = "`http://a.cn` [甲 http://b.cn 乙](http://c.cn) http://d.cn 和 `http://e.cn`。"
    (block,) = import_file(SourceFile("a.md", text.encode())).blocks
    links = [
        (block.text[m.start : m.end], m.target) for m in block.marks if m.kind is MarkKind.LINK
    ]
    assert links == [
        ("甲 http://b.cn 乙", "http://c.cn"),
        ("http://d.cn", "http://d.cn"),
    ]


def test_lines_of_a_caption_belong_to_the_picture_above_them() -> None:
    text = "![图](a.png)\n\n▲河边\n\n▲山上\n\n![图](b.png)\n\n▲桥\n"
    blocks = import_file(SourceFile("a.md", text.encode())).blocks
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.IMAGE, "▲河边\n▲山上"),
        (BlockKind.IMAGE, "▲桥"),
    ]
