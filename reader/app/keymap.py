"""Which keys run which action, after the person's own wishes."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from textual.keys import Keys, _character_to_key, format_key

from reader.app.actions import Action, Where

_NAMED = {key.value for key in Keys} | {"enter", "tab", "escape", "space", "backspace", "delete"}
_MODIFIERS = {"ctrl", "shift", "alt", "super", "hyper", "meta"}


@dataclass(frozen=True)
class KeyMap:
    """The keys of every action by its id, as normalised names, and what was wrong in the wishes."""

    keys: Mapping[str, tuple[str, ...]]
    changed: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    def textual(self) -> dict[str, str]:
        """What :meth:`textual.app.App.set_keymap` takes: the changed actions only."""
        return {action: ",".join(self.keys[action]) for action in sorted(self.changed)}

    def shown(self, action: str) -> str:
        """The first key of ``action`` as a person would write it; empty when it has none."""
        keys = self.keys.get(action, ())
        return display(keys[0]) if keys else ""

    def all_shown(self, action: str) -> list[str]:
        """All keys of ``action`` as a person would write them."""
        return [display(key) for key in self.keys.get(action, ())]


def normalise_key(key: str) -> str:
    """Textual's long name of ``key`` (``?`` is ``question_mark``).

    Raises :class:`ValueError` when there is no such key.
    """
    *modifiers, name = (
        key.split("+") if key != "+" and not key.endswith("++") else [*key[:-2].split("+"), "+"]
    )
    modifiers = [modifier for modifier in modifiers if modifier]
    if not set(modifiers) <= _MODIFIERS or not name:
        raise ValueError(key)
    if len(name) == 1:
        name = _character_to_key(name)
    elif not _is_named(name):
        raise ValueError(key)
    return "+".join([*modifiers, name])


def _is_named(name: str) -> bool:
    if name in _NAMED or re.fullmatch(r"f([1-9]|1[0-9]|2[0-4])", name):
        return True
    return len(_character(name)) == 1


def _character(name: str) -> str:
    """The character of a long key name (``question_mark``), or the name as it is."""
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return format_key(name)


def display(key: str) -> str:
    """``key`` as a person would write it: ``↑``, ``F2``, ``ctrl+f``, ``PgDn``."""
    *modifiers, name = key.split("+")
    if re.fullmatch(r"f\d+", name):
        name = name.upper()
    else:
        name = {"pagedown": "PgDn", "pageup": "PgUp", "delete": "Del", "escape": "Esc"}.get(
            name
        ) or {"home": "Home", "end": "End", "tab": "Tab", "space": "Space"}.get(
            name, _character(name)
        )
    return "+".join([*modifiers, name])


def resolve(actions: Iterable[Action], wishes: Mapping[str, tuple[str, ...]]) -> KeyMap:
    """The keys of ``actions`` with ``wishes`` (action id to keys) laid over the defaults.

    A wish that names an unknown action or key, or a key that another action on the same screen
    has, is left out and described in ``problems``.
    """
    by_id = {action.id: action for action in actions}
    keys = {id_: tuple(map(normalise_key, action.keys)) for id_, action in by_id.items()}
    problems: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for id_, names in wishes.items():
        try:
            if id_ not in by_id:
                problems.append(f"[keys] “{id_}” is not an action; press ? to see them all.")
            else:
                wanted[id_] = tuple(dict.fromkeys(map(normalise_key, names)))
        except ValueError as error:
            problems.append(f"[keys] “{id_}”: there is no key “{error}”.")
    while clash := _first_clash(by_id, keys | wanted, wanted):
        id_, key, other = clash
        problems.append(f"[keys] “{id_}”: {display(key)} belongs to “{other}” already.")
        del wanted[id_]
    return KeyMap(keys | wanted, frozenset(wanted), tuple(problems))


def _first_clash(
    by_id: Mapping[str, Action],
    keys: Mapping[str, tuple[str, ...]],
    wanted: dict[str, tuple[str, ...]],
) -> tuple[str, str, str] | None:
    """The last wish that takes a key of another action: (action, key, other action)."""
    for id_ in reversed(wanted):
        for other, other_keys in keys.items():
            if other != id_ and _meet(by_id[id_], by_id[other]):
                for key in keys[id_]:
                    if key in other_keys:
                        return id_, key, other
    return None


def _meet(one: Action, other: Action) -> bool:
    """Whether the two can be active at once, so that a shared key would be a clash."""
    somewhere = one.where is other.where or Where.EVERYWHERE in (one.where, other.where)
    return somewhere and one.when == other.when
