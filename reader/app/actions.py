"""What an action is: bindings, footer, help, palette and the README derive from it.

The actions themselves are listed in :mod:`reader.app.registry`.
"""

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
    app's ``action_…`` name with its arguments. ``keys`` are Textual key names or characters, the
    one to show first, at least one of them not a letter for a core action, since an input method
    swallows letters. ``label`` is the footer's word, empty to leave the action out of the footer;
    actions that share a label share its place there. ``help`` is one sentence. ``weight`` says
    how long the action stays in a footer that runs out of room: the greatest goes last. ``when``
    names a passing state of the screen (``finding``) in which alone the keys work, so that they
    may mean something else at other times; ``check_action`` of the screen decides.
    """

    id: str
    where: Where
    method: str
    keys: tuple[str, ...]
    label: str
    help: str
    core: bool = False
    weight: int = 50
    when: str = ""

    @property
    def name(self) -> str:
        """The method's name without its arguments."""
        return self.method.partition("(")[0]

    def binding(self) -> Binding:
        """The Textual binding of this action."""
        return Binding(
            ",".join("comma" if key == "," else key for key in self.keys),
            self.method,
            self.label or self.help,
            show=bool(self.label),
            id=self.id,
            tooltip=self.help,
        )


def bindings(actions: Iterable[Action], where: Where) -> list[Binding]:
    """The bindings of the actions that work at ``where``, passing states first."""
    here = [action for action in actions if action.where is where]
    return [action.binding() for action in sorted(here, key=lambda action: not action.when)]


@dataclass(frozen=True, slots=True)
class ActionMaker:
    """Makes the actions of one screen, so that a table of them reads as one."""

    where: Where
    prefix: str

    def __call__(
        self,
        name: str,
        keys: str,
        label: str,
        help: str,  # noqa: A002  # the field's own name
        method: str = "",
        *,
        core: bool = False,
        weight: int = 50,
        when: str = "",
    ) -> Action:
        """An action ``prefix.name`` with ``keys`` parted by spaces; its method is its name."""
        method = method or name.replace("-", "_")
        return Action(
            f"{self.prefix}.{name}",
            self.where,
            method,
            tuple(keys.split()),
            label,
            help,
            core,
            weight,
            when,
        )
