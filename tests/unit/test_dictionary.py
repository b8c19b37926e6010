"""The dictionary: built once, either script, variants resolved."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.chinese.dictionary import Dictionary, Entry
from reader.chinese.spans import Span


def test_either_script_finds_the_same_entry(dictionary: Dictionary) -> None:
    (entry, *_) = dictionary.lookup("汉语")
    assert dictionary.lookup("漢語")[0] == entry
    assert isinstance(entry, Entry)
    assert (entry.simplified, entry.traditional) == ("汉语", "漢語")
    assert (entry.pinyin, entry.pinyin_marks) == ("Han4 yu3", "Hàn yǔ")
    assert entry.glosses[0] == "Chinese language"


def test_look_alike_radicals_are_found(dictionary: Dictionary) -> None:
    assert dictionary.lookup("亚\u2ee2逊")[0].simplified == "亚马逊"


def test_usual_words_come_before_surnames_and_variants(dictionary: Dictionary) -> None:
    assert dictionary.lookup("火")[0].glosses[0] == "fire"
    assert dictionary.lookup("的")[0].pinyin_marks == "de"
    assert dictionary.lookup("资源")[0].glosses[0].startswith("natural resource")
    assert dictionary.lookup("行")[0].pinyin == "xing2"


def test_variants_have_the_senses_of_what_they_are_variants_of(dictionary: Dictionary) -> None:
    (entry, *_) = dictionary.lookup("裏")
    assert "inside" in entry.glosses
    assert any("variant of" in gloss for gloss in entry.glosses)


def test_words_referred_to_have_tone_marks(dictionary: Dictionary) -> None:
    glosses = [gloss for word in "和北发台" for e in dictionary.lookup(word) for gloss in e.glosses]
    assert not [gloss for gloss in glosses if "|" in gloss or "[" in gloss]


def test_the_longest_word(dictionary: Dictionary) -> None:
    found = dictionary.longest("在中华人民共和国成立", 1)
    assert found
    assert found[0] == Span(1, 8)
    assert dictionary.longest("DeepSeek", 0) is None
    assert dictionary.longest("", 0) is None


@pytest.mark.parametrize(
    ("text", "offset", "pinyin"),
    [
        ("头发很长，孩子长大了", 3, "chang2"),
        ("他說得好", 2, "de5"),
        ("三個行业", 2, "hang2 ye4"),
        ("睡着了", 2, "le5"),
    ],
)
def test_the_reading_in_context_comes_first(
    dictionary: Dictionary, text: str, offset: int, pinyin: str
) -> None:
    found = dictionary.longest(text, offset)
    assert found
    assert found[1][0].pinyin == pinyin


def test_words_of_our_own_stand_in(dictionary: Dictionary) -> None:
    (entry,) = dictionary.lookup("大模型")
    assert (entry.pinyin_marks, entry.glosses) == ("dà mó xíng", ("large model",))


def test_unknown_words(dictionary: Dictionary) -> None:
    assert dictionary.lookup("字字字字") == []
    assert dictionary.lookup("") == []


def test_the_table_is_built_once(dictionary: Dictionary, cache: Path) -> None:
    dictionary.prepare()
    (table,) = cache.glob("cedict*")
    built = table.stat().st_mtime_ns
    assert Dictionary(cache).lookup("汉语")
    assert table.stat().st_mtime_ns == built


def test_a_damaged_table_is_built_anew(tmp_path: Path, dictionary: Dictionary, cache: Path) -> None:
    dictionary.prepare()
    (table,) = cache.glob("cedict*")
    (tmp_path / table.name).write_bytes(b"SQLite format 3\0" + b"broken" * 1000)
    (tmp_path / "cedict-0-1.sqlite").touch()
    assert Dictionary(tmp_path).lookup("汉语")
    assert [path.name for path in tmp_path.iterdir()] == [table.name]


def test_several_threads(dictionary: Dictionary) -> None:
    words = [chr(code) for code in range(0x4E00, 0x4F00)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(dictionary.lookup, words * 4))
    assert found[: len(words)] == found[-len(words) :]
