"""The Chinese of a unit in the script in which it is shown, with the way back to the text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.app.page.units import Unit
from reader.chinese.script import Script
from reader.chinese.spans import Span


class Change(Protocol):
    """A word that was exchanged for one of another region."""

    @property
    def written(self) -> Span:
        """Where it stands in the text as written."""

    @property
    def shown(self) -> Span:
        """Where its replacement stands in the text shown."""

    @property
    def original(self) -> str:
        """The word as written."""


class Mapping(Protocol):
    """What script conversion gives: a text, and offsets there and back."""

    @property
    def text(self) -> str:
        """The converted text."""

    def to_shown(self, offset: int) -> int:
        """The offset in the converted text of an offset in the text as written."""

    def to_written(self, offset: int) -> int:
        """The offset in the text as written of an offset in the converted text."""

    @property
    def changed(self) -> Sequence[Change]:
        """The words whose vocabulary differs, not only the form of their characters."""


class Converter(Protocol):
    """Something that converts between scripts."""

    def __call__(self, text: str, to: Script, source: Script) -> Mapping:
        """``text``, written in ``source``, in the script ``to``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A unit's Chinese as it stands on the screen.

    ``mapping`` is absent where the text is shown as written. Offsets given and returned are
    those of the *block's* text as written on one side, of :attr:`text` on the other.
    """

    text: str
    unit: Unit
    mapping: Mapping | None = None

    def to_shown(self, offset: int) -> int:
        """The offset in :attr:`text` of an offset in the block's text, clipped to the unit."""
        inside = max(0, min(offset, self.unit.end) - self.unit.start)
        return inside if self.mapping is None else self.mapping.to_shown(inside)

    def to_written(self, offset: int) -> int:
        """The offset in the block's text of an offset in :attr:`text`."""
        inside = offset if self.mapping is None else self.mapping.to_written(offset)
        return self.unit.start + inside

    def span(self, start: int, end: int) -> Span | None:
        """Where a range of the block's text is shown; ``None`` when it is not in this unit."""
        if end <= self.unit.start or start >= self.unit.end:
            return None
        return Span(self.to_shown(start), self.to_shown(end))

    def sentence(self, number: int) -> Span:
        """Where the block's sentence ``number`` is shown."""
        span = self.unit.block.sentences[number]
        return Span(self.to_shown(span.start), self.to_shown(span.end))
