"""How good translations are: BLEU and chrF, and the shares of outputs that are plainly wrong."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class Score:
    """The figures of one system on one set; shares are 0 to 1, ``speed`` in pieces a second."""

    system: str
    test: str
    sentences: int
    bleu: float
    chrf: float
    empty: float
    copied: float
    looping: float
    speed: float = 0.0


def is_copied(source: str, english: str) -> bool:
    """Whether Chinese came out instead of English: more than a quoted character or two."""
    return len(_HAN.findall(english)) > max(2, len(_HAN.findall(source)) // 4)


def score(
    system: str,
    test: str,
    sources: Sequence[str],
    english: Sequence[str],
    references: Sequence[str],
    speed: float = 0.0,
) -> Score:
    """The figures for ``english`` as the translation of ``sources``."""
    import sacrebleu

    from reader.translation.loops import is_loop

    def share(holds: Callable[[str, str], bool]) -> float:
        pairs = zip(sources, english, strict=True)
        return sum(holds(source, text) for source, text in pairs) / max(1, len(sources))

    return Score(
        system,
        test,
        len(sources),
        sacrebleu.corpus_bleu(list(english), [list(references)]).score,
        sacrebleu.corpus_chrf(list(english), [list(references)]).score,
        share(lambda _, text: not text.strip()),
        share(is_copied),
        share(is_loop),
        speed,
    )


def table(scores: Sequence[Score]) -> str:
    """The figures as a Markdown table, set by set."""
    lines = [
        "| set | sentences | system | BLEU | chrF | empty | copied | looping | pieces/s |",
        "|---|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {s.test} | {s.sentences:,} | {s.system} | {s.bleu:.1f} | {s.chrf:.1f} "
        f"| {s.empty:.1%} | {s.copied:.1%} | {s.looping:.1%} "
        f"| {f'{s.speed:,.0f}' if s.speed else '–'} |"
        for s in sorted(scores, key=lambda s: s.test)
    ]
    return "\n".join(lines)
