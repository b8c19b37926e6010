"""The reader's own themes, and those that the person writes.

Beyond Textual's variables the styles use ``$quiet`` (English, second lines), ``$faint`` (marks of
source, captions, keys' words), ``$rule`` (the thin lines), ``$tint`` (behind the current
sentence), ``$found`` (behind matches) and ``$hl-yellow``, ``$hl-green``, ``$hl-blue``,
``$hl-pink``, ``$hl-purple`` (highlights), with the colours ``$on-found`` and ``$on-hl`` before
them and the text style ``$tint-style`` for terminals whose colours are not ours to choose. Every
theme has them: those that do not name them get :func:`variable_defaults`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from textual.color import Color, ColorParseError
from textual.theme import BUILTIN_THEMES, Theme

LIGHT = Theme(
    name="reader-light",
    primary="#8a3b2a",
    secondary="#5b6b74",
    accent="#a8452f",
    foreground="#25221d",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#f0ece2",
    success="#4c7a4a",
    warning="#9a6b12",
    error="#b3261e",
    dark=False,
    variables={
        "quiet": "#5f5a50",
        "faint": "#8c867a",
        "rule": "#d9d3c5",
        "tint": "#f0e7d3",
        "found": "#f3d98c",
        "hl-yellow": "#f7e7a6",
        "hl-green": "#d3e8c8",
        "hl-blue": "#cfe0ee",
        "hl-pink": "#f3d3d6",
        "hl-purple": "#e3d6ee",
        "input-cursor-background": "#25221d",
        "input-cursor-foreground": "#faf8f3",
        "input-selection-background": "#f0dcae",
        "screen-selection-background": "#ecd9ab",
        "scrollbar": "#d9d3c5",
        "scrollbar-hover": "#bdb5a3",
        "scrollbar-active": "#a8452f",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#f5f2ea",
        "scrollbar-background-active": "#f5f2ea",
        "block-cursor-background": "#f0e7d3",
        "block-cursor-foreground": "#25221d",
        "block-cursor-text-style": "none",
        "border": "#d9d3c5",
        "border-blurred": "#d9d3c5",
    },
)

DARK = Theme(
    name="reader-dark",
    primary="#d8a47f",
    secondary="#8fa3ad",
    accent="#e0936b",
    foreground="#ddd8cd",
    background="#1a1917",
    surface="#1a1917",
    panel="#24221f",
    success="#93b98a",
    warning="#d9b25f",
    error="#e57f73",
    dark=True,
    variables={
        "quiet": "#a59f92",
        "faint": "#7b766b",
        "rule": "#3a3731",
        "tint": "#2f2b23",
        "found": "#6b5621",
        "hl-yellow": "#4f451d",
        "hl-green": "#2e4427",
        "hl-blue": "#263f52",
        "hl-pink": "#522f36",
        "hl-purple": "#43345a",
        "input-cursor-background": "#ddd8cd",
        "input-cursor-foreground": "#1a1917",
        "input-selection-background": "#4d452f",
        "screen-selection-background": "#4d452f",
        "scrollbar": "#3a3731",
        "scrollbar-hover": "#57524a",
        "scrollbar-active": "#e0936b",
        "scrollbar-background": "#1a1917",
        "scrollbar-background-hover": "#1f1e1b",
        "scrollbar-background-active": "#1f1e1b",
        "block-cursor-background": "#2f2b23",
        "block-cursor-foreground": "#ddd8cd",
        "block-cursor-text-style": "none",
        "border": "#3a3731",
        "border-blurred": "#3a3731",
    },
)

ANSI = Theme(
    name="reader-ansi",
    ansi=True,
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_yellow",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    variables={
        "quiet": "ansi_default",
        "faint": "ansi_bright_black",
        "rule": "ansi_bright_black",
        "tint": "ansi_default",
        "tint-style": "bold",
        "on-found": "ansi_black",
        "on-hl": "ansi_black",
        "found": "ansi_yellow",
        "hl-yellow": "ansi_yellow",
        "hl-green": "ansi_green",
        "hl-blue": "ansi_blue",
        "hl-pink": "ansi_red",
        "hl-purple": "ansi_magenta",
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "border": "ansi_bright_black",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_white",
        "block-cursor-text-style": "none",
        "input-cursor-background": "ansi_white",
        "input-cursor-foreground": "ansi_black",
        "input-cursor-text-style": "none",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "screen-selection-background": "ansi_cyan",
        "screen-selection-foreground": "ansi_black",
        "scrollbar": "ansi_bright_black",
        "scrollbar-background": "ansi_default",
        "scrollbar-background-hover": "ansi_default",
        "scrollbar-background-active": "ansi_default",
    },
)

OWN = (LIGHT, DARK, ANSI)
"""The reader's themes in the order in which the key goes through them."""


