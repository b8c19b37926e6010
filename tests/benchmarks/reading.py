"""How fast a very long article opens, turns pages, changes script; and what memory it takes.

Run as ``python -m tests.benchmarks.reading``. Ratios compare a 1,000,000-character article with
a 5,000-character one in the same run; memory is what the process grew by, for each byte of the
article's UTF-8 text. For these nothing is translated, so times are those of reading; the last
line says how soon keys are answered while a model works.
"""

import asyncio
import gc
import random
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from textual.pilot import Pilot

from reader.app.app import ReaderApp
from reader.app.screens.reading import ReadingScreen
from reader.chinese.script import Script
from reader.services import Services
from reader.storage.paths import Paths
from reader.translation.progress import Phase
from reader.translation.rendering import NoGloss
from reader.translation.service import TranslationService
from tests.benchmarks.translation import KIND
from tests.support.packages import build_package

_T = TypeVar("_T")
SHORT = 5_000
LONG = 1_000_000
OPENINGS = 9
PAGES = 18
"""As many as the short article has."""
KEYS = 120
CHARACTERS = (
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下"
    "过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都"
    "两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重"
)


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        services = Services(Paths(root / "data", root / "config", root / "cache"))
        services.translation = TranslationService(
            services.database, services.paths, services.scripts.convert, NoGloss
        )
        short = _import(services, root / "short.txt", SHORT)
        long = _import(services, root / "long.txt", LONG)
        unbroken = _import(services, root / "unbroken.txt", 100_000, unbroken=True)
        asyncio.run(_measure(services, {"short": short, "long": long, "unbroken": unbroken}))
        asyncio.run(_measure_keys(root, root / "unbroken.txt"))


def _import(services: Services, path: Path, length: int, *, unbroken: bool = False) -> str:
    path.write_text(_text(length, unbroken=unbroken), encoding="utf-8")
    (result,) = services.library.add(path)
    return result.id


