"""Reading an article: what a person does, through the real app."""

import threading
from collections.abc import AsyncIterator, Iterator

import pytest
from textual.events import MouseMove
from textual.pilot import Pilot

from reader.annotations.model import Kind
from reader.app.app import ReaderApp
from reader.app.page.geometry import Layout
from reader.app.page.overlays import Role
from reader.app.screens.reading import ReadingScreen
from reader.app.widgets.bilingual import BilingualView
from reader.app.widgets.word_panel import WordPanel
from reader.articles.model import Place
from reader.chinese.script import Script
from reader.chinese.spans import Span
from reader.services import Services
from reader.storage.paths import Paths
from reader.translation.model import Source
from tests.app.conftest import put_away
from tests.support.settling import press, settled

ARTICLE = "from-circles-to-everyone"


@pytest.fixture
def services(home: Paths) -> Iterator[Services]:
    services = Services(home)
    yield services
    put_away(services)


@pytest.fixture
async def pilot(services: Services) -> AsyncIterator[Pilot[None]]:
    app = ReaderApp(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_article(pilot, services)
        yield pilot


async def open_article(pilot: Pilot[None], services: Services) -> ReadingScreen:
    screen = ReadingScreen(services, services.library.open(ARTICLE))
    await pilot.app.push_screen(screen)
    await settled(pilot)
    return screen


def reading(pilot: Pilot[None]) -> ReadingScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ReadingScreen)
    return screen


def rows(pilot: Pilot[None]) -> list[str]:
    view = reading(pilot).view
    return [view.render_line(y).text.rstrip() for y in range(view.size.height)]


async def test_the_two_languages_stand_side_by_side(pilot: Pilot[None]) -> None:
    text = "\n".join(rows(pilot))
    assert "饭桌上的新话题" in text
    assert "Something new at the dinner table" in text


async def test_down_goes_from_sentence_to_sentence(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    start = screen.current
    await press(pilot, "down", "down", "down")
    assert screen.current > start
    await press(pilot, "up", "up", "up")
    assert screen.current == start


async def test_end_and_home_go_to_the_ends(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "end")
    assert screen.current.block == len(screen.article.blocks) - 1
    assert screen.progress == 1.0
    await press(pilot, "home")
    assert screen.current == Place(0, 0)


async def test_the_place_is_stored_and_found_again(pilot: Pilot[None], services: Services) -> None:
    screen = reading(pilot)
    await press(pilot, "pagedown", "down")
    left = screen.current
    await press(pilot, "escape")
    assert services.library.position(ARTICLE) == left
    again = await open_article(pilot, services)
    assert again.current == left
    assert again.in_view(left)


async def test_the_layouts_follow_one_another_and_are_remembered(
    pilot: Pilot[None], services: Services
) -> None:
    screen = reading(pilot)
    seen = []
    for _ in Layout:
        await press(pilot, "t")
        seen.append(screen.remembered.view.layout)
    assert seen == [*list(Layout)[1:], Layout.SIDE]
    await press(pilot, "f3", "escape")
    assert (await open_article(pilot, services)).remembered.view.layout is Layout.BELOW


async def test_one_key_goes_through_the_scripts(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    for script in [*list(Script)[1:], Script.ORIGINAL]:
        await press(pilot, "s")
        assert screen.composer.script is script


async def test_a_bookmark_is_put_on_and_taken_off(pilot: Pilot[None], services: Services) -> None:
    await press(pilot, "down", "down", "b")
    assert [each.kind for each in services.annotations.of_article(ARTICLE)] == [Kind.BOOKMARK]
    assert any(row.startswith(" ◆") for row in rows(pilot))
    await press(pilot, "b")
    assert not services.annotations.of_article(ARTICLE)


async def test_a_highlight_lies_on_the_same_words_in_every_script(
    pilot: Pilot[None], services: Services
) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "down", "v", "2")
    (highlight,) = services.annotations.of_article(ARTICLE)
    assert highlight.colour == "green"
    assert highlight.target.exact == "过年那几天，家里的群聊忽然有了新话题。"
    for _ in Script:
        await press(pilot, "s")
        assert highlighted(screen) == screen.services.scripts.convert(
            highlight.target.exact, screen.composer.script, screen.article.script
        )


def highlighted(screen: ReadingScreen) -> str:
    laid = screen.page.laid(screen.units.of_place(screen.current))
    (over,) = [each for each in screen.chinese_overlays(laid) if each.role is Role.GREEN]
    return laid.shown.text[over.start : over.end]


async def test_find_in_the_other_script_and_in_english(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "slash", *"矽谷", "enter")
    assert screen.found is not None
    assert [match.english for match in screen.found.matches] == [False]
    assert screen.current == screen.found.matches[0].place
    await press(pilot, "escape", "slash", *"silicon", "enter")
    assert all(match.english for match in screen.found.matches)
    await press(pilot, "escape")
    assert screen.found is None


async def test_escape_while_typing_goes_back_to_where_one_was(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "slash", *"硅谷")
    assert screen.current.block > 3
    await press(pilot, "escape")
    assert screen.current == Place(1, 0)


async def test_a_correction_is_kept_and_marked(pilot: Pilot[None], services: Services) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "f7", "f7", *"Mine", "enter")
    english = screen.book.get(screen.current)
    assert english is not None
    assert (english.text, english.source) == ("Mine", Source.CORRECTION)
    assert any("✓\u00a0Mine" in row for row in rows(pilot))


