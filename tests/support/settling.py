"""Waiting until the app has come to rest: for what is going on to end, never for a duration."""

import asyncio
from typing import Any

from textual.pilot import Pilot

from reader.app.screens.reading import ReadingScreen

_LONGEST = 900.0
"""Seconds after which something hangs: on a machine ten times overloaded the first gloss, which
builds the dictionary's table, was seen to take two minutes."""
_QUIET_ROUNDS = 3
"""Rounds in which nothing may go on: what another thread hands over takes a turn of the loop."""
_LOOK_AGAIN = 0.002


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until no worker runs, no message waits, no English is to come, and all is drawn.

    Raises :class:`TimeoutError` when the app does not come to rest.
    """
    quiet = 0
    async with asyncio.timeout(_LONGEST):
        while quiet < _QUIET_ROUNDS:
            await pilot.pause(0)  # handles what waits at this moment, and draws
            if _is_busy(pilot):
                quiet = 0
                await asyncio.sleep(_LOOK_AGAIN)
            else:
                quiet += 1


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press ``keys`` as somebody does who waits to see what each of them has done."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def _is_busy(pilot: Pilot[Any]) -> bool:
    app = pilot.app
    if len(app.workers) or app.message_queue_size:
        return True
    for screen in app.screen_stack:
        if isinstance(screen, ReadingScreen) and screen.is_translating:
            return True
        if any(node.message_queue_size for node in screen.walk_children(with_self=True)):
            return True
    return False
