"""The line at the top and the line at the bottom of every screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from reader.app.actions import Action
from reader.app.cells import between, fit
from reader.app.keymap import KeyMap

_GAP = "  "
_NARROW = 60


@dataclass(frozen=True, slots=True)
class Part:
    """A phrase at the right of the top line; the least ``weight`` is dropped first.

    One of ``weight`` 100 stays even under 60 columns, where only title and progress are shown.
    """

    text: str
    weight: int = 50


class TopLine(Widget):
    """A title at the left, quiet phrases at the right, dropped whole when room runs out."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"top--title", "top--part"}
    DEFAULT_CSS = """
    TopLine { height: 2; padding: 0 1; border-bottom: solid $rule; }
    TopLine .top--title { text-style: bold; }
    TopLine .top--part { color: $faint; }
    """

    def __init__(self) -> None:
        """An empty line."""
        super().__init__()
        self._title = ""
        self._parts: tuple[Part, ...] = ()

    def show(self, title: str, *parts: Part | str) -> None:
        """Show ``title`` and ``parts`` (already made visible); empty parts are left out."""
        made = (part if isinstance(part, Part) else Part(part) for part in parts)
        shown = tuple(part for part in made if part.text)
        if (title, shown) != (self._title, self._parts):
            self._title, self._parts = title, shown
            self.refresh()

    def render(self) -> Content:
        """The line at its present width."""
        width = self.content_size.width
        parts = self._fitting(width)
        right = " · ".join(part.text for part in parts)
        title = fit(self._title, width - (cell_len(right) + 2 if right else 0))
        return Content.assemble(
            (title, self.get_visual_style("top--title")),
            " " * between(title, right, width),
            (right, self.get_visual_style("top--part")),
        )

    def _fitting(self, width: int) -> list[Part]:
        """The parts that leave the title at least half of its room."""
        parts = [part for part in self._parts if width + 2 >= _NARROW or part.weight >= 100]
        room = width - min(cell_len(self._title), width // 2) - 2
        while parts and cell_len(" · ".join(part.text for part in parts)) > room:
            parts.remove(min(parts, key=lambda part: part.weight))
        return parts


@dataclass(frozen=True, slots=True)
class Hint:
    """Keys and a word in the bottom line; clicking it runs ``method``."""

    keys: str
    label: str
    method: str
    weight: int

    @property
    def width(self) -> int:
        """Cells that the hint takes, without the gap."""
        return cell_len(self.keys) + 1 + cell_len(self.label)


def hints(actions: Sequence[Action], keymap: KeyMap) -> list[Hint]:
    """The hints of the labelled ``actions``; those with the same label share one.

    A key that means something else in the present state is shown for that only.
    """
    taken = {keymap.shown(action.id) for action in actions if action.when}
    made: dict[str, Hint] = {}
    for action in actions:
        key = keymap.shown(action.id)
        if not action.label or not key or (key in taken and not action.when):
            continue
        if before := made.get(action.label):
            made[action.label] = Hint(before.keys + key, action.label, action.method, before.weight)
        else:
            made[action.label] = Hint(key, action.label, action.method, action.weight)
    return list(made.values())


def fitting(candidates: Sequence[Hint], width: int) -> list[Hint]:
    """The hints that fit whole into ``width`` cells, the weightiest kept, order unchanged."""
    kept = list(candidates)
    while kept and sum(hint.width + len(_GAP) for hint in kept) - len(_GAP) > width:
        lightest = min(hint.weight for hint in kept)
        kept.remove(next(hint for hint in reversed(kept) if hint.weight == lightest))
    return kept


class BottomLine(Widget):
    """The keys that matter here, or for a few seconds a message."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"bottom--key", "bottom--label", "bottom--error"}
    DEFAULT_CSS = """
    BottomLine { height: 2; padding: 0 1; border-top: solid $rule; }
    BottomLine .bottom--key { color: $foreground; text-style: bold; }
    BottomLine .bottom--label { color: $faint; }
    BottomLine .bottom--error { color: $error; }
    """

    message: reactive[str] = reactive("")
    """What is said instead of the keys; empty for the keys."""

    def __init__(self) -> None:
        """A line without keys."""
        super().__init__()
        self._hints: list[Hint] = []
        self._error = False

    def show(self, shown: list[Hint]) -> None:
        """Show these hints."""
        if shown != self._hints:
            self._hints = shown
            self.refresh()

    def say(self, message: str, error: bool = False) -> None:
        """Show ``message`` (already made visible) until it is cleared with an empty one."""
        self._error = error
        self.message = message

    def render(self) -> Content:
        """The line at its present width."""
        width = self.content_size.width
        if self.message:
            style = self.get_visual_style("bottom--error") if self._error else Style()
            return Content.styled(fit(self.message, width), style)
        key_style = self.get_visual_style("bottom--key")
        label_style = self.get_visual_style("bottom--label")
        pieces: list[tuple[str, Style] | str] = []
        for hint in fitting(self._hints, width):
            pieces += [(hint.keys, key_style), (f" {hint.label}", label_style), _GAP]
        return Content.assemble(*pieces[:-1])

    async def on_click(self, event: events.Click) -> None:
        """Do what the clicked hint says; a click clears a message."""
        if self.message:
            self.message = ""
            return
        place = event.x - 1
        for hint in fitting(self._hints, self.content_size.width):
            if 0 <= place < hint.width:
                await self.screen.run_action(hint.method)
            place -= hint.width + len(_GAP)
