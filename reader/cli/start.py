"""Starting the app; kept free of everything that commands need, for the sake of first paint."""

import sys

from reader.chinese.normalise import visible
from reader.errors import ReaderError
from reader.services import Services


def start() -> None:
    """Start the app in the list of articles; what goes wrong is one line and status 1."""
    services = Services()
    try:
        start_app(services)
    except ReaderError as error:
        sys.exit(visible(f"reader: {error}", one_line=True))
    finally:
        tell_notices(services)


def start_app(services: Services, article: str | None = None) -> None:
    """Start the app, on ``article`` (an id or a file) if one is given.

    Raises :class:`ReaderError` where there is no terminal.
    """
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise ReaderError(
            "The app needs a terminal; use a command such as `reader list` in a pipe."
        )
    from reader.app.app import ReaderApp

    ReaderApp(services, article).run()


def tell_notices(services: Services) -> None:
    """Say on standard error what happened to the database when it was opened, such as a repair."""
    if "database" in vars(services):
        for notice in services.database.notices:
            print(visible(f"reader: {notice}", one_line=True), file=sys.stderr)
