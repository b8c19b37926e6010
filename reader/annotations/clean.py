"""What a person types, brought to the one form in which it is kept and exported."""

import re
import unicodedata

from reader.errors import ReaderError

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK_EDGES = re.compile(r"\A(?:[ \t]*\n)+|\s+\Z")


def clean_body(text: str) -> str:
    r"""Markdown with ``\n`` line ends, without control characters and blank lines at its edges.

    A code point that is no character (half of a surrogate pair) becomes U+FFFD.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", clean_text(text))
    return _BLANK_EDGES.sub("", text)


def clean_text(text: str) -> str:
    """``text`` as it can be stored: surrogates, which no file can hold, become U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def clean_tags(tags: "str | tuple[str, ...] | list[str]") -> tuple[str, ...]:
    """Tags as Obsidian and Logseq take them: no ``#``, no white space, no commas, none twice.

    A string is split at white space and commas, Chinese ones too; a tag that is given by itself
    has its white space turned into ``-``.
    """
    if isinstance(tags, str):
        tags = re.split(r"[\s,，、;；]+", tags)
    found: dict[str, str] = {}
    for tag in tags:
        text = unicodedata.normalize("NFC", _CONTROL.sub("", clean_text(tag))).strip()
        text = re.sub(r"[\s,，、;；]+", "-", text.lstrip("#＃").strip())
        if text:
            found.setdefault(text.casefold(), text)
    return tuple(found.values())


def clean_colour(name: str) -> str:
    """A colour's name in lower case, or nothing.

    Raises :class:`ReaderError` when it is not a plain word.
    """
    name = name.strip().lower()
    if name and not re.fullmatch(r"[a-z][a-z0-9-]{0,31}", name):
        raise ReaderError(f"{name!r} is no colour: use a name such as yellow or green.")
    return name
