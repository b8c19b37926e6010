"""The ``reader`` command: thin commands over the layers; without a command it starts the app."""

from reader.cli.root import main

__all__ = ["main"]
