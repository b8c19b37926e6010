"""Search: any substring, either script, places and snippets."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.articles.index import FORM
from reader.articles.library import Library
from reader.articles.model import Place
from reader.articles.search import search
from reader.chinese.folding import fold
from reader.chinese.script import has_han
from reader.storage.database import Database

HANS = "软件开发者在硅谷的会议上说：开源很重要。后来他用了25年时间，把DeepSeek的论文读完。"
HANT = "軟體開發者在矽谷的會議上說：開源很重要。後來他用了25年時間，把DeepSeek的論文讀完。"
SIGNS = "a]b[c^d-e*f?g%h_i\\j'k\"l：（ＡＩ）"
BLOCKS = [
    HANS,
    "亚⻢逊云（AWS）接入了R1模型，价格是100%透明的 [1]。",
    "他看著書，喝了一杯 coffee。",
    SIGNS,
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Database:
    folder = tmp_path_factory.mktemp("search")
    database = Database(folder / "home" / "reader.db")
    library = Library(database)
    (folder / "a.md").write_text(
        "---\ntitle: 简体的一篇\n---\n\n" + "\n\n".join(BLOCKS).replace(SIGNS, f"`{SIGNS}`")
    )
    (folder / "b.md").write_text(f"---\ntitle: 正體的一篇\n---\n\n{HANT}\n")
    (folder / "b.en.md").write_text(
        "---\ntitle: The Traditional one\n---\n\nDevelopers said open source matters.\nHe read it."
    )
    for name in ("a.md", "b.md"):
        library.add(folder / name)
    return database


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_substring_is_found_where_it_stands(database: Database, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(BLOCKS) - 1))
    text = BLOCKS[number]
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
    query = text[start:end]
    inside_word = start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
    if not query.strip() or (inside_word and not has_han(query)):
        return
    hits = search(database, query)
    assert any(hit.place.block == number and hit.title == "简体的一篇" for hit in hits), query
    for hit in hits:
        assert 0 <= hit.start < hit.end <= len(hit.snippet)


@pytest.mark.parametrize(
    "query", ["软", "軟", "硅谷的会", "開源", "開源很重要", "論文", "deepSEEK"]
)
def test_either_script_finds_both(database: Database, query: str) -> None:
    titles = {hit.title for hit in search(database, query)}
    assert "简体的一篇" in titles
    if query not in ("硅谷的会",):
        assert "正體的一篇" in titles


def test_a_hit_says_where_it_is(database: Database) -> None:
    (hit,) = search(database, "马逊")
    assert hit.place == Place(1, 0)
    assert hit.snippet[hit.start : hit.end] == "⻢逊"
    (hit,) = [hit for hit in search(database, "25年") if hit.title == "简体的一篇"]
    assert hit.place == Place(0, 1)
    assert hit.snippet[hit.start : hit.end] == "25年"


def test_titles_and_english_are_found(database: Database) -> None:
    assert {hit.title for hit in search(database, "一篇") if hit.in_title} == {
        "简体的一篇",
        "正體的一篇",
    }
    (title,) = search(database, "traditional")
    assert (title.in_title, title.in_english, title.snippet) == (True, True, "The Traditional one")
    (hit,) = search(database, "read it")
    assert (hit.in_english, hit.place, hit.snippet) == (True, Place(0, 1), "He read it.")


def test_all_words_must_be_there(database: Database) -> None:
    assert search(database, "开源 DeepSeek")
    assert not search(database, "开源 咖啡")
    assert not search(database, "   ")


@pytest.mark.parametrize(
    "query", ['"', "'", "*", "a AND", "NEAR(", "[1]", "100%", "（AWS", "（", "\0"]
)
def test_signs_and_query_language_are_only_text(database: Database, query: str) -> None:
    hits = search(database, query)
    assert all(query.lower()[:1] in hit.snippet.lower() or hit for hit in hits)
    if query in ("[1]", "100%", "（AWS", "（"):
        assert hits


def test_an_updated_article_leaves_nothing_behind_in_the_index(tmp_path: Path) -> None:
    database = Database(tmp_path / "reader.db")
    library = Library(database)
    path = tmp_path / "a.txt"
    path.write_text("河的故事\n\n河水从山里流出来。")
    (added,) = library.add(path)
    path.write_text("河的故事\n\n海水是咸的。")
    library.add(path)
    assert not library.search("山里")
    assert library.search("海水")
    matches = "SELECT count(*) FROM search WHERE search MATCH ?"
    assert database.reading.execute(matches, ('"山 里"',)).fetchone()[0] == 0
    library.remove(added.id)
    assert not library.search("海水")


def test_the_folded_form_of_the_index_is_the_present_one() -> None:
    everything = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x30000))))
    digest = hashlib.blake2b(fold(everything).encode(), digest_size=8).hexdigest()
    assert (FORM, digest) == ("1", "b44e36218be1fe44"), (
        "the folding has changed: raise FORM, note the new digest"
    )
