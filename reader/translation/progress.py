"""How far a translation is, in numbers and as one quiet phrase."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What a queue is doing."""

    WAITING = "waiting"
    LOADING = "loading"
    TRANSLATING = "translating"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a queue is.

    ``done`` of ``total`` sentences have English, from whatever source. ``rate`` is in sentences
    per second over the last batches, ``seconds_left`` the time still needed at the present speed,
    ``None`` before there is anything to go by. ``message`` is one sentence when something failed,
    and the package's name while it loads.
    """

    phase: Phase
    done: int = 0
    total: int = 0
    rate: float = 0.0
    seconds_left: float | None = None
    message: str = ""

    @property
    def phrase(self) -> str:
        """For the top line: ``translating 34 of 96 · 2.5/s · 12 s left``; empty without news."""
        match self.phase:
            case Phase.LOADING:
                return f"loading {self.message}"
            case Phase.TRANSLATING:
                counted = f"translating {self.done:,} of {self.total:,}"
                if self.seconds_left is None:
                    return counted
                return f"{counted} · {_speed(self.rate)} · {_duration(self.seconds_left)} left"
            case Phase.FAILED:
                return self.message
            case _:
                return ""


def _speed(rate: float) -> str:
    return f"{rate:.1f}/s" if rate < 10 else f"{rate:,.0f}/s"


def _duration(seconds: float) -> str:
    whole = max(1, round(seconds))
    if whole < 100:
        return f"{whole} s"
    minutes = max(2, round(whole / 60))
    return f"{minutes} min" if minutes < 100 else f"{round(minutes / 60)} h"
