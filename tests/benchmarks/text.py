"""The text layer: sentences, line layout, words, dictionary and gloss.

Run as ``uv run python -m tests.benchmarks.text``. Prints a table of rates and of ratios against
references in the same run; nothing is asserted, since times belong to the machine.
"""

import re
import tempfile
import textwrap
import time
from collections.abc import Callable
from importlib.resources import files
from itertools import islice
from pathlib import Path

from rich.cells import cell_len as rich_cell_len
from rich.text import Text
from uniseg.linebreak import line_break_boundaries

from reader.chinese.cells import cell_len
from reader.chinese.dictionary import Dictionary
from reader.chinese.folding import fold
from reader.chinese.normalise import normalise, visible
from reader.chinese.sentences import split_sentences
from reader.chinese.typesetting import Spacing, Style, lay_out, lay_out_lines
from reader.chinese.words import Segmenter
from reader.translation.gloss import Gloss

_WIDTH = 38


def best(action: Callable[[], object], times: int = 5) -> float:
    """The shortest processor time of ``action`` in seconds, which other work does not stretch."""
    results = []
    for _ in range(times):
        start = time.process_time()
        action()
        results.append(time.process_time() - start)
    return min(results)


def row(name: str, seconds: float, characters: int, reference: float = 0) -> float:
    """Print one line of the table; ``reference`` is the time of what it is compared with.

    ``characters`` is 0 where a rate means nothing.
    """
    ratio = f"{seconds / reference:8.2f}" if reference else ""
    rate = f"{characters / seconds / 1e6:>9.2f} M/s" if characters else " " * 13
    print(f"{name:<46}{seconds * 1000:>10.2f} ms{rate}{ratio}")
    return seconds


def paragraphs() -> list[str]:
    """The paragraphs of the shipped articles, Chinese and English."""
    corpus = Path(str(files("reader"))).parent / "corpus"
    texts = (path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.md")))
    return [line for text in texts for line in text.splitlines() if line]


def main() -> None:
    """Print the table."""
    lines = paragraphs()
    chinese = [line for line in lines if not line.isascii()]
    text = "\n".join(chinese)
    million = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    size = sum(map(len, chinese))

    print(f"{'':<46}{'time':>13}{'characters':>13}   ratio")
    plain = row("re.split at 。！？", best(lambda: re.split("(?<=[。！？])", million)), 1_000_000)
    row("split_sentences", best(lambda: split_sentences(million)), 1_000_000, plain)
    unstopped = "汉" * 1_000_000
    row("split_sentences, no stop", best(lambda: split_sentences(unstopped)), 1_000_000, plain)
    row("normalise", best(lambda: normalise(million)), 1_000_000, plain)
    row("visible", best(lambda: visible(million)), 1_000_000, plain)
    row("fold", best(lambda: fold(million)), 1_000_000, plain)
    rich = row("rich cell_len", best(lambda: rich_cell_len(million)), 1_000_000)
    row("cell_len", best(lambda: cell_len(million)), 1_000_000, rich)

    print()
    wrapped = best(lambda: [textwrap.wrap(line, _WIDTH // 2) for line in chinese])
    row("textwrap (breaks at spaces only)", wrapped, size)
    row("rich Text.wrap", best(lambda: [_rich_wrap(line) for line in chinese], 1), size, wrapped)
    few = chinese[:60]
    few_size = sum(map(len, few))
    uniseg = best(lambda: [list(line_break_boundaries(line)) for line in few], 1)
    row("uniseg (UAX #14 boundaries alone)", uniseg, few_size, wrapped * few_size / size)
    for spacing in Spacing:
        style = Style(indent=4, hanging=True, spacing=spacing)
        taken = best(lambda style=style: [lay_out(line, _WIDTH, style) for line in chinese])  # type: ignore[misc]
        row(f"lay_out, {spacing.value}", taken, size, wrapped)
    row(
        "lay_out, one paragraph of a million",
        best(lambda: lay_out(unstopped, _WIDTH), 1),
        1_000_000,
    )
    screen = best(lambda: list(islice(lay_out_lines(unstopped, _WIDTH, start=19 * 20_000), 50)))
    row("50 lines in the middle of it", screen, 50 * _WIDTH // 2)

    print()
    with tempfile.TemporaryDirectory() as folder:
        words_and_gloss(Path(folder), [span.of(text) for span in split_sentences(text)][:300])


def _rich_wrap(line: str) -> object:
    from rich.console import Console

    return Text(line).wrap(Console(width=_WIDTH), _WIDTH)


def words_and_gloss(cache: Path, sentences: list[str]) -> None:
    """The rows for the parts that load data, first with an empty cache, then with it filled."""
    size = sum(map(len, sentences))
    first = best(Segmenter(cache).prepare, 1)
    row("jieba, first start", first, 0)
    row("jieba, later starts", best(Segmenter(cache).prepare, 1), 0, first)
    first = best(Dictionary(cache).prepare, 1)
    row("dictionary, first start", first, 0)
    row("dictionary, later starts", best(Dictionary(cache).prepare, 1), 0, first)
    segmenter, dictionary = Segmenter(cache), Dictionary(cache)
    segmenter.prepare()
    taken = row("words", best(lambda: [segmenter.words(one) for one in sentences], 1), size)
    gloss = Gloss(segmenter, dictionary)
    row("gloss", best(lambda: gloss.translate(sentences), 1), size, taken)


if __name__ == "__main__":
    main()
