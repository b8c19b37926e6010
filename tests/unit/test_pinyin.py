"""Pinyin with numbers, with marks, and in names."""

import pytest

from reader.chinese.pinyin import as_name, readings, with_marks


@pytest.mark.parametrize(
    ("numbered", "marked"),
    [
        ("ni3 hao3", "nǐ hǎo"),
        ("lu:4 nu:3", "lǜ nǚ"),
        ("lv4", "lǜ"),
        ("yi1 dian3 r5", "yī diǎn r"),
        ("Ou1 yang2", "Ōu yáng"),
        ("gui4 liu2 xiong2 hui2 gou3", "guì liú xióng huí gǒu"),
        ("ma5", "ma"),
        ("K T V", "K T V"),
        ("Mo4 · La4", "Mò · Là"),
        ("m2 ng4", "ḿ ǹg"),
        ("", ""),
    ],
)
def test_tone_marks(numbered: str, marked: str) -> None:
    assert with_marks(numbered) == marked


@pytest.mark.parametrize(
    ("numbered", "name"),
    [
        ("Liang2 Wen2 feng1", "Liang Wenfeng"),
        ("Xi1 an1", "Xi'an"),
        ("shen1 zhen4", "Shenzhen"),
        ("Lu:3 shun4", "Lüshun"),
    ],
)
def test_names(numbered: str, name: str) -> None:
    assert as_name(numbered) == name


def test_readings_follow_the_words() -> None:
    assert readings("银行行走AI") == ["yin2", "hang2", "xing2", "zou3", "", ""]
    assert readings("，了绿") == ["", "le5", "lu:4"]
