"""EPUB books: reading order, titles, and archives that mean harm."""

import io
import zipfile

import pytest

from reader.articles import epub
from reader.articles.importer import import_file
from reader.articles.model import BlockKind
from reader.articles.source import SourceFile
from reader.errors import ReaderError

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>小镇故事</dc:title>
<dc:creator>佚名</dc:creator><dc:date>2023-05-06</dc:date></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="two" href="text/chapter%202.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
</manifest>
<spine toc="ncx"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/></spine>
</package>"""
NAVIGATION = """<html xmlns:epub="http://www.idpf.org/2007/ops"><body><nav epub:type="toc"><ol>
<li><a href="text/one.xhtml">第一章 河边</a></li>
<li><a href="text/chapter%202.xhtml#top">第二章 桥上</a></li></ol></nav></body></html>"""
ONE = "<html><body><p>河水很清。</p><img src='../img/river.jpg' alt='河'/></body></html>"
TWO = "<html><body><h1>第二章　桥上</h1><p>桥上有人。<a href='one.xhtml'>见前</a></p></body></html>"


def book(changes: dict[str, str | bytes] | None = None) -> bytes:
    files: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE,
        "OEBPS/nav.xhtml": NAVIGATION,
        "OEBPS/text/one.xhtml": ONE,
        "OEBPS/text/chapter 2.xhtml": TWO,
    }
    files.update(changes or {})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_book_is_read_in_its_order_with_its_titles() -> None:
    document = import_file(SourceFile("town.epub", book()))
    assert (document.title, document.source, document.date) == ("小镇故事", "佚名", "2023-05-06")
    assert [(block.kind, block.text) for block in document.blocks] == [
        (BlockKind.HEADING, "第一章 河边"),
        (BlockKind.PARAGRAPH, "河水很清。"),
        (BlockKind.IMAGE, "河"),
        (BlockKind.HEADING, "第二章　桥上"),
        (BlockKind.PARAGRAPH, "桥上有人。见前"),
    ]
    assert document.blocks[2].target == "OEBPS/img/river.jpg"
    assert document.blocks[4].marks == ()


def test_notes_and_what_stands_aside_belong_to_a_book() -> None:
    page = (
        '<html xmlns:epub="http://www.idpf.org/2007/ops"><body><p>河水很清。</p>'
        '<aside epub:type="footnote" hidden="hidden"><p>一条小河。</p></aside>'
        "<aside><p>图中是桥。</p></aside><blockquote><p>水流走了。</p><footer>老人</footer>"
        "</blockquote><p hidden='hidden'>不给人看。</p></body></html>"
    )
    document = import_file(SourceFile("town.epub", book({"OEBPS/text/one.xhtml": page})))
    texts = [block.text for block in document.blocks]
    assert texts[1:6] == ["河水很清。", "一条小河。", "图中是桥。", "水流走了。", "老人"]
    assert "不给人看。" not in texts


def test_the_older_table_of_contents_is_read_too() -> None:
    ncx = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>
    <navPoint><navLabel><text>上篇</text></navLabel><content src="text/one.xhtml"/></navPoint>
    </navMap></ncx>"""
    package = PACKAGE.replace(' properties="nav"', "")
    data = book({"OEBPS/book.opf": package, "OEBPS/toc.ncx": ncx})
    headings = [b.text for b in import_file(SourceFile("b.epub", data)).blocks if b.level]
    assert "上篇" in headings


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 cut short", "not a whole EPUB"),
        (book()[:-200], "not a whole EPUB"),
        (book({"OEBPS/book.opf": BOMB + "<package/>"}), "entities"),
        (book({"OEBPS/book.opf": "<package><unclosed>"}), "not valid XML"),
        (book({"OEBPS/text/one.xhtml": "<p>" + "零" * 3_000_000}), "unpacks to more"),
        (book({"META-INF/container.xml": CONTAINER.replace("book.opf", "gone.opf")}), "missing"),
        (
            book({"META-INF/container.xml": CONTAINER.replace("OEBPS/book", "../../etc/book")}),
            "missing",
        ),
    ],
    ids=["cut", "short", "entities", "unclosed", "bomb", "no-package", "outside"],
)
def test_broken_and_hostile_books_are_refused_in_one_sentence(data: bytes, reason: str) -> None:
    with pytest.raises(ReaderError, match=reason) as caught:
        import_file(SourceFile("bad.epub", data))
    assert str(caught.value).startswith("bad.epub: ")


def test_a_zip_that_is_no_book(monkeypatch: pytest.MonkeyPatch) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(20):
            archive.writestr(f"{number}.txt", "字")
    with pytest.raises(ReaderError, match="not an EPUB"):
        import_file(SourceFile("things.zip", buffer.getvalue()))
    monkeypatch.setattr(epub, "MOST_ENTRIES", 10)
    with pytest.raises(ReaderError, match="more than 10 files"):
        import_file(SourceFile("things.zip", buffer.getvalue()))


def test_a_damaged_page_is_named() -> None:
    data = bytearray(book({"OEBPS/text/one.xhtml": "<p>" + "一二三四五六七八九十" * 50 + "</p>"}))
    at = data.index(b"OEBPS/text/one.xhtml") + len("OEBPS/text/one.xhtml") + 4
    data[at : at + 8] = b"\xff" * 8
    with pytest.raises(ReaderError, match=r"one\.xhtml in this book is damaged"):
        import_file(SourceFile("bad.epub", bytes(data)))
