"""The words of a text, to be learnt from a list or from cards."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.chinese.dictionary import Dictionary
from reader.chinese.folding import simplify
from reader.chinese.normalise import visible
from reader.chinese.words import Segmenter

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MOST_SENSES = 4


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """A word of a text. ``count`` is how often it stands there, ``sentence`` where it first does.

    ``english`` holds its first senses in one line.
    """

    simplified: str
    traditional: str
    pinyin: str
    english: str
    count: int
    sentence: str


def vocabulary(
    sentences: Iterable[str], segmenter: Segmenter, dictionary: Dictionary
) -> list[VocabularyWord]:
    """The words of ``sentences`` that the dictionary has: frequent ones first, else in order."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[str, int]] = {}
    for sentence in sentences:
        for span in segmenter.words(sentence):
            word = simplify(span.of(sentence))
            if _HAN.search(word):
                counts[word] = counts.get(word, 0) + 1
                first.setdefault(word, (sentence, span.start))
    words = sorted(counts, key=lambda word: -counts[word])
    found = (_word(dictionary, *first[word], len(word), counts[word]) for word in words)
    return [word for word in found if word]


def _word(
    dictionary: Dictionary, sentence: str, start: int, length: int, count: int
) -> VocabularyWord | None:
    longest = dictionary.longest(sentence[: start + length], start)
    if not longest or longest[0].end < start + length:
        return None
    entry = longest[1][0]
    english = "; ".join(entry.glosses[:_MOST_SENSES])
    return VocabularyWord(
        entry.simplified, entry.traditional, entry.pinyin_marks, english, count, sentence.strip()
    )


def anki_file(words: Sequence[VocabularyWord]) -> str:
    """``words`` as a text file that Anki imports, a note for each, with the fields' names."""
    names = "Simplified\tTraditional\tPinyin\tEnglish\tSentence"
    head = f"#separator:tab\n#html:false\n#columns:{names}\n"
    rows = (
        (word.simplified, word.traditional, word.pinyin, word.english, word.sentence)
        for word in words
    )
    return head + "".join("\t".join(map(_field, row)) + "\n" for row in rows)


def _field(text: str) -> str:
    """``text`` as a field of a line: Anki reads quotation marks at its start as quoting."""
    text = visible(" ".join(text.split()), one_line=True)
    return '"' + text.replace('"', '""') + '"' if '"' in text else text
