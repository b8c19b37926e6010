"""The times written with annotations: ISO 8601 in UTC, in milliseconds, no two the same.

Annotations are shown, exported and brought back in the order of their times. Two changes within
one millisecond would otherwise be ordered by chance, and so would changes made while the
system's clock was set back a little.
"""

import sqlite3
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Literal

_MILLISECOND = timedelta(milliseconds=1)
_AHEAD = timedelta(minutes=1)
"""How far a time already written may be ahead of the clock and still be waited for."""


def stamp(moment: datetime) -> str:
    """A moment as it is written; texts of this form sort as their moments do."""
    written = moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
    return f"{written}Z"


def is_stamp(text: str) -> bool:
    """Whether a text is a moment as :func:`stamp` writes it."""
    with suppress(ValueError, OverflowError):
        return stamp(datetime.fromisoformat(text)) == text
    return False


def later(now: str, than: str) -> str:
    """``now`` if it is later than ``than``, else the millisecond that follows ``than``."""
    if now > than or not is_stamp(than):
        return now
    with suppress(OverflowError):
        return stamp(datetime.fromisoformat(than) + _MILLISECOND)
    return now


def local_time(written: str) -> str:
    """A written time on the person's own calendar and clock, without the zone."""
    # What a damaged file garbled, or lies at the end of time, is shown as it is.
    with suppress(ValueError, OverflowError):
        local = datetime.fromisoformat(written).astimezone().replace(tzinfo=None)
        return local.isoformat(timespec="milliseconds")
    return written


def next_stamp(
    connection: sqlite3.Connection, column: Literal["created", "deleted"], moment: datetime
) -> str:
    """``moment``, or a little more where the newest time in ``column`` is as late already.

    Times further ahead than a minute come from a clock that was wrong; they do not count.
    Inside a transaction that writes, the result is later than what any other process wrote.
    """
    now = stamp(moment)
    newest = connection.execute(
        f"SELECT max({column}) FROM annotations WHERE {column} >= ? AND {column} < ?",
        (now, stamp(moment + _AHEAD)),
    ).fetchone()[0]
    return later(now, newest or "")
