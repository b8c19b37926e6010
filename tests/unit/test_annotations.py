"""Bookmarks, highlights and notes: made, changed, deleted, brought back, found."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reader.annotations.exports import export_text
from reader.annotations.filters import parsed
from reader.annotations.model import Annotation, Counts, Filter, Kind
from reader.annotations.store import Annotations, EditConflictError
from reader.annotations.targets import heading_path, sentence_target, target_for
from reader.annotations.times import is_stamp, later, local_time
from reader.articles.intake import AddStatus
from reader.articles.model import Article
from reader.errors import ReaderError
from reader.services import Services
from reader.storage.database import Database
from reader.storage.paths import Paths
from tests.unit.annotation_samples import (
    Clock,
    StandingClock,
    new_annotations,
    sample_article,
)

ARTICLE = sample_article()


@pytest.fixture
def annotations(tmp_path: Path) -> Annotations:
    return new_annotations(tmp_path)


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Moves the machine to another time zone."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


def add(
    annotations: Annotations, kind: Kind = Kind.NOTE, body: str = "", tags: str = ""
) -> Annotation:
    target = sentence_target(ARTICLE, 2, 1)
    return annotations.add(kind, target, body, tags=tags, article=ARTICLE)


def test_a_target_holds_the_quote_with_what_stands_around_it() -> None:
    target = target_for(ARTICLE, 2, 8, 17)
    assert target.exact == "早上的街道很安静！"
    assert target.prefix == "雨后的街道\n一、清晨\n夜里下了一场雨。"
    assert target.suffix.startswith("“你听见了吗？”")
    assert target.headings == ("雨后的街道", "一、清晨")


def test_a_target_stays_inside_its_block() -> None:
    assert target_for(ARTICLE, 6, -5, 999).exact == ARTICLE.blocks[6].text
    assert target_for(ARTICLE, 6, 4, 2).exact == ARTICLE.blocks[6].text[2:4]
    assert target_for(ARTICLE, -1).is_article
    with pytest.raises(IndexError):
        target_for(ARTICLE, 7)
    with pytest.raises(IndexError):
        sentence_target(ARTICLE, 6, 1)


def test_a_deeper_heading_ends_at_the_next_one_of_its_level() -> None:
    assert heading_path(ARTICLE, 4) == ("雨后的街道", "一、清晨", "市场")
    assert heading_path(ARTICLE, 6) == ("雨后的街道", "二、午后")


def test_what_was_added_is_there_in_a_new_connection(tmp_path: Path) -> None:
    note = add(new_annotations(tmp_path), body="很**好**\r\n[x](y)\r\n\r\n", tags="#雨 city，雨")
    assert (note.body, note.tags) == ("很**好**\n[x](y)", ("雨", "city"))
    again = Annotations(Database(tmp_path / "reader.db"))
    assert again.of_article("rain") == [note]
    assert again.get(note.id[:4]) == note


def test_an_update_changes_what_is_given_and_nothing_else(annotations: Annotations) -> None:
    note = add(annotations, body="一", tags="a")
    changed = annotations.update(note.id, body="二", colour="Green")
    assert (changed.body, changed.colour, changed.tags) == ("二", "green", ("a",))
    assert changed.updated > note.updated
    assert annotations.update(note.id, body="二") == changed


def test_an_edit_made_elsewhere_is_never_overwritten(annotations: Annotations) -> None:
    note = add(annotations, body="mine")
    annotations.update(note.id, body="theirs")
    with pytest.raises(EditConflictError) as conflict:
        annotations.update(note.id, body="mine too", seen=note)
    assert conflict.value.stored.body == "theirs"
    assert annotations.get(note.id).body == "theirs"


def test_an_edit_of_what_a_restored_backup_does_not_hold_is_kept(tmp_path: Path) -> None:
    database = Database(tmp_path / "reader.db")
    annotations = Annotations(database)
    copy = database.backups.make()
    note = add(annotations, body="mine")
    database.backups.restore(copy)
    with pytest.raises(EditConflictError) as conflict:
        annotations.update(note.id, body="mine too", seen=note)
    assert conflict.value.stored.deleted


def test_the_last_deletion_is_undone_first(annotations: Annotations) -> None:
    one, two = add(annotations, body="1"), add(annotations, body="2", tags="x")
    annotations.delete(one.id)
    annotations.delete(two.id)
    assert annotations.of_article("rain") == []
    assert annotations.undo_delete() == two
    assert annotations.undo_delete(one.id) == one
    assert annotations.undo_delete() is None
    with pytest.raises(ReaderError, match="no annotation"):
        annotations.delete("missing")


class TestTimes:
    """What was made within one tick of the clock keeps its order, whatever the random ids."""

    @pytest.fixture
    def annotations(self, tmp_path: Path) -> Annotations:
        return Annotations(Database(tmp_path / "reader.db"), StandingClock())

    def test_the_newest_comes_first_and_notes_on_one_place_in_order(
        self, annotations: Annotations
    ) -> None:
        made = [add(annotations, body=str(number)) for number in range(12)]
        assert annotations.all() == made[::-1]
        assert annotations.of_article("rain") == made
        assert list(annotations.collection().annotations) == made

    def test_the_last_deletion_is_undone_first(self, annotations: Annotations) -> None:
        made = [add(annotations, body=str(number)) for number in range(12)]
        for note in made[::2] + made[1::2]:
            annotations.delete(note.id)
        undone = [annotations.undo_delete() for _ in made]
        assert undone == (made[::2] + made[1::2])[::-1]

    def test_a_change_is_later_than_what_it_changes(self, annotations: Annotations) -> None:
        note = add(annotations, body="first")
        exported = annotations.collection()
        changed = annotations.update(note.id, body="second")
        assert changed.updated > note.updated
        assert annotations.merge(exported).kept == (note.id,)
        assert annotations.get(note.id).body == "second"

    def test_a_clock_set_back_a_little_changes_no_order(self, tmp_path: Path) -> None:
        clock = StandingClock()
        annotations = Annotations(Database(tmp_path / "reader.db"), clock)
        made = []
        for _ in range(5):
            made.append(add(annotations))
            clock.moment -= timedelta(seconds=3)
        assert annotations.of_article("rain") == made

    def test_a_clock_that_was_wrong_once_does_not_stay_wrong(self, tmp_path: Path) -> None:
        clock = StandingClock()
        annotations = Annotations(Database(tmp_path / "reader.db"), clock)
        clock.moment += timedelta(days=9000)
        note = add(annotations)
        clock.moment -= timedelta(days=9000)
        assert add(annotations).created.startswith("2025-03-01")
        assert annotations.update(note.id, body="later").updated > note.updated


def test_what_was_deleted_a_month_ago_is_gone_for_good(tmp_path: Path) -> None:
    clock = Clock()
    annotations = Annotations(Database(tmp_path / "reader.db"), clock)
    old, new = add(annotations, tags="a"), add(annotations)
    annotations.delete(old.id)
    clock.moment += timedelta(days=31)
    annotations.delete(new.id)
    assert annotations.undo_delete(new.id) == new
    assert annotations.undo_delete(old.id) is None


def test_counts_and_tags_leave_deleted_ones_out(annotations: Annotations) -> None:
    add(annotations, Kind.BOOKMARK)
    add(annotations, Kind.HIGHLIGHT, tags="a b")
    annotations.delete(add(annotations, Kind.NOTE, tags="b c").id)
    assert annotations.counts() == {"rain": Counts(1, 1, 0)}
    assert annotations.tags() == {"a": 1, "b": 1}


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(kinds=frozenset({Kind.NOTE})),
        Filter(tag="#City"),
        Filter(text="安静 wet"),
        Filter(text="STREET wet"),
        Filter(since="2025-03-01T08:00:02", until="2025-03"),
    ],
)
def test_filters_find_the_note(
    annotations: Annotations, wanted: Filter, zone: Callable[[str], None]
) -> None:
    zone("UTC")
    add(annotations, Kind.BOOKMARK)
    note = add(annotations, Kind.NOTE, body="still wet", tags="city")
    assert annotations.all(wanted) == [note]
    assert annotations.all(Filter(article="another")) == []


def test_a_write_in_another_process_is_noticed(tmp_path: Path) -> None:
    here = new_annotations(tmp_path)
    before = here.version()
    assert here.version() == before
    add(new_annotations(tmp_path))
    assert here.version() != before


def test_days_are_those_of_the_persons_calendar(
    tmp_path: Path, zone: Callable[[str], None]
) -> None:
    zone("Asia/Shanghai")
    clock = StandingClock()
    annotations = Annotations(Database(tmp_path / "reader.db"), clock)
    clock.moment = datetime(2025, 3, 1, 15, 59, 59, tzinfo=UTC)
    before_midnight = add(annotations)
    clock.moment = datetime(2025, 3, 1, 16, 0, 0, tzinfo=UTC)
    after_midnight = add(annotations)
    assert local_time(after_midnight.created) == "2025-03-02T00:00:00.000"
    assert annotations.all(Filter(since="2025-03-02")) == [after_midnight]
    assert annotations.all(Filter(until="2025-03-01")) == [before_midnight]


class TestFiles:
    """Notes in a file that changes, opened without importing it, or imported again."""

    TEXT = "河边的书店\n\n老板每天六点开门。他先扫地，再煮茶。\n\n第二个客人总是邮差。\n"

    @pytest.fixture
    def services(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Services:
        (tmp_path / "nothing").mkdir()
        monkeypatch.setattr("reader.articles.corpus.find", lambda: tmp_path / "nothing")
        return Services(Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache"))

    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "river.txt"
        path.write_text(self.TEXT, "utf-8")
        return path

    @pytest.fixture
    def note(self, services: Services, file: Path) -> Annotation:
        article = services.open(str(file))
        last = len(article.blocks) - 1
        target = sentence_target(article, last, 0)
        return services.annotations.add(Kind.NOTE, target, "who?", article=article)

    @staticmethod
    def notes_in(services: Services, article: Article) -> list[Annotation]:
        notes = services.annotations.of_article(article.id)
        for note in notes:
            block = article.blocks[note.target.block].text
            assert block[note.target.start : note.target.end] == note.target.exact
        return notes

    def test_they_stay_when_the_file_is_edited(
        self, services: Services, file: Path, note: Annotation
    ) -> None:
        file.write_text("河边的书店\n\n新的一段。" + self.TEXT[5:], "utf-8")
        (moved,) = self.notes_in(services, services.open(str(file)))
        assert moved.id == note.id
        file.write_text(self.TEXT, "utf-8")
        assert self.notes_in(services, services.open(str(file))) == [note]

    def test_they_stay_when_the_file_is_moved(
        self, services: Services, file: Path, note: Annotation
    ) -> None:
        assert self.notes_in(services, services.open(str(file.rename(file.parent / "b.txt"))))

    def test_the_file_is_opened_again_by_the_id_of_its_notes(
        self, services: Services, file: Path, note: Annotation
    ) -> None:
        assert services.open(note.target.article).title == "河边的书店"
        assert str(file) not in export_text(services.annotations.collection(), "json")
        file.unlink()
        with pytest.raises(ReaderError, match=r"river\.txt"):
            services.open(note.target.article)

    def test_they_are_there_when_it_is_imported_later(
        self, services: Services, file: Path, note: Annotation
    ) -> None:
        file.write_text("河边的书店\n\n新的一段。" + self.TEXT[5:], "utf-8")
        (added,) = services.library.add(file)
        (moved,) = self.notes_in(services, services.library.open(added.id))
        assert (moved.id, moved.target.orphan) == (note.id, False)
        file.unlink()
        assert services.open(added.id).title == "河边的书店"

    def test_one_that_was_removed_and_changed_finds_its_notes_again(
        self, services: Services, file: Path
    ) -> None:
        (added,) = services.library.add(file)
        article = services.library.open(added.id)
        services.annotations.add(Kind.NOTE, sentence_target(article, 2, 0), article=article)
        services.library.remove(added.id)
        file.write_text("河边的书店\n\n新的一段。" + self.TEXT[5:], "utf-8")
        (again,) = services.library.add(file)
        assert again.id == added.id
        assert self.notes_in(services, services.library.open(again.id))

    def test_what_a_full_disk_cut_short_is_done_again(
        self, services: Services, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (added,) = services.library.add(file)
        article = services.library.open(added.id)
        services.annotations.add(Kind.NOTE, sentence_target(article, 2, 0), article=article)

        def full(*_: object) -> None:
            raise ReaderError("The disk is full.")

        file.write_text("河边的书店\n\n新的一段。" + self.TEXT[5:], "utf-8")
        listeners = services.library.on_changed[:]
        services.library.on_changed[:] = [full]
        assert services.library.add(file)[0].reason == "The disk is full."
        services.library.on_changed[:] = listeners
        assert services.library.add(file)[0].status is AddStatus.UPDATED
        assert services.library.add(file)[0].status is AddStatus.UNCHANGED
        assert self.notes_in(services, services.library.open(added.id))

    def test_a_file_that_was_imported_is_opened_as_it_now_is_with_its_notes(
        self, services: Services, file: Path
    ) -> None:
        (added,) = services.library.add(file)
        article = services.library.open(added.id)
        note = services.annotations.add(Kind.BOOKMARK, sentence_target(article, 1, 0))
        assert services.open(str(file)).id == added.id
        file.write_text("河边的书店\n\n新的一段。" + self.TEXT[5:], "utf-8")
        changed = services.open(str(file))
        assert "新的一段。" in changed.blocks[1].text
        assert [each.id for each in self.notes_in(services, changed)] == [note.id]


@pytest.mark.parametrize("text", ["", "yesterday", "2025-03-01", "2025-99-01T00:00:00.000Z"])
def test_a_garbled_time_breaks_nothing(text: str) -> None:
    assert not is_stamp(text)
    assert later("2025-03-01T00:00:00.000Z", text) == "2025-03-01T00:00:00.000Z"
    assert local_time(text).startswith(text)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("雨 rain", Filter(text="雨 rain")),
        ("#雨 wet", Filter(tag="雨", text="wet")),
        ("kind:NOTE colour:Green", Filter(kinds=frozenset({Kind.NOTE}), colour="green")),
        ("on:2025-03-01 color:pink", Filter(since="2025-03-01", until="2025-03-01", colour="pink")),
        ("article:rain since:2025 until:2026", Filter(article="rain", since="2025", until="2026")),
        ("is:lost", Filter(orphans=True)),
        ("kind:song is:here a:b # :", Filter(text="kind:song is:here a:b # :")),
    ],
)
def test_a_line_is_read_as_a_filter(query: str, expected: Filter) -> None:
    assert parsed(query) == expected
    assert parsed("", expected) == replace(expected, text="")
