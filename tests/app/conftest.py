"""A reader in a home of its own, over a small library that never changes."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reader.app import app as reader_app
from reader.app.app import ReaderApp
from reader.app.screens import base
from reader.services import Services
from reader.storage.paths import Paths
from tests.support.settling import settled

RIVER = """---
title: 河边的书店
date: 2024-03-01
source: 城市副刊
---

# 一、门口

老板每天六点开门。他先扫地，再煮茶。“茶要慢慢喝，”他说。

> 书是给人看的，不是给灰尘看的。

第二个客人总是邮差。
"""

RIVER_ENGLISH = """---
title: The bookshop by the river
---

# 1. At the door

The owner opens at six every day.
First he sweeps, then he makes tea.
“Tea is to be drunk slowly,” he says.

> Books are there for people to read, not for the dust.

The second customer is always the postman.
"""

MARKET = """---
title: 夜市的[燈]
date: 2024-05-20
---

夜市在橋下。賣魚的人最早收攤，賣麵的人最晚。

下雨的時候，燈影落在水裡。
"""

TRAIN = """高原上的火车

这趟火车开得很慢。窗外是雪山，也是云。

乘务员记得每一个站名。
"""


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal without wishes of its own, where nothing happens only because time passes."""
    for name in ("NO_COLOR", "COLORFGBG", "TEXTUAL_FILTERS", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr(TextArea, "cursor_blink", False)
    for module, name in (
        (base, "_SAID_SECONDS"),
        (base, "_ERROR_SECONDS"),
        (reader_app, "_PROBLEM_SECONDS"),
    ):
        monkeypatch.setattr(module, name, 3600.0)


@pytest.fixture
def home(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A home for everything the reader stores; the dictionary's table is made once for all."""
    home = tmp_path / "home"
    monkeypatch.setenv("READER_HOME", str(home))
    return Paths(home / "data", home / "config", cache)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder of three articles, one with edited English, one in Traditional characters."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    for name, text in (
        ("river.md", RIVER),
        ("river.en.md", RIVER_ENGLISH),
        ("market.md", MARKET),
        ("train.txt", TRAIN),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def empty_services(
    home: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Services]:
    """Services over an empty library (the shipped articles are left out)."""
    nothing = tmp_path / "nothing"
    nothing.mkdir()
    monkeypatch.setattr("reader.articles.corpus.find", lambda: nothing)
    services = Services(home)
    yield services
    put_away(services)


def put_away(services: Services) -> None:
    """End the translation's thread, which would work on beside the next test."""
    if "translation" in vars(services):
        services.translation.close()


@pytest.fixture
def services(empty_services: Services, shelf: Path) -> Services:
    """Services over a library of the three articles of ``shelf``."""
    empty_services.library.add(shelf)
    return empty_services


@pytest.fixture
def make_app(services: Services) -> Callable[..., ReaderApp]:
    """Makes the app over the small library."""
    return lambda open_article=None: ReaderApp(services, open_article)


Running = Callable[..., AbstractAsyncContextManager[tuple[ReaderApp, Pilot[None]]]]


@pytest.fixture
def running(make_app: Callable[..., ReaderApp]) -> Running:
    """A way to run the app at some size, settled: gives the app and its pilot."""

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (100, 30), open_article: str | None = None
    ) -> AsyncIterator[tuple[ReaderApp, Pilot[None]]]:
        app = make_app(open_article)
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield app, pilot

    return run
