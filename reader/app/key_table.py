"""Every key in a table, for the help screen and the README (``python -m reader.app.key_table``)."""

from dataclasses import dataclass

from reader.app.actions import Action, Where
from reader.app.keymap import KeyMap, resolve
from reader.app.registry import ACTIONS

TITLES = {
    Where.LIBRARY: "In the library",
    Where.READING: "While reading",
    Where.NOTES: "In the notes",
    Where.EVERYWHERE: "Everywhere",
}
"""What to call the places where actions work."""


@dataclass(frozen=True, slots=True)
class Row:
    """An action as a person reads of it: its keys as they are written, what it does, its id."""

    keys: tuple[str, ...]
    help: str
    id: str

    def speaks_of(self, words: list[str]) -> bool:
        """Whether keys, help and id have every one of ``words`` (lower case)."""
        text = f"{' '.join(self.keys)} {self.help} {self.id}".lower()
        return all(word in text for word in words)


def rows(where: Where, keymap: KeyMap) -> list[Row]:
    """The actions of ``where`` with their present keys; passing states are named in the help."""
    here = [action for action in ACTIONS if action.where is where]
    return [Row(tuple(keymap.all_shown(action.id)), _help(action), action.id) for action in here]


def markdown() -> str:
    """The README's tables: one for each place, with the default keys."""
    keymap = resolve(ACTIONS, {})
    parts = []
    for where, title in TITLES.items():
        lines = [f"**{title}**", "", "| keys | what it does | id for `[keys]` |", "|---|---|---|"]
        for row in rows(where, keymap):
            keys = " ".join(f"`{key}`" for key in row.keys).replace("|", "\\|")
            lines.append(f"| {keys} | {row.help} | `{row.id}` |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _help(action: Action) -> str:
    return (
        f"While {action.when}: {action.help[0].lower()}{action.help[1:]}"
        if action.when
        else (action.help)
    )


if __name__ == "__main__":
    print(markdown(), end="")
