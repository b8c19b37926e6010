"""Glossed words as a line of English: its punctuation, its articles, its capital."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reader.translation.gloss_grammar import clause
from reader.translation.gloss_pieces import Kind, Piece
from reader.translation.inflection import article

_MARKS = str.maketrans(
    {
        "，": ", ", "、": ", ", "。": ". ", "；": "; ", "：": ": ", "？": "? ", "！": "! ",
        "（": " (", "）": ") ", "【": " [", "】": "] ", "《": " “", "》": "” ", "〈": " ‘",
        "〉": "’ ", "「": " “", "」": "” ", "『": " ‘", "』": "’ ", "“": " “", "”": "” ",
        "～": "–", "·": " ", "\u3000": " ", "％": "%", "|": " | ",
    }
)  # fmt: skip
_RUNS = ((re.compile("—+"), " — "), (re.compile("…+"), "… "))
_NO_SPACE_BEFORE = re.compile(r"\s+(?=[,.;:?!”’)\]%…]|-level\b|’s\b)")
_NO_SPACE_AFTER = re.compile(r"(?<=[“‘(\[])\s+")
_ARTICLE = re.compile(r"\ba (?=(\w+))")


def line_of(pieces: Sequence[Piece]) -> str:
    """``pieces`` as a line of English.

    Latin words and their marks keep the spaces that they are written with.
    """
    words: list[str] = []
    last: Piece | None = None
    for piece in _arranged(pieces):
        if piece.kind is Kind.MARK:
            words.append(_punctuation(piece.english))
            after_word = (
                last is not None and last.kind is not Kind.MARK and last.text != last.english
            )
            if after_word and piece.english[-1] in ",;:!?":
                words.append(" ")
        else:
            words.append(piece.english if piece.english == piece.text else f" {piece.english} ")
        last = piece
    line = re.sub(r"\s+", " ", "".join(words)).strip()
    line = _NO_SPACE_AFTER.sub("", _NO_SPACE_BEFORE.sub("", line))
    line = _ARTICLE.sub(lambda found: f"{article(found[1])} ", line)
    return line[:1].upper() + line[1:]


def _arranged(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with what their grammar makes of them, clause by clause."""
    words: list[Piece] = []
    for piece, following in pairwise([*pieces, None]):
        assert piece is not None
        if piece.kind is not Kind.MARK:
            words.append(piece)
        elif not (piece.text.isspace() and words and following and _joins(words[-1], following)):
            yield from clause(words)
            words = []
            yield piece
    yield from clause(words)


def _joins(piece: Piece, following: Piece) -> bool:
    """Whether the two belong to one clause although a space is between them, as Han and Latin."""
    return following.kind is not Kind.MARK and not (piece.text + following.text).isascii()


def _punctuation(marks: str) -> str:
    for run, english in _RUNS:
        marks = run.sub(english, marks)
    return marks.translate(_MARKS)
