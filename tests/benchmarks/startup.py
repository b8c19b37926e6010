"""Start to first paint of the library with 10,000 articles, against a minimal Textual app.

``uv run python -m tests.benchmarks.startup [ARTICLES] [RUNS]``. Each run is a process of its own
on a pseudo-terminal; the time runs from the start of the process to the first whole screen.
"""

import os
import pty
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.services import Services
from reader.storage.paths import Paths

MINIMAL = """
from textual.app import App
from textual.widgets import OptionList

class Minimal(App):
    def compose(self):
        yield OptionList(*(f"row {number}" for number in range(20)))

Minimal().run()
"""
READER = """
from reader.cli import main
main()
"""


def fill(home: Path, articles: int) -> None:
    """Put ``articles`` short articles into a library below ``home``."""
    services = Services(Paths(home / "data", home / "config", home / "cache"))
    services.library.sync_corpus()
    with services.database.writing() as connection:
        row = dict(connection.execute("SELECT * FROM articles LIMIT 1").fetchone())
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        for number in range(articles):
            values = row | {
                "id": f"article-{number:05}",
                "title": f"第{number:05}篇：从圈内到人人",
                "english_title": f"Article {number}",
                "date": f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "origin": "imported",
                "digest": f"digest-{number}",
            }
            connection.execute(
                f"INSERT INTO articles ({names}) VALUES ({marks})",
                tuple(values.values()),
            )


def first_paint(program: str, home: Path, awaited: bytes) -> tuple[float, float]:
    """Seconds from starting ``program`` until ``awaited`` stands on its terminal.

    By the clock and of processor time, which other programs on the machine disturb less.
    """
    environment = os.environ | {
        "READER_HOME": str(home),
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "TERM": "xterm-256color",
        "COLUMNS": "120",
        "LINES": "36",
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    leader, follower = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env=environment,
        start_new_session=True,
    )
    os.close(follower)
    seen = b""
    try:
        while awaited not in seen:
            if not select.select([leader], [], [], 30)[0]:
                raise RuntimeError(f"nothing painted: {seen[-500:]!r}")
            seen += os.read(leader, 65536)
        clock = time.perf_counter() - start
    finally:
        process.kill()
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
        os.close(leader)
    return clock, used.ru_utime + used.ru_stime


def main(articles: int = 10_000, runs: int = 7) -> None:
    """Print best and their ratio."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        fill(home, articles)
        measured: dict[str, list[tuple[float, float]]] = {"minimal": [], "reader": []}
        for program, awaited in ((MINIMAL, b"row 19"), (READER, "从圈内到人人".encode())):
            first_paint(program, home, awaited)  # compiles the modules, as an installation does
        for _ in range(runs):
            measured["minimal"].append(first_paint(MINIMAL, home, b"row 19"))
            measured["reader"].append(first_paint(READER, home, "从圈内到人人".encode()))
    print(f"{articles:,} articles      by the clock   processor")
    best = {}
    for name, times_of in measured.items():
        best[name] = [min(times) for times in zip(*times_of, strict=True)]
        print(f"{name:<20} {best[name][0]:>10.3f} s {best[name][1]:>9.3f} s")
    ratios = [ours / theirs for ours, theirs in zip(*reversed(best.values()), strict=True)]
    print(f"ratio (at most 1.30) {ratios[0]:>10.2f}   {ratios[1]:>9.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
