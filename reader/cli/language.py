"""Commands on text: convert, translate, and the translation memory."""

import codecs
import io
import re
import sys
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.articles.decode import decode
from reader.articles.files import read_source, readable
from reader.chinese.script import Script
from reader.cli.articles import SCRIPTS
from reader.cli.output import Ticker, print_json, print_table, print_text, say
from reader.errors import ReaderError
from reader.services import Services
from reader.settings import PunctuationSettings

if TYPE_CHECKING:
    from reader.articles.model import Article

FORMATS = click.Choice(["bilingual-markdown", "bilingual-html", "json", "text"])
TARGETS = click.Choice([script.value for script in Script if script is not Script.ORIGINAL])

_PART = 1024 * 1024
"""Bytes that are looked at together."""


def input_lines(file: str) -> Iterator[str]:
    """The lines of ``file`` (``-`` is standard input) as they come, line ends kept.

    A file in another encoding than UTF-8 is read whole, as an article is. Raises
    :class:`ReaderError` when it cannot be read or is no text.
    """
    path = Path(file)
    name = "standard input" if file == "-" else readable(path)
    try:
        if file != "-" and path.is_file() and not is_utf8(path):
            yield from io.StringIO(decode(read_source(path).data, name))
            return
        with ExitStack() as stack:
            data = sys.stdin.buffer if file == "-" else stack.enter_context(path.open("rb"))
            yield from io.TextIOWrapper(data, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise ReaderError(f"{name}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ReaderError(f"{name}: this is not UTF-8 text; convert it first (iconv).") from error


def is_utf8(path: Path) -> bool:
    """Whether the whole file is UTF-8; it is read in parts, whatever its size."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as stream:
            while part := stream.read(_PART):
                decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


@click.command()
@click.option("--to", required=True, type=TARGETS, help="The script to convert to.")
@click.option("--from", "source", type=TARGETS, help="The script of the text; else detected.")
@click.option("--explain", is_flag=True, help="List the ambiguous characters.")
@click.option(
    "--punctuation", is_flag=True, help="Write the region's quotation marks and full-width marks."
)
@click.argument("file", default="-", metavar="[FILE]")
@click.pass_obj
def convert(
    services: Services,
    to: str,
    source: str | None,
    explain: bool,
    punctuation: bool,
    file: str,
) -> None:
    """Convert standard input or FILE to another script, line by line.

    Standard input is UTF-8; a FILE may also be UTF-16, GB 18030 or Big5. The output is UTF-8.
    """
    written = Script(source) if source else None
    if punctuation:
        services = Services(services.paths)
        chosen = PunctuationSettings(quotes=True, width=True)
        services.settings = replace(services.settings, punctuation=chosen)
    for problem in services.scripts.problems:
        say(f"reader: {problem}", error=True)
    lines = input_lines(file)
    if explain:
        print_ambiguities(services, "".join(lines), Script(to), written)
        return
    for line in services.scripts.convert_lines(lines, Script(to), written):
        print_text(line)


def print_ambiguities(services: Services, text: str, to: Script, source: Script | None) -> None:
    """Print a row for each character that could have become several, with the one chosen."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    rows = []
    for item in services.scripts.explain(text, to, source):
        line = bisect_right(starts, item.start)
        rows.append(
            [
                f"{line}:{item.start - starts[line - 1] + 1}",
                item.written,
                " ".join(item.candidates),
                item.chosen,
                item.context,
            ]
        )
    if rows:
        print_table(["PLACE", "WRITTEN", "CAN BE", "BECAME", "IN"], rows)
    else:
        click.echo("reader: no character of it could have become another.", err=True)


@click.command()
@click.argument("file", default="-", metavar="[FILE]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array of the lines.")
@click.option("--format", "form", type=FORMATS, help="Write a whole article, aligned.")
@click.option("--script", type=SCRIPTS, default="original", help="Of the Chinese in an article.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    help="Write to this file.",
)
@click.pass_obj
def translate(
    services: Services, file: str, as_json: bool, form: str | None, script: str, out: Path | None
) -> None:
    """Translate standard input or FILE on this machine, one English line for each line.

    With `--format` FILE (or the article with that id) is read as an article and written with its
    English beside it: as Markdown, as one HTML page, as JSON, or as text.
    """
    if form is None:
        translate_lines(services, file, as_json, out)
        return
    if as_json:
        raise click.UsageError("--json is for lines; use --format json for an article.")
    from reader.translation.documents import bilingual_document

    ticker = Ticker(sys.stderr)
    document = bilingual_document(
        services.translation,
        services.scripts,
        article_of(services, file),
        form,
        Script(script),
        on_progress=ticker,
    )
    write_out(document, out)
    tell_problem(ticker)


def tell_problem(ticker: Ticker) -> None:
    """Say what went wrong beside a translation that is whole all the same."""
    if ticker.problem:
        say(f"reader: {ticker.problem}", error=True)


def article_of(services: Services, name: str) -> "Article":
    """The article in a file, in the library, or on standard input for ``-``."""
    if name != "-":
        return services.open(name)
    from reader.articles.source import SourceFile

    return services.library.open_source(SourceFile("standard input", sys.stdin.buffer.read()))


def translate_lines(services: Services, file: str, as_json: bool, out: Path | None) -> None:
    """Translate line by line: English lines, or a JSON array of lines with their sentences."""
    lines = [line.rstrip("\r\n") for line in input_lines(file)]
    ticker = Ticker(sys.stderr)
    results = services.translation.translate_texts(lines, on_progress=ticker)
    tell_problem(ticker)
    if as_json:
        print_json(
            [
                {
                    "text": line,
                    "translation": " ".join(result.text for _, result in sentences if result.text),
                    "sentences": [
                        {
                            "text": text,
                            "translation": result.text,
                            "source": result.source.value,
                        }
                        for text, result in sentences
                    ],
                }
                for line, sentences in zip(lines, results, strict=True)
            ]
        )
        return
    write_out(
        "".join(
            " ".join(result.text for _, result in sentences if result.text) + "\n"
            for sentences in results
        ),
        out,
    )


def write_out(text: str, out: Path | None) -> None:
    """Write ``text`` to the file ``out``, or to standard output."""
    if out is None:
        print_text(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReaderError(f"{out}: cannot be written ({error.strerror}).") from error


COMMANDS: list[click.Command] = [convert, translate]
