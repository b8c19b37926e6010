"""The check that nothing of an evaluation set is trained on."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from training.clean import same_text

CHINESE_RUN = 18
"""So many Chinese characters in a row are no coincidence."""
ENGLISH_RUN = 10
"""So many English words in a row are no coincidence."""


class LeakError(ValueError):
    """Training text that an evaluation set holds as well."""


class LeakCheck:
    """Tells pairs that share a sentence or a long run with text that may not be trained on."""

    def __init__(self, kept_apart: Mapping[str, Iterable[tuple[str, str]]]) -> None:
        """``kept_apart`` are the pairs by what they are for, in words: "an evaluation set"."""
        self._where: dict[str, str] = {}
        for where, pairs in kept_apart.items():
            for chinese, english in pairs:
                for text in _fingerprints(chinese, english):
                    self._where.setdefault(text, where)

    def shared(self, chinese: str, english: str) -> tuple[str, str] | None:
        """What the pair shares, and with what; ``None`` for a pair that may be trained on."""
        for text in _fingerprints(chinese, english):
            if text in self._where:
                return text, self._where[text]
        return None

    def require_clean(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Raise :class:`LeakError` for the first of ``pairs`` that shares anything."""
        for chinese, english in pairs:
            if found := self.shared(chinese, english):
                raise LeakError(f"in the training text and in {found[1]}: {found[0]!r}")


def read_tsv(path: Path) -> list[tuple[str, str]]:
    """The pairs of a ``Chinese<TAB>English`` file; blank lines and further columns do not count."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1]) for row in rows if len(row) >= 2]


def _fingerprints(chinese: str, english: str) -> Iterator[str]:
    """Texts by which a pair is known: both sentences, and every long run on either side."""
    plain = same_text(chinese)
    words = [bare for word in english.split() if (bare := same_text(word))]
    if plain:
        yield plain
    if words:
        yield "".join(words)
    for start in range(len(plain) - CHINESE_RUN + 1):
        yield plain[start : start + CHINESE_RUN]
    for start in range(len(words) - ENGLISH_RUN + 1):
        yield " ".join(words[start : start + ENGLISH_RUN])
