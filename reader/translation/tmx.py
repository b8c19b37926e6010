"""The translation memory as TMX 1.4, for other translators' tools and from them."""

import codecs
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from reader import __version__
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.translation.memory import TMX_PACKAGE, Entry

_TOOL = "zh-reader"
_PACKAGE, _ARTICLE, _DOUBTFUL = "x-package", "x-article", "x-doubtful"
_CORRECTION = "correction"
_CHUNK = 2**16
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""Inline elements whose content is markup of the document that a segment came from."""
_SCRIPTS = {
    "zh-hans": Script.HANS,
    "zh-cn": Script.HANS,
    "zh-sg": Script.HANS,
    "zh-hant": Script.HANT,
    "zh-tw": Script.TW,
    "zh-hant-tw": Script.TW,
    "zh-hk": Script.HK,
    "zh-hant-hk": Script.HK,
}

_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")
_CHINESE = frozenset({"gb2312", "gbk", "gb18030", "big5", "big5-hkscs", "cp936", "cp950"})
"""Encodings of older tools, which Expat does not know."""
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""

_HEADER = f"""<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool={quoteattr(_TOOL)} creationtoolversion={quoteattr(__version__)}
    segtype="sentence" o-tmf={quoteattr(_TOOL)} adminlang="en" srclang="zh-Hans"
    datatype="plaintext"/>
  <body>
"""
_FOOTER = """  </body>
</tmx>
"""


def write_tmx(entries: Iterable[Entry], stream: IO[str]) -> int:
    """Write ``entries`` to ``stream`` as one TMX 1.4 document; how many there were."""
    stream.write(_HEADER)
    count = 0
    for entry in entries:
        stream.write(_unit(entry))
        count += 1
    stream.write(_FOOTER)
    return count


@dataclass(frozen=True, slots=True)
class Unit:
    """A Chinese segment with its English, and the script that the file says it is in."""

    entry: Entry
    script: Script


def read_tmx(path: Path) -> Iterator[Unit]:
    """The Chinese–English units of the TMX file at ``path``, read a piece at a time.

    Raises :class:`ReaderError` when the file is not TMX, or declares entities, which a TMX file
    has no need for and an attack has.
    """
    reading = _Reading(datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"))
    try:
        for piece in _pieces(path):
            yield from reading.feed(piece)
        yield from reading.feed(b"", last=True)
    except FileNotFoundError as error:
        raise ReaderError(f"{path}: there is no such file.") from error
    except OSError as error:
        raise ReaderError(f"{path}: cannot be read ({error.strerror}).") from error
    except (expat.ExpatError, LookupError, ValueError, _NotTmxError) as error:
        raise ReaderError(f"{path}: this is not a readable TMX file ({error}).") from error


def _pieces(path: Path) -> Iterator[bytes | str]:
    """The file piece by piece; decoded where Expat could not do it."""
    with path.open("rb") as source:
        piece = source.read(_CHUNK)
        declared = _DECLARED.match(piece)
        name = declared[1].decode("ascii").lower() if declared else ""
        decoder = codecs.getincrementaldecoder(name)() if name in _CHINESE else None
        while piece:
            yield piece if decoder is None else decoder.decode(piece)
            piece = source.read(_CHUNK)


class _NotTmxError(Exception):
    """What makes a well-formed file unacceptable."""


@dataclass
class _Variant:
    language: str
    text: list[str] = field(default_factory=list)


class _Reading:
    """Expat's events turned into units."""

    def __init__(self, now: str) -> None:
        self._now = now
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._refuse
        self._ready: list[Unit] = []
        self._path: list[str] = []
        self._inside: Counter[str] = Counter()
        """How many elements of each name are open."""
        self._ours = False
        self._changed = ""
        self._properties: dict[str, list[str]] = {}
        self._property = ""
        self._variants: list[_Variant] = []

    def feed(self, chunk: bytes | str, *, last: bool = False) -> list[Unit]:
        """The units that are complete after ``chunk``."""
        self._parser.Parse(chunk, last)
        ready, self._ready = self._ready, []
        return ready

    def _refuse(self, *declaration: object) -> None:
        raise _NotTmxError("it declares entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != "tmx":
            raise _NotTmxError(f"its root is <{name}>")
        self._path.append(name)
        self._inside[name] += 1
        match name:
            case "header":
                self._ours = attributes.get("creationtool") == _TOOL
            case "tu":
                self._changed = attributes.get("changedate") or attributes.get("creationdate") or ""
                self._properties, self._variants = {}, []
            case "prop":
                self._property = attributes.get("type", "")
            case "tuv":
                language = attributes.get("xml:lang") or attributes.get("lang") or ""
                self._variants.append(_Variant(language.lower().replace("_", "-")))

    def _end(self, name: str) -> None:
        self._path.pop()
        self._inside[name] -= 1
        if name == "tu":
            unit = self._unit()
            if unit is not None:
                self._ready.append(unit)

    def _text(self, text: str) -> None:
        if self._inside["seg"]:
            if self._variants and not any(self._inside[code] for code in _CODES):
                self._variants[-1].text.append(text)
        elif self._path[-1] == "prop" and self._inside["tu"]:
            self._properties.setdefault(self._property, []).append(text)

    def _unit(self) -> Unit | None:
        chinese = next((one for one in self._variants if _is_chinese(one.language)), None)
        english = next((one for one in self._variants if one.language.split("-")[0] == "en"), None)
        if chinese is None or english is None:
            return None
        sentence, wording = ("".join(one.text).strip() for one in (chinese, english))
        if not sentence or not wording:
            return None
        entry = Entry(sentence, wording, TMX_PACKAGE, self._date())
        if self._ours and (package := self._value(_PACKAGE)):
            entry = Entry(
                sentence,
                wording,
                "" if package == _CORRECTION else package,
                self._date(),
                self._value(_ARTICLE),
                bool(self._value(_DOUBTFUL)),
            )
        return Unit(entry, _SCRIPTS.get(chinese.language, Script.ORIGINAL))

    def _value(self, name: str) -> str:
        return "".join(self._properties.get(name, []))

    def _date(self) -> str:
        """The unit's date in ISO 8601, or now."""
        try:
            date = datetime.strptime(self._changed, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        except ValueError:
            return self._now
        return date.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _is_chinese(language: str) -> bool:
    return language.split("-", maxsplit=1)[0] in ("zh", "cmn")


def _unit(entry: Entry) -> str:
    changed = f"{entry.updated[:19].replace('-', '').replace(':', '')}Z"
    properties = {
        _PACKAGE: entry.package or _CORRECTION,
        _ARTICLE: entry.article,
        _DOUBTFUL: "yes" if entry.doubtful else "",
    }
    lines = [f"    <tu changedate={quoteattr(changed)}>"]
    lines += [
        f"      <prop type={quoteattr(name)}>{_escaped(value)}</prop>"
        for name, value in properties.items()
        if value
    ]
    for language, text in (("zh-Hans", entry.sentence), ("en", entry.english)):
        segment = f"<seg>{_escaped(text)}</seg>"
        lines.append(f'      <tuv xml:lang="{language}">{segment}</tuv>')
    return "\n".join([*lines, "    </tu>", ""])


def _escaped(text: str) -> str:
    """The text as XML; characters that XML cannot hold are left out."""
    return escape(_FORBIDDEN.sub("", text))
