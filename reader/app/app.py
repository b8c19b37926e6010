"""The app: themes, keys, and which screen is shown."""

from functools import cached_property
from importlib import import_module
from typing import Any, ClassVar, cast

from textual import work
from textual.app import App
from textual.binding import BindingType

from reader.app import themes
from reader.app.actions import Where, bindings
from reader.app.choices import Choices
from reader.app.keymap import KeyMap, resolve
from reader.app.registry import ACTIONS
from reader.app.screens.base import ReaderScreen
from reader.app.screens.library import LibraryScreen
from reader.articles.model import Article, Place
from reader.errors import ReaderError
from reader.services import Services


class ReaderApp(App[None]):
    """The reader in a terminal, over ``services``."""

    TITLE = "reader"
    CSS_PATH = "styles/reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.EVERYWHERE)]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, services: Services, open_article: str | None = None) -> None:
        """Start in the library, or on the article with the id or file name ``open_article``."""
        super().__init__()
        self.services = services
        self._open_first = open_article

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
        return themes.variable_defaults()

    def on_mount(self) -> None:
        """Take themes and keys, and show the library."""
        for theme in themes.OWN:
            self.register_theme(theme)
        self.theme = themes.DARK.name
        self.set_keymap(self.keymap.textual())
        self.push_screen(LibraryScreen(self.services))
        if self._open_first:
            self.open_article(self._open_first)

    @work(thread=True, exclusive=True, group="open")
    def open_article(self, name: str, place: Place | None = None) -> None:
        """Read the article with the id or file name ``name`` and show it, at ``place`` if given."""
        try:
            article = cast("Any", self.services).library.open(name)
        except ReaderError as error:
            self.call_from_thread(self.say, str(error), error=True)
        else:
            self.call_from_thread(self._show_article, article, place)

    def _show_article(self, article: Article, place: Place | None) -> None:
        reading = import_module("reader.app.screens.reading")
        self.push_screen(reading.ReadingScreen(self.services, article, place))

    def say(self, message: str, *, error: bool = False) -> None:
        """Say ``message`` in the bottom line of the present screen."""
        if isinstance(self.screen, ReaderScreen):
            self.screen.say(message, error=error)
