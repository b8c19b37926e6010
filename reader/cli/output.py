"""How commands print: nothing that came from a file or a name can act on the terminal."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

import click

from reader.chinese.cells import cell_len
from reader.chinese.normalise import visible

if TYPE_CHECKING:
    from reader.translation.progress import Progress


_UNPRINTABLE = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""What JSON does not have to escape, though a terminal may act on it or cannot be sent it."""


def say(sentence: str, *, error: bool = False) -> None:
    """Print a line about something, on standard error if it is about an ``error``."""
    click.echo(visible(sentence, one_line=True), err=error)


def print_text(text: str) -> None:
    """Print text as it is, for a pipe; on a terminal with placeholders for what would act on it."""
    click.echo(visible(text) if sys.stdout.isatty() else text, nl=False)


def print_json(document: Any) -> None:
    """Print ``document`` as the one JSON document of the output."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    click.echo(_UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", text))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``head`` in columns aligned by terminal cells."""
    lines = [[visible(cell, one_line=True) for cell in row] for row in (head, *rows)]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        padded = (
            text + " " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


class Ticker:
    """Shows the progress of a translation in one line of a terminal; silent where there is none.

    ``problem`` is one sentence where the translation ended with one.
    """

    def __init__(self, stream: IO[str]) -> None:
        """Write to ``stream``, which is usually standard error."""
        self._stream = stream if stream.isatty() else None
        self._width = 0
        self.problem = ""

    def __call__(self, progress: "Progress") -> None:
        """Show the present state in place of the last one."""
        failed = progress.phase == "failed"
        self.problem = progress.message if failed else ""
        if self._stream is None:
            return
        phrase = "" if failed else visible(progress.phrase, one_line=True)
        self._stream.write("\r" + phrase + " " * (self._width - len(phrase)))
        if not phrase:
            self._stream.write("\r")
        self._stream.flush()
        self._width = len(phrase)
