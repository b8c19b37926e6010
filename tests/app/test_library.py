"""What a person does in the list of articles."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from reader.app.app import ReaderApp
from reader.app.choices import Choices
from reader.app.widgets.article_list import ArticleList
from reader.app.widgets.preview import Preview
from reader.articles.model import Place
from reader.services import Services
from tests.app.conftest import Running
from tests.app.screen_text import screen_lines, screen_text
from tests.support.settling import press, settled


def titles(app: ReaderApp) -> list[str]:
    return [entry.info.title for entry in app.screen.query_one(ArticleList).entries]


def current(app: ReaderApp) -> str:
    entry = app.screen.query_one(ArticleList).current
    return entry.info.title if entry else ""


async def test_the_list_shows_titles_with_their_english_newest_first(running: Running) -> None:
    async with running((100, 30)) as (app, _):
        text = screen_text(app)
        assert titles(app) == ["夜市的[燈]", "河边的书店", "高原上的火车"]
        assert "The bookshop by the river" in text
        assert "城市副刊 · 简体 · imported" in text
        assert "3 articles" in screen_lines(app)[0]


async def test_the_preview_follows_the_cursor_in_both_languages(running: Running) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "down")
        lines = [line.strip() for line in screen_lines(app)]
        assert "老板每天六点开门。他先扫地，再煮茶。“茶要慢慢喝，”他说。" in lines
        assert any(line.startswith("The owner opens at six every day.") for line in lines)


async def test_the_keys_move_the_cursor_when_the_list_is_longer_than_the_screen(
    running: Running,
) -> None:
    async with running((80, 11)) as (app, pilot):
        assert app.screen.query_one(ArticleList).max_scroll_y > 0
        for key, title in (
            ("down", "河边的书店"),
            ("up", "夜市的[燈]"),
            ("end", "高原上的火车"),
            ("home", "夜市的[燈]"),
            ("pagedown", "高原上的火车"),
            ("pageup", "夜市的[燈]"),
        ):
            await press(pilot, key)
            assert current(app) == title, key


async def test_the_search_narrows_as_one_types_in_either_script(running: Running) -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"書店")
        assert titles(app) == ["河边的书店"]
        assert "1 found" in screen_lines(app)[0]
        await press(pilot, "escape")
        assert len(titles(app)) == 3
        assert isinstance(app.focused, ArticleList)


async def test_the_search_finds_texts_and_says_where(running: Running) -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"卖鱼")
        entry = app.screen.query_one(ArticleList).current
        assert entry is not None
        assert entry.info.title == "夜市的[燈]"
        assert entry.snippet[slice(*entry.found)] == "賣魚"
        assert entry.place == Place(0, 1)


async def test_a_search_that_finds_nothing_says_what_to_do(running: Running) -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"[zzz]")
        assert "Nothing found for “[zzz]”. Press escape for the whole list." in screen_text(app)
        await press(pilot, "escape")
        assert len(titles(app)) == 3


async def test_the_full_width_slash_of_an_input_method_searches_too(running: Running) -> None:
    async with running() as (app, pilot):
        await press(pilot, "fullwidth_solidus")
        assert isinstance(app.focused, Input)


async def test_what_is_typed_ahead_of_the_search_line_goes_into_it(running: Running) -> None:
    async with running() as (app, pilot):
        for character in "/河a边":
            key = "slash" if character == "/" else character
            app.post_message(events.Key(key, character))
        await settled(pilot)
        assert app.screen.query_one(Input).value == "河a边"


async def test_only_new_begun_or_read_articles_are_shown_on_a_key(
    running: Running, services: Services
) -> None:
    first, second, _ = services.library.list()
    services.library.store_position(first.id, Place(0, 0), 1.0)
    services.library.store_position(second.id, Place(0, 0), 0.4)
    async with running() as (app, pilot):
        for title, word in (
            ("高原上的火车", "1 new"),
            (second.title, "1 in progress"),
            (first.title, "1 read"),
        ):
            await press(pilot, "f")
            assert titles(app) == [title]
            assert word in screen_lines(app)[0]
        await press(pilot, "escape")
        assert len(titles(app)) == 3


async def test_progress_is_fresh_after_reading_from_a_search(
    running: Running, services: Services
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "slash", *"邮差", "enter")
        await press(pilot, "enter")
        assert "河边的书店" in screen_lines(app)[0]
        await press(pilot, "escape", "escape")
        assert titles(app) == ["河边的书店"]
        assert "new" not in screen_lines(app)[2]


async def test_the_sort_goes_round_and_is_remembered(running: Running, services: Services) -> None:
    async with running() as (app, pilot):
        await press(pilot, "o")
        assert titles(app) == sorted(titles(app))
        assert "by title" in screen_lines(app)[0]
    assert Choices(services.database).get("library.sort", "") == "title"
    async with running() as (app, pilot):
        assert "by title" in screen_lines(app)[0]
        await press(pilot, "f3", "f3", "f3", "f3")
        assert "by date" in screen_lines(app)[0]


async def test_titles_and_preview_change_their_script(running: Running) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "s", "s", "down")
        text = screen_text(app)
        assert "河邊的書店" in text
        assert "老闆" in text or "老板每天六點開門" in text


async def test_the_next_unread_article_is_one_key_away(
    running: Running, services: Services
) -> None:
    for info in services.library.list():
        if info.title != "高原上的火车":
            services.library.store_position(info.id, Place(0, 0), 1.0)
    async with running() as (app, pilot):
        await press(pilot, "u")
        assert current(app) == "高原上的火车"
        assert "100 %" in screen_text(app)


async def test_an_article_that_is_read_shows_its_progress_on_return(
    running: Running, services: Services
) -> None:
    async with running() as (app, pilot):
        await press(pilot, "enter")
        await press(pilot, "end", "escape")
        assert current(app) == "夜市的[燈]"
        assert "100 %" in screen_text(app)


async def test_home_end_and_pages_move_the_cursor(running: Running) -> None:
    async with running((60, 20)) as (app, pilot):
        await press(pilot, "end")
        assert current(app) == titles(app)[-1]
        await press(pilot, "home")
        assert current(app) == titles(app)[0]
        await press(pilot, "pagedown")
        assert current(app) == titles(app)[-1]


async def test_clicks_move_and_open(running: Running) -> None:
    async with running() as (app, pilot):
        await pilot.click(ArticleList, offset=(10, 4))
        await settled(pilot)
        assert current(app) == titles(app)[1]
        await pilot.click(ArticleList, offset=(10, 4))
        await settled(pilot)
        assert "河边的书店" in screen_lines(app)[0]


async def test_a_click_on_a_key_in_the_bottom_line_does_it(running: Running) -> None:
    async with running((100, 30)) as (app, pilot):
        line = screen_lines(app)[-1]
        await pilot.click(offset=(line.index("sort"), 29))
        await settled(pilot)
        assert "by title" in screen_lines(app)[0]


async def test_an_empty_library_says_how_to_fill_it(empty_services: Services) -> None:
    app = ReaderApp(empty_services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Press a to add a file or a folder of them." in screen_text(app)


async def test_a_folder_is_added_by_its_path(empty_services: Services, shelf: Path) -> None:
    (shelf / "broken.txt").write_bytes(b"\x00\x01\x02\x00\xff\xfe" * 100)
    app = ReaderApp(empty_services)
    async with app.run_test(size=(120, 30)) as pilot:
        await settled(pilot)
        await press(pilot, "a")
        app.screen.query_one(Input).value = str(shelf)[:-2]
        await settled(pilot)
        await press(pilot, "tab")
        assert app.screen.query_one(Input).value == f"{shelf}/"
        assert "river.md" in screen_text(app)
        await press(pilot, "enter")
        text = screen_text(app)
        assert "3 added, 1 failed." in text
        assert "✓ 夜市的[燈]  added" in text
        await press(pilot, "escape")
        assert len(titles(app)) == 3


@pytest.mark.parametrize(
    "path",
    ["/no/such.md", "~nobody-of-that-name/x.md", "长" * 300],
    ids=["missing", "nobody", "too-long"],
)
async def test_a_file_that_is_not_there_is_said_and_costs_nothing(
    running: Running, path: str
) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "a")
        app.screen.query_one(Input).value = path
        await press(pilot, "enter")
        text = " ".join(screen_text(app).split())
        assert "1 failed. ✗ " in text
        assert f"✗ {path[:20]}" in text
        await press(pilot, "escape")
        assert len(titles(app)) == 3


async def test_an_article_is_removed_after_asking_and_brought_back(running: Running) -> None:
    async with running() as (app, pilot):
        await press(pilot, "d")
        assert "Remove “夜市的[燈]”?" in screen_text(app)
        await press(pilot, "n")
        assert len(titles(app)) == 3
        await press(pilot, "delete", "y")
        assert titles(app) == ["河边的书店", "高原上的火车"]
        await press(pilot, "z")
        assert current(app) == "夜市的[燈]"


async def test_notes_are_exported_to_the_file_that_is_named(
    running: Running, services: Services, tmp_path: Path
) -> None:
    from reader.annotations.model import Kind
    from reader.annotations.targets import sentence_target

    article = services.library.open(services.library.list()[1].id)
    services.annotations.add(Kind.NOTE, sentence_target(article, 1, 0), "Six is early.")
    path = tmp_path / "out" / "notes.md"
    async with running((100, 30)) as (app, pilot):
        assert "✎1" in screen_text(app)
        await press(pilot, "e")
        app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert "exported to" in screen_lines(app)[-1]
    assert "Six is early." in path.read_text(encoding="utf-8")


async def test_an_export_never_overwrites_another_file(
    running: Running, services: Services, tmp_path: Path
) -> None:
    from reader.annotations.model import Kind
    from reader.annotations.targets import sentence_target

    article = services.library.open(services.library.list()[1].id)
    services.annotations.add(Kind.BOOKMARK, sentence_target(article, 1, 0))
    path = tmp_path / "diary.md"
    path.write_text("mine\n", encoding="utf-8")
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "e")
        app.screen.query_one(Input).value = str(path)
        await press(pilot, "enter")
        assert "choose another name" in " ".join(screen_text(app).split())
    assert path.read_text(encoding="utf-8") == "mine\n"


async def test_an_export_to_an_impossible_path_is_said(
    running: Running, services: Services
) -> None:
    from reader.annotations.model import Kind
    from reader.annotations.targets import sentence_target

    article = services.library.open(services.library.list()[1].id)
    services.annotations.add(Kind.BOOKMARK, sentence_target(article, 1, 0))
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "e")
        for path in ("长" * 300 + ".md", "/proc/none/x.md"):
            app.screen.query_one(Input).value = path
            await press(pilot, "enter")
            assert "Export notes" in screen_lines(app)[0]
            assert path[:10] in screen_lines(app)[5]


async def test_titles_cannot_act_on_the_terminal(empty_services: Services, tmp_path: Path) -> None:
    path = tmp_path / "bad.txt"
    path.write_text("坏\x1b[31m标题[/b]\n\n正文\x07在这里。\n", encoding="utf-8")
    empty_services.library.add(path)
    app = ReaderApp(empty_services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = screen_text(app)
        assert "\x1b" not in text
        assert "[/b]" in text


async def test_every_width_shows_whole_words_in_the_bottom_line(running: Running) -> None:
    for width in (60, 75, 90, 140, 200):
        async with running((width, 20)) as (app, _):
            lines = screen_lines(app)
            assert all(len(line) <= width for line in lines)
            assert "? help" in lines[-1]
            assert app.screen.query_one(Preview)
