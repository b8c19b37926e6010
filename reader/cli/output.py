"""How commands print."""

import json
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click


def print_json(document: Any) -> None:
    """Print ``document`` as the one JSON document of the output."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def cells(text: str) -> int:
    """The width of ``text`` in terminal cells (UAX #11: wide and full-width count two)."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print ``rows`` under ``head`` in columns aligned by terminal cells."""
    lines = [list(head), *(list(row) for row in rows)]
    widths = [max(cells(line[column]) for line in lines) for column in range(len(head))]
    for line in lines:
        padded = (
            text + " " * (width - cells(text)) for text, width in zip(line, widths, strict=True)
        )
        click.echo("  ".join(padded).rstrip())
