"""What every screen of the reader has: a line at the top, one at the bottom, and a voice."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from reader.app.actions import Action, Where
from reader.app.cells import one_line
from reader.app.registry import ACTIONS
from reader.app.widgets.lines import BottomLine, TopLine, hints

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.app.app import ReaderApp

_SAID_SECONDS = 5.0
_ERROR_SECONDS = 10.0


@cache
def actions_at(where: Where) -> tuple[Action, ...]:
    """The actions that work at ``where``, those that work everywhere last."""
    return tuple(action for action in ACTIONS if action.where in (where, Where.EVERYWHERE))


class ReaderScreen(Screen[None]):
    """A screen between a top and a bottom line. Subclasses set ``where`` and ``compose_body``."""

    where: ClassVar[Where]
    """Whose actions work here; ``BINDINGS = bindings(ACTIONS, where)`` goes with it."""

    def __init__(self) -> None:
        """A screen that has said nothing yet."""
        super().__init__()
        self._silence: Timer | None = None

    @property
    def reader(self) -> "ReaderApp":
        """The app, by its own type."""
        return cast("ReaderApp", self.app)

    def compose(self) -> ComposeResult:
        """Top line, body, bottom line."""
        yield TopLine()
        yield from self.compose_body()
        yield BottomLine()

    def compose_body(self) -> Iterable[Widget]:
        """The widgets between the lines."""
        raise NotImplementedError

    @property
    def top(self) -> TopLine:
        """The line at the top."""
        return self.query_one(TopLine)

    def say(self, message: str, *, error: bool = False) -> None:
        """Show ``message`` in the bottom line for a few seconds; errors stay longer."""
        if self._silence:
            self._silence.stop()
        self.query_one(BottomLine).say(one_line(message), error)
        if message:
            seconds = _ERROR_SECONDS if error else _SAID_SECONDS
            self._silence = self.set_timer(seconds, lambda: self.say(""))

    def mention(self, message: str) -> None:
        """Say ``message`` unless something else is being said, which matters more."""
        if not self.query_one(BottomLine).message:
            self.say(message)

    # Textual calls the handlers of every class of a screen: those below need not call these.

    def on_screen_resume(self) -> None:
        """Show the keys, which may have changed."""
        self.show_keys()

    def show_keys(self) -> None:
        """Show in the bottom line the keys of the actions that work at this moment."""
        actions = [action for action in self.actions() if action.when in ("", self.state)]
        self.query_one(BottomLine).show(hints(actions, self.reader.keymap))

    def actions(self) -> tuple[Action, ...]:
        """The actions of this screen and those that work everywhere."""
        return actions_at(self.where)

    @property
    def state(self) -> str:
        """The passing state of the screen in which other keys work (``Action.when``), or empty."""
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the action method ``action`` works in the present state."""
        states = {known.when for known in self.actions() if known.name == action}
        return not states or bool(states & {"", self.state})
