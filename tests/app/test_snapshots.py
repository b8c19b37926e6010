"""What the library looks like; ``pytest --snapshot-update`` takes new pictures."""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from reader.annotations.model import Kind
from reader.annotations.targets import sentence_target
from reader.app.app import ReaderApp
from reader.app.choices import Choices
from reader.articles.model import Place
from reader.services import Services
from tests.support.settling import press, settled

Snapshot = Callable[..., bool]


@pytest.fixture
def read_services(services: Services) -> Services:
    """The small library of a person who has begun to read, and marked things."""
    market, river, _ = services.library.list()
    services.library.store_position(market.id, Place(1, 0), 1.0)
    services.library.store_position(river.id, Place(1, 2), 0.6)
    article = services.library.open(river.id)
    for kind, sentence in ((Kind.BOOKMARK, 0), (Kind.NOTE, 1), (Kind.HIGHLIGHT, 2)):
        services.annotations.add(kind, sentence_target(article, 1, sentence), "")
    return services


def pressing(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Presses ``keys`` once the app has come to rest, and lets it come to rest again."""

    async def run(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)], ids=lambda size: f"{size[0]}")
def test_library(snap_compare: Snapshot, read_services: Services, size: tuple[int, int]) -> None:
    app = ReaderApp(read_services)
    assert snap_compare(app, terminal_size=size, run_before=pressing("down"))


@pytest.mark.parametrize("theme", ["reader-light", "reader-ansi", "nord"])
def test_library_in_a_theme(snap_compare: Snapshot, read_services: Services, theme: str) -> None:
    Choices(read_services.database).set("theme", theme)
    app = ReaderApp(read_services)
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing("down"))


SITUATIONS = {
    "search": ["slash", *"灯影"],
    "nothing-found": ["slash", *"没有"],
    "traditional": ["s", "s", "s"],
    "remove": ["d"],
    "help": ["f1", *"library."],
    "add": ["a"],
    "palette": ["ctrl+p", *"sort"],
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_library_when(snap_compare: Snapshot, read_services: Services, situation: str) -> None:
    app = ReaderApp(read_services)
    keys = SITUATIONS[situation]
    assert snap_compare(app, terminal_size=(100, 30), run_before=pressing(*keys))


def test_empty_library(snap_compare: Snapshot, empty_services: Services) -> None:
    app = ReaderApp(empty_services)
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing())
