"""The panel below the page that explains the word under the cursor."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import Static

from reader.chinese.normalise import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.style import Style

    from reader.chinese.dictionary import Entry

_MOST_ENTRIES = 6
_MOST_GLOSSES = 8


@dataclass(frozen=True, slots=True)
class Explained:
    """A word and what the dictionary says of it.

    ``found`` holds headwords as written in the text with their entries, the longest first;
    ``shown`` is the word in the shown script, ``original`` the word as written where the shown
    one is another word of another region.
    """

    written: str
    shown: str
    found: "tuple[tuple[str, Sequence[Entry]], ...]" = ()
    original: str = ""
    pinyin: str = ""
    """The reading of a word that the dictionary does not have."""


class WordPanel(Static):
    """Headword, pinyin in the colours of its tones, and the English of each entry."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "word--head",
        "word--faint",
        "word--gloss",
        "word--tone-1",
        "word--tone-2",
        "word--tone-3",
        "word--tone-4",
        "word--tone-5",
    }
    DEFAULT_CSS = """
    WordPanel { height: auto; max-height: 8; padding: 0 2; border-top: solid $rule; display: none; }
    WordPanel .word--head { text-style: bold; color: $accent; }
    WordPanel .word--faint { color: $faint; }
    WordPanel .word--gloss { color: $quiet; }
    WordPanel .word--tone-1 { color: $error; }
    WordPanel .word--tone-2 { color: $warning; }
    WordPanel .word--tone-3 { color: $success; }
    WordPanel .word--tone-4 { color: $secondary; }
    WordPanel .word--tone-5 { color: $faint; }
    """

    def __init__(self) -> None:
        """Nothing is explained yet."""
        super().__init__(markup=False)

    def wait(self, for_what: str) -> None:
        """Come up, if not there yet, and say what is being waited for."""
        if not self.display:
            self.update(Content.styled(for_what, self._style("faint")))
            self.display = True

    def reopen(self) -> None:
        """Be there again as it was, until the next word is explained."""
        self.display = True

    def close(self) -> None:
        """Go away."""
        self.display = False

    def show(self, explained: Explained) -> None:
        """Explain a word."""
        lines = [self._line(head, entry) for head, entry in _entries(explained)][:_MOST_ENTRIES]
        if not lines:
            word = visible(explained.shown)
            lines = [
                Content.assemble(
                    (word, self._style("head")),
                    (f"  {explained.pinyin}", self._style("gloss")),
                    ("  is not in the dictionary", self._style("faint")),
                )
            ]
        if explained.original:
            lines.append(
                Content.assemble(
                    (f"in the text as written: {visible(explained.original)}", self._style("faint"))
                )
            )
        self.update(Content("\n").join(lines))

    def _line(self, head: str, entry: "Entry") -> Content:
        forms = entry.simplified
        if entry.traditional != entry.simplified:
            forms = f"{entry.simplified} {entry.traditional}"
        glosses = "; ".join(entry.glosses[:_MOST_GLOSSES])
        return Content.assemble(
            (visible(forms), self._style("head")),
            "  ",
            *self._pinyin(entry),
            "  ",
            (visible(glosses), self._style("gloss")),
        )

    def _pinyin(self, entry: "Entry") -> "list[tuple[str, Style]]":
        """The syllables, each in the colour of its tone."""
        syllables = entry.pinyin_marks.split()
        numbered = entry.pinyin.split()
        if len(syllables) != len(numbered):
            return [(entry.pinyin_marks, self._style("gloss"))]
        pieces = []
        for marked, number in zip(syllables, numbered, strict=True):
            tone = number[-1] if number[-1:] in "12345" else "5"
            pieces.append((marked + " ", self._style(f"tone-{tone}")))
        return pieces

    def _style(self, name: str) -> "Style":
        return self.get_visual_style(f"word--{name}")


def _entries(explained: Explained) -> "list[tuple[str, Entry]]":
    return [(head, entry) for head, entries in explained.found for entry in entries]
