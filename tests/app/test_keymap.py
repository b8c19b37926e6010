"""Keys: defaults without conflicts, the person's own, and how they are written."""

from collections import defaultdict

import pytest
from textual.binding import Binding

from reader.app.actions import Action, Where
from reader.app.keymap import display, normalise_key, resolve
from reader.app.registry import ACTIONS

DEFAULTS = resolve(ACTIONS, {})


def test_every_action_stands_in_the_registry_once() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(ids) == len(set(ids))


def test_no_two_actions_that_can_work_at_once_share_a_key() -> None:
    used = defaultdict(list)
    for action in ACTIONS:
        places = list(Where) if action.where is Where.EVERYWHERE else [action.where]
        for key in DEFAULTS.keys[action.id]:
            for place in places:
                used[place, key, action.when].append(action.id)
    assert {place: ids for place, ids in used.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_is_fit_for_help_and_bindings(action: Action) -> None:
    assert action.help.endswith(".")
    assert action.help[0].isupper()
    assert len(action.label) <= 12
    assert list(Binding.make_bindings([action.binding()]))
    if action.core:
        assert any(len(key) > 1 or not key.isalpha() for key in action.keys), action.keys


def test_a_key_is_remapped_by_the_id_of_its_action() -> None:
    keymap = resolve(ACTIONS, {"library.sort": ("x", "f11")})
    assert keymap.keys["library.sort"] == ("x", "f11")
    assert keymap.shown("library.sort") == "x"
    assert keymap.textual() == {"library.sort": "x,f11"}
    assert not keymap.problems


def test_two_actions_may_swap_their_keys() -> None:
    keymap = resolve(ACTIONS, {"library.sort": ("s",), "library.script": ("o",)})
    assert not keymap.problems
    assert keymap.keys["library.sort"] == ("s",)


@pytest.mark.parametrize(
    ("action", "keys", "sentence"),
    [
        ("library.dance", ("x",), "“library.dance” is not an action"),
        ("library.sort", ("hyperspace",), "there is no key “hyperspace”"),
        ("library.sort", ("ctrl+",), "there is no key “ctrl+”"),
        ("library.sort", ("a",), "a belongs to “library.add” already"),
        ("library.sort", ("?",), "? belongs to “app.help” already"),
        ("app.theme", ("s",), "s belongs to “library.script” already"),
    ],
)
def test_a_wrong_wish_is_said_and_left_out(
    action: str, keys: tuple[str, ...], sentence: str
) -> None:
    keymap = resolve(ACTIONS, {action: keys, "library.export": ("f10",)})
    assert len(keymap.problems) == 1
    assert sentence in keymap.problems[0]
    assert keymap.keys["library.sort"] == DEFAULTS.keys["library.sort"]
    assert keymap.keys["library.export"] == ("f10",)


def test_the_same_key_on_two_screens_is_no_conflict() -> None:
    assert not resolve(ACTIONS, {"library.sort": ("b",)}).problems


@pytest.mark.parametrize(
    ("key", "name", "written"),
    [
        ("?", "question_mark", "?"),
        ("？", "fullwidth_question_mark", "？"),
        ("／", "fullwidth_solidus", "／"),
        ("、", "ideographic_comma", "、"),
        ("+", "plus", "+"),
        ("ctrl+f", "ctrl+f", "ctrl+f"),
        ("pagedown", "pagedown", "PgDn"),
        ("f2", "f2", "F2"),
        ("up", "up", "↑"),
        ("G", "G", "G"),
        ("space", "space", "Space"),
        (",", "comma", ","),
    ],
)
def test_keys_have_one_name_and_are_shown_as_people_write_them(
    key: str, name: str, written: str
) -> None:
    assert normalise_key(key) == name
    assert display(name) == written
