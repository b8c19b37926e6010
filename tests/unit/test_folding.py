"""Forms for comparison keep every offset."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.folding import fold, simplify

ANY = st.text(st.sampled_from("漢字语語ABＡ，“「着著") | st.characters(categories=None))


def test_characters_are_simplified_one_by_one() -> None:
    assert simplify("漢語裡的後來，亞\u2ee2遜Ａ") == "汉语里的后来，亚马逊Ａ"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("DeepSeek 開源", "deepseek 开源"),
        ("ＡＩ，", "ai,"),
        ("「接著」", "“接着”"),
        ("亚\u2ee2逊", "亞馬遜"),
    ],
)
def test_what_is_alike_folds_alike(text: str, other: str) -> None:
    assert fold(text) == fold(other)


@given(ANY)
def test_lengths_stay_and_folding_again_changes_nothing(text: str) -> None:
    assert len(simplify(text)) == len(text) == len(fold(text))
    assert fold(fold(text)) == fold(text)
