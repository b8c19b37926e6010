"""Notes as rows: in the list of all notes, and at the side of an article."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from reader.annotations.colours import COLOURS
from reader.annotations.model import Annotation, Kind
from reader.annotations.times import local_time
from reader.app.cells import fit, one_line, strip_of
from reader.app.widgets.rows import Rows

MARKS = {Kind.BOOKMARK: "◆", Kind.HIGHLIGHT: "▍", Kind.NOTE: "✎"}
_LOST = "∅"
_DATED = 24


class NotesList(Rows):
    """Annotations with their quote above, and the note or the English below.

    Subclasses say what stands at the right (:meth:`where`).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "note--quote",
        "note--quiet",
        "note--faint",
        "note--mark",
        "note--lost",
        "note--cursor",
        *(f"note--{colour}" for colour in COLOURS),
    }
    DEFAULT_CSS = """
    NotesList { height: 1fr; }
    NotesList .note--quiet { color: $quiet; }
    NotesList .note--faint { color: $faint; }
    NotesList .note--mark { color: $accent; }
    NotesList .note--lost { color: $error; }
    NotesList .note--cursor { background: $tint; text-style: $tint-style; }
    NotesList .note--yellow { color: $on-hl; background: $hl-yellow; }
    NotesList .note--green { color: $on-hl; background: $hl-green; }
    NotesList .note--blue { color: $on-hl; background: $hl-blue; }
    NotesList .note--pink { color: $on-hl; background: $hl-pink; }
    NotesList .note--purple { color: $on-hl; background: $hl-purple; }
    """

    def __init__(self, shown: Callable[[Annotation], str] | None = None) -> None:
        """An empty list; ``shown`` gives a quote in the screen's script."""
        super().__init__()
        self._shown = shown or (lambda note: note.target.exact)
        self._notes: Sequence[Annotation] = ()

    @property
    def notes(self) -> Sequence[Annotation]:
        """The annotations listed."""
        return self._notes

    @property
    def current(self) -> Annotation | None:
        """The annotation under the cursor, if there is one."""
        return self._notes[self.cursor] if self.cursor < len(self._notes) else None

    def show(self, notes: Sequence[Annotation]) -> None:
        """List ``notes``; the cursor stays on the annotation it is on, if that is still there."""
        before = self.current.id if self.current else ""
        self._notes = notes
        index = next((index for index, note in enumerate(notes) if note.id == before), None)
        self.rows_changed(index)

    @property
    def row_count(self) -> int:
        """The number of annotations."""
        return len(self._notes)

    def where(self, note: Annotation, room: int) -> tuple[str, str]:
        """What stands at the right of the first and of the second line, in ``room`` cells."""
        tags = " ".join(f"#{tag}" for tag in note.tags)
        return (local_time(note.created)[:10] if room >= _DATED else "", fit(one_line(tags), room))

    def render_row(self, index: int, line: int, width: int) -> Strip:
        """One line of a row: 0 the mark and the quote, 1 the note or the English, 2 blank."""
        fill = self.rich_style
        if line > 1:
            return Strip.blank(width, fill)
        if index == self.cursor:
            fill += self.get_component_rich_style("note--cursor", partial=True)
        note = self._notes[index]
        inner = max(0, width - 4)
        right = self.where(note, inner // 2)[line]
        room = inner - (cell_len(right) + 2 if right else 0)
        text, style = self._quote(note) if line == 0 else self._below(note)
        mark = self._mark(note) if line == 0 else (" ", Style())
        left = fit(text, room)
        gap = inner - cell_len(left) - cell_len(right)
        pieces = [(" ", Style()), mark, (" ", Style()), (left, style)]
        pieces += [(" " * gap, Style()), (right, self._style("faint"))]
        return strip_of(pieces, width, fill)

    def _mark(self, note: Annotation) -> tuple[str, Style]:
        if note.target.orphan:
            return _LOST, self._style("lost")
        return MARKS[note.kind], self._style("mark")

    def _quote(self, note: Annotation) -> tuple[str, Style]:
        if note.target.is_article:
            return "The whole article", self._style("quiet")
        colour = note.colour if note.colour in COLOURS else COLOURS[0]
        style = self._style(colour if note.kind is Kind.HIGHLIGHT else "quote")
        return one_line(self._shown(note).strip()), style

    def _below(self, note: Annotation) -> tuple[str, Style]:
        first = next((line.strip() for line in note.body.split("\n") if line.strip()), "")
        if first:
            return one_line(first), Style()
        return one_line(note.english), self._style("quiet")

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(f"note--{name}", partial=True)


class SideNotes(NotesList):
    """The notes of the article that is being read; the cursor follows the reading."""

    DEFAULT_CSS = """
    SideNotes { width: 32; padding: 0; border-left: solid $rule; }
    """

    def where(self, note: Annotation, room: int) -> tuple[str, str]:
        """Tags alone: all notes are of the same article."""
        return "", super().where(note, room)[1]

    def follow(self, block: int, offset: int) -> None:
        """Have the cursor on the last annotation that begins at or before a place in the text.

        ``offset`` is in the block's text as written. Nothing moves while the list has the focus.
        """
        if self.has_focus or not self._notes:
            return
        begun = [
            index
            for index, note in enumerate(self._notes)
            if not note.target.orphan and (note.target.block, note.target.start) <= (block, offset)
        ]
        self.move_to(begun[-1] if begun else 0)
