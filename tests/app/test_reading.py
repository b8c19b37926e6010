"""Reading an article: what a person does, through the real app."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.app.app import ReaderApp
from reader.app.page.geometry import Layout
from reader.app.screens.reading import ReadingScreen
from reader.articles.model import Place
from reader.chinese.script import Script
from reader.services import Services
from reader.storage.paths import Paths

ARTICLE = "from-circles-to-everyone"


@pytest.fixture
def services(tmp_path: Path) -> Services:
    services = Services(Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache"))
    services.library.sync_corpus()
    return services


@pytest.fixture
async def pilot(services: Services) -> AsyncIterator[Pilot[None]]:
    app = ReaderApp(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await open_article(pilot, services)
        yield pilot


async def open_article(pilot: Pilot[None], services: Services) -> ReadingScreen:
    screen = ReadingScreen(services, services.library.open(ARTICLE))
    await pilot.app.push_screen(screen)
    await pilot.pause()
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
    await pilot.press("down", "down", "down")
    assert screen.current > start
    await pilot.press("up", "up", "up")
    assert screen.current == start


async def test_end_and_home_go_to_the_ends(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    await pilot.press("end")
    assert screen.current.block == len(screen.article.blocks) - 1
    assert screen.progress == 1.0
    await pilot.press("home")
    assert screen.current == Place(0, 0)


async def test_the_place_is_stored_and_found_again(pilot: Pilot[None], services: Services) -> None:
    screen = reading(pilot)
    await pilot.press("pagedown", "down")
    left = screen.current
    await pilot.press("escape")
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
        await pilot.press("t")
        seen.append(screen.remembered.view.layout)
    assert seen == [*list(Layout)[1:], Layout.SIDE]
    await pilot.press("f3", "escape")
    assert (await open_article(pilot, services)).remembered.view.layout is Layout.BELOW


async def test_one_key_goes_through_the_scripts(pilot: Pilot[None]) -> None:
    screen = reading(pilot)
    for script in [*list(Script)[1:], Script.ORIGINAL]:
        await pilot.press("s")
        assert screen.composer.script is script
