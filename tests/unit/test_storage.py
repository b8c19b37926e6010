"""The database file under every misfortune: each time what was stored is there, or is told."""

import os
import random
import resource
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.annotations.model import Kind
from reader.annotations.store import Annotations
from reader.annotations.targets import sentence_target
from reader.errors import ReaderError
from reader.storage.backups import DAILY_KEPT, OTHERS_KEPT, Backups, problem_of
from reader.storage.connections import suspicion
from reader.storage.database import Database
from reader.storage.migrating import LATEST, form_of
from tests.unit.annotation_samples import sample_article

ARTICLE = sample_article()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "reader.db"


def add(database: Database, count: int = 1, size: int = 20) -> list[str]:
    annotations = Annotations(database)
    target = sentence_target(ARTICLE, 2, 0)
    return [
        annotations.add(Kind.NOTE, target, f"{number} " + "记" * size, tags="a b").id
        for number in range(count)
    ]


def stored(database: Database) -> set[str]:
    return {note.id for note in Annotations(database).all()}


def test_the_latest_form_is_the_number_of_the_last_step() -> None:
    folder = Path(sys.modules["reader.storage.database"].__file__ or "").parent / "migrations"
    assert max(int(step.name[:4]) for step in folder.glob("*.sql")) == LATEST


def test_commits_are_on_the_disk_before_they_return(path: Path) -> None:
    database = Database(path)
    connection = database.reading
    assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_block_that_raises_changes_nothing(path: Path) -> None:
    database = Database(path)
    with pytest.raises(sqlite3.IntegrityError), database.writing() as connection:
        connection.executemany("INSERT INTO choices VALUES (?, '1')", [("a",), ("a",)])
    assert database.reading.execute("SELECT count(*) FROM choices").fetchone()[0] == 0


def test_many_openings_at_once_make_one_sound_file(path: Path) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            add(Database(path))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(stored(Database(path))) == 6


def test_a_newer_file_is_left_alone(path: Path) -> None:
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    with pytest.raises(ReaderError, match="newer version"):
        Database(path)


def test_what_a_newer_version_wrote_is_never_taken_for_damage(path: Path) -> None:
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE fingerprint")
        connection.execute(f"PRAGMA user_version = {LATEST + 1}")
    content = path.read_bytes()
    with pytest.raises(ReaderError, match="newer version"):
        Database(path)
    assert path.read_bytes() == content
    assert not list(path.parent.glob("*.damaged-*"))


