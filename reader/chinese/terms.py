"""A person's own conversion pairs: ``terms.tsv`` in the configuration directory.

Each line has a word as written, the word to show, and optionally, after another tab, the
script it holds for (``zh-Hans``, ``zh-Hant``, ``zh-Hant-TW``, ``zh-Hant-HK``); without one it
holds for all. Empty lines and lines that begin with ``#`` are comments::

    文心一言<TAB>文心一言
    谷歌<TAB>Google<TAB>zh-Hant-TW

Of several lines for one word the last one counts. The file is looked at again whenever it
changed. A line that cannot be used is passed over and named in :attr:`Terms.problems`.
"""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from reader.chinese.lexicon import Lexicon
from reader.chinese.normalise import visible
from reader.chinese.script import Script

_TARGETS = (Script.HANS, Script.HANT, Script.TW, Script.HK)
_MOST_BYTES = 4_000_000  # a hundred times all of our own tables
_MOST_PROBLEMS = 20


class _Stamp(NamedTuple):
    modified: int
    size: int


_NO_FILE = _Stamp(0, -1)


@dataclass(frozen=True)
class Terms:
    """The pairs of one state of the file, by the script they are for."""

    version: int = 0
    """Counts the states of the file that were read; results made with another are stale."""
    pairs: dict[Script, Lexicon] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """One sentence for each line that cannot be used, and one for all beyond the twentieth."""

    def of(self, script: Script) -> Lexicon | None:
        """The pairs for text shown in ``script``, None where there are none."""
        return self.pairs.get(script)


class TermsFile:
    """Watches one ``terms.tsv``; safe to share between threads."""

    def __init__(self, path: Path | None) -> None:
        """Watch ``path``; None or a missing file means no terms."""
        self._path = path
        self._lock = Lock()
        self._stamp = _NO_FILE
        self._terms = Terms()

    def current(self) -> Terms:
        """The terms as they are in the file now."""
        stamp = self._look()
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._terms = self._read(self._terms.version + 1)
            return self._terms

    def _look(self) -> _Stamp:
        if self._path is None:
            return _NO_FILE
        try:
            found = self._path.stat()
        except OSError:
            return _NO_FILE
        return _Stamp(found.st_mtime_ns, found.st_size)

    def _read(self, version: int) -> Terms:
        if self._path is None or self._stamp == _NO_FILE:
            return Terms(version)
        if self._stamp.size > _MOST_BYTES:
            return self._unusable(version, f"is larger than {_MOST_BYTES // 1_000_000} MB")
        try:
            text = self._path.read_text("utf-8-sig")
        except UnicodeDecodeError:
            return self._unusable(version, "is not UTF-8")
        except OSError:
            return self._unusable(version, "cannot be read")
        pairs: dict[Script, dict[str, str]] = {script: {} for script in _TARGETS}
        problems = []
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip() and not line.startswith("#"):
                wrong = _take(line, pairs)
                if wrong:
                    problems.append(f"{self._path}, line {number}: {wrong}")
        lexicons = {script: Lexicon(words) for script, words in pairs.items() if words}
        return Terms(version, lexicons, self._first(problems))

    def _unusable(self, version: int, reason: str) -> Terms:
        return Terms(version, problems=(f"{self._path} {reason}; your own terms are not used.",))

    def _first(self, problems: list[str]) -> tuple[str, ...]:
        left = len(problems) - _MOST_PROBLEMS
        if left <= 0:
            return tuple(problems)
        more = f"{self._path}: {left} more lines cannot be used."
        return (*problems[:_MOST_PROBLEMS], more)


def _take(line: str, pairs: dict[Script, dict[str, str]]) -> str | None:
    """Put the pair of ``line`` into ``pairs``; what is wrong with it otherwise."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) not in (2, 3) or not all(cells):
        return "write a word, a tab and the word to show, and perhaps a tab and a script."
    if any(cell != visible(cell, one_line=True) for cell in cells):
        return "remove the character that cannot be seen from it."
    if len(cells) == 3 and cells[2] not in _TARGETS:
        return f"{cells[2]!r} is not a script; write one of {', '.join(_TARGETS)}."
    for script in [Script(cells[2])] if len(cells) == 3 else _TARGETS:
        pairs[script][cells[0]] = cells[1]
    return None
