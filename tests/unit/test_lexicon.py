"""The tables of corrections and the matcher that finds their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.chinese.lexicon import Edges, Lexicon, Match, data_file, read_rows
from reader.chinese.script import has_han

PATIENT = settings(deadline=None, max_examples=60)
FORMS = ("s2t", "t2s", "t2tw", "t2hk", "tw2t", "hk2t")
BEYOND_FORMS = ("beyond/s2t", "beyond/t2s", "beyond/t2tw", "beyond/t2hk")
VOCABULARY = ("taiwan", "hong-kong", "beyond/taiwan", "beyond/hong-kong")
COLUMNS = (
    dict.fromkeys(FORMS + BEYOND_FORMS, 3)
    | dict.fromkeys((*VOCABULARY, "names"), 4)
    | {"scripts": 2, "beyond/edges": 3}
)
LETTERS = "abAB12软件硬盘 ，"


@pytest.mark.parametrize("name", COLUMNS)
def test_table_is_complete(name: str) -> None:
    rows = list(read_rows(data_file(f"{name}.tsv")))
    assert rows
    for row in rows:
        assert len(row) == COLUMNS[name], row
        assert all(cell and cell == cell.strip() for cell in row), row


@pytest.mark.parametrize("name", [name for name in COLUMNS if name != "scripts"])
def test_table_is_sorted_and_names_each_word_once(name: str) -> None:
    keys = [tuple(row[:3]) if row[1] in "=<>" else (row[0],) for row in _rows(name)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("name", FORMS + BEYOND_FORMS)
def test_forms_keep_the_number_of_characters(name: str) -> None:
    for word, result, _ in _rows(name):
        assert len(word) == len(result), word
        assert has_han(word)


@pytest.mark.parametrize("name", VOCABULARY)
def test_vocabulary_says_its_direction(name: str) -> None:
    assert {row[1] for row in _rows(name)} <= set("=<>")


def _rows(name: str) -> list[list[str]]:
    return list(read_rows(data_file(f"{name}.tsv")))


@PATIENT
@given(
    st.dictionaries(st.text(LETTERS, min_size=1, max_size=4), st.text(max_size=3)),
    st.text(LETTERS, max_size=30),
)
def test_finds_the_leftmost_longest(pairs: dict[str, str], text: str) -> None:
    assert list(Lexicon(pairs).matches(text)) == list(_slow_matches(pairs, text))


def test_a_word_at_the_end_is_found_though_a_longer_one_had_begun() -> None:
    lexicon = Lexicon({"資料": "數據", "大資料庫": "大數據庫"})
    assert [match.start for match in lexicon.matches("大資料")] == [1]


def _slow_matches(pairs: dict[str, str], text: str) -> list[Match]:
    found = []
    at = 0
    while at < len(text):
        words = [word for word in pairs if text.startswith(word, at)]
        if not words:
            at += 1
            continue
        word = max(words, key=len)
        end = at + len(word)
        if not _cuts_latin(text, at) and not _cuts_latin(text, end):
            found.append(Match(at, end, pairs[word]))
        at = end
    return found


def _cuts_latin(text: str, at: int) -> bool:
    around = text[at - 1 : at + 1] if at else ""
    return len(around) == 2 and around.isascii() and around.isalnum()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("電視頻道", []),
        ("電視頻很好", ["視頻"]),
        ("看視頻道好", ["視頻"]),
        ("電視頻道和視頻", ["視頻"]),
        ("視頻", ["視頻"]),
        ("交通信息", ["信息"]),
        ("", []),
    ],
)
def test_a_word_across_the_edge_of_others_is_none(text: str, found: list[str]) -> None:
    edges = {
        "視頻": Edges(frozenset("電"), frozenset("道")),
        "通信": Edges(frozenset("交"), frozenset("息")),
    }
    lexicon = Lexicon({"視頻": "影片", "通信": "通訊", "信息": "資訊"}, edges)
    assert [text[match.start : match.end] for match in lexicon.matches(text)] == found


def test_every_text_of_edges_is_read_to_its_end() -> None:
    lexicon = Lexicon({"通通": "都"}, {"通通": Edges(frozenset("通"), frozenset("通"))})
    assert len(list(lexicon.matches("通" * 100_000))) < 100_000


@pytest.mark.parametrize(
    ("text", "found"), [("GPU盘", []), ("用U盘", ["U盘"]), ("U盘里的U盘", ["U盘", "U盘"])]
)
def test_latin_words_end_where_the_latin_ends(text: str, found: list[str]) -> None:
    matches = Lexicon({"U盘": "隨身碟"}).matches(text)
    assert [text[match.start : match.end] for match in matches] == found
