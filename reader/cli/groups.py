"""Groups of commands: how their help reads, and how their errors end."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NoReturn

import click

from reader.chinese.normalise import visible
from reader.errors import ReaderError

_OUTPUT_ERRORS = {errno.EBADF, errno.EFBIG, errno.EIO, errno.ENOSPC}


class HelpfulGroup(click.Group):
    """A group whose help says what each command does in a whole sentence."""

    sections: ClassVar[Mapping[str, Sequence[str]]] = {}
    """The commands under each heading of the help; without any, all stand under one."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with the first sentence of their help, however many lines it takes."""
        for heading, names in (self.sections or {"Commands": self.list_commands(ctx)}).items():
            with formatter.section(heading):
                formatter.write_dl([(name, self._summary(ctx, name)) for name in names])

    def _summary(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit=1000) if command else ""


class CarefulGroup(HelpfulGroup):
    """A group whose commands end with one sentence and status 1 where a person can help."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; an error becomes one line on standard error.

        A reader of our output that closes it early (``| head``) is left to click, which ends
        quietly with status 1.
        """
        try:
            return super().main(*args, **kwargs)
        except ReaderError as error:
            fail(str(error))
        except UnicodeEncodeError as error:
            fail(unwritable(error))
        except OSError as error:
            if error.filename is not None:
                fail(f"{error.filename}: {error.strerror}.")
            if error.errno not in _OUTPUT_ERRORS:
                raise
            discard_output()
            fail(f"standard output: this cannot be written ({error.strerror}).")


def fail(reason: str) -> NoReturn:
    """Say ``reason`` in one line on standard error, and exit with status 1."""
    click.echo(visible(f"reader: {reason}", one_line=True), err=True)
    sys.exit(1)


def unwritable(error: UnicodeEncodeError) -> str:
    """What is wrong where a text could not be encoded: the terminal's encoding, or the text."""
    if error.encoding.startswith("utf"):
        return "A name or a word that was given holds bytes that are no text; give another."
    character = error.object[error.start]
    return (
        f"standard output: {error.encoding} has no {character}; "
        "use a locale with UTF-8, or set PYTHONIOENCODING=utf-8."
    )


def discard_output() -> None:
    """Let nothing more be written to standard output, where writing has failed once."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
