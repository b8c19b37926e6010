"""The command group, which loads a command when it is called, and how its errors end."""

import sys
from importlib import import_module

import click

from reader import __version__
from reader.cli.start import start_app, tell_notices
from reader.errors import ReaderError
from reader.services import Services

MODULES = {
    "list": "articles",
    "add": "articles",
    "remove": "articles",
    "open": "articles",
    "show": "articles",
    "search": "articles",
    "note": "annotations",
    "export": "annotations",
    "import": "annotations",
    "convert": "language",
    "translate": "language",
    "look-up": "words",
    "words": "words",
    "memory": "memory",
    "models": "models",
    "paths": "system",
    "doctor": "system",
    "backup": "system",
    "restore": "system",
}
"""The module of ``reader.cli`` in which each command is, in the order of the help."""


class ReaderGroup(click.Group):
    """A group whose commands end with one sentence and status 1 where a person can help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now."""
        if cmd_name not in MODULES:
            return None
        module = import_module(f"reader.cli.{MODULES[cmd_name]}")
        commands: list[click.Command] = module.COMMANDS
        return next(command for command in commands if command.name == cmd_name)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a :class:`ReaderError` becomes one line on standard error."""
        try:
            return super().invoke(ctx)
        except ReaderError as error:
            click.echo(f"reader: {error}", err=True)
            sys.exit(1)


@click.group(
    cls=ReaderGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="reader")
@click.pass_context
def commands(ctx: click.Context) -> None:
    """Read Chinese articles in the terminal, with offline English beside every sentence.

    Without a command the app starts. Nothing is ever fetched from a network, except by
    `reader models install` with a language pair.
    """
    ctx.obj = services = Services()
    ctx.call_on_close(lambda: tell_notices(services))
    if ctx.invoked_subcommand is None:
        start_app(services)
