"""The thumb at the page's edge, as somebody with a mouse uses it."""

from collections.abc import Iterator

import pytest

from reader.app.app import ReaderApp
from reader.app.screens.reading import ReadingScreen
from reader.services import Services
from reader.storage.paths import Paths
from tests.app.conftest import put_away
from tests.support.settling import settled


@pytest.fixture
def services(home: Paths) -> Iterator[Services]:
    services = Services(home)
    yield services
    put_away(services)


async def test_a_click_beside_the_page_leads_through_the_article(services: Services) -> None:
    app = ReaderApp(services, "giants-strike-back")
    async with app.run_test(size=(100, 24)) as pilot:
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReadingScreen)
        start, current, view = screen.page.top, screen.current, screen.view
        edge = view.size.width - 1
        assert view.render_line(0).text.endswith("▐")
        await pilot.click(view, offset=(edge, view.size.height - 1))
        await settled(pilot)
        assert view.render_line(view.size.height - 1).text.endswith("▐")
        assert screen.page.top > start
        await pilot.click(view, offset=(edge, 0))
        await settled(pilot)
        assert screen.page.top == start
        assert screen.current == current
