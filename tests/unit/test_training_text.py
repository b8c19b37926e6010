"""Cleaning, filters, augmentation and the check for leaks: pure text, without PyTorch."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training import augment
from training.authored import Passage, development_pairs, read_passages, training_pairs
from training.clean import clean_chinese, clean_english, reason_against, same_text
from training.leaks import LeakCheck, LeakError
from training.parts import join_files, split_bytes
from training.prepared import (
    Label,
    Row,
    read_development,
    read_labels,
    read_rows,
    write_prepared,
)
from training.scoring import Score, is_copied, table
from training.sources import BY_NAME, SOURCES

GOOD = ("这家公司发布了新一代芯片。", "The company released a new generation of chips.")


def test_spaces_beside_full_width_marks_go() -> None:
    assert clean_chinese("林德伯格（ Lindbergh） 说， 好。") == "林德伯格（Lindbergh）说，好。"
    assert clean_chinese("亚⻢逊的 AWS") == "亚马逊的 AWS"


def test_english_has_one_style() -> None:
    spaced = "The “ odd ” word , isn't the German 's ."
    assert clean_english(spaced) == "The \"odd\" word, isn't the German's."


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean_chinese(clean_chinese(text)) == clean_chinese(text)


@pytest.mark.parametrize(
    ("chinese", "english", "reason"),
    [
        (*GOOD, ""),
        ("", "Nothing.", "empty or copied"),
        ("Only Latin here", "Only Latin, too", "wrong language"),
        ("这是中文。", "这还是中文。", "wrong language"),
        ("这是俄文。", "Это не английский текст.", "wrong language"),
        ("使用它。", "{{ foo }} == __bar__", "code"),
        ("一个很短的句子。", "word " * 40, "length ratio"),
        ("他在1998年买了375本书。", "She sold many flowers in town.", "numbers differ"),
        ("用 Kubernetes 和 Docker 部署。", "He went home and slept a while.", "Latin words differ"),
        ("他们有3万人。", "They are 30,000 people.", ""),
    ],
)
def test_filters(chinese: str, english: str, reason: str) -> None:
    assert reason_against(chinese, english) == reason


def test_few_authored_pairs_would_be_filtered() -> None:
    pairs = [
        (clean_chinese(chinese), clean_english(english)) for chinese, english in training_pairs()
    ]
    refused = [pair for pair in pairs if reason_against(*pair)]
    assert len(refused) < 0.01 * len(pairs), refused[:5]


def test_leaks_are_found() -> None:
    weather = ("今天的天气比昨天好得多，我们打算一起去公园散步。", "It is far better.")
    words = "one two three four five six seven eight nine ten"
    check = LeakCheck({"a test": [weather], "another": [("甲", f"zero {words}")]})
    assert check.shared("别的句子。", "It is far better!") == ("itisfarbetter", "a test")
    assert check.shared("他说天气比昨天好得多我们打算一起去公园散步吧", "Other words.")
    assert check.shared("乙", f"{words} eleven") == (words, "another")
    assert check.shared("今天的天气很好。", "The weather is fine.") is None
    check.require_clean([GOOD])
    with pytest.raises(LeakError, match="a test"):
        check.require_clean([GOOD, ("别的句子。", "It is far better")])


@given(st.text())
def test_the_same_text_ignores_marks_and_spaces(text: str) -> None:
    assert same_text(f" {text}！") == same_text(text) == same_text(same_text(text))


def test_the_development_set_is_fixed_and_apart() -> None:
    training, development = training_pairs(), development_pairs()
    assert 300 < len(development) < 0.1 * len(training)
    assert not set(training) & set(development)
    # More text dropped in never moves a passage from one side to the other.
    first = read_passages()[0]
    assert first.held_out == Passage("elsewhere:1", first.pairs).held_out


def test_a_line_of_another_form_is_named(tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text("好\tGood\nonly one side\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.tsv:2"):
        read_passages(tmp_path)


def test_neighbours_are_joined() -> None:
    pairs = [("甲。", "A."), ("乙。", "B."), ("丙。", "C.")]
    assert list(augment.joined(pairs, 2)) == [("甲。乙。", "A. B."), ("乙。丙。", "B. C.")]


def test_final_marks_and_headlines() -> None:
    assert augment.without_final_mark(GOOD) == (GOOD[0][:-1], GOOD[1][:-1])
    assert augment.without_final_mark(("真的？", "Really?")) is None
    assert augment.headline(GOOD) == (
        "这家公司发布了新一代芯片",
        "The Company Released a New Generation of Chips",
    )
    assert (
        augment.title_case("the iPhone of 2007 and its maker") == "The iPhone of 2007 and Its Maker"
    )


@given(st.integers(0, 10_000))
def test_names_are_copied_on_both_sides(seed: int) -> None:
    pair = (
        "谷歌的 Gemini 和 OpenAI 的 GPT-5 都很强。",
        "Gemini by Google and GPT-5 by OpenAI are strong.",
    )
    copied = augment.copied_names(pair, random.Random(seed))
    assert copied is not None
    word = re.compile(r"[A-Za-z0-9@#:/.\-]*[A-Za-z0-9@#:/\-]")
    ours = [name for name in word.findall(copied[0]) if name]
    assert ours
    assert all(name in copied[1] for name in ours)


def test_a_pair_without_shared_names_stays_out() -> None:
    assert augment.copied_names(GOOD, random.Random(1)) is None


@given(st.integers(0, 1_000))
def test_numbers_that_change_form_are_left_alone(seed: int) -> None:
    pair = ("他有250本书和30万元。", "He has 250 books and 300,000 yuan.")
    copied = augment.copied_numbers(pair, random.Random(seed))
    assert copied is not None
    assert "30万元" in copied[0]
    number = re.search(r"\d{3}(?=本)", copied[0])
    assert number
    assert number.group() in copied[1]


@given(st.integers(0, 1_000))
def test_placeholders_are_on_both_sides(seed: int) -> None:
    chinese, english = augment.with_placeholder(GOOD, random.Random(seed))
    assert len(re.findall(r"X\d", chinese)) == 1
    assert re.findall(r"X\d", chinese) == re.findall(r"X\d", english)


def test_parts_are_put_together_again(tmp_path: Path) -> None:
    data = bytes(range(256)) * 40
    parts = split_bytes(data, tmp_path, "x", part_bytes=1_000)
    assert len(parts) == 11
    assert max(part.stat().st_size for part in parts) == 1_000
    assert join_files(tmp_path, "x") == data
    parts[3].unlink()
    with pytest.raises(FileNotFoundError):
        join_files(tmp_path, "x")


def test_the_prepared_folder_is_read_as_written(tmp_path: Path) -> None:
    rows = [Row("authored", *GOOD, 0.25), Row("tatoeba+bare", "好", "Good")]
    labels = {"authored": Label(3, 8), "tatoeba+bare": Label(0.4, 0.1)}
    write_prepared(tmp_path, rows, labels, {"authored": [GOOD]}, "report\n")
    assert list(read_rows(tmp_path)) == rows
    assert read_labels(tmp_path) == labels
    assert read_development(tmp_path) == {"authored": [GOOD]}


def test_sources_name_their_licences() -> None:
    assert len(BY_NAME) == len(SOURCES)
    assert all(source.licence and source.address and source.weight > 0 for source in SOURCES)


def test_copied_output_is_told() -> None:
    assert is_copied("这是一个句子。", "这是一个 sentence.")
    assert not is_copied("“仁”是什么意思？", "What does 仁 mean?")


def test_the_table_has_a_row_for_each_score() -> None:
    scores = [Score(name, "news", 10, 20.0, 45.0, 0, 0.1, 0) for name in ("one", "two")]
    assert table(scores).count("| news | 10 |") == 2
