"""The ``reader`` command: thin commands over the layers; without a command it starts the app."""

import sys


def main() -> None:
    """Run the command that the arguments name; without any, start the app at once."""
    if len(sys.argv) > 1:
        from reader.cli.root import commands

        commands()
    else:
        from reader.cli.start import start

        start()
