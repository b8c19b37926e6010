"""The ``reader`` command: thin commands over the layers; without a command it starts the app."""
