"""Where a word of a region's vocabulary is found across the edge of two common words.

    uv run python -m tests.oracles.edges > reader/chinese/data/beyond/edges.tsv

電視頻道 is 電視 and 頻道, but 視頻 stands in it, and 溝通過程 holds 通過. This goes through
jieba's dictionary and lists for each such word the characters that make a common word with its
first one, and those that make one with its last. Where it stands between two of them it is not
exchanged. To be run again when the vocabulary has grown.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reader.chinese.script import has_han
from reader.chinese.stages import VocabularyStep, form_step, step

COMMON = 60
"""How often jieba's dictionary has seen a word that counts as common."""
LOOSE = frozenset("的了是在和与或也就到来去传点")
"""Characters that go with anything, so that they say nothing about an edge."""
STEPS = {"t2twp": None, "t2hkp": None, "tw2tp": "t2tw", "hk2tp": "t2hk"}
"""The vocabulary steps, and the regional form that their input has."""
HEAD = """\
# Words found across the edge of two others, made by tests/oracles/edges.py.
# word	characters before	characters behind"""


def main() -> None:
    """Print the table."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    jieba.initialize()
    edges: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for name, form in STEPS.items():
        for word, before, behind in _edges(jieba.dt, name, form):
            edges[word][0].add(before)
            edges[word][1].add(behind)
    print(HEAD)
    for word, (before_it, behind_it) in sorted(edges.items()):
        print(word, "".join(sorted(before_it)), "".join(sorted(behind_it)), sep="\t")


def _edges(jieba: Any, name: str, form: str | None) -> Iterator[tuple[str, str, str]]:
    """Each exchanged word of two characters, a character before it and one behind it."""
    vocabulary = step(name, beyond=True)
    assert isinstance(vocabulary, VocabularyStep)
    ending, beginning = _common_words(jieba, form)
    for word, value in vocabulary.words.pairs.items():
        if len(word) != 2 or not has_han(word) or value == vocabulary.form.convert(word):
            continue
        for left, before in ending[word[0]]:
            for right, behind in beginning[word[1]]:
                if list(jieba.cut(left + right, HMM=False)) == [left, right]:
                    yield word, before, behind


def _common_words(
    jieba: Any, form: str | None
) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
    """Common words of two characters by their last and by their first character.

    Each with its other character as the input of the step has it.
    """
    ending: dict[str, list[tuple[str, str]]] = defaultdict(list)
    beginning: dict[str, list[tuple[str, str]]] = defaultdict(list)
    to_traditional = form_step("s2t", beyond=True)
    for word, count in jieba.FREQ.items():
        if len(word) != 2 or count < COMMON or not has_han(word):
            continue
        written = to_traditional.convert(word)
        if form:
            written = form_step(form, beyond=True).convert(written)
        ending[written[1]].append((word, written[0]))
        if word[1] not in LOOSE:
            beginning[written[0]].append((word, written[1]))
    return ending, beginning


if __name__ == "__main__":
    main()
