"""The translation memory as TMX, for other tools."""

import io
import sys
from pathlib import Path

import click

from reader.cli.groups import HelpfulGroup
from reader.cli.output import say
from reader.errors import ReaderError
from reader.services import Services


@click.group(cls=HelpfulGroup)
def memory() -> None:
    """Take the translation memory to other tools and back (TMX 1.4)."""


@memory.command("export")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    help="Write to this file.",
)
@click.option("--corrections", is_flag=True, help="Only your own wordings.")
@click.pass_obj
def export_memory(services: Services, out: Path | None, corrections: bool) -> None:
    """Write the translation memory as TMX."""
    if out is None:
        printed = io.TextIOWrapper(sys.stdout.buffer, "utf-8")  # as the document says of itself
        services.translation.export_tmx(printed, corrections_only=corrections)
        printed.detach()
        return
    try:
        with out.open("w", encoding="utf-8", newline="\n") as stream:
            count = services.translation.export_tmx(stream, corrections_only=corrections)
    except OSError as error:
        raise ReaderError(f"{out}: cannot be written ({error.strerror}).") from error
    say(f"{_translations(count)} written to {out}.")


@memory.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.pass_obj
def import_memory(services: Services, file: Path) -> None:
    """Read translations from a TMX file into the memory."""
    say(f"{_translations(services.translation.import_tmx(file))} read from {file}.")


def _translations(count: int) -> str:
    return f"{count:,} translation" + ("s" if count != 1 else "")


COMMANDS: list[click.Command] = [memory]
