"""What a person may lose: kills, two writers, full and read-only disks, damaged files.

Run as ``uv run python -m tests.benchmarks.durability [ROUNDS]`` (300 rounds of ``kill -9`` by
default). The mounts need root; without it a limit on file sizes stands in. Prints a table; ends
with status 1 when anything acknowledged was lost, or an error was no sentence.
"""

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.annotations.model import Annotation, Kind
from reader.annotations.store import Annotations
from reader.errors import ReaderError
from reader.storage.database import Database
from tests.unit.annotation_samples import sample_article

ROOT = Path(__file__).parents[2]
ARTICLE = sample_article()
BODY = "记" * 120
CHILD = """
import sys
from pathlib import Path
from tests.benchmarks.durability import write
write(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
"""


def write(path: Path, name: str, count: int) -> None:
    """Add annotations as the app does, change and delete some, and say each one's name when done.

    A line is ``+ID`` (there), ``=ID`` (changed) or ``-ID`` (deleted).
    """
    annotations = Annotations(Database(path))
    target = annotations.sentence_target(ARTICLE, 2, 0)
    for number in range(count):
        note = annotations.add(
            Kind.NOTE, target, f"{name} {number} {BODY}", tags="a b c", article=ARTICLE
        )
        print(f"+{note.id}", flush=True)
        if number % 5 == 4:
            annotations.update(note.id, body=f"changed {name} {number} {BODY}", tags="d")
            print(f"={note.id}", flush=True)
        if number % 11 == 10:
            annotations.delete(note.id)
            print(f"-{note.id}", flush=True)


def writer(path: Path, name: str, count: int) -> "subprocess.Popen[str]":
    """A process that runs :func:`write`."""
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def is_whole(note: Annotation) -> bool:
    """Whether an annotation is one that :func:`write` made, with nothing torn off."""
    changed = note.body.startswith("changed ")
    return note.body.endswith(BODY) and note.tags == (("d",) if changed else ("a", "b", "c"))


def is_done(row: sqlite3.Row | None, done: str) -> bool:
    """Whether what was acknowledged for a row is so: ``+`` there, ``=`` changed, ``-`` deleted."""
    if row is None or (done == "-" and not row["deleted"]):
        return False
    return done != "=" or bool(row["body"].startswith("changed "))


def kills(folder: Path, rounds: int) -> tuple[str, bool]:
    """Kill a writer at a random moment, reopen, look for everything it said was done."""
    path = folder / "kills" / "reader.db"
    expected: dict[str, str] = {}
    lost = torn = repaired = 0
    chance = random.Random(20261122)
    for number in range(rounds):
        process = writer(path, str(number), 100_000)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        for line in [first, *process.stdout.read().split("\n")]:
            if len(line.strip()) == 11:
                expected[line[1:11]] = line[0]
        process.wait()
        process.communicate()
        database = Database(path)
        rows = database.reading.execute("SELECT id, body, deleted FROM annotations")
        there = {row["id"]: row for row in rows}
        # The write under way when it was killed may be done or not, but never in part.
        lost += sum(not is_done(there.get(name), done) for name, done in expected.items())
        torn += sum(not is_whole(note) for note in Annotations(database).all())
        repaired += bool(database.notices)
        database.close()
    figures = f"{len(expected):,} acknowledged, {lost} lost, {torn} torn, {repaired} repairs needed"
    return f"{rounds} kills: {figures}", not (lost or torn or repaired)


def two_writers(folder: Path, count: int = 2000) -> tuple[str, bool]:
    """Two processes add annotations at once."""
    path = folder / "two" / "reader.db"
    started = time.perf_counter()
    processes = [writer(path, name, count) for name in ("a", "b")]
    results = [process.communicate() for process in processes]
    seconds = time.perf_counter() - started
    added = {line[1:] for out, _ in results for line in out.split() if line[0] == "+"}
    database = Database(path)
    rows = database.reading.execute("SELECT id FROM annotations").fetchall()
    errors = "".join(error for _, error in results)
    there = added == {row[0] for row in rows}
    figures = f"{len(rows):,} of {2 * count:,} there, {errors.count('locked')} “locked”"
    return f"2 × {count:,}: {figures}, {seconds:.1f} s", there and len(rows) == 2 * count


