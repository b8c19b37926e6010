"""The one registry of actions: bindings, footer, help, palette and the README derive from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Where(StrEnum):
    """The screen on which an action works."""

    EVERYWHERE = "everywhere"
    LIBRARY = "library"
    READING = "reading"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    ``id`` is what the configuration file remaps (``reading.note``). ``method`` is the screen's or
    app's ``action_…`` name with its arguments. ``keys`` are Textual key names, at least one of
    them not a letter for a core action, since an input method swallows letters. ``label`` is the
    footer's word, empty to leave the action out of the footer; ``help`` is one sentence.
    """

    id: str
    where: Where
    method: str
    keys: tuple[str, ...]
    label: str
    help: str
    core: bool = False

    def binding(self) -> Binding:
        """The Textual binding of this action."""
        return Binding(
            ",".join(self.keys),
            self.method,
            self.label or self.help,
            show=bool(self.label),
            id=self.id,
            tooltip=self.help,
        )


def bindings(actions: Iterable[Action], where: Where) -> list[Binding]:
    """The bindings of the actions that work at ``where``."""
    return [action.binding() for action in actions if action.where is where]
