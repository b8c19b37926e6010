"""Which sentence of an article's earlier text is which of its present one.

Only what is beyond doubt is said: a sentence that stands once in either text, what lies between
two such sentences and is, one by one, the same or alike.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reader.chinese.sentences import split_sentences

_ALIKE = 0.55
"""How similar two sentences must be for one to be the other, edited."""
_SURE = 24
"""A shorter sentence is known only beside or among others that are."""
_KEPT = 0.6
"""How much of some words must still be there for what is left of them to be those words."""
_EDGE = 2
"""So many code points may have gone to, or come from, the sentences beside an edited one."""
_LEAST_KEPT = 2
"""So many code points of them at least."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of a text: a block's number, and from where to where in it."""

    block: int
    start: int
    end: int


class Alignment:
    """The sentences of two versions of a text, each given as its blocks."""

    def __init__(self, before: Sequence[str], now: Sequence[str]) -> None:
        """Compare the blocks ``before`` with the blocks ``now``."""
        self._before = before
        self._now = now
        self._old = list(_sentences(before))
        self._new = list(_sentences(now))
        self._pairs = self._known()
        self._edited: dict[int, int] = {}
        self._fill()
        self._origins = {new: old for old, new in [*self._pairs.items(), *self._edited.items()]}
        self._new_starts = [(each.block, each.start) for each in self._new]

    def where(self, place: Passage) -> Passage | None:
        """Where words of the earlier text are now; ``None`` where that is in doubt."""
        inside = self._inside(place)
        if inside is None:
            return None
        first, last = inside
        if first == last and first in self._edited:
            return self._in_edited(place, first)
        images = [self._pairs.get(number) for number in range(first, last + 1)]
        if images[0] is None or images != list(range(images[0], images[0] + len(images))):
            return None
        start, end = self._new[images[0]], self._new[images[0] + last - first]
        found = Passage(
            start.block,
            start.start + place.start - self._old[first].start,
            end.start + place.end - self._old[last].start,
        )
        same = start.block == end.block and _text(self._now, found) == _text(self._before, place)
        return found if same else None

    def is_another(self, place: Passage, found: Passage) -> bool:
        """Whether words in the present text are known to be others than those at ``place``."""
        inside = self._inside(place)
        number = bisect_right(self._new_starts, (found.block, found.start)) - 1
        origin = self._origins.get(number)
        if inside is None or origin is None or found.start >= self._new[number].end:
            return False
        return not inside[0] <= origin <= inside[1]

    def _inside(self, place: Passage) -> tuple[int, int] | None:
        """The first and the last earlier sentence that a place lies in."""
        inside = [
            number
            for number in range(*self._of_block(place.block))
            if self._old[number].start < place.end and place.start < self._old[number].end
        ]
        return (inside[0], inside[-1]) if inside else None

    def _of_block(self, block: int) -> tuple[int, int]:
        first = bisect_right(self._old, block - 1, key=lambda each: each.block)
        return first, bisect_right(self._old, block, key=lambda each: each.block)

    def _known(self) -> dict[int, int]:
        """Sentences that stand once in either text, if they are long or beside or among others."""
        once = self._once()
        known = {
            number: place
            for number, place in once.items()
            if self._old[number].end - self._old[number].start >= _SURE
            or once.get(number - 1) == place - 1
            or once.get(number + 1) == place + 1
        }
        for first, last, start, end in list(self._gaps(known)):
            for number in range(first, last):
                place = once.get(number, -1)
                if start <= place < end and self._has_like_neighbour(number, place):
                    known[number] = place
        return known

    def _has_like_neighbour(self, old: int, new: int) -> bool:
        """Whether what stands before or after two sentences is the same, or edited."""
        return any(
            0 <= old + step < len(self._old)
            and 0 <= new + step < len(self._new)
            and self._likeness(old + step, new + step) >= _ALIKE
            for step in (-1, 1)
        )

    def _likeness(self, old: int, new: int) -> float:
        from rapidfuzz import fuzz

        was, now = _text(self._before, self._old[old]), _text(self._now, self._new[new])
        return fuzz.ratio(was, now) / 100

    def _once(self) -> dict[int, int]:
        old = [_text(self._before, each) for each in self._old]
        new = [_text(self._now, each) for each in self._new]
        often_before, often_now = Counter(old), Counter(new)
        places = {text: number for number, text in enumerate(new)}
        return {
            number: places[text]
            for number, text in enumerate(old)
            if often_before[text] == 1 == often_now[text]
        }

    def _gaps(self, pairs: dict[int, int]) -> Iterator[tuple[int, int, int, int]]:
        """What lies between two known neighbours: from and to in the earlier, in the present text.

        The edges of the texts count as known.
        """
        ends = {-1: -1, **pairs, len(self._old): len(self._new)}
        taken = sorted(ends.values())
        for (before, place), (after, next_place) in pairwise(sorted(ends.items())):
            if after - before > 1 and next_place > place:
                following = taken[bisect_right(taken, place)]
                if following == next_place:
                    yield before + 1, after, place + 1, next_place

    def _fill(self) -> None:
        """Pair what lies between known sentences, where one by one it is the same or alike."""
        for first, last, start, end in list(self._gaps(self._pairs)):
            if last - first != end - start:
                continue
            couples = list(zip(range(first, last), range(start, end), strict=True))
            likeness = [self._likeness(*couple) for couple in couples]
            if min(likeness) >= _ALIKE:
                for (old, new), alike in zip(couples, likeness, strict=True):
                    (self._pairs if alike == 1.0 else self._edited)[old] = new

    def _in_edited(self, place: Passage, number: int) -> Passage | None:
        """What is left of words in a sentence that was edited."""
        from rapidfuzz.distance import Indel

        was, now = self._old[number], self._new[self._edited[number]]
        if (place.start, place.end) == (was.start, was.end):
            # Where only what stands around it changed, the sentence may be divided otherwise.
            words, text = _text(self._before, was), self._now[now.block]
            start = text.find(words, max(0, now.start - _EDGE), now.end + _EDGE)
            return now if start < 0 else Passage(now.block, start, start + len(words))
        first, last = place.start - was.start, place.end - was.start
        kept: list[int] = []
        for step in Indel.opcodes(_text(self._before, was), _text(self._now, now)):
            if step.tag == "equal":
                shift = step.dest_start - step.src_start
                kept += range(max(first, step.src_start) + shift, min(last, step.src_end) + shift)
        length = last - first
        if len(kept) < max(_LEAST_KEPT, _KEPT * length) or kept[-1] + 1 - kept[0] > 2 * length:
            return None
        return Passage(now.block, now.start + kept[0], now.start + kept[-1] + 1)


def _sentences(blocks: Sequence[str]) -> Iterator[Passage]:
    """Every sentence without the white space around it."""
    for number, text in enumerate(blocks):
        for span in split_sentences(text):
            words = span.of(text)
            start = span.start + len(words) - len(words.lstrip())
            if words.strip():
                yield Passage(number, start, start + len(words.strip()))


def _text(blocks: Sequence[str], place: Passage) -> str:
    return blocks[place.block][place.start : place.end]
