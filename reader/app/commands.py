"""The command palette: every action of the screen below it, and the themes."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider

from reader.app.screens.base import ReaderScreen

if TYPE_CHECKING:
    from reader.app.app import ReaderApp

_Command = tuple[str, str, Callable[[], Awaitable[object] | object]]


class ActionCommands(Provider):
    """Offers what a person can do on this screen, by its sentence of help."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, help_text, run in self._commands():
            yield DiscoveryHit(name, run, help=help_text)

    async def search(self, query: str) -> Hits:
        """What fits the words typed."""
        matcher = self.matcher(query)
        for name, help_text, run in self._commands():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=help_text)

    def _commands(self) -> Iterator[_Command]:
        app = cast("ReaderApp", self.app)
        if isinstance(self.screen, ReaderScreen):
            for action in self.screen.actions():
                if action.name != "command_palette":
                    keys = "  ".join(app.keymap.all_shown(action.id))
                    run = partial(self.screen.run_action, action.method)
                    yield action.help.rstrip("."), f"{keys}   {action.id}", run
        for name in sorted(app.available_themes):
            yield f"Theme: {name}", "Switch to this theme", partial(app.use_theme, name)
