"""The articles that the reader exists for, where this checkout has them beside it.

They are other people's texts: only their form is checked here, and files of our own with the same
difficulties are checked in the importers' tests.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from reader.articles.document import Document
from reader.articles.importer import import_file
from reader.articles.model import BlockKind
from reader.articles.source import SourceFile
from reader.chinese.script import Script, detect_script

_BESIDE = [parent / "shared" / "seeds" for parent in Path(__file__).resolve().parents]
FOLDER = Path(
    os.environ.get("READER_SEEDS")
    or next((folder for folder in _BESIDE if folder.is_dir()), _BESIDE[0])
)
"""Where the seeds are: ``READER_SEEDS``, or ``shared/seeds`` beside the checkout."""

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the seeds are not beside the project")


def seed(number: int) -> tuple[Document, str]:
    (path,) = FOLDER.glob(f"{number:03}_*.txt")
    data = path.read_bytes()
    return import_file(SourceFile(path.name, data)), data.decode()


def kinds(document: Document) -> Counter[str]:
    return Counter(block.kind for block in document.blocks if not block.debris)


def debris(document: Document) -> list[int]:
    return [block.index for block in document.blocks if block.debris]


@pytest.mark.parametrize(
    ("number", "start", "end", "date", "source"),
    [
        (0, "DeepSeek破", "？", "2025-02-07", "new.qq.com"),
        (1, "DeepSeek在", "…", "", ""),
        (2, "deepseek", "爆", "", "百科全库网"),
        (3, "徹底", "奇蹟", "", ""),
        (4, "DeepSeek爆", "反击", "2025-02-10", "new.qq.com"),
    ],
)
def test_title_date_and_source(number: int, start: str, end: str, date: str, source: str) -> None:
    document, _ = seed(number)
    assert document.title.startswith(start)
    assert document.title.endswith(end)
    assert len(document.title) <= 40
    assert (document.date, document.source) == (date, source)


def test_the_first_keeps_pictures_bold_leads_and_handles() -> None:
    document, text = seed(0)
    assert kinds(document)[BlockKind.IMAGE] == text.count("![")
    assert kinds(document)[BlockKind.HEADING] == 0
    assert debris(document) == [document.blocks[-1].index]
    assert sum(len(block.marks) for block in document.blocks) == text.count("**") // 2 + 1
    shown = "".join(block.text for block in document.blocks)
    assert "**" not in shown
    assert "\\" not in shown
    assert "_" in shown


def test_the_second_ends_in_debris_and_starts_with_text() -> None:
    document, text = seed(1)
    assert kinds(document) == {BlockKind.PARAGRAPH: text[: text.index("\n-\n")].count("\n") + 1}
    first = debris(document)[0]
    assert debris(document) == list(range(first, len(document.blocks)))
    assert len(document.blocks) - first == 15


def test_the_third_has_headings_rules_and_citations() -> None:
    document, text = seed(2)
    assert kinds(document)[BlockKind.RULE] == text.count("\n---")
    assert kinds(document)[BlockKind.HEADING] == text.count("###") + 3
    assert debris(document) == [document.blocks[-1].index]
    assert "[1]" in "".join(block.text for block in document.blocks)


def test_the_fourth_has_bylines_items_and_sections() -> None:
    document, text = seed(3)
    assert kinds(document)[BlockKind.LIST_ITEM] == text.count("\n-\n") == 3
    assert kinds(document)[BlockKind.HEADING] == 3
    assert debris(document) == []
    assert document.blocks[-1].text == "· FIN ·"
    assert "丨" in document.blocks[1].text
    assert document.blocks[1].kind is BlockKind.PARAGRAPH


def test_the_fifth_has_underlined_headings_and_captions() -> None:
    document, text = seed(4)
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    assert [block.text[:3] for block in headings] == ["01、", "02、", "03、"]
    assert not any("*" in block.text for block in headings)
    captions = [b.text for b in document.blocks if b.kind is BlockKind.IMAGE and "▲" in b.text]
    assert len(captions) == text.count("\n▲")
    assert kinds(document)[BlockKind.IMAGE] == text.count("![")
    assert debris(document) == [document.blocks[-1].index]
    assert document.blocks[-2].text.endswith("视觉中国")


@pytest.mark.parametrize("number", range(5))
def test_no_letter_of_the_text_is_lost(number: int) -> None:
    document, text = seed(number)
    body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
    found = "".join(
        block.text + block.target + "".join(mark.target for mark in block.marks)
        for block in document.blocks
    )
    wanted = Counter(letter for letter in body if letter.isalnum())
    lost = wanted - Counter(letter for letter in found if letter.isalnum())
    placeholders = Counter("图片" * body.count("\n▲")) if number == 4 else Counter[str]()
    assert not lost - placeholders


@pytest.mark.parametrize(
    ("number", "scripts"),
    [
        (0, {Script.HANS}),
        (1, {Script.HANT, Script.TW}),
        (2, {Script.HANS}),
        (3, {Script.HANT, Script.TW}),
        (4, {Script.HANS}),
    ],
)
def test_the_script(number: int, scripts: set[Script]) -> None:
    document, _ = seed(number)
    assert detect_script("".join(block.text for block in document.blocks)) in scripts
