"""Words: either script, offsets as written, silent, cached in our own directory."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.words import Segmenter, own_words


def words(segmenter: Segmenter, text: str) -> list[str]:
    return [span.of(text) for span in segmenter.words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们学习汉语。", "我们 学习 汉语"),
        ("我們學習漢語。", "我們 學習 漢語"),
        ("用DeepSeek-R1写C++，增长5.5%！", "用 DeepSeek-R1 写 C++ 增长 5.5%"),
        ("2025年的大模型", "2025 年 的 大模型"),
        ("深度求索的梁文锋", "深度求索 的 梁文锋"),
        ("don’t @user_name", "don’t user_name"),
        ("，。 \n", ""),
        ("", ""),
    ],
)
def test_words(segmenter: Segmenter, text: str, expected: str) -> None:
    assert words(segmenter, text) == expected.split()


@given(text=st.text(st.sampled_from("汉語字们的大模型A1.-，。 \n") | st.characters(), max_size=60))
def test_words_are_in_order_and_have_no_space(segmenter: Segmenter, text: str) -> None:
    end = 0
    for span in segmenter.words(text):
        assert end <= span.start < span.end <= len(text)
        assert not any(character.isspace() for character in span.of(text))
        end = span.end
    between = set(range(len(text))) - {i for span in segmenter.words(text) for i in range(*span)}
    assert not [text[i] for i in between if "\u4e00" <= text[i] <= "\u9fff"]


def test_nothing_is_printed_and_the_cache_is_ours(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert words(Segmenter(tmp_path), "汉语") == ["汉语"]
    assert words(Segmenter(None), "汉语") == ["汉语"]
    assert capfd.readouterr() == ("", "")
    assert [path.name for path in tmp_path.iterdir()] == ["jieba.cache"]


def test_own_words_are_well_formed() -> None:
    for word, english in own_words().items():
        assert word
        assert word == word.strip()
        assert english == english.strip()
        assert english.isprintable()
