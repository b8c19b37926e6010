"""Help, the palette, remapped keys and a broken configuration, as a person meets them."""

import pytest
from textual.command import CommandPalette
from textual.widgets import Input

from reader.app.screens.help import HelpScreen
from reader.services import Services
from tests.app.conftest import Running
from tests.app.screen_text import screen_lines, screen_text
from tests.support.settling import press


@pytest.mark.parametrize("key", ["question_mark", "fullwidth_question_mark", "f1"])
async def test_help_opens_by_three_keys_and_narrows_as_one_types(
    running: Running, key: str
) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, key)
        assert "Read the article." in screen_text(app)
        await press(pilot, *"unread")
        lines = [line for line in screen_lines(app) if "library.next-unread" in line]
        assert lines
        assert "Read the article." not in screen_text(app)
        await press(pilot, "escape")
        assert not isinstance(app.screen, HelpScreen)


async def test_help_scrolls_at_sixty_columns(running: Running) -> None:
    async with running((60, 20)) as (app, pilot):
        await press(pilot, "f1", "pagedown", "pagedown")
        assert "Read the article." not in screen_text(app)
        assert all(len(line) <= 60 for line in screen_lines(app))


async def test_the_palette_runs_an_action_by_its_name(running: Running) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await press(pilot, *"sort by date")
        await press(pilot, "enter")
        assert "by title" in screen_lines(app)[0]


async def test_the_palette_switches_to_any_theme(running: Running) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "ctrl+p")
        await press(pilot, *"theme nord")
        await press(pilot, "enter")
        assert app.theme == "nord"


async def test_remapped_keys_work_and_are_shown(running: Running, services: Services) -> None:
    services.paths.config.mkdir(parents=True)
    services.paths.settings.write_text('[keys]\n"library.sort" = ["x"]\n')
    async with running((100, 30)) as (app, pilot):
        assert "x sort" in screen_lines(app)[-1]
        await press(pilot, "o")
        assert "by date" in screen_lines(app)[0]
        await press(pilot, "x")
        assert "by title" in screen_lines(app)[0]
        await press(pilot, "f1")
        await press(pilot, *"library.sort")
        assert any(line.split()[0] == "x" for line in screen_lines(app) if "library.sort" in line)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("theme = [", "config.toml: not read, for it is not TOML"),
        ('[keys]\n"library.dance" = "x"\n', "“library.dance” is not an action"),
        ('theme = "mauve"\n', "there is no theme “mauve”"),
    ],
)
async def test_a_wrong_configuration_is_said_and_the_app_starts(
    running: Running, services: Services, text: str, said: str
) -> None:
    services.paths.config.mkdir(parents=True)
    services.paths.settings.write_text(text)
    async with running((200, 30)) as (app, _):
        assert said in screen_lines(app)[-1]
        assert "河边的书店" in screen_text(app)


async def test_letters_typed_into_a_line_run_no_action(running: Running) -> None:
    async with running((100, 30)) as (app, pilot):
        await press(pilot, "slash", *"quit?")
        assert app.is_running
        assert app.screen.query_one(Input).value == "quit?"
