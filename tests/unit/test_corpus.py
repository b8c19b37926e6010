"""The shipped articles: every sentence of each has its English, and each is what it claims."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from reader.app.registry import ACTIONS
from reader.articles import corpus
from reader.articles.document import Document
from reader.articles.english import Mismatch
from reader.articles.importer import import_pair
from reader.articles.library import Library
from reader.articles.model import Block, BlockKind, MarkKind
from reader.chinese.script import HAN, Script, detect_script
from reader.storage.database import Database

FOLDER = Path(__file__).parents[2] / "corpus"
SCRIPTS = {
    "forty-eight-hours": Script.TW,
    "from-circles-to-everyone": Script.HANS,
    "from-circles-to-everyone-tw": Script.TW,
    "giants-strike-back": Script.HANS,
    "hong-kong-minibus": Script.HK,
    "one-more-storey": Script.HANS,
    "six-hundred-billion": Script.HANS,
    "slow-train-newspaper": Script.HANS,
    "smell-of-rain": Script.HANS,
    "waiting-for-the-music": Script.TW,
    "welcome": Script.HANS,
}
PLAIN = {"forty-eight-hours", "six-hundred-billion"}
"""Those without front matter, whose title is their first line."""

_HAN = re.compile(f"[{HAN}]")
_HANDLE = re.compile(r"@\w+")
_KEY_NAMES = {"空格": "space", "↑": "up", "↓": "down", "←": "left", "→": "right"}

Pair = tuple[Document, list[Mismatch]]


@pytest.fixture(scope="module")
def pairs() -> dict[str, Pair]:
    """Every article with its English, as the real importer reads them."""
    return {name: import_pair(file, english) for name, file, english in corpus.articles(FOLDER)}


@pytest.fixture(params=SCRIPTS)
def name(request: pytest.FixtureRequest) -> str:
    """Each article's id in turn."""
    return str(request.param)


@pytest.fixture
def document(pairs: dict[str, Pair], name: str) -> Document:
    """The article ``name``."""
    return pairs[name][0]


def _han(blocks: tuple[Block, ...]) -> int:
    return sum(len(_HAN.findall(block.text)) for block in blocks)


def test_the_folder_holds_these_articles_and_nothing_else(pairs: dict[str, Pair]) -> None:
    assert set(pairs) == set(SCRIPTS)
    files = {f"{name}{suffix}" for name in SCRIPTS for suffix in (".md", ".en.md")}
    assert {path.name for path in FOLDER.iterdir()} == files | {"README.md"}


def test_the_english_has_the_form_of_the_chinese(pairs: dict[str, Pair], name: str) -> None:
    document, mismatches = pairs[name]
    assert mismatches == []
    for block in document.blocks:
        assert len(block.english) == len(block.sentences), block.text


def test_every_sentence_has_english(document: Document) -> None:
    lines = [line for block in document.blocks for line in block.english]
    assert lines
    for line in lines:
        assert re.search("[A-Za-z]", line), "no English"
        assert not _HAN.search(_HANDLE.sub("", line)), line
        assert not re.search("[，。！？；：“”「」《》]", line), line


def test_no_two_neighbours_have_the_same_english(document: Document) -> None:
    lines = [line for block in document.blocks for line in block.english]
    assert all(line != following for line, following in pairwise(lines))


def test_numbers_are_carried_over(document: Document) -> None:
    """Whole years, percentages and citations stand in the English as they do in the Chinese."""
    pattern = re.compile(r"\[\d\]|\d+(?:\.\d+)?%|(?:19|20)\d\d(?=年)")
    for block in document.blocks:
        for span, line in zip(block.sentences, block.english, strict=True):
            for number in pattern.findall(span.of(block.text)):
                assert number in line, f"{number} is not in: {line}"


def test_length_and_script(document: Document, name: str) -> None:
    assert 600 <= _han(document.blocks) <= 1500
    assert detect_script("\n".join(block.text for block in document.blocks)) is SCRIPTS[name]


def test_title_date_and_source(document: Document, name: str) -> None:
    assert _HAN.search(document.title)
    assert re.search("[A-Za-z]", document.english_title)
    if name in PLAIN:
        assert document.blocks[0].kind is BlockKind.HEADING
        assert document.blocks[0].text == document.title
    else:
        assert document.date.startswith("2025-")
        assert document.source == "reader corpus"


def test_no_markup_and_no_debris_is_left(document: Document) -> None:
    for block in document.blocks:
        assert not block.debris, block.text
        assert not re.search(r"\*\*|\]\(|\\|^#", block.text), block.text
        assert block.text == block.text.strip()


def test_the_articles_do_not_repeat_each_other(pairs: dict[str, Pair]) -> None:
    """Apart from the two editions of one article, no sentence stands in two of them."""
    seen: dict[str, str] = {}
    for name, (document, _) in pairs.items():
        for block in document.blocks:
            for span in block.sentences:
                sentence = span.of(block.text).strip()
                if len(sentence) > 12:
                    assert seen.setdefault(sentence, name) == name, sentence


def test_the_forms_vary(pairs: dict[str, Pair]) -> None:
    kinds = {
        name: {block.kind for block in document.blocks} for name, (document, _) in pairs.items()
    }
    assert BlockKind.RULE in kinds["six-hundred-billion"]
    assert BlockKind.IMAGE in kinds["giants-strike-back"] & kinds["from-circles-to-everyone"]
    assert BlockKind.QUOTE in kinds["slow-train-newspaper"] & kinds["welcome"]
    marks = {
        mark.kind for document, _ in pairs.values() for b in document.blocks for mark in b.marks
    }
    assert marks == set(MarkKind)


def test_pictures_have_captions_and_lead_nowhere_real(pairs: dict[str, Pair]) -> None:
    pictures = [
        block
        for document, _ in pairs.values()
        for block in document.blocks
        if block.kind is BlockKind.IMAGE
    ]
    assert pictures
    for block in pictures:
        assert _han((block,)) > 5
        assert block.target.startswith("https://example.org/")


def test_the_two_editions_go_together(pairs: dict[str, Pair]) -> None:
    simplified, taiwan = (
        [(block.kind, block.level, block.target, len(block.sentences)) for block in document.blocks]
        for document in (pairs[name][0] for name in SCRIPTS if name.startswith("from-circles"))
    )
    assert simplified == taiwan


def test_the_welcome_names_keys_that_exist(pairs: dict[str, Pair]) -> None:
    keys = {key.lower() if len(key) > 1 else key for action in ACTIONS for key in action.keys}
    marks_of_sources = {"≈", "=", "∷", "✓"}
    for text in _code(pairs["welcome"][0]):
        key = _KEY_NAMES.get(text, text)
        named = key in keys or (len(key) > 1 and key.lower() in keys)
        assert named or key in marks_of_sources or re.match("F$|reader |zh-", key), text


def _code(document: Document) -> list[str]:
    return [
        block.text[mark.start : mark.end]
        for block in document.blocks
        for mark in block.marks
        if mark.kind is MarkKind.CODE
    ]


def test_the_library_takes_them_all(tmp_path: Path) -> None:
    library = Library(Database(tmp_path / "reader.sqlite3"))
    library.sync_corpus(FOLDER)
    listed = {info.id: info for info in library.list()}
    assert set(listed) == set(SCRIPTS)
    assert all(info.english_title for info in listed.values())
