"""The parts of the README that are made from the program.

``python -m tests.readme`` writes them anew; a test fails when they are out of date.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import click

from reader.cli.root import commands

README = Path(__file__).parents[1] / "README.md"


def commands_table() -> str:
    """Every command with what it does, as a Markdown table."""
    rows = [f"| `{usage}` | {summary} |" for usage, summary in _commands(commands, "reader")]
    return "\n".join(["| command | does |", "|---|---|", *rows])


def _commands(group: click.Group, name: str) -> Iterator[tuple[str, str]]:
    context = click.Context(group)
    for listed in group.list_commands(context):
        command = group.get_command(context, listed)
        assert command is not None
        usage = f"{name} {command.name}"
        if isinstance(command, click.Group):
            yield from _commands(command, usage)
            continue
        arguments = [
            argument.make_metavar(click.Context(command))
            for argument in command.params
            if isinstance(argument, click.Argument)
        ]
        first = (command.help or "").partition("\n\n")[0].replace("\n", " ")
        yield " ".join([usage, *arguments]).replace("|", "\\|"), first.strip()


def with_part(text: str, name: str, part: str) -> str:
    """``text`` with what stands between the comments of ``name`` replaced by ``part``."""
    pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
    replaced, count = re.subn(
        pattern, lambda found: f"{found[1]}\n{part}\n\n{found[2]}", text, flags=re.DOTALL
    )
    assert count == 1, f"the README has no place for {name}"
    return replaced


def updated(text: str) -> str:
    """The README's text with its made parts as they should be."""
    from reader.app.key_table import markdown

    text = with_part(text, "keys", markdown().strip())
    return with_part(text, "commands", commands_table())


if __name__ == "__main__":
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
