"""How commands print."""

import json
from collections.abc import Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any

import click

from reader.chinese.cells import cell_len

if TYPE_CHECKING:
    from reader.translation.progress import Progress


def print_json(document: Any) -> None:
    """Print ``document`` as the one JSON document of the output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``head`` in columns aligned by terminal cells."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        padded = (
            text + " " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


class Ticker:
    """Shows the progress of a translation in one line of a terminal; silent where there is none."""

    def __init__(self, stream: IO[str]) -> None:
        """Write to ``stream``, which is usually standard error."""
        self._stream = stream if stream.isatty() else None
        self._width = 0

    def __call__(self, progress: "Progress") -> None:
        """Show the present state in place of the last one."""
        if self._stream is None:
            return
        phrase = progress.phrase
        self._stream.write("\r" + phrase + " " * (self._width - len(phrase)))
        if not phrase:
            self._stream.write("\r")
        self._stream.flush()
        self._width = len(phrase)
