"""The library: import, ids, positions, the shipped corpus."""

import os
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from reader.articles import files
from reader.articles.intake import AddStatus
from reader.articles.library import Library
from reader.articles.listing import Filter, Order, ReadingStatus
from reader.articles.model import Article, BlockKind, Origin, Place
from reader.articles.source import SourceFile
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.storage.database import Database

TEXT = (
    "春天来了\n\n院子里的梨树开了花，白得像雪。孩子们在树下数花瓣。\n\n第二天下了雨，花落了一地。\n"
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(Database(tmp_path / "home" / "reader.db"))


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_imported_once_and_updated_in_place(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "spring.txt", TEXT)
    (first,) = library.add(path)
    assert (first.status, first.title) == (AddStatus.ADDED, "春天来了")
    assert library.add(path)[0].status is AddStatus.UNCHANGED
    library.store_position(first.id, Place(1, 1), 0.5)
    updated: list[Article] = []
    library.on_changed.append(lambda article, before: updated.append(article))
    write(tmp_path, "spring.txt", TEXT + "\n第三天放晴。\n")
    (again,) = library.add(path)
    assert (again.status, again.id) == (AddStatus.UPDATED, first.id)
    assert [article.id for article in updated] == [first.id]
    assert library.position(first.id) == Place(1, 1)
    article = library.open(first.id)
    assert article.blocks[0].kind is BlockKind.HEADING
    assert article.blocks[-1].text == "第三天放晴。"
    assert article.extent == sum(len(block.text) for block in article.blocks)


def test_the_list_filters_and_sorts(library: Library, tmp_path: Path) -> None:
    library.add(write(tmp_path, "a.md", "---\ntitle: 软件\ndate: 2024-05-01\n---\n\n正文。\n"))
    library.add(
        write(tmp_path, "b.md", "---\ntitle: 軟體與網路\ndate: 2025-01-02\n---\n\n內文長一點。\n")
    )
    newest = library.list()
    assert [info.title for info in newest] == ["軟體與網路", "软件"]
    assert [info.title for info in library.list(Filter(text="软"))] == ["軟體與網路", "软件"]
    assert [info.title for info in library.list(Filter(script=Script.HANT))] == ["軟體與網路"]
    assert library.list(order=Order.LENGTH, descending=False)[0].title == "软件"
    library.store_position(newest[0].id, Place(0, 0), 1.0)
    assert [i.title for i in library.list(Filter(status=ReadingStatus.FINISHED))] == ["軟體與網路"]
    assert [i.title for i in library.list(Filter(status=ReadingStatus.UNREAD))] == ["软件"]


def test_ids_may_be_shortened_while_they_are_unambiguous(library: Library, tmp_path: Path) -> None:
    (one,) = library.add(write(tmp_path, "a.txt", "DeepSeek 甲\n\n一段文字。"))
    (two,) = library.add(write(tmp_path, "b.txt", "DeepSeek 乙\n\n另一段文字。"))
    assert one.id.startswith("deepseek-")
    assert library.resolve(one.id[:-2]) == one.id
    with pytest.raises(ReaderError, match="several articles"):
        library.resolve("deepseek")
    with pytest.raises(ReaderError, match="no such article"):
        library.open("nothing")
    assert two.id != one.id


def test_a_removed_article_comes_back_under_its_id(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "spring.txt", TEXT)
    (added,) = library.add(path)
    assert library.remove(added.id).title == "春天来了"
    assert library.list() == []
    assert library.restore(added.id)
    assert len(library.open(added.id).blocks) == 3
    library.remove(added.id)
    (again,) = library.add(path)
    assert (again.status, again.id) == (AddStatus.ADDED, added.id)
    assert len(library.open(again.id).blocks) == 3


def test_a_folder_gives_a_result_for_each_file(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    write(folder, "one.md", "# 一\n\n正文。")
    write(folder, "one.en.md", "---\ntitle: One\n---\n\n# One\n\nThe text.")
    write(folder, "deep/two.txt", "二\n\n正文。")
    write(folder, "empty.txt", "\n\n")
    write(folder, "README.md", "# 说明")
    write(folder, ".hidden/three.md", "# 三")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere.txt")
    results = {Path(result.path).name: result for result in library.add(folder)}
    assert set(results) == {"one.md", "two.txt", "empty.txt", "gone.txt"}
    assert results["one.md"].status is AddStatus.ADDED
    assert results["empty.txt"].reason == "empty.txt: there is no text in this file."
    assert results["gone.txt"].status is AddStatus.FAILED
    assert library.open(results["one.md"].id).blocks[1].english == ("The text.",)
    assert library.info(results["one.md"].id).english_title == "One"


def test_an_edited_english_named_by_itself_brings_its_article(
    library: Library, tmp_path: Path
) -> None:
    chinese = write(tmp_path, "one.txt", "一\n\n正文。")
    english = write(tmp_path, "one.en.md", "---\ntitle: One\n---\n\n一\n\nThe text.")
    (first,), (second,) = library.add(english), library.add(chinese)
    assert first.id == second.id
    assert second.status is AddStatus.UNCHANGED
    assert library.info(first.id).title == "一"


def test_the_corpus_is_synchronised_and_left_alone_when_unchanged(
    library: Library, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    write(corpus, "spring.md", "# 春\n\n花开了。鸟来了。")
    write(corpus, "spring.en.md", "# Spring\n\nThe flowers are out.\nThe birds have come.")
    write(corpus, "README.md", "# Not an article")
    library.sync_corpus(corpus)
    library.sync_corpus(corpus)
    (info,) = library.list()
    assert (info.id, info.origin, info.title) == ("spring", Origin.CORPUS, "春")
    assert library.open("spring").blocks[1].english == (
        "The flowers are out.",
        "The birds have come.",
    )
    with pytest.raises(ReaderError, match="came with the reader"):
        library.remove("spring")
    (corpus / "spring.md").unlink()
    library.sync_corpus(corpus)
    assert library.list() == []


def test_a_file_opens_without_being_imported(library: Library, tmp_path: Path) -> None:
    article = library.open_file(write(tmp_path, "spring.txt", TEXT))
    assert (article.title, article.origin) == ("春天来了", Origin.FILE)
    assert article.headings[0].text == "春天来了"
    assert library.list() == []


def test_a_long_article_loads_only_what_is_asked_for(library: Library, tmp_path: Path) -> None:
    paragraphs = [f"第{number}段，写的是第{number}件事。" for number in range(3_000)]
    (added,) = library.add(write(tmp_path, "long.txt", "\n".join(["长文", *paragraphs])))
    article = library.open(added.id)
    assert len(article.blocks) == 3_001
    assert article.blocks[2_000].text == paragraphs[1_999]
    assert article.blocks[-1].text == paragraphs[-1]
    assert [block.index for block in article.blocks[10:13]] == [10, 11, 12]
    assert len(list(article.blocks)) == 3_001
    with pytest.raises(IndexError):
        article.blocks[3_001]


@pytest.mark.parametrize(
    "content", [b"", b"   \n\n", bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n\0\0"]
)
def test_what_is_no_text_is_refused_in_one_sentence(
    library: Library, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "thing.txt"
    path.write_bytes(content)
    (result,) = library.add(path)
    assert result.status is AddStatus.FAILED
    assert result.reason.startswith("thing.txt: ")
    assert result.reason.count(".") <= 3


def test_files_that_cannot_be_read_say_why(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(files, "LARGEST", 100)
    write(tmp_path, "large.txt", TEXT * 10)
    reasons = {
        "pipe.txt": "not a regular file",
        "self.txt": "cannot be read",
        "missing.txt": "no such file",
        "large.txt": "larger than",
        "empty": "no article in this folder",
    }
    for name, reason in reasons.items():
        (result,) = library.add(tmp_path / name)
        assert result.status is AddStatus.FAILED
        assert reason in result.reason
        assert result.reason.startswith(str(tmp_path / name))


def test_a_copy_or_a_moved_file_is_the_same_article(library: Library, tmp_path: Path) -> None:
    (first,) = library.add(write(tmp_path, "spring.txt", TEXT))
    (copy,) = library.add(write(tmp_path, "copy.txt", TEXT))
    assert (copy.status, copy.id) == (AddStatus.UNCHANGED, first.id)
    assert len(library.list()) == 1


def test_what_came_through_a_pipe_is_known_by_its_content(library: Library) -> None:
    file = SourceFile("standard input", TEXT.encode())
    first, second = library.add_source(file), library.add_source(file)
    assert (first.status, second.status) == (AddStatus.ADDED, AddStatus.UNCHANGED)
    assert first.id == second.id


def test_lone_surrogates_and_control_characters_are_stored(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "odd.md"
    path.write_text('---\ntitle: "a\\ud800b"\n---\n\n红\x1b[31m色&#xD800;\n', encoding="utf-8")
    (result,) = library.add(path)
    article = library.open(result.id)
    assert article.title == "a\ufffdb"
    assert article.blocks[0].text == "红\x1b[31m色\ufffd"


def test_the_position_moves_with_its_paragraph(library: Library, tmp_path: Path) -> None:
    paragraphs = [f"这是第{number}段。它有两句话。" for number in range(20)]
    path = write(tmp_path, "text.txt", "题目\n" + "\n".join(paragraphs))
    (added,) = library.add(path)
    library.store_position(added.id, Place(11, 1), 0.5)
    write(tmp_path, "text.txt", "题目\n新的开头。\n另一段。\n" + "\n".join(paragraphs[3:]))
    library.add(path)
    place = library.position(added.id)
    assert place == Place(10, 1)
    assert library.open(added.id).blocks[10].text == paragraphs[10]
    write(tmp_path, "text.txt", "题目\n" + "\n".join(paragraphs[:5]))
    library.add(path)
    assert library.position(added.id) == Place(5, 0)


def test_a_lost_search_index_is_built_anew(library: Library, tmp_path: Path) -> None:
    (added,) = library.add(write(tmp_path, "spring.txt", TEXT))
    database = Database(tmp_path / "home" / "reader.db")
    with database.writing() as connection:
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        connection.execute("DELETE FROM library_state")
    assert not library.search("梨树")
    library.sync_corpus(tmp_path / "home")
    assert [hit.article for hit in library.search("梨树")] == [added.id]


def test_two_imports_at_once_make_one_article(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "spring.txt", TEXT)
    with ThreadPoolExecutor(4) as pool:
        results = [result for (result,) in pool.map(library.add, [path] * 8)]
    assert len({result.id for result in results}) == 1
    assert {result.status for result in results} <= {
        AddStatus.ADDED,
        AddStatus.UPDATED,
        AddStatus.UNCHANGED,
    }
    assert len(library.list()) == 1


def test_the_text_of_a_removed_article_goes_after_a_while(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (added,) = library.add(write(tmp_path, "spring.txt", TEXT))
    library.remove(added.id)
    empty = tmp_path / "corpus"
    empty.mkdir()
    library.sync_corpus(empty)
    assert library.restore(added.id)
    library.remove(added.id)
    monkeypatch.setattr("reader.articles.library._KEPT_AFTER_REMOVAL", timedelta(0))
    library.sync_corpus(empty)
    assert not library.restore(added.id)
    assert not library.search("梨树")


def test_an_article_opens_without_its_stored_lengths(library: Library, tmp_path: Path) -> None:
    (added,) = library.add(write(tmp_path, "spring.txt", TEXT))
    whole = [block.text for block in library.open(added.id).blocks]
    with Database(tmp_path / "home" / "reader.db").writing() as connection:
        connection.execute("DELETE FROM extents")
        connection.execute("DELETE FROM blocks WHERE number = 1")
    texts = [block.text for block in library.open(added.id).blocks]
    assert texts == [whole[0], "", whole[2]]
