"""The memory goes out as TMX 1.4 and comes back."""

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.model import Article, Block, BlockKind, Origin, Place
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.storage.database import Database
from reader.storage.paths import Paths
from reader.translation.memory import Entry
from reader.translation.model import Source, Translation
from reader.translation.rendering import NoGloss
from reader.translation.service import TranslationService
from reader.translation.store import PackageStore
from reader.translation.tmx import read_tmx, write_tmx


def make(root: Path) -> TranslationService:
    paths = Paths(root / "data", root / "config", root / "cache")
    database = Database(paths.database)
    store = PackageStore(paths.packages, database, [], root / "embedded")

    def convert(text: str, to: Script, source: Script | None) -> str:
        return text.replace("網際網路", "互联网")

    return TranslationService(database, paths, convert, NoGloss, packages=store)


def document(body: str, header: str = "") -> str:
    return f'<?xml version="1.0"?>\n{header}<tmx version="1.4"><header/><body>{body}</body></tmx>'


def unit(chinese: str, english: str, language: str = "zh-CN", changed: str = "") -> str:
    return (
        f'<tu changedate="{changed}"><tuv xml:lang="{language}"><seg>{chinese}</seg></tuv>'
        f'<tuv xml:lang="en-US"><seg>{english}</seg></tuv></tu>'
    )


def one_sentence(service: TranslationService, text: str) -> Translation | None:
    block = Block(0, BlockKind.PARAGRAPH, text)
    article = Article("a", "", "", "", Script.HANS, Origin.FILE, [block])
    (known,) = service.known(article, block)
    return known


def test_a_memory_survives_the_journey(tmp_path: Path) -> None:
    service = make(tmp_path / "one")
    block = Block(0, BlockKind.PARAGRAPH, "甲 < 乙。丙 & 丁。")
    article = Article("the-article", "", "", "", Script.HANS, Origin.FILE, [block])
    service.correct(article, Place(0, 0), 'A is "less" than B.')
    service.memory.store(
        [("丙 & 丁。", Translation("C\x07 & D.", Source.MODEL, doubtful=True))], "zh-en 1.9"
    )
    path = tmp_path / "memory.tmx"
    with path.open("w", encoding="utf-8") as stream:
        assert service.export_tmx(stream) == 2
    root = ET.parse(path).getroot()
    assert root.attrib == {"version": "1.4"}
    header = root.find("header")
    assert header is not None
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang"}
    assert required | {"srclang", "datatype"} <= header.attrib.keys()

    other = make(tmp_path / "two")
    assert other.import_tmx(path) == 2
    assert other.import_tmx(path) == 0
    assert [(entry.english, entry.package, entry.article) for entry in other.memory.entries()] == [
        ('A is "less" than B.', "", "the-article"),
        ("C & D.", "zh-en 1.9", ""),
    ]
    assert one_sentence(other, "丙 & 丁。") == Translation(
        "C & D.", Source.MEMORY, "zh-en 1.9", doubtful=True
    )


def test_corrections_alone_can_go_out(tmp_path: Path) -> None:
    service = make(tmp_path)
    service.memory.store([("甲", Translation("A", Source.MODEL))], "zh-en 1.9")
    service.memory.correct("乙", "a", "B")
    stream = io.StringIO()
    assert service.export_tmx(stream, corrections_only=True) == 1
    assert "<seg>乙</seg>" in stream.getvalue()


def test_files_of_other_tools_are_read(tmp_path: Path) -> None:
    path = tmp_path / "other.tmx"
    body = (
        unit("网<ph>&lt;b&gt;</ph>络<hi>很</hi>好", "The <bpt>x</bpt>net is good", "ZH_CN")
        + unit("網際網路", "internet", "zh-TW", "20200101T000000Z")
        + unit("bonjour", "hello", "fr")
        + unit("", "nothing")
    )
    path.write_text(
        document(body, '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n').replace(
            "?>", ' encoding="UTF-16"?>', 1
        ),
        encoding="utf-16",
    )
    service = make(tmp_path)
    assert service.import_tmx(path) == 2
    assert one_sentence(service, "网络很好") == Translation("The net is good", Source.MEMORY, "tmx")
    assert one_sentence(service, "互联网") == Translation("internet", Source.MEMORY, "tmx")
    assert next(iter(service.memory.entries())).updated == "2020-01-01T00:00:00.000Z"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no element"),
        ("<html></html>", "root is <html>"),
        (document(unit("甲", "A")) + "<", "line"),
        (document("&a;", '<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa">]>'), "entities"),
        (document("&a;", '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "entities"),
        (document("", '<!DOCTYPE tmx [<!ENTITY % a "x">]>'), "entities"),
    ],
)
def test_what_is_not_sound_is_refused_whole(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "bad.tmx"
    path.write_text(content, encoding="utf-8")
    service = make(tmp_path)
    with pytest.raises(ReaderError, match=reason) as caught:
        service.import_tmx(path)
    assert str(path) in str(caught.value)
    assert service.memory.count() == 0


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(min_size=1))
def test_any_text_can_be_written(chinese: str, english: str) -> None:
    stream = io.StringIO()
    write_tmx([Entry(chinese, english, "p", "2026-01-01T00:00:00.000Z")], stream)
    ET.fromstring(stream.getvalue())


def test_a_large_file_is_read_piece_by_piece(tmp_path: Path) -> None:
    path = tmp_path / "large.tmx"
    path.write_text(document("".join(unit(f"甲{n}", f"A {n}") for n in range(3000))))
    units = read_tmx(path)
    assert next(units).entry.sentence == "甲0"
    assert make(tmp_path).import_tmx(path) == 3000


@pytest.mark.parametrize("encoding", ["gb18030", "GBK", "big5", "utf-16", "utf-8"])
def test_the_encodings_of_older_tools_are_read(tmp_path: Path, encoding: str) -> None:
    body = unit("天天好", "Good every day.") * 3_000
    text = document(body).replace("?>", f' encoding="{encoding}"?>', 1)
    path = tmp_path / "old.tmx"
    path.write_bytes(text.encode(encoding))
    assert [one.entry.sentence for one in read_tmx(path)] == ["天天好"] * 3_000


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "utf-7", "undefined"])
def test_an_encoding_that_is_none_is_one_sentence(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "odd.tmx"
    path.write_text(document("").replace("?>", f' encoding="{encoding}"?>', 1), encoding="utf-8")
    with pytest.raises(ReaderError, match=r"odd\.tmx: this is not a readable TMX file"):
        list(read_tmx(path))


def test_a_file_nested_without_end_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "deep.tmx"
    path.write_text("<tmx><body>" + "<a>文" * 60_000, encoding="utf-8")
    with pytest.raises(ReaderError, match=r"deep\.tmx"):
        list(read_tmx(path))
