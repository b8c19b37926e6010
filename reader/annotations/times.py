"""The times written with annotations: ISO 8601 in UTC, in milliseconds, no two the same.

Annotations are shown, exported and brought back in the order of their times. Two changes within
one millisecond would otherwise be ordered by chance, and so would changes made while the
system's clock was set back a little.
"""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Literal

_MILLISECOND = timedelta(milliseconds=1)
_AHEAD = timedelta(minutes=1)
"""How far a time already written may be ahead of the clock and still be waited for."""


def stamp(moment: datetime) -> str:
    """A moment as it is written; texts of this form sort as their moments do."""
    moment = moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def later(now: str, than: str) -> str:
    """``now`` if it is later than ``than``, else the millisecond that follows ``than``."""
    return now if now > than else stamp(datetime.fromisoformat(than) + _MILLISECOND)


def next_stamp(
    connection: sqlite3.Connection, column: Literal["created", "deleted"], moment: datetime
) -> str:
    """``moment``, or a little more where the newest time in ``column`` is as late already.

    Times further ahead than a minute come from a clock that was wrong; they do not count.
    Inside a transaction that writes, the result is later than what any other process wrote.
    """
    newest = connection.execute(
        f"SELECT max({column}) FROM annotations WHERE {column} >= ? AND {column} < ?",
        (stamp(moment), stamp(moment + _AHEAD)),
    ).fetchone()[0]
    return later(stamp(moment), newest) if newest else stamp(moment)
