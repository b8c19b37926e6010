"""How fast an article gets its English, against argostranslate's own pipeline in the same run.

``uv run python -m tests.benchmarks.translation`` builds a package of the size of Transformer base
(6 + 6 layers, width 512, 32,000 words, int8) and prints one table. Absolute times depend on the
machine and on what else it does; the ratios are what counts.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.articles.model import Article, Block, BlockKind, Origin, Place
from reader.chinese.script import HAN, Script
from reader.chinese.sentences import split_sentences
from reader.storage.database import Database
from reader.storage.paths import Paths
from reader.translation.argos import describe
from reader.translation.engine import Engine, EngineOptions, available_cores
from reader.translation.model import Result
from reader.translation.rendering import NoGloss
from reader.translation.service import TranslationService
from reader.translation.store import PackageStore
from tests.support.argos import argos_translate, as_argos_does
from tests.support.models import BASE
from tests.support.packages import Kind, build_package

CHARACTERS = 5_000
THREADS = available_cores()
OPTIONS = EngineOptions(threads=THREADS)
CORPUS = Path(__file__).parents[2] / "corpus"
KIND = Kind(
    size=BASE,
    quantization="int8",
    pad_vocabulary_to=32_000,
    longest_piece=4,
)


@dataclass(frozen=True)
class Row:
    """One line of the table. ``holds`` says whether the target is met."""

    what: str
    measured: str
    target: str
    holds: bool


def article() -> Article:
    """About 5,000 characters of the shipped articles, Latin words set off by spaces."""
    blocks: list[Block] = []
    size = 0
    for path in sorted(CORPUS.glob("*.md")):
        if path.name == "README.md" or path.name.endswith(".en.md"):
            continue
        for text in path.read_text(encoding="utf-8").split("\n\n"):
            if size >= CHARACTERS or not re.match(f"[{HAN}]", text):
                continue
            spaced = re.sub(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])", " ", text)
            blocks.append(Block(len(blocks), BlockKind.PARAGRAPH, " ".join(spaced.split())))
            size += len(text)
    return Article("benchmark", "", "", "", Script.HANS, Origin.FILE, blocks)


def service(root: Path, packages: Path) -> TranslationService:
    """A service over an empty memory (or that of an earlier one of the same root)."""
    paths = Paths(root / "data", root / "config", root / "cache")
    database = Database(paths.database)
    store = PackageStore(paths.packages, database, [packages], root / "none")
    return TranslationService(
        database, paths, lambda text, to, source: text, NoGloss, options=OPTIONS, packages=store
    )


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """How long ``action`` took, in seconds, and what it gave."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def warm(made: TranslationService) -> None:
    """Load the model, which is not what is measured."""
    made.translate_texts(["书"], Script.HANS)


def argos_pipeline(folder: Path, text: Article) -> tuple[float, list[str]]:
    """Argostranslate on every paragraph, with our sentence splitter in the place of its own."""
    import ctranslate2

    def split(paragraph: str) -> list[str]:
        return [span.of(paragraph).strip() for span in split_sentences(paragraph)]

    model = ctranslate2.Translator(str(folder / "model"), intra_threads=THREADS)
    with argos_translate() as module:
        as_argos_does(module, folder, ["书"], split, model)
        texts = [block.text for block in text.blocks]
        return timed(lambda: as_argos_does(module, folder, texts, split, model))


def whole_article(root: Path, folder: Path, text: Article) -> list[Row]:
    """The article at once against argostranslate, and against opening it again."""
    cpu = time.process_time()
    reference, theirs = argos_pipeline(folder, text)
    reference_cpu = time.process_time() - cpu
    made = service(root / "whole", folder.parent)
    warm(made)
    cpu = time.process_time()
    seconds, english = timed(lambda: made.translate_article(text))
    cpu = time.process_time() - cpu
    engine = Engine(describe(folder, "installed"), OPTIONS)
    sentences = [span.of(block.text).strip() for block in text.blocks for span in block.sentences]
    raw = iter(one[0].text for one in engine.translate(sentences))
    same = sum(
        " ".join(" ".join(next(raw) for _ in block.sentences).split()) == " ".join(expected.split())
        for block, expected in zip(text.blocks, theirs, strict=True)
    )
    again = service(root / "whole", folder.parent)
    reopened, known = timed(lambda: [again.known(text, block) for block in text.blocks])
    assert all(one is not None for block in known for one in block)
    doubtful = sum(one.doubtful for block in english for one in block)
    size = sum(len(block.text) for block in text.blocks)
    return [
        Row(f"argostranslate, {size:,} characters", f"{reference:.1f} s", "reference", True),
        Row(
            "the same by the reader",
            f"{seconds:.1f} s, {reference / seconds:.1f} times as fast",
            "5 times",
            reference >= 5 * seconds,
        ),
        Row("the same in processor time", f"{reference_cpu / cpu:.1f} times", "-", True),
        Row(
            "paragraphs with the same output (int8)",
            f"{same} of {len(theirs)}",
            "199 of 200 sentences",
            same >= 0.95 * len(theirs),
        ),
        Row("sentences marked as doubtful", f"{doubtful} of {len(sentences)}", "-", True),
        Row(
            "opening it again",
            f"{reopened * 1000:.0f} ms, 1/{seconds / reopened:,.0f} of translating",
            "1/100",
            seconds >= 100 * reopened,
        ),
    ]


