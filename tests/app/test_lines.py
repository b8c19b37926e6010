"""The lines at top and bottom at every width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.app.actions import Where
from reader.app.cells import fit
from reader.app.keymap import resolve
from reader.app.registry import ACTIONS
from reader.app.widgets.lines import Hint, fitting, hints

KEYMAP = resolve(ACTIONS, {})
HINTS = st.lists(
    st.builds(
        Hint,
        st.text("↑↓sF2", min_size=1, max_size=4),
        st.text("abc书", min_size=1, max_size=9),
        st.just("x"),
        st.integers(0, 99),
    ),
    max_size=15,
)


def here(where: Where, state: str = "") -> list[Hint]:
    actions = [
        action
        for action in ACTIONS
        if action.where in (where, Where.EVERYWHERE) and action.when in ("", state)
    ]
    return hints(actions, KEYMAP)


@given(HINTS, st.integers(0, 200))
def test_the_hints_that_are_shown_fit_whole_and_keep_their_order(
    candidates: list[Hint], width: int
) -> None:
    shown = fitting(candidates, width)
    if shown:
        assert sum(hint.width + 2 for hint in shown) - 2 <= width
    remaining = iter(candidates)
    assert all(any(hint is other for other in remaining) for hint in shown)
    if len(shown) < len(candidates):
        weights = sorted((hint.weight for hint in candidates), reverse=True)
        assert sorted((hint.weight for hint in shown), reverse=True) == weights[: len(shown)]


def test_what_matters_most_stays_at_sixty_columns() -> None:
    for where, needed in (
        (Where.LIBRARY, {"open", "search", "help"}),
        (Where.READING, {"sentence", "script", "layout", "help"}),
        (Where.NOTES, {"open", "search", "help"}),
    ):
        assert needed <= {hint.label for hint in fitting(here(where), 58)}


def test_actions_with_the_same_word_share_a_place() -> None:
    assert any(hint.keys == "↑↓" and hint.label == "sentence" for hint in here(Where.READING))


def test_a_key_that_means_something_else_for_now_is_shown_for_that() -> None:
    finding = {hint.label: hint.keys for hint in here(Where.READING, "finding")}
    assert finding["next"] == "n"
    assert "note" not in finding


@given(st.text(), st.integers(0, 60))
def test_a_text_that_is_fitted_is_never_wider(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) <= width
