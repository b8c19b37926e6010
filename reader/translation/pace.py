"""How large the next batch may be."""

FIRST = 1
"""Characters in the first batch: one sentence, so that English appears at once."""
SMALL = 60
"""Characters in the second batch, and in the smallest of the later ones."""
LARGE = 600
"""Characters in the largest batch: some 450 tokens."""
SECONDS = 1.2
"""How long a batch may take, so that scrolling and closing are answered soon."""


class Pace:
    """Grows batches from one sentence to what can be translated in about a second."""

    def __init__(self, *, interactive: bool) -> None:
        """Without a person who waits, every batch is as large as it may be."""
        self.budget = FIRST if interactive else LARGE
        self._interactive = interactive
        self._characters_per_second = 0.0
        self.sentences_per_second = 0.0

    def took(self, characters: int, sentences: int, seconds: float) -> None:
        """Note a batch, and let the next be up to twice as large."""
        seconds = max(seconds, 1e-6)
        self._characters_per_second = _smooth(self._characters_per_second, characters / seconds)
        self.sentences_per_second = _smooth(self.sentences_per_second, sentences / seconds)
        if self._interactive:
            affordable = int(self._characters_per_second * SECONDS)
            self.budget = max(SMALL, min(2 * self.budget, affordable, LARGE))

    def seconds_for(self, characters: int) -> float | None:
        """The time that so many characters will take; ``None`` before the first batch."""
        if not self._characters_per_second:
            return None
        return characters / self._characters_per_second


def _smooth(before: float, now: float) -> float:
    return now if not before else 0.5 * before + 0.5 * now