async def test_study_mode_hides_the_english_until_it_is_asked_for(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "t", "t", "t", "t", "down")
    assert "insiders" not in "\n".join(rows(pilot))
    await press(pilot, "space")
    assert "Something new at the dinner table" in "\n".join(rows(pilot))
    await press(pilot, "space")
    assert screen.current == Place(2, 0)


async def test_what_is_copied(pilot: Pilot[None]) -> None:
    await press(pilot, "down", "y")
    assert pilot.app.clipboard == "一、饭桌上的新话题"
    await press(pilot, "ctrl+y")
    assert pilot.app.clipboard == "一、饭桌上的新话题\n1. Something new at the dinner table"


async def test_a_drag_in_the_chinese_takes_only_chinese(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "down")
    start = screen.page.rows_of(screen.current)
    assert start is not None
    y = start.start
    await pilot.mouse_down(screen.view, offset=(9, y))
    await pilot._post_mouse_events([MouseMove], widget=screen.view, offset=(100, y + 1), button=1)
    await pilot.mouse_up(screen.view, offset=(100, y + 1))
    await settled(pilot)
    await press(pilot, "y")
    copied = pilot.app.clipboard
    assert copied.startswith("年那几天")
    assert copied.endswith("软")
    assert "family" not in copied


async def test_the_word_under_the_cursor_is_explained(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "down", "right")
    panel = screen.query_one(WordPanel)
    assert "guò" in str(panel.visual) or "nián" in str(panel.visual)
    first = screen.word
    await press(pilot, "right")
    assert screen.word is not None
    assert first is not None
    assert screen.word.start > first.start
    await press(pilot, "escape")
    assert screen.word is None
    assert not panel.display


async def test_who_goes_on_while_words_are_looked_for_is_shown_none(
    pilot: Pilot[None], services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = reading(pilot)
    may_go_on = threading.Event()
    words = services.segmenter.words

    def slowly(text: str) -> list[Span]:
        may_go_on.wait()
        return words(text)

    monkeypatch.setattr(services.segmenter, "words", slowly)
    await pilot.press("down", "down", "right")
    assert screen.query_one(WordPanel).display
    await pilot.press("down")
    may_go_on.set()
    await settled(pilot)
    assert screen.word is None
    assert not screen.query_one(WordPanel).display
    await press(pilot, "right")
    assert screen.word is not None


async def test_a_note_is_written_and_listed(pilot: Pilot[None], services: Services) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "down", "n", *"Why", "ctrl+s")
    assert pilot.app.screen is screen
    (note,) = services.annotations.of_article(ARTICLE)
    assert (note.kind, note.body) == (Kind.NOTE, "Why")
    assert note.target.exact == "过年那几天，家里的群聊忽然有了新话题。"
    assert note.english.startswith("Over the New Year holiday")
    assert any(row.startswith(" ✎") for row in rows(pilot))
    await press(pilot, "end", "f8", "down")
    assert screen.current == Place(2, 0)
    await press(pilot, "delete", "escape")
    assert not services.annotations.of_article(ARTICLE)


async def test_a_note_on_selected_words(pilot: Pilot[None], services: Services) -> None:
    await press(pilot, "down", "down", "v", "shift+left", "shift+left", "n", *"x", "ctrl+s")
    (note,) = services.annotations.of_article(ARTICLE)
    assert note.target.exact == "过年那几天，家里的群聊忽然有了新话"


async def test_a_double_click_looks_a_word_up(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await press(pilot, "down", "down")
    start = screen.page.rows_of(screen.current)
    assert start is not None
    await pilot.click(screen.view, offset=(9, start.start), times=2)
    await settled(pilot)
    assert screen.word is not None
    assert 1 in screen.word or 0 in screen.word


async def test_a_click_makes_the_sentence_current_and_the_wheel_scrolls(
    pilot: Pilot[None],
) -> None:
    screen = reading(pilot)
    top = screen.page.top
    await pilot.click(screen.view, offset=(70, 7))
    assert screen.current == Place(2, 0)
    assert screen.page.top == top
    screen.view.post_message(BilingualView.Wheeled(3))
    await settled(pilot)
    assert screen.page.top != top
    assert screen.current == Place(2, 0)


async def test_under_ninety_columns_the_english_is_below(services: Services) -> None:
    app = ReaderApp(services)
    async with app.run_test(size=(60, 20)) as pilot:
        screen = await open_article(pilot, services)
        assert screen.composer.geometry.stacked
        text = rows(pilot)
        assert any("饭桌上的新话题" in row and "Something" not in row for row in text)
        await pilot.resize_terminal(120, 36)
        await settled(pilot)
        assert not screen.composer.geometry.stacked
