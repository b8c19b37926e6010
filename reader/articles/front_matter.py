"""Front matter: the YAML, TOML or JSON header of a Markdown file, as Hugo and others write it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.articles.dates import iso_date
from reader.articles.document import one_line

if TYPE_CHECKING:
    import yaml

_YAML = re.compile(r"\A[\s\ufeff]*---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TOML = re.compile(r"\A[\s\ufeff]*\+\+\+[ \t]*\n(.*?)(?:^|\n)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_LINE = re.compile(r"^([A-Za-z_][\w-]*)\s*[:=]\s*(.*?)\s*$", re.MULTILINE)
_LONGEST = 20_000
"""The longest header, in characters."""
_MOST_BRACKETS = 200
_LARGEST_NUMBER = 10**18
"""A larger one is neither a title nor a date, and Python refuses to print the largest."""
_TITLE = ("title", "标题", "標題")
_DATE = ("date", "publishdate", "pubdate", "published", "created", "日期")
_SOURCE = ("source", "publisher", "publication", "site", "origin", "来源", "來源")
_ADDRESS = ("original", "original_url", "source_url", "link", "canonical", "canonicalurl", "url")
_WEB = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class FrontMatter:
    """What the header of a file says; each field is empty where it says nothing."""

    title: str = ""
    date: str = ""
    source: str = ""
    address: str = ""


def split_front_matter(text: str) -> tuple[FrontMatter | None, str]:
    """The header and the rest of ``text``; no header (``None``) leaves the text whole.

    A header that is not valid YAML or TOML is read line by line, so that a stray quotation
    mark in a title costs nothing but itself.
    """
    for pattern, load in ((_YAML, _load_yaml), (_TOML, _load_toml)):
        match = pattern.match(text, 0, _LONGEST)
        if match:
            values = load(match.group(1))
            if values and all(map(_is_name, values)):
                return _front_matter(values), text[match.end() :]
    return _split_json(text)


def _is_name(key: str) -> bool:
    """Whether a header may have this field; a line of an article is not one."""
    return _NAME.fullmatch(key) is not None or key in (*_TITLE, *_DATE, *_SOURCE)


def _split_json(text: str) -> tuple[FrontMatter | None, str]:
    """Hugo's JSON header: an object with a title at the very start."""
    start = text.lstrip("\ufeff \n")
    if not start.startswith("{"):
        return None, text
    import json

    try:
        values, end = json.JSONDecoder().raw_decode(start[:_LONGEST])
    except (ValueError, RecursionError):
        return None, text
    if "title" not in values:
        return None, text
    return _front_matter(_lower(values)), start[end:]


def _load_yaml(header: str) -> Mapping[str, object] | None:
    import yaml

    if header.count("[") + header.count("{") > _MOST_BRACKETS:
        return _load_lines(header)
    try:
        values = yaml.load(header, _plain_loader())
    except (yaml.YAMLError, RecursionError, ValueError):
        return _load_lines(header)
    return _lower(values) if isinstance(values, dict) else None


@cache
def _plain_loader() -> "type[yaml.SafeLoader]":
    import yaml

    class PlainLoader(yaml.SafeLoader):
        """Knows no merge keys: a few lines of them, each twice the last, make millions of pairs."""

        def flatten_mapping(self, node: yaml.MappingNode) -> None:
            """Leave ``<<`` as it is, which then is an error."""

    return PlainLoader


def _load_toml(header: str) -> Mapping[str, object] | None:
    import tomllib

    try:
        return _lower(tomllib.loads(header))
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        return _load_lines(header)


def _load_lines(header: str) -> Mapping[str, object] | None:
    found = {name.lower(): value.strip("\"'") for name, value in _LINE.findall(header)}
    return found or None


def _lower(values: Mapping[Any, object]) -> dict[str, object]:
    return {
        str(name).lower(): "" if _is_huge(value) else value
        for name, value in values.items()
        if not _is_huge(name)
    }


def _is_huge(value: object) -> bool:
    return isinstance(value, int) and abs(value) > _LARGEST_NUMBER


def _front_matter(values: Mapping[str, object]) -> FrontMatter:
    address = next(
        (text for name in _ADDRESS if _WEB.fullmatch(text := _text(values.get(name)))), ""
    )
    source = _first(values, _SOURCE)
    if not address and _WEB.fullmatch(source):
        address = source
    date = next((found for name in _DATE if (found := iso_date(values.get(name)))), "")
    return FrontMatter(title=_first(values, _TITLE), date=date, source=source, address=address)


def _first(values: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(values.get(name)))), "")


def _text(value: object) -> str:
    if isinstance(value, str | int | float):
        return one_line(str(value))
    return ""
