"""The command group, which loads a command when it is called."""

from importlib import import_module
from itertools import chain
from typing import ClassVar

import click

from reader import __version__
from reader.cli.groups import CarefulGroup
from reader.cli.start import start_app, tell_notices
from reader.services import Services

SECTIONS = {
    "Articles": {
        "list": "articles",
        "add": "articles",
        "remove": "articles",
        "open": "articles",
        "show": "articles",
        "search": "articles",
    },
    "Notes": {
        "note": "annotations",
        "export": "annotations",
        "import": "annotations",
    },
    "Language": {
        "convert": "language",
        "translate": "language",
        "look-up": "words",
        "words": "words",
        "memory": "memory",
        "models": "models",
    },
    "The reader itself": {
        "paths": "system",
        "doctor": "system",
        "backup": "system",
        "restore": "system",
    },
}
"""The commands under each heading of the help, and the module of ``reader.cli`` each is in."""

MODULES = dict(chain.from_iterable(section.items() for section in SECTIONS.values()))
"""The module of each command, in the order of the help."""


class ReaderGroup(CarefulGroup):
    """The group of all commands."""

    sections: ClassVar = {heading: list(names) for heading, names in SECTIONS.items()}

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
