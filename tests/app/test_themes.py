"""Themes: our own, Textual's, the person's; and terminals without colours."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.app import themes
from reader.app.app import ReaderApp
from reader.app.choices import Choices
from reader.services import Services
from tests.app.conftest import Running
from tests.app.screen_text import screen_lines
from tests.support.settling import press, settled

CONTRAST = {"foreground": 7.0, "quiet": 4.5, "faint": 3.0, "accent": 4.0, "error": 4.0}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours after WCAG 2."""

    def luminance(name: str) -> float:
        parts = [
            value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4
            for value in Color.parse(name).normalized
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    first, second = sorted((luminance(one), luminance(other)))
    return (second + 0.05) / (first + 0.05)


@pytest.mark.parametrize("theme", [themes.LIGHT, themes.DARK], ids=lambda theme: theme.name)
def test_our_colours_can_be_read(theme: Theme) -> None:
    colours = theme.to_color_system().generate() | theme.variables
    for name, least in CONTRAST.items():
        assert contrast(colours[name], colours["background"]) >= least, name
    for behind in ("tint", "found", "hl-yellow", "hl-green", "hl-blue", "hl-pink", "hl-purple"):
        assert contrast(colours["foreground"], colours[behind]) >= 4.5, behind


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_every_theme_of_textual_has_our_variables(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    variables = themes.variable_defaults(theme)
    assert set(variables) == set(themes.variable_defaults(themes.DARK))
    for value in variables.values():
        if value not in ("none", "bold"):
            Color.parse(value)


async def test_the_key_goes_through_our_themes_and_the_choice_is_kept(
    running: Running, services: Services
) -> None:
    async with running() as (app, pilot):
        assert app.theme == "reader-dark"
        await press(pilot, "f12")
        assert app.theme == "reader-ansi"
        await press(pilot, "f12")
        assert app.theme == "reader-light"
        await settled(pilot)
    assert Choices(services.database).get("theme", "") == "reader-light"
    async with running() as (app, _):
        assert app.theme == "reader-light"


async def test_a_light_terminal_gets_the_light_theme(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORFGBG", "0;15")
    async with running() as (app, _):
        assert app.theme == "reader-light"


async def test_no_color_takes_the_colours_away(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = ReaderApp(services)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.theme == "reader-ansi"
        coloured = [
            segment
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], app.screen.background_colors[1])
            if segment.style and segment.style.color and not segment.style.color.is_default
        ]
        assert not coloured


async def test_a_theme_file_is_offered_and_a_broken_one_is_said(
    running: Running, services: Services
) -> None:
    folder = services.paths.config / "themes"
    folder.mkdir(parents=True)
    (folder / "ink.toml").write_text('primary = "#123456"\n[variables]\nquiet = "#888888"\n')
    (folder / "mud.toml").write_text('primary = "brownish"\n')
    (services.paths.settings).write_text('theme = "ink"\n')
    async with running((120, 30)) as (app, _):
        assert app.theme == "ink"
        assert "mud.toml: not used as a theme" in screen_lines(app)[-1]


@pytest.mark.parametrize(
    "text",
    ["", "primary = 3", 'primary = "#123456"\ndark = "yes"', "nonsense", 'colour = "#123456"'],
)
def test_what_is_no_theme_is_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.toml").write_text(text)
    found = themes.user_themes(tmp_path)
    assert not found.themes
    assert len(found.problems) == 1
    assert str(tmp_path / "x.toml") in found.problems[0]