def _text(length: int, *, unbroken: bool) -> str:
    """Paragraphs of sentences of random characters, always the same ones."""
    choose = random.Random(length)
    if unbroken:
        return "题目\n\n" + "".join(choose.choices(CHARACTERS, k=length))
    paragraphs = ["题目"]
    size = 0
    while size < length:
        sentences = []
        for _ in range(choose.randint(2, 6)):
            clause = choose.choices(CHARACTERS, k=choose.randint(12, 40))
            clause.insert(len(clause) // 2, "，")
            sentences.append("".join(clause) + "。")
        paragraphs.append("".join(sentences))
        size += len(paragraphs[-1])
    return "\n\n".join(paragraphs)


async def _measure(services: Services, ids: dict[str, str]) -> None:
    app = ReaderApp(services)
    async with app.run_test(size=(120, 36)) as pilot:
        await _warm(pilot, services, ids["short"])
        growth = await _memory(pilot, services, ids["long"])
        opening: dict[str, list[float]] = {name: [] for name in ids}
        for _ in range(OPENINGS):
            for name, id_ in ids.items():
                seconds, screen = await _timed(partial(_open, pilot, services, id_))
                opening[name].append(seconds)
                await _close(pilot, screen)
        paging = {name: await _page(pilot, services, id_) for name, id_ in ids.items()}
        script = {name: await _script(pilot, services, id_) for name, id_ in ids.items()}
    _print(opening, paging, script, growth)


async def _warm(pilot: Pilot[None], services: Services, id_: str) -> None:
    """Load all that is loaded once: dictionary, words, conversion."""
    screen = await _open(pilot, services, id_)
    while screen.phase not in (Phase.DONE, Phase.FAILED):
        await asyncio.sleep(0.05)
    for _ in Script:
        await _do(screen, screen.action_cycle_script)
    await _close(pilot, screen)


async def _measure_keys(root: Path, file: Path) -> None:
    """How soon a key is answered while a Transformer base translates 100,000 characters."""
    services = Services(Paths(root / "keys", root / "config", root / "cache"))
    article = services.library.open_file(file)
    texts = [block.text[:2_000] for block in article.blocks]
    build_package(services.paths.packages, KIND, text=texts)
    app = ReaderApp(services)
    times = []
    async with app.run_test(size=(200, 50)):
        screen = ReadingScreen(services, article)
        app.push_screen(screen)
        while Phase.TRANSLATING not in (screen.phase, Phase.DONE):
            await asyncio.sleep(0.05)
        for number in range(KEYS):
            action = screen.action_page_down if number % 10 == 9 else screen.action_next_sentence
            start = time.perf_counter()
            await _do(screen, action)
            times.append(time.perf_counter() - start)
            await asyncio.sleep(0.05)
        print(
            f"\nkeys while translating ({screen.phase}): median"
            f" {statistics.median(times) * 1000:.1f} ms, p95 {_p95(times) * 1000:.1f} ms"
            " (limit 50 ms)"
        )


async def _open(pilot: Pilot[None], services: Services, id_: str) -> ReadingScreen:
    screen = ReadingScreen(services, services.library.open(id_))
    pilot.app.push_screen(screen)
    while not screen.placed:
        await asyncio.sleep(0.001)
    await _painted(screen)
    return screen


async def _close(pilot: Pilot[None], screen: ReadingScreen) -> None:
    screen.action_first()
    screen.action_back()
    await asyncio.sleep(0.05)


async def _page(pilot: Pilot[None], services: Services, id_: str) -> list[float]:
    screen = await _open(pilot, services, id_)
    times = []
    for _ in range(3):
        for _ in range(PAGES):
            seconds, _ = await _timed(lambda: _do(screen, screen.action_page_down))
            times.append(seconds)
        screen.action_first()
        screen.page.forget()
        screen.book.forget_all()
    await _close(pilot, screen)
    return times


async def _script(pilot: Pilot[None], services: Services, id_: str) -> list[float]:
    screen = await _open(pilot, services, id_)
    screen.action_page_down()
    times = []
    for _ in range(15):
        seconds, _ = await _timed(lambda: _do(screen, screen.action_cycle_script))
        times.append(seconds)
        if screen.remembered.script == "original":
            screen.action_page_down()
    await _close(pilot, screen)
    return times


async def _memory(pilot: Pilot[None], services: Services, id_: str) -> float:
    """Bytes by which the process grows for each byte of text, after reading 400 pages.

    What is loaded once, whatever is read, was loaded before with the short article.
    """
    gc.collect()
    before = _resident()
    screen = await _open(pilot, services, id_)
    for _ in range(400):
        await _do(screen, screen.action_page_down)
    await _do(screen, screen.action_last)
    gc.collect()
    grown = _resident() - before
    size = sum(len(block.text.encode()) for block in screen.article.blocks)
    await _close(pilot, screen)
    return grown / size


async def _do(screen: ReadingScreen, action: Callable[[], None]) -> None:
    action()
    await _painted(screen)


async def _painted(screen: ReadingScreen) -> None:
    """Wait until the screen has been painted (a pilot's pause would wait for other threads)."""
    painted = asyncio.Event()
    screen.call_after_refresh(painted.set)
    await painted.wait()


async def _timed(run: Callable[[], Awaitable[_T]]) -> tuple[float, _T]:
    start = time.perf_counter()
    result = await run()
    return time.perf_counter() - start, result


def _resident() -> int:
    fields = Path("/proc/self/statm").read_text().split()
    return int(fields[1]) * 4096


def _print(
    opening: dict[str, list[float]],
    paging: dict[str, list[float]],
    script: dict[str, list[float]],
    growth: float,
) -> None:
    print(f"{'':<34}{'short':>10}{'long':>10}{'unbroken':>10}{'long/short':>12}{'limit':>8}")
    _row("open to first paint, median ms", opening, statistics.median, 1.5)
    _row("page down, p95 ms", paging, _p95, 1.5)
    _row("switch script, p95 ms", script, _p95, None)
    print(f"{'memory, bytes per byte of text':<34}{'':>10}{growth:>10.2f}{'':>22}{6:>8}")


def _row(
    label: str,
    times: dict[str, list[float]],
    of: Callable[[list[float]], float],
    limit: float | None,
) -> None:
    values = {name: of(seconds) * 1000 for name, seconds in times.items()}
    cells = "".join(f"{value:>10.1f}" for value in values.values())
    ratio = values["long"] / values["short"]
    print(f"{label:<34}{cells}{ratio:>12.2f}{limit or '100 ms':>8}")


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
