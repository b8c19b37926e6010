"""The ``reader`` command: thin commands over the layers; without a command it starts the app."""

import gc
import os
import sys

_INTERRUPTED = 130
"""The exit status of what was ended with Ctrl-C, as shells count it."""


def main() -> None:
    """Run the command that the arguments name; without any, start the app at once."""
    _open_closed_streams()
    try:
        if len(sys.argv) > 1:
            from reader.cli.root import commands

            commands()
        else:
            # What is loaded while starting stays loaded: looking through it for garbage again
            # and again costs a seventh of the start. The app collects again when it has painted.
            gc.disable()
            from reader.cli.start import start

            start()
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _open_closed_streams() -> None:
    """Give standard streams that were closed (``reader list >&-``) to the empty device.

    Python sets such a stream to ``None``, which nothing that prints or reads expects.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
