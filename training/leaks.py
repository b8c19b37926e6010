"""The check that nothing of an evaluation set is trained on."""

from collections.abc import Iterable
from pathlib import Path

from training.clean import same_text

CHINESE_RUN = 18
"""So many Chinese characters in a row are no coincidence."""
ENGLISH_RUN = 10
"""So many English words in a row are no coincidence."""


class LeakError(ValueError):
    """Training text that an evaluation set holds as well."""


class LeakCheck:
    """Tells pairs that share a sentence or a long run with evaluation text."""

    def __init__(self, pairs: Iterable[tuple[str, str]], *, runs: bool = True) -> None:
        """``pairs`` are the evaluation text; without ``runs`` only whole sentences count."""
        self._sentences: set[str] = set()
        self._chinese: set[str] = set()
        self._english: set[tuple[str, ...]] = set()
        for chinese, english in pairs:
            self._sentences.update(filter(None, (same_text(chinese), same_text(english))))
            if runs:
                self._chinese.update(_chinese_runs(chinese))
                self._english.update(_english_runs(english))

    def shared(self, chinese: str, english: str) -> str:
        """What the pair shares with the evaluation text, or an empty string."""
        for text in (chinese, english):
            if same_text(text) in self._sentences:
                return text
        for run in _chinese_runs(chinese):
            if run in self._chinese:
                return run
        for words in _english_runs(english):
            if words in self._english:
                return " ".join(words)
        return ""

    def require_clean(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Raise :class:`LeakError` for the first of ``pairs`` that shares anything."""
        for chinese, english in pairs:
            if shared := self.shared(chinese, english):
                raise LeakError(f"in an evaluation set and in the training text: {shared!r}")


def read_tsv(path: Path) -> list[tuple[str, str]]:
    """The pairs of a ``Chinese<TAB>English`` file; blank lines and further columns do not count."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) >= 2]


def _chinese_runs(text: str) -> Iterable[str]:
    plain = same_text(text)
    return (plain[at : at + CHINESE_RUN] for at in range(len(plain) - CHINESE_RUN + 1))


def _english_runs(text: str) -> Iterable[tuple[str, ...]]:
    words = [plain for word in text.split() if (plain := same_text(word))]
    return (tuple(words[at : at + ENGLISH_RUN]) for at in range(len(words) - ENGLISH_RUN + 1))
