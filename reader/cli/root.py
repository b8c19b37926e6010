"""The command group and how its errors end."""

import sys

import click

from reader import __version__
from reader.errors import ReaderError
from reader.services import Services


class ReaderGroup(click.Group):
    """A group whose commands end with one sentence and status 1 where a person can help."""

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
def main(ctx: click.Context) -> None:
    """Read Chinese articles in the terminal, with offline English beside every sentence.

    Without a command the app starts. Nothing is ever fetched from a network, except by
    `reader models install` with a language pair.
    """
    ctx.obj = services = Services()
    ctx.call_on_close(lambda: tell_notices(services))
    if ctx.invoked_subcommand is None:
        start_app(ctx.obj, None)


def tell_notices(services: Services) -> None:
    """Print what happened to the database when it was opened, such as a repair."""
    if "database" in vars(services):
        for notice in services.database.notices:
            click.echo(f"reader: {notice}", err=True)


def start_app(services: Services, article: str | None) -> None:
    """Start the app, on ``article`` (an id or a file) if one is given."""
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise ReaderError(
            "The app needs a terminal; use a command such as `reader list` in a pipe."
        )
    from reader.app.app import ReaderApp

    ReaderApp(services, article).run()


def _add_commands() -> None:
    from reader.cli import annotations, articles, language, memory, models, system, words

    for module in (articles, annotations, language, words, memory, models, system):
        for command in module.COMMANDS:
            main.add_command(command)


_add_commands()
