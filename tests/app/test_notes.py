"""The list of notes, the editor, and attaching again."""

import os
import stat
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reader.annotations.model import Annotation, Kind
from reader.annotations.targets import sentence_target
from reader.app.app import ReaderApp
from reader.app.screens.notes import AllNotes, NotesScreen
from reader.app.widgets.note_editor import NoteEditor
from reader.errors import ReaderError
from reader.services import Services
from tests.app.screen_text import screen_lines, screen_text
from tests.support.settling import press, settled

Opened = Callable[..., AbstractAsyncContextManager[tuple[ReaderApp, Pilot[None]]]]


@pytest.fixture
def notes(services: Services) -> list[Annotation]:
    """Notes on two articles, oldest first."""
    made: list[Annotation] = []
    for info in services.library.list():
        article = services.library.open(info.id)
        blocks = [block for block in article.blocks if len(block.sentences) > 1]
        for kind, body, tags in (
            (Kind.NOTE, "**Six** [is] early", "tea"),
            (Kind.HIGHLIGHT, "", ""),
        ):
            target = sentence_target(article, blocks[0].index, len(made) % 2)
            made.append(services.annotations.add(kind, target, body, tags=tags))
    return made


@pytest.fixture
def opened(services: Services, make_app: Callable[..., ReaderApp]) -> Opened:
    """The app on the list of notes."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (100, 36),
    ) -> AsyncIterator[tuple[ReaderApp, Pilot[None]]]:
        app = make_app()
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            app.push_screen(NotesScreen(services))
            await settled(pilot)
            yield app, pilot

    return opened


def shown(app: ReaderApp) -> list[Annotation]:
    return list(app.screen.query_one(AllNotes).notes)


async def test_all_notes_are_listed_newest_first(opened: Opened, notes: list[Annotation]) -> None:
    async with opened() as (app, _):
        assert shown(app) == notes[::-1]
        text = screen_text(app)
        assert "夜市的[燈]" in text
        assert "**Six** [is] early" in text
        assert "#tea" in text


async def test_an_empty_list_says_how_to_begin(opened: Opened) -> None:
    async with opened() as (app, _):
        assert "press b to bookmark" in screen_text(app)


async def test_keys_and_the_search_line_narrow_the_list(
    opened: Opened, notes: list[Annotation]
) -> None:
    async with opened() as (app, pilot):
        await press(pilot, "f2", "f2")
        assert {note.kind for note in shown(app)} == {Kind.HIGHLIGHT}
        await press(pilot, "escape", "f4")
        assert {note.tags for note in shown(app)} == {("tea",)}
        await press(pilot, "escape", "f6")
        assert len({note.target.article for note in shown(app)}) == 1
        await press(pilot, "escape", "/")
        app.screen.query_one(Input).value = "賣魚 kind:highlight"
        await settled(pilot)
        assert [note.kind for note in shown(app)] == [Kind.HIGHLIGHT]
        app.screen.query_one(Input).value = "卖鱼 nothing"
        await settled(pilot)
        assert "No note fits" in screen_text(app)
        await press(pilot, "escape")
        assert len(shown(app)) == len(notes)


async def test_a_deleted_note_comes_back(opened: Opened, notes: list[Annotation]) -> None:
    async with opened() as (app, pilot):
        await press(pilot, "down", "d")
        assert notes[-2] not in shown(app)
        await press(pilot, "z")
        assert notes[-2] in shown(app)
        await press(pilot, "z")
        assert "Nothing was deleted" in screen_lines(app)[-1]


async def test_enter_goes_to_the_place(opened: Opened, notes: list[Annotation]) -> None:
    async with opened() as (app, pilot):
        await press(pilot, "enter")
        assert not isinstance(app.screen, NotesScreen)
        assert notes[-1].target.exact[:4] in screen_text(app).replace(" ", "")


async def test_a_change_made_elsewhere_is_seen(
    opened: Opened, services: Services, notes: list[Annotation]
) -> None:
    async with opened() as (app, pilot):
        screen = app.screen
        assert isinstance(screen, NotesScreen)
        other = Services(services.paths)
        other.annotations.add(Kind.NOTE, notes[0].target, "from another reader")
        screen._look()
        await settled(pilot)
        assert "from another reader" in screen_text(app)


class TestEditor:
    """Writing a note."""

    async def test_a_note_of_several_lines_in_chinese_is_stored(
        self, opened: Opened, services: Services, notes: list[Annotation]
    ) -> None:
        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            editor = app.screen.query_one(TextArea)
            assert editor.text == "**Six** [is] early"
            await press(pilot, "enter")
            editor.insert("很早，真的")
            await press(pilot, "!", "ctrl+z", "tab", "e", "n", "d", "space", "早", "ctrl+s")
            assert not isinstance(app.screen, NoteEditor)
        stored = services.annotations.get(notes[-2].id)
        assert stored.body == "**Six** [is] early\n很早，真的"
        assert set(stored.tags) >= {"早"}

    async def test_leaving_asks_once_when_something_is_not_stored(
        self, opened: Opened, services: Services, notes: list[Annotation]
    ) -> None:
        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            await press(pilot, "x", "escape")
            assert "Esc once more" in screen_text(app)
            await press(pilot, "escape")
            assert isinstance(app.screen, NotesScreen)
        assert services.annotations.get(notes[-2].id).body == notes[-2].body

    async def test_what_was_being_written_is_there_after_a_crash(
        self, opened: Opened, notes: list[Annotation]
    ) -> None:
        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            await press(pilot, "x", "y")
            assert isinstance(app.screen, NoteEditor)
            app.screen.keep()
        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            assert app.screen.query_one(TextArea).text.endswith("xy")
            assert "had not been stored" in screen_text(app)
            await press(pilot, "ctrl+s")
            assert shown(app)[1].body.endswith("xy")

    async def test_the_text_stays_when_it_cannot_be_stored(
        self,
        opened: Opened,
        services: Services,
        notes: list[Annotation],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise ReaderError("reader.db: the disk is full.")

        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            await press(pilot, "x")
            monkeypatch.setattr(services.annotations, "update", full)
            await press(pilot, "ctrl+s")
            assert "the disk is full" in screen_text(app)
            assert app.screen.query_one(TextArea).text.endswith("x")
            monkeypatch.undo()
            await press(pilot, "ctrl+s")
            assert shown(app)[1].body.endswith("x")

    async def test_an_edit_elsewhere_and_one_here_are_both_kept(
        self, opened: Opened, services: Services, notes: list[Annotation]
    ) -> None:
        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            await press(pilot, "x")
            services.annotations.update(notes[-2].id, body="theirs")
            await press(pilot, "ctrl+s")
            assert "changed elsewhere" in screen_text(app)
            await press(pilot, "ctrl+s")
        assert services.annotations.get(notes[-2].id).body == "theirs\n\n**Six** [is] earlyx"

    async def test_an_emptied_note_is_deleted(
        self, opened: Opened, notes: list[Annotation]
    ) -> None:
        async with opened() as (app, pilot):
            await press(pilot, "down", "n")
            app.screen.query_one(TextArea).text = ""
            app.screen.query_one(Input).value = ""
            await press(pilot, "ctrl+s")
            assert notes[-2].id not in {note.id for note in shown(app)}

    async def test_an_editor_that_is_missing_is_told(
        self, opened: Opened, notes: list[Annotation], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("VISUAL", "no-such-editor --wait")
        async with opened() as (app, pilot):
            await press(pilot, "n", "f4")
            text = screen_text(app)
            assert "no-such-editor cannot be started" in text or "from this terminal" in text


def test_the_persons_own_editor_gets_and_gives_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext
    from unittest.mock import Mock

    from reader.app.external_editor import edited_outside, editor_command

    script = tmp_path / "my editor"
    script.write_text('#!/bin/sh\nprintf "%s" "$1" > /dev/null\necho "第二行" >> "$2"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", f"'{script}' --wait")
    app = Mock(suspend=nullcontext)
    assert edited_outside(app, "第一行\n") == "第一行\n第二行"
    script.write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(ReaderError, match=r"status 3; its text is kept in .*reader-note-"):
        edited_outside(app, "kept")
    for left in Path(os.environ.get("TMPDIR", "/tmp")).glob("reader-note-*.md"):
        if left.read_text(encoding="utf-8") == "kept":
            left.unlink()
    assert editor_command({"EDITOR": "nano -w"}) == ["nano", "-w"]
    assert editor_command({}) in (["vi"], ["notepad"])
    with pytest.raises(ReaderError, match="EDITOR"):
        editor_command({"EDITOR": "'"})


async def test_a_lost_note_is_attached_again(
    opened: Opened, services: Services, shelf: Path, notes: list[Annotation]
) -> None:
    path = shelf / "market.md"
    text = path.read_text(encoding="utf-8")
    changed = text.replace("賣魚的人最早收攤，賣麵的人最晚。", "賣麵的收攤最晚。")
    path.write_text(changed.replace("夜市在橋下。", "河邊有一個市場。"), encoding="utf-8")
    services.library.add(path)
    lost = [note for note in services.annotations.all() if note.target.orphan]
    assert lost
    async with opened() as (app, pilot):
        await press(pilot, "f8")
        assert {note.id for note in shown(app)} == {note.id for note in lost}
        assert "∅" in screen_text(app)
        await press(pilot, "r")
        assert "收攤最晚" in screen_text(app)
        await press(pilot, "enter")
        assert len(shown(app)) == len(lost) - 1


async def test_a_bookmark_that_cannot_be_stored_is_not_said_to_be(
    services: Services,
    make_app: Callable[..., ReaderApp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_: object, **__: object) -> None:
        raise ReaderError("reader.db: the disk is full.")

    app = make_app(services.library.list()[0].id)
    async with app.run_test(size=(100, 36)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(services.annotations, "add", full)
        await press(pilot, "f4")
        assert screen_lines(app)[-1].strip() == "reader.db: the disk is full."


async def test_a_note_on_the_whole_article_is_written_and_changed(
    services: Services, make_app: Callable[..., ReaderApp]
) -> None:
    app = make_app(services.library.list()[0].id)
    async with app.run_test(size=(100, 36)) as pilot:
        await settled(pilot)
        for character in "ab":
            await press(pilot, "ctrl+n")
            assert "On the whole article" in screen_text(app)
            await press(pilot, character, "ctrl+s")
    (note,) = services.annotations.all()
    assert note.target.is_article
    assert note.body == "ab"
