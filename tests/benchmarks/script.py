"""Speed of the script conversion beside the engine's own, in one run.

    uv run python -m tests.benchmarks.script [FILE …]

FILEs are Simplified running text (of tab-separated files the first column); without any, the
text is that of the corpus. Three figures, as ratios:

* turning the pages of an article: ten times the same text, cached by sentence;
* fresh text: every sentence for the first time;
* 1,000,000 characters without punctuation beside the same text with it.

Times are of the processor, so that other programs do not disturb the ratios.
"""

import argparse
import re
from itertools import cycle
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from reader.chinese.conversion import ScriptConverter
from reader.chinese.script import Script

if TYPE_CHECKING:
    from collections.abc import Callable

CORPUS = Path(__file__).parents[2] / "corpus"
PAGES = 10
FRESH = 200_000
LONG = 1_000_000
TARGETS = {"s2t": Script.HANT, "s2twp": Script.TW, "s2hk": Script.HK}


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    text = _text(parser.parse_args().files)
    print(f"{len(text)} characters of running text\n")
    print("to            pages turned    fresh text      no punctuation")
    print("              reader/engine   reader/engine   time/with punctuation")
    for configuration, to in TARGETS.items():
        pages, fresh = _pages(text, configuration, to), _fresh(text, configuration, to)
        print(
            f"{to:14}{pages:8.1f} x {fresh:13.2f} x {_unpunctuated(text, to):14.2f} x", flush=True
        )


def _text(files: list[Path]) -> str:
    found = files or [path for path in CORPUS.glob("*.md") if ".en." not in path.name]
    lines = (line for path in found for line in path.read_text("utf-8").splitlines())
    return "\n".join(line.split("\t")[0] for line in lines)


def _pages(text: str, configuration: str, to: Script) -> float:
    """How many times faster the same article is shown again and again."""
    article = text[:8000]
    converter = ScriptConverter()
    engine = _engine(configuration)
    converter.convert(article, to, Script.HANS)
    ours = _time(lambda: [converter.convert(article, to, Script.HANS) for _ in range(PAGES)])
    theirs = _time(lambda: [engine(article) for _ in range(PAGES)])
    return theirs / ours


def _fresh(text: str, configuration: str, to: Script) -> float:
    """How many times faster text is shown for the first time; the best of five turns each."""
    once = "\n".join(dict.fromkeys(text.split("\n")))[:FRESH]
    engine = _engine(configuration)
    ScriptConverter().convert(once[:2000], to, Script.HANS)
    ours, theirs = [], []
    for _ in range(5):
        ours.append(_time(lambda: ScriptConverter().convert(once, to, Script.HANS)))
        theirs.append(_time(lambda: engine(once)))
    return min(theirs) / min(ours)


def _unpunctuated(text: str, to: Script) -> float:
    """How many times longer a text takes without any punctuation, spaces and line ends.

    Every line is numbered, so that none is known from before.
    """
    lines = (line for line in cycle(text.split("\n")) if line)
    numbered = "".join(
        f"{number}{line}\n" for number, line in zip(range(LONG), lines, strict=False)
    )
    plain = re.sub(r"[\W_]", "", numbered[: 2 * LONG])[:LONG]
    punctuated = numbered[:LONG]
    with_marks = _time(lambda: ScriptConverter().convert(punctuated, to, Script.HANS))
    return _time(lambda: ScriptConverter().convert(plain, to, Script.HANS)) / with_marks


def _engine(configuration: str) -> "Callable[[str], str]":
    from opencc import OpenCC

    converter = OpenCC(configuration)
    converter.convert("软件")
    convert: Callable[[str], str] = converter.convert
    return convert


def _time(work: "Callable[[], object]") -> float:
    started = process_time()
    work()
    return process_time() - started


if __name__ == "__main__":
    main()
