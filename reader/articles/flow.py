"""Running text with marks, as HTML gives it: white space collapses, lines break at ``<br>``."""

import re
from collections.abc import Iterator

from reader.articles.inline import joint
from reader.articles.model import Mark, MarkKind

_SPACE = re.compile(r"[ \t\r\n\f]+")
_INDENT = "\u3000"
_PARAGRAPH_LINE = 30
_DEEPEST = 30

Paragraph = tuple[str, list[Mark]]


class Flow:
    """Collects inline content and gives it out as paragraphs.

    White space is that of HTML: runs of it are one space, and a line break of the source between
    Han characters is none. One ``<br>`` is a line break inside a paragraph; two part paragraphs,
    and so does one between two long lines or before an indented line, as pages without ``<p>``
    set them.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._lines: list[Paragraph] = []
        self._parts: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0
        self._space = ""
        self._open: list[tuple[MarkKind, int, str]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing was collected since the last :meth:`take`."""
        return not (self._parts or self._lines)

    def write(self, text: str) -> None:
        """Append text of the source."""
        position = 0
        for match in _SPACE.finditer(text):
            self._word(text[position : match.start()])
            self._space = self._space or match.group()
            position = match.end()
        self._word(text[position:])

    def line_break(self) -> None:
        """Append a ``<br>``."""
        self._end_line()

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin markup."""
        self._settle_space()
        if len(self._open) < _DEEPEST:  # each line of a paragraph repeats what is open
            self._open.append((kind, self._length, target))

    def close(self, kind: MarkKind) -> None:
        """End the markup of this kind that began last."""
        for number in range(len(self._open) - 1, -1, -1):
            if self._open[number][0] is kind:
                self._mark(*self._open.pop(number))
                return

    def take(self) -> Iterator[Paragraph]:
        """The paragraphs collected so far; the flow is empty afterwards."""
        self._end_line()
        lines, self._lines = self._lines, []
        paragraph: list[Paragraph] = []
        gap = False
        for line in lines:
            if not line[0].strip():
                gap = True
                continue
            if paragraph and (gap or _starts_paragraph(paragraph[-1][0], line[0])):
                yield _joined(paragraph)
                paragraph = []
            paragraph.append(line)
            gap = False
        if paragraph:
            yield _joined(paragraph)

    def _word(self, word: str) -> None:
        if word:
            if self._space and self._parts:
                breaks = "\n" in self._space
                self._append(joint(self._parts[-1], word) if breaks else " ")
            self._space = ""
            self._append(word)

    def _append(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _settle_space(self) -> None:
        """Write the space that is due before markup opens, unless a line break decides later."""
        if self._space and self._parts and "\n" not in self._space:
            self._append(" ")
            self._space = ""

    def _mark(self, kind: MarkKind, start: int, target: str) -> None:
        if start < self._length:
            self._marks.append(Mark(kind, start, self._length, target))

    def _end_line(self) -> None:
        for kind, start, target in self._open:
            self._mark(kind, start, target)
        self._open = [(kind, 0, target) for kind, _, target in self._open]
        if self._parts or self._lines:
            self._lines.append(("".join(self._parts), self._marks))
        self._parts, self._marks, self._length, self._space = [], [], 0, ""


def _starts_paragraph(last: str, line: str) -> bool:
    return line.startswith(_INDENT) or min(len(last), len(line)) >= _PARAGRAPH_LINE


def _joined(lines: list[Paragraph]) -> Paragraph:
    """The lines of one paragraph as one text, with a line feed between them."""
    joined: list[Mark] = []
    start = 0
    for text, marks in lines:
        for mark in marks:
            joined.append(Mark(mark.kind, mark.start + start, mark.end + start, mark.target))
        start += len(text) + 1
    return "\n".join(text for text, _ in lines), joined