@contextmanager
def small_disk(folder: Path, size: str = "1m") -> Iterator[Path]:
    """A file system with little room; a limit on file sizes where mounting is not allowed."""
    folder.mkdir(parents=True)
    if os.geteuid() == 0 and _mounted(folder, size):
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        yield folder
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _mounted(folder: Path, size: str) -> bool:
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def full_disk(folder: Path) -> tuple[str, bool]:
    """Write until nothing fits, then go on reading, make room, and go on writing."""
    with small_disk(folder / "full") as disk:
        path = disk / "reader.db"
        database = Database(path)
        annotations = Annotations(database)
        target = annotations.sentence_target(ARTICLE, 2, 0)
        ballast = disk / "ballast"
        ballast.write_bytes(b"\0" * 200_000)
        written: set[str] = set()
        sentence = ""
        while not sentence:
            try:
                written.add(annotations.add(Kind.NOTE, target, BODY * 4).id)
            except ReaderError as error:
                sentence = str(error)
        same = {note.id for note in annotations.all()} == written
        database.close()
        again = Database(path)  # a start on a full disk
        readable = {note.id for note in Annotations(again).all()} == written
        again.close()
        ballast.unlink()
        after = Database(path)
        Annotations(after).add(Kind.NOTE, target, BODY)
        sound = after.check() == ""
        after.close()
        good = same and readable and sound and "make room" in sentence
        return f"full disk: {len(written)} kept of {len(written)}; told: {sentence}", good


def read_only(folder: Path) -> tuple[str, bool]:
    """Open what is on a disk that was mounted read-only, also with a log left by a kill."""
    disk = folder / "read-only"
    disk.mkdir()
    if os.geteuid() != 0 or not _mounted(disk, "8m"):
        return "read-only disk: not measured (needs root)", True
    try:
        path = disk / "reader.db"
        process = writer(path, "x", 40)
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(10)]
        process.kill()
        process.communicate()
        ids = {line[1:11] for line in said if line[0] == "+"}
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        database = Database(path)
        there = {note.id for note in Annotations(database).all()}
        sentence = ""
        try:
            Annotations(database).delete(next(iter(there)))
        except ReaderError as error:
            sentence = str(error)
        notice = database.notices[0] if database.notices else "no notice"
        good = ids <= there and "read-only" in sentence and "nothing will be stored" in notice
        return f"read-only disk: {len(ids & there)} of {len(ids)} read; told: {sentence}", good
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def damage(
    folder: Path, name: str, rounds: int, harm: Callable[[bytes, random.Random], bytes]
) -> tuple[str, bool]:
    """Damage a database of 400 annotations, 300 of them in a backup, and open it."""
    source = folder / f"{name}-source" / "reader.db"
    database = Database(source)
    annotations = Annotations(database)
    target = annotations.sentence_target(ARTICLE, 2, 0)
    safe = {annotations.add(Kind.NOTE, target, BODY, tags="a").id for _ in range(300)}
    database.backups.daily()
    ids = safe | {annotations.add(Kind.NOTE, target, BODY, tags="a").id for _ in range(100)}
    database.close()
    content = source.read_bytes()
    found = least = len(ids)
    lost_safe = traces = found_all = told = 0
    for number in range(rounds):
        chance = random.Random(number)
        path = folder / f"{name}-{number}" / "reader.db"
        shutil.copytree(source.parent / "backups", path.parent / "backups")
        path.write_bytes(harm(content, chance))
        try:
            opened = Database(path)
            if opened.check():
                opened.close()
                opened = Database(path)
            there = {note.id for note in Annotations(opened).all()} & ids
            told += bool(opened.notices)
            opened.close()
        except ReaderError:
            there = set()
        except Exception as error:
            traces += 1
            print(f"  {name} {number}: {error!r}", file=sys.stderr)
            there = set()
        found = len(there)
        found_all += found
        least = min(least, found)
        lost_safe += len(safe - there)
        shutil.rmtree(path.parent)
    share = found_all / (rounds * len(ids))
    figures = f"{share:.2%} of all recovered, least {least / len(ids):.1%}"
    figures += (
        f", {lost_safe} lost of those in the backup, {traces} tracebacks, {told} repairs told"
    )
    return f"{name} × {rounds}: {figures}", not (lost_safe or traces)


def cut(content: bytes, chance: random.Random) -> bytes:
    """A file that ends anywhere."""
    return content[: chance.randrange(len(content))]


def flip(content: bytes, chance: random.Random) -> bytes:
    """A file with 1 to 32 flipped bits."""
    changed = bytearray(content)
    for _ in range(chance.randrange(1, 33)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def main() -> None:
    """Measure everything and print a line for each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    failed = False
    with tempfile.TemporaryDirectory(prefix="reader-durability-") as name:
        folder = Path(name)
        measures: list[Callable[[], tuple[str, bool]]] = [
            lambda: kills(folder, rounds),
            lambda: two_writers(folder),
            lambda: full_disk(folder),
            lambda: read_only(folder),
            lambda: damage(folder, "cut", max(10, rounds // 2), cut),
            lambda: damage(folder, "bit-flipped", max(10, rounds // 2), flip),
        ]
        for measure in measures:
            line, good = measure()
            print(f"{'ok  ' if good else 'FAIL'} {line}", flush=True)
            failed |= not good
    sys.exit(failed)


if __name__ == "__main__":
    main()
