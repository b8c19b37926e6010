"""The word list of a text."""

import pytest

from reader.chinese.dictionary import Dictionary
from reader.chinese.vocabulary import VocabularyWord, anki_file, vocabulary
from reader.chinese.words import Segmenter


@pytest.fixture
def parts(segmenter: Segmenter, dictionary: Dictionary) -> tuple[Segmenter, Dictionary]:
    return segmenter, dictionary


def test_words_count_in_either_script(parts: tuple[Segmenter, Dictionary]) -> None:
    words = vocabulary(["我们学习汉语。", "漢語難。\n"], *parts)
    first = words[0]
    assert (first.simplified, first.traditional, first.count) == ("汉语", "漢語", 2)
    assert first.sentence == "我们学习汉语。"
    assert [word.simplified for word in words[1:]] == ["我们", "学习", "难"]


def test_what_the_dictionary_lacks_is_left_out(parts: tuple[Segmenter, Dictionary]) -> None:
    assert vocabulary(["DeepSeek-R1 3.5，", ""], *parts) == []


def test_fields_of_cards_hold_no_tabs_and_no_bare_quotes() -> None:
    word = VocabularyWord("字", "字", "zì", 'say "a"', 1, "一\t字\n")
    last = anki_file([word]).splitlines()[-1]
    assert last.split("\t") == ["字", "字", "zì", '"say ""a"""', "一 字"]