BUILT_IN = frozenset(BUILTIN_THEMES)
"""The names of Textual's themes."""


def default(environment: Mapping[str, str]) -> str:
    """The theme to start with: light where the terminal says that it is (``COLORFGBG``)."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in ("7", "15") else DARK.name


def variable_defaults(theme: Theme) -> dict[str, str]:
    """The reader's style variables for ``theme`` if it does not name them, from its own colours."""
    if theme.ansi:
        return {name: ANSI.variables[name] for name in _OURS}
    colours = theme.to_color_system().generate()

    def mixed(name: str, part: float) -> str:
        return Color.parse(colours["background"]).blend(Color.parse(colours[name]), part).hex

    return {
        "quiet": mixed("foreground", 0.75),
        "faint": mixed("foreground", 0.5),
        "rule": mixed("foreground", 0.2),
        "tint": mixed("primary", 0.15),
        "found": mixed("warning", 0.4),
        "hl-yellow": mixed("warning", 0.3),
        "hl-green": mixed("success", 0.3),
        "hl-blue": mixed("secondary", 0.35),
        "hl-pink": mixed("error", 0.3),
        "hl-purple": mixed("accent", 0.3),
        "tint-style": "none",
        "on-found": colours["foreground"],
        "on-hl": colours["foreground"],
    }


_OURS = (
    *("quiet", "faint", "rule", "tint", "tint-style", "found", "on-found", "on-hl"),
    *("hl-yellow", "hl-green", "hl-blue", "hl-pink", "hl-purple"),
)
"""The variables of the reader's styles that Textual's themes do not have."""


@dataclass(frozen=True, slots=True)
class UserThemes:
    """The themes found in a folder, and one sentence for each file that is not one."""

    themes: tuple[Theme, ...]
    problems: tuple[str, ...]


def user_themes(folder: Path) -> UserThemes:
    """The themes in the ``*.toml`` files of ``folder``, each named after its file.

    A file has Textual's theme fields (``primary`` is needed, colours as ``"#rrggbb"`` or names)
    and a table ``[variables]``. A missing folder is no problem.
    """
    themes: list[Theme] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            themes.append(_theme(path))
        except (OSError, ValueError, TypeError, ColorParseError) as error:
            problems.append(f"{path}: not used as a theme ({error}).")
    return UserThemes(tuple(themes), tuple(problems))


def _theme(path: Path) -> Theme:
    import tomllib  # most people have no theme file, and the app starts the sooner

    values = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {field.name: field.type for field in fields(Theme)} | {"name": "str"}
    for name, value in values.items():
        if name not in known:
            raise ValueError(f"“{name}” is not a field of a theme")
        if name in ("dark", "ansi") and not isinstance(value, bool):
            raise ValueError(f"“{name}” must be true or false")
        if isinstance(value, str) and name != "name":
            Color.parse(value)
    if not isinstance(values.get("primary"), str):
        raise ValueError("it needs a colour named “primary”")
    variables = values.get("variables", {})
    if not isinstance(variables, dict) or not all(isinstance(v, str) for v in variables.values()):
        raise ValueError("[variables] must hold texts")
    return Theme(**(values | {"name": path.stem}))
