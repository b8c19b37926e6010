"""Encodings of Chinese text files, found without being told."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.decode import decode
from reader.errors import ReaderError

HANS = "春天的时候，我们到山里去看花。那里的人说，今年的雨水很多，路不好走。"
HANT = "春天的時候，我們到山裡去看花。那裡的人說，今年的雨水很多，路不好走。"
LATIN = "Title: 山里\r\nURL: https://example.org/\r\n\r\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HANS, "utf-8"),
        (HANS, "utf-8-sig"),
        (HANS, "utf-16"),
        (HANS, "utf-16-le"),
        (HANT, "utf-16-be"),
        (HANS, "gb18030"),
        (HANS, "gbk"),
        (HANS, "gb2312"),
        (HANT, "gb18030"),
        (HANT, "big5"),
        (HANT + "嘅咗喺", "big5hkscs"),
        (HANT, "cp950"),
        (LATIN.replace("\r\n", "\n") + HANS, "gb18030"),
        ("\n".join([HANT] * 4000), "big5"),
    ],
)
def test_the_encoding_is_found(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "file.txt").removeprefix("\ufeff") == text


def texts(characters: str) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(characters), min_size=24).map("".join).filter(_varied)


def _varied(text: str) -> bool:
    return len(set(text)) > 8


@given(texts(HANS + "大小中国学生老师同学今天明天"))
def test_short_simplified_texts(text: str) -> None:
    assert decode(text.encode("gb18030"), "file.txt") == text


@given(texts(HANT + "大小中國學生老師同學今天明天"))
def test_short_traditional_texts(text: str) -> None:
    assert decode(text.encode("big5"), "file.txt") == text


@given(st.text(min_size=1).map(lambda text: text.encode("utf-8", "replace")))
def test_valid_utf8_is_never_taken_for_something_else(data: bytes) -> None:
    if data.startswith((codecs.BOM_UTF8, b"GIF8", b"RIFF", b"%PDF-", b"Rar!")):
        return
    text = data.decode()
    try:
        assert decode(data, "file.txt") == text.replace("\r\n", "\n").replace("\r", "\n")
    except ReaderError:
        odd = sum(ord(character) < 32 or character == "\ufffd" for character in text)
        assert odd * 20 > len(text)


def test_a_few_bad_bytes_cost_only_themselves() -> None:
    data = (HANS * 50).encode()
    damaged = data[:300] + b"\xff\xfe" + data[300:]
    text = decode(damaged, "file.txt")
    assert text.replace("\ufffd", "") == HANS * 50


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x00\x01\x02\xff" * 100, "not a text file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x1f\x8b\x08\x00", "unpack"),
        (bytes(range(256)) * 8, "not a text file"),
        (bytes(1000), "not a text file"),
        (b"\x7fELF\x02\x01", "program"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReaderError, match=reason) as caught:
        decode(data, "/somewhere/file.md")
    assert str(caught.value).startswith("file.md: ")