def first_sentence(root: Path, folder: Path, text: Article) -> Row:
    """From asking for an article to the English of the first visible sentence."""
    engine = Engine(describe(folder, "installed"), OPTIONS)
    focus = Place(len(text.blocks) // 2, 0)
    block = text.blocks[focus.block]
    sentence = block.sentences[0].of(block.text).strip()
    engine.translate([sentence])
    alone = min(timed(lambda: engine.translate([sentence]))[0] for _ in range(5))
    waits = []
    for attempt in range(3):
        made = service(root / f"first{attempt}", folder.parent)
        warm(made)
        arrived = threading.Event()

        def note(results: list[Result], arrived: threading.Event = arrived) -> None:
            if any(result.place == focus for result in results):
                arrived.set()

        start = time.perf_counter()
        visible = [Place(focus.block, number) for number in range(len(block.sentences))]
        queue = made.queue(text, note, focus=visible)
        arrived.wait(120)
        waits.append(time.perf_counter() - start)
        queue.cancel()
        made.close()
    ratio = min(waits) / alone
    return Row(
        "first visible sentence",
        f"{min(waits) * 1000:.0f} ms, {ratio:.2f} times that sentence alone",
        "1.5 times",
        ratio <= 1.5,
    )


def responsiveness(root: Path, folder: Path, text: Article) -> Row:
    """How late a thread that wants to run every 10 ms gets its turn while the queue works."""
    made = service(root / "responsive", folder.parent)
    warm(made)
    queue = made.queue(text, lambda results: None)
    late = []
    end = time.perf_counter() + 8
    while time.perf_counter() < end:
        start = time.perf_counter()
        time.sleep(0.01)
        late.append(time.perf_counter() - start - 0.01)
    queue.cancel()
    made.close()
    late.sort()
    return Row(
        "the screen's thread waits for its turn (99.9 %)",
        f"{late[int(0.999 * len(late))] * 1000:.1f} ms",
        "50 ms",
        late[int(0.999 * len(late))] < 0.05,
    )


def memory(root: Path, folder: Path) -> Row:
    """How much the resident memory of a process with a loaded model grows at most."""
    program = [
        sys.executable,
        "-m",
        "tests.benchmarks.translation",
        "memory",
        str(root / "memory"),
        str(folder),
    ]
    output = subprocess.run(program, check=True, capture_output=True, text=True).stdout
    loaded, peak = map(int, output.split())
    extra = (peak - loaded) / 1e6
    return Row(
        "memory beyond the process with the loaded model",
        f"{extra:.0f} MB (with the model {loaded / 1e6:.0f} MB)",
        "150 MB",
        extra <= 150,
    )


def memory_use(root: Path, folder: Path) -> tuple[int, int]:
    """The resident memory of this process with the model loaded, and its highest, in bytes."""
    made = service(root, folder.parent)
    warm(made)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    made.translate_article(article())
    status = Path("/proc/self/status").read_text(encoding="ascii")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert peak
    return pages * resource.getpagesize(), int(peak[1]) * 1024


def main() -> None:
    """Run everything and print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
            os.environ[name] = str(root / "argos")
        text = article()
        folder = build_package(root / "packages", KIND, text=[block.text for block in text.blocks])
        rows = [
            memory(root, folder),
            *whole_article(root, folder, text),
            first_sentence(root, folder, text),
            responsiveness(root, folder, text),
        ]
    print(f"\nTransformer base, int8, {THREADS} threads, beam 4\n")
    print(f"| {'what':<48} | {'measured':<46} | {'target':<20} | |")
    print("|---|---|---|---|")
    for row in rows:
        mark = "✓" if row.holds else "✗"
        print(f"| {row.what:<48} | {row.measured:<46} | {row.target:<20} | {mark} |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["memory"]:
        print(*memory_use(Path(sys.argv[2]), Path(sys.argv[3])))
    else:
        main()
