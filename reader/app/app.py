"""The app: themes, keys, and which screen is shown."""

import gc
import os
from functools import cached_property
from typing import ClassVar

from textual import events, work
from textual.app import App
from textual.binding import BindingType
from textual.widgets import Input

from reader.app import themes
from reader.app.actions import Where, bindings
from reader.app.cells import below_home, one_line
from reader.app.choices import Choices
from reader.app.commands import ActionCommands
from reader.app.keymap import KeyMap, resolve
from reader.app.registry import ACTIONS
from reader.app.screens.base import ReaderScreen
from reader.app.screens.library import LibraryScreen
from reader.articles.model import Article, Place
from reader.errors import ReaderError
from reader.services import Services

_PROBLEM_SECONDS = 8.0
_CHECK_SECONDS = 5.0


class ReaderApp(App[None]):
    """The reader in a terminal, over ``services``."""

    TITLE = "reader"
    CSS_PATH = "styles/reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.EVERYWHERE)]
    COMMANDS = {ActionCommands}  # noqa: RUF012
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, services: Services, open_article: str | None = None) -> None:
        """Start in the library, or on the article with the id or file name ``open_article``."""
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.services = services
        self._open_first = open_article
        self._problems = [*services.database.notices, *services.settings.problems]
        self._take_themes()

    @cached_property
    def choices(self) -> Choices:
        """What the person chose earlier."""
        return Choices(self.services.database)

    @cached_property
    def keymap(self) -> KeyMap:
        """The keys of every action."""
        return resolve(ACTIONS, self.services.settings.keys)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The variables of the reader's styles for themes that do not name them."""
        return themes.variable_defaults(self.current_theme)

    def get_default_screen(self) -> LibraryScreen:
        """The library, below every other screen."""
        return LibraryScreen(self.services)

    def on_mount(self) -> None:
        """Take the keys, open what was asked for, and say what is wrong, thing by thing."""
        self.set_keymap(self.keymap.textual())
        if self._open_first:
            self.open_article(self._open_first)
        self._problems += self.keymap.problems
        self.call_after_refresh(self._say_problems)
        self.set_timer(_CHECK_SECONDS, self._check_database)

    def on_ready(self) -> None:
        """Collect garbage again, which starting had put off, once the first picture is there."""
        self.call_after_refresh(_collect_garbage)

    def _say_problems(self) -> None:
        """Say the first problem, and the others after it."""
        if self._problems:
            self.say(self._problems.pop(0), error=True)
            self.set_timer(_PROBLEM_SECONDS, self._say_problems)

    @work(thread=True, group="check")
    def _check_database(self) -> None:
        """Read the database through once, so that damage is known before the backups are."""
        damage = self.services.database.check()
        if damage:
            self.call_from_thread(self.say, damage, error=True)

    def _take_themes(self) -> None:
        """Register the themes and take the one wished for, before styles are first read."""
        user = themes.user_themes(self.services.paths.config / "themes")
        for theme in (*themes.OWN, *user.themes):
            self.register_theme(theme)
        self._problems += user.problems
        wish = self.services.settings.theme
        if wish and wish not in self.available_themes:
            self._problems.append(f"{self.services.paths.settings}: there is no theme “{wish}”.")
            wish = ""
        name = wish or self.choices.get("theme", "")
        if self.no_color:
            name = themes.ANSI.name
        if name not in self.available_themes:
            name = themes.default(os.environ)
        if self.available_themes[name].ansi:
            self.theme = name
        else:  # the same, without reading every style twice
            self.set_reactive(App.theme, name)
            self.stylesheet.set_variables(self.get_css_variables())

    def use_theme(self, name: str) -> None:
        """Take the theme ``name`` and remember it."""
        if self.available_themes[name].ansi:
            self.theme = name
        else:  # the same, without reading every style twice
            self.set_reactive(App.theme, name)
            self.stylesheet.set_variables(self.get_css_variables())
        self.remember("theme", name)

    def action_theme(self) -> None:
        """Take the next of the reader's own and the person's themes."""
        names = [theme.name for theme in themes.OWN]
        names += sorted(set(self.available_themes) - set(names) - themes.BUILT_IN)
        after = names.index(self.theme) + 1 if self.theme in names else 0
        self.use_theme(names[after % len(names)])
        self.say(f"Theme: {self.theme}")

    def on_key(self, event: events.Key) -> None:
        """Give a line what was typed ahead of its opening.

        A line takes its own keys, so a character that comes here while a line has the focus was
        sent to the widget that had it before. It must not run an action.
        """
        line = self.focused
        if isinstance(line, Input) and event.is_printable and event.character:
            event.prevent_default()
            line.insert_text_at_cursor(event.character)

    def action_refresh(self) -> None:
        """Draw the screen anew."""
        self.screen.refresh(layout=True)

    def action_help(self) -> None:
        """Show every key."""
        from reader.app.screens.help import HelpScreen

        if isinstance(self.screen, ReaderScreen):
            settings = one_line(below_home(self.services.paths.settings))
            self.push_screen(HelpScreen(self.screen.where, self.keymap, settings))

    @work(thread=True, group="choices")
    def remember(self, name: str, value: str | float | bool) -> None:
        """Store a choice, off the screen's thread; a failure is said, and costs nothing else."""
        try:
            self.choices.set(name, value)
        except ReaderError as error:
            self.call_from_thread(self.say, str(error), error=True)

    @work(thread=True, exclusive=True, group="open")
    def open_article(self, name: str, place: Place | None = None, find: str = "") -> None:
        """Read the article with the id or file name ``name`` and show it.

        At ``place`` if given, else where the person left it; with matches of ``find`` marked.
        """
        try:
            article = self.services.open(name)
        except ReaderError as error:
            self.call_from_thread(self.say, str(error), error=True)
        else:
            self.call_from_thread(self._show_article, article, place, find)

    def _show_article(self, article: Article, place: Place | None, find: str) -> None:
        from reader.app.screens.reading import ReadingScreen

        self.push_screen(ReadingScreen(self.services, article, place, find))

    def say(self, message: str, *, error: bool = False) -> None:
        """Say ``message`` in the bottom line of the present screen."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, ReaderScreen):
                screen.say(one_line(message), error=error)
                return


def _collect_garbage() -> None:
    if not gc.isenabled():
        gc.freeze()  # what is loaded by now stays, and need not be looked through
        gc.enable()
