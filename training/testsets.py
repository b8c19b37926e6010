"""Chinese sentences with English to compare a translation with."""

from dataclasses import dataclass
from pathlib import Path

from training import authored
from training.leaks import read_tsv


@dataclass(frozen=True)
class TestSet:
    """Sentences and their reference English, in the same order."""

    __test__ = False  # not a class of tests

    name: str
    sentences: list[str]
    references: list[str]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Sentences with their references."""
        return list(zip(self.sentences, self.references, strict=True))

    def first(self, count: int | None) -> "TestSet":
        """The set's first ``count`` sentences, or all of them."""
        return TestSet(self.name, self.sentences[:count], self.references[:count])


def from_tsv(path: Path) -> TestSet:
    """The set in a ``Chinese<TAB>English`` file."""
    return _of_pairs(path.name.removesuffix(".tsv"), read_tsv(path))


def development() -> TestSet:
    """The authored passages that are not trained on."""
    return _of_pairs("development", authored.development_pairs())


def corpus() -> TestSet:
    """The articles shipped with the reader, against their edited English."""
    from reader.articles.corpus import articles, find
    from reader.articles.importer import import_pair

    pairs = []
    for _, chinese, english in articles(find()):
        if english is None:
            continue
        document, _ = import_pair(chinese, english)
        for block in document.blocks:
            texts = [span.of(block.text) for span in block.sentences]
            if len(texts) == len(block.english):
                pairs += [pair for pair in zip(texts, block.english, strict=True) if all(pair)]
    return _of_pairs("corpus", pairs)


def _of_pairs(name: str, pairs: list[tuple[str, str]]) -> TestSet:
    return TestSet(name, [pair[0] for pair in pairs], [pair[1] for pair in pairs])


def sets(names: list[str], folder: Path | None) -> list[TestSet]:
    """The sets named, or all of them: ``development``, ``corpus``, and every file in ``folder``."""
    found = [development(), corpus()]
    if folder is not None:
        found += [from_tsv(path) for path in sorted(folder.glob("*.tsv"))]
    if not names:
        return found
    known = {each.name: each for each in found}
    missing = [name for name in names if name not in known]
    if missing:
        raise ValueError(f"no set {', '.join(missing)}; there are {', '.join(known)}")
    return [known[name] for name in names]
