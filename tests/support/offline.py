"""Runs the reader in a process in which every use of the network raises.

``python -m tests.support.offline WORDS…`` runs a command; without words it opens the app, goes
into an article, and comes back. Sockets that reach nothing but this machine's own processes
(``AF_UNIX``, socket pairs of the event loop) are let through.
"""

import asyncio
import sys

FORBIDDEN = {
    "socket.connect",
    "socket.getaddrinfo",
    "socket.gethostbyaddr",
    "socket.gethostbyname",
    "socket.sendto",
    "urllib.Request",
    "http.client.connect",
    "ftplib.connect",
    "smtplib.connect",
}


class NetworkUsedError(BaseException):
    """Not an ``Exception``, so that nothing swallows it."""


def forbid(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook (PEP 578) that raises when something reaches for the network."""
    if event in FORBIDDEN:
        raise NetworkUsedError(f"{event} {arguments}")


async def visit() -> None:
    """Open the app, read an article in another script and layout, and leave."""
    from reader.app.app import ReaderApp
    from reader.services import Services
    from tests.support.settling import press, settled

    app = ReaderApp(Services())
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter", "down", "f2", "f3", "right", "escape", "escape")


if __name__ == "__main__":
    sys.addaudithook(forbid)
    if sys.argv[1:]:
        from reader.cli import main

        main()
    else:
        asyncio.run(visit())