def test_an_older_file_is_copied_before_it_changes(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE stray (x)")
        connection.execute("PRAGMA user_version = 0")
    folder = Path(sys.modules["reader.storage.database"].__file__ or "").parent / "migrations"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((folder / "0001_articles.sql").read_text(encoding="utf-8"))
        connection.execute("PRAGMA user_version = 1")
    database = Database(path)
    assert form_of(database.reading) == LATEST
    (copy,) = database.backups.all()
    with closing(sqlite3.connect(copy)) as connection:
        assert form_of(connection) == 1


def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.storage import migrating

    steps = [(1, "CREATE TABLE a (x);"), (2, "CREATE TABLE b (x);\nINSERT INTO none VALUES (1);")]
    monkeypatch.setattr(migrating, "_steps", lambda: iter(steps))
    with pytest.raises(sqlite3.OperationalError):
        Database(path)
    with closing(sqlite3.connect(path)) as connection:
        assert form_of(connection) == 1
        names = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    assert names == [("a",), ("fingerprint",)]


class TestDamage:
    """A file cut off, with flipped bits, emptied, or of something else entirely."""

    @pytest.fixture
    def ids(self, path: Path) -> set[str]:
        database = Database(path)
        ids = set(add(database, 60, size=300))
        database.backups.daily()
        ids |= set(add(database, 20, size=300))
        database.close()
        return ids

    @staticmethod
    def reopened(path: Path, damaged: bytes) -> Database:
        """The database after damage, sound, with the damaged file kept as it was."""
        path.write_bytes(damaged)
        database = Database(path)
        if database.check():  # found only by a closer look than that at every start
            database.close()
            database = Database(path)
            assert database.notices
        assert database.check() == ""
        if database.notices:
            (kept,) = (
                item for item in path.parent.glob("*.damaged-*") if item.suffix[-4:] != "-wal"
            )
            assert kept.read_bytes() == damaged
            assert str(kept) in database.notices[0]
        return database

    @pytest.mark.parametrize("part", [0.0, 0.02, 0.3, 0.6, 0.95])
    def test_a_cut_file_is_completed_from_the_backup(
        self, path: Path, ids: set[str], part: float
    ) -> None:
        content = path.read_bytes()
        database = self.reopened(path, content[: int(len(content) * part)])
        assert database.notices
        assert len(stored(database) & ids) >= 60

    @pytest.mark.parametrize("seed", range(12))
    def test_flipped_bits_cost_next_to_nothing(self, path: Path, ids: set[str], seed: int) -> None:
        content = bytearray(path.read_bytes())
        chance = random.Random(seed)
        for _ in range(8):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        database = self.reopened(path, bytes(content))
        assert len(stored(database) & ids) >= 60

    def test_a_file_without_its_header_is_read_page_by_page(
        self, path: Path, ids: set[str]
    ) -> None:
        for backup in (path.parent / "backups").iterdir():
            backup.unlink()
        database = self.reopened(path, b"\0" * 100 + path.read_bytes()[100:])
        assert stored(database) == ids
        assert all(note.tags == ("a", "b") for note in Annotations(database).all())

    def test_a_flipped_bit_in_the_name_of_a_column_is_seen(self, path: Path, ids: set[str]) -> None:
        content = path.read_bytes()
        at = content.index(b"english_source TEXT NOT NULL")
        database = self.reopened(path, content[:at] + b"g" + content[at + 1 :])
        assert database.notices
        assert stored(database) == ids

    def test_a_row_that_breaks_a_rule_is_taken_from_the_backup(
        self, path: Path, ids: set[str]
    ) -> None:
        content = path.read_bytes()
        with closing(sqlite3.connect(path)) as connection:
            (first,) = connection.execute("SELECT id FROM annotations WHERE rowid = 1").fetchone()
        at = content.index(f"{first}note".encode()) + len(first)
        database = self.reopened(path, content[:at] + b"mote" + content[at + 4 :])
        assert stored(database) == ids

    def test_a_check_that_is_wrong_replaces_nothing(
        self, path: Path, ids: set[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Database, "check", lambda self, whole=True: "it is all wrong")
        monkeypatch.setattr("reader.storage.recovery.problem_of", lambda path: "it is damaged")
        database = Database(path)
        assert stored(database) == ids
        assert database.notices == []
        assert not list(path.parent.glob("*.damaged-*"))

    def test_another_kind_of_file_is_kept_and_replaced(self, path: Path) -> None:
        path.parent.mkdir()
        database = self.reopened(path, b"not a database at all" * 100)
        assert stored(database) == set()

    def test_damage_met_while_reading_is_mended_at_the_next_start(
        self, path: Path, ids: set[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reader.storage.database._QUICK_CHECK_BYTES", 0)
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'annotations'"
        with closing(sqlite3.connect(path)) as connection:
            (page,) = connection.execute(query).fetchone()
        content = bytearray(path.read_bytes())
        content[4096 * (page - 1)] ^= 0x55  # what kind of page it is
        path.write_bytes(content)
        with pytest.raises(ReaderError, match="start the reader again"):
            stored(Database(path))
        assert suspicion(path).exists()
        assert stored(Database(path)) == ids
        assert not suspicion(path).exists()

    def test_a_running_reader_keeps_its_file(self, path: Path, ids: set[str]) -> None:
        running = Database(path)
        content = path.read_bytes()
        path.write_bytes(b"\0" * 4096 + content[4096:])
        with pytest.raises(ReaderError, match="close the other readers"):
            Database(path)
        path.write_bytes(content)
        assert stored(running) == ids

    def test_of_a_file_that_is_gone_the_log_is_read(self, path: Path, ids: set[str]) -> None:
        process = child(path, 10_000, "x")
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(20)]
        process.kill()
        process.communicate()
        path.unlink()
        database = Database(path)
        assert "repaired" in database.notices[0]
        assert len(stored(database) & ids) >= 60
        assert stored(database) & {line.strip() for line in lines}

    def test_a_file_that_is_gone_is_told_where_there_are_backups(
        self, path: Path, ids: set[str]
    ) -> None:
        path.unlink()
        database = Database(path)
        assert stored(database) == set()
        (notice,) = database.notices
        copy = database.backups.newest()
        assert f"reader restore {copy}" in notice
        assert copy is not None
        database.backups.restore(copy)
        assert len(stored(database) & ids) >= 60

    def test_a_crash_between_the_two_renames_loses_nothing(self, path: Path, ids: set[str]) -> None:
        path.rename(path.with_name("reader.db.recovered"))
        assert stored(Database(path)) == ids


class TestBackups:
    """Copies made, thinned out, put back."""

    def test_a_backup_restores_what_was_there_and_keeps_what_is(self, path: Path) -> None:
        database = Database(path)
        before = set(add(database, 3))
        copy = database.backups.make()
        add(database, 2)
        other = Database(path)
        after = stored(other)
        kept = database.backups.restore(copy)
        assert stored(database) == stored(other) == before
        database.backups.restore(kept)
        assert stored(other) == after
        assert problem_of(copy) == ""

    def test_a_restore_loses_nothing_that_another_reader_writes(self, path: Path) -> None:
        database = Database(path)
        copy = database.backups.make()
        written: set[str] = set()
        going = threading.Event()
        done = threading.Event()

        def write_on() -> None:
            other = Database(path)
            while not done.is_set():
                written.update(add(other))
                going.set()

        thread = threading.Thread(target=write_on)
        thread.start()
        try:
            assert going.wait(60)
            kept = [database.backups.restore(copy) for _ in range(4)]
        finally:
            done.set()
            thread.join()
        there = stored(database)
        for backup in kept:
            with closing(sqlite3.connect(backup)) as connection:
                there |= {row[0] for row in connection.execute("SELECT id FROM annotations")}
        assert written <= there

    def test_a_restore_of_the_oldest_copy_keeps_it(self, path: Path) -> None:
        database = Database(path)
        copies = [database.backups.restore(database.backups.make()) for _ in range(OTHERS_KEPT)]
        first = min(copies, key=lambda copy: copy.stat().st_mtime_ns)
        kept = database.backups.restore(first)
        assert first.exists()
        assert kept.exists()

    def test_a_database_in_use_is_restored_with_its_log(self, path: Path, tmp_path: Path) -> None:
        Database(tmp_path / "other" / "reader.db").close()
        elsewhere = Database(tmp_path / "other" / "reader.db")
        ids = set(add(elsewhere, 3))
        database = Database(path)
        database.backups.restore(elsewhere.path)
        assert stored(database) == ids

    def test_a_clock_set_back_costs_no_new_copy(self, path: Path) -> None:
        database = Database(path)
        add(database)
        later = datetime.now(UTC) + timedelta(days=400)
        for days in range(DAILY_KEPT + 1):
            day = later + timedelta(days=days)
            old = database.backups.make(database.backups.folder / f"daily-{day:%Y-%m-%d}.db")
            os.utime(old, (day.timestamp(), day.timestamp()))
        for _ in range(OTHERS_KEPT + 1):
            made = database.backups.make()
            os.utime(made, (later.timestamp(), later.timestamp()))
        assert database.backups.make().exists()
        today = database.backups.daily()
        assert today is not None
        assert today.exists()
        assert len(list(database.backups.folder.glob("daily-*.db"))) == DAILY_KEPT

    def test_copies_of_one_moment_come_in_the_order_they_were_made(self, path: Path) -> None:
        database = Database(path)
        names = ["reader-1.db", *(f"reader-1-{number}.db" for number in range(2, 12))]
        for name in names:
            os.utime(database.backups.make(path.parent / name), (1, 1))
        assert [copy.name for copy in Backups(path.parent / "x").all()] == []
        backups = Backups(path)
        backups.folder = path.parent
        assert [copy.name for copy in backups.all() if copy != path][::-1] == names

    def test_what_a_crash_left_unfinished_goes(self, path: Path) -> None:
        database = Database(path)
        add(database)
        database.backups.folder.mkdir()
        for name in (".daily-2025-01-01.db.7.unfinished", ".x.db.8.unfinished-journal"):
            left = database.backups.folder / name
            left.write_bytes(b"half")
            os.utime(left, (1, 1))
        fresh = database.backups.folder / ".reader-1.db.9.unfinished"
        fresh.write_bytes(b"half")
        database.backups.daily()
        assert list(database.backups.folder.glob(".*")) == [fresh]

    def test_what_is_no_sound_backup_is_refused(self, path: Path, tmp_path: Path) -> None:
        database = Database(path)
        before = set(add(database, 40, size=400))
        copy = database.backups.make(tmp_path / "copy.db")
        (tmp_path / "cut.db").write_bytes(copy.read_bytes()[:20000])
        (tmp_path / "other.txt").write_text("你好")
        for name in ("cut.db", "other.txt", "missing.db"):
            with pytest.raises(ReaderError, match=name):
                database.backups.restore(tmp_path / name)
        with pytest.raises(ReaderError, match="choose another name"):
            database.backups.make(tmp_path / "other.txt")
        assert stored(database) == before

    def test_a_week_of_daily_copies_is_kept(self, path: Path) -> None:
        database = Database(path)
        add(database)
        folder = database.backups.folder
        folder.mkdir()
        for days in range(1, 12):
            day = datetime.now(UTC) - timedelta(days=days)
            (folder / f"daily-{day:%Y-%m-%d}.db").write_bytes(b"old")
        assert database.backups.daily() is not None
        assert database.backups.daily() is None
        assert len(list(folder.glob("daily-*.db"))) == DAILY_KEPT

    def test_the_first_change_of_a_day_makes_the_copy(self, path: Path) -> None:
        Database(path).close()
        database = Database(path)
        add(database)
        for thread in threading.enumerate():
            if thread.name == "daily backup":
                thread.join()
        assert [copy.name[:6] for copy in database.backups.all()] == ["daily-"]

    def test_a_reader_that_stays_open_makes_a_copy_every_day(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        database = Database(path)
        made = []
        for day in range(1, 4):
            copy = database.backups.folder / f"daily-2025-01-0{day}.db"
            monkeypatch.setattr(database.backups, "today", lambda copy=copy: copy)
            add(database, 2)
            for thread in threading.enumerate():
                if thread.name == "daily backup":
                    thread.join()
            made.append(copy)
        assert sorted(database.backups.all()) == made


class TestNoRoom:
    """Full disks and folders that cannot be written to."""

    @pytest.fixture
    def small_files(self) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
        yield
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    def test_a_file_that_cannot_grow_is_told_and_nothing_is_lost(
        self, path: Path, small_files: None
    ) -> None:
        database = Database(path)
        written: set[str] = set()

        def write_on() -> None:
            for _ in range(1000):
                written.update(add(database, size=2000))

        with pytest.raises(ReaderError, match=r"[Dd]isk .* make room.*reader\.db"):
            write_on()
        assert stored(database) == written
        database.close()
        again = Database(path)
        assert stored(again) == written
        assert again.check() == ""

    def test_a_read_only_folder_can_be_read_and_copied(self, path: Path, tmp_path: Path) -> None:
        database = Database(path)
        ids = set(add(database))
        database.close()
        path.parent.chmod(0o500)
        try:
            if os.access(path.parent, os.W_OK):
                pytest.skip("this user may write anywhere")
            again = Database(path)
            assert stored(again) == ids
            assert "read-only" in again.notices[0]
            with pytest.raises(ReaderError, match="read-only"):
                add(again)
            assert problem_of(again.backups.make(tmp_path / "copy.db")) == ""
        finally:
            path.parent.chmod(0o700)

    def test_a_folder_that_is_a_file_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("")
        with pytest.raises(ReaderError, match="READER_HOME"):
            Database(tmp_path / "data" / "reader.db")


CHILD = """
import sys
from pathlib import Path
from reader.annotations.model import Kind
from reader.annotations.store import Annotations
from reader.storage.database import Database
from tests.unit.annotation_samples import sample_article
annotations = Annotations(Database(Path(sys.argv[1])))
target = annotations.sentence_target(sample_article(), 2, 0)
for number in range(int(sys.argv[2])):
    note = annotations.add(Kind.NOTE, target, f"{sys.argv[3]} {number} " + "记" * 50, tags="a b")
    print(note.id, flush=True)
"""


def child(path: Path, count: int, name: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path), str(count), name],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def test_what_was_acknowledged_survives_a_kill(path: Path) -> None:
    acknowledged: set[str] = set()
    for round_number in range(3):
        process = child(path, 10_000, str(round_number))
        assert process.stdout is not None
        for _ in range(5 + round_number):
            acknowledged.add(process.stdout.readline().strip())
        process.kill()
        acknowledged |= {line.strip() for line in process.stdout if len(line) == 11}
        process.wait()
        process.stdout.close()
        database = Database(path)
        assert acknowledged <= stored(database)
        assert all(note.tags == ("a", "b") for note in Annotations(database).all())
        assert database.notices == []
        database.close()


def test_two_processes_write_at_once(path: Path) -> None:
    processes = [child(path, 50, name) for name in "ab"]
    lines = [process.communicate()[0].split() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert {line for part in lines for line in part} == stored(Database(path))
    assert len(stored(Database(path))) == 100
