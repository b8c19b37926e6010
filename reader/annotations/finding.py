"""Finding the words of an annotation again after their article has changed.

Where the earlier text is known, its sentences say what became of theirs. Else a quote is looked
for where it was, then word for word anywhere, then nearly. What stands before and after it
decides between several places and speaks for or against a single one: an annotation without a
place is better than one at the wrong words.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reader.annotations.alignment import Alignment, Passage
from reader.annotations.model import Annotation, Target
from reader.annotations.targets import BETWEEN_BLOCKS, heading_path, target_for
from reader.articles.model import Article

# Tuned on tests.benchmarks.reattach: the loosest values at which nothing went to a wrong place,
# with a margin.
_SIDES = 0.5
"""How similar what stands around the words must be to what stood there."""
_SIDES_FAR = 0.75
"""The same for words that are far from where they were."""
_FAR = 3
"""So many blocks are not far, nor is a twentieth of the article."""
_SIDES_NEAR = 0.65
"""The same where the words themselves are not quite the same."""
_WORSE_NEAR = 0.65
"""How similar the worse side must be then: of two alike, one may have been left out."""
_SIDES_DOUBTFUL = 0.8
"""The same where, besides, the very same words stand somewhere else."""
_TOUCHING = 8
"""How many code points beside the words must be exactly what they were, on one side."""
_SHORT = 16
"""Fewer code points than these are doubtful far from where they were."""
_FEW = 6
"""So few code points are found only where something touches them on both sides."""
_TOUCHING_BOTH = 3
"""How many code points that must be."""
_AHEAD = 0.075
"""How far the best place must be ahead of the next."""
_NEAR = 0.55
"""How similar words must be to be the same words, edited."""
_SHORTEST_NEAR = 6
"""Fewer code points than these are not looked for nearly."""
_SPEAKS_FOR_ITSELF = 24
"""So many code points in a row are found again without what stood around them, if only once."""
_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the article's text; how similar its words and its sides are, from 0 to 1."""

    start: int
    end: int
    likeness: float
    sides: float
    touching: int
    """How many code points beside the words are exactly what they were, on the better side."""
    touching_both: int
    """The same on the worse side."""
    worse: float
    """How similar the worse side is."""

    @property
    def weight(self) -> float:
        """How much speaks for this place."""
        return 0.5 * self.likeness + 0.5 * self.sides


@dataclass(frozen=True, slots=True)
class Reattached:
    """What became of an article's annotations when its text changed: their ids."""

    exact: tuple[str, ...] = ()
    """At the same words, wherever those are now."""
    near: tuple[str, ...] = ()
    """At edited words."""
    orphans: tuple[str, ...] = ()
    """Without a place."""

    @classmethod
    def of(cls, before: Iterable[Annotation], now: Mapping[str, Target]) -> "Reattached":
        """Sort annotations by what became of their targets."""
        ids: dict[str, list[str]] = {"exact": [], "near": [], "orphans": []}
        for note in before:
            target = now[note.id]
            same = target.exact == note.target.exact
            ids["orphans" if target.orphan else "exact" if same else "near"].append(note.id)
        return cls(tuple(ids["exact"]), tuple(ids["near"]), tuple(ids["orphans"]))


class Finder:
    """Finds targets in one version of an article."""

    def __init__(self, article: Article, before: Sequence[str] = ()) -> None:
        """Search ``article``; its blocks are loaded when the first target is looked for.

        ``before`` are the texts of the blocks that the targets were last in, if they are known.
        """
        self._article = article
        self._before = before

    @cached_property
    def _blocks(self) -> list[str]:
        return [block.text for block in self._article.blocks]

    @cached_property
    def _text(self) -> str:
        return BETWEEN_BLOCKS.join(self._blocks)

    @cached_property
    def _starts(self) -> list[int]:
        starts, place = [], 0
        for text in self._blocks:
            starts.append(place)
            place += len(text) + len(BETWEEN_BLOCKS)
        return starts

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self._before, self._blocks)

    def find(self, target: Target) -> Target:
        """The target where its words now are, or the same target as an orphan."""
        if target.is_article:
            return target
        if self._is_in_place(target):
            # The headings above may have changed all the same.
            path = heading_path(self._article, target.block)
            return replace(target, orphan=False, headings=path)
        place = self._place_before(target)
        known = self._alignment.where(place) if place else None
        if known is not None:
            return target_for(self._article, known.block, known.start, known.end)
        found = self._place_of(target) if target.exact.strip() else None
        if found is None:
            return replace(target, orphan=True)
        block = self._block_at(found.start)
        start = self._starts[block]
        return target_for(self._article, block, found.start - start, found.end - start)

    def likely(self, target: Target, limit: int = 20) -> list[Target]:
        """Sentences that an orphan may have been on, the likeliest first."""
        from rapidfuzz import fuzz, process

        found = process.extract(
            target.exact, self._blocks, scorer=fuzz.partial_ratio, limit=limit, score_cutoff=1
        )
        sentences = []
        for _, _, index in found:
            block = self._article.blocks[index]
            texts = [span.of(block.text) for span in block.sentences]
            best = process.extractOne(target.exact, texts, scorer=fuzz.ratio)
            if best is not None:
                span = block.sentences[best[2]]
                likeness = fuzz.ratio(target.exact, best[0])
                sentences.append((likeness, target_for(self._article, index, *span)))
        return [place for _, place in sorted(sentences, key=lambda pair: -pair[0])]

    def _place_before(self, target: Target) -> Passage | None:
        """Where a target was in the earlier text, if that is known."""
        if target.orphan or target.block >= len(self._before) or not target.exact.strip():
            return None
        there = self._before[target.block][target.start : target.end] == target.exact
        return Passage(target.block, target.start, target.end) if there else None

    def _is_another(self, target: Target, start: int, end: int) -> bool:
        """Whether a place in the text is known to be something else than the target."""
        place = self._place_before(target)
        if place is None:
            return False
        block = self._block_at(start)
        here = Passage(block, start - self._starts[block], end - self._starts[block])
        return self._alignment.is_another(place, here)

    def _is_in_place(self, target: Target) -> bool:
        """Whether words and sides are where and what they were."""
        if target.block >= len(self._article.blocks):
            return False
        if self._article.blocks[target.block].text[target.start : target.end] != target.exact:
            return False
        here = target_for(self._article, target.block, target.start, target.end)
        return (here.prefix, here.suffix) == (target.prefix, target.suffix)

    def _place_of(self, target: Target) -> Found | None:
        same = list(self._same_words(target))
        if len(same) > 1 and self._place_before(target):
            # The earlier text did not tell which: what stands there now must on both sides.
            same = [place for place in same if place.touching_both >= _TOUCHING_BOTH]
        if any(self._is_likely(target, place) for place in same):
            best = _clear_winner(same)
            return best if best is not None and self._is_likely(target, best) else None
        near = self._near(target, _SIDES_DOUBTFUL if same else _SIDES_NEAR)
        if near is not None:
            return near
        alone = len(same) == 1 and len(target.exact) >= _SPEAKS_FOR_ITSELF
        return same[0] if alone else None

    def _is_likely(self, target: Target, place: Found) -> bool:
        """Whether the very same words at a place are those of the target.

        A few words that stand far from where they were need all their surroundings.
        """
        moved = abs(self._block_at(place.start) - target.block)
        far = moved > _FAR + len(self._blocks) // 20
        unlike = far and len(target.exact) < _SHORT
        return _supports(place, _SIDES_FAR if unlike else _SIDES)

    def _same_words(self, target: Target) -> Iterator[Found]:
        place = self._text.find(target.exact)
        while place >= 0:
            end = place + len(target.exact)
            inside = self._block_at(place) == self._block_at(max(place, end - 1))
            if (
                inside
                and self._is_as_repeated(target, place, end)
                and not self._is_another(target, place, end)
            ):
                yield self._judged(target, place, end, 1.0)
            place = self._text.find(target.exact, place + 1)

    def _near(self, target: Target, sides: float) -> Found | None:
        if len(target.exact) < _SHORTEST_NEAR:
            return None
        found = [
            self._judged(target, start, end, likeness)
            for start, end, likeness in self._similar(target)
            if _NEAR <= likeness < 1.0
            and not self._is_neighbour(target, start, end, likeness)
            and not self._is_another(target, start, end)
        ]
        return _clear_winner(
            [place for place in found if _supports(place, sides) and place.worse >= _WORSE_NEAR]
        )

    def _similar(self, target: Target) -> Iterator[tuple[int, int, float]]:
        """Places with words like those of the target, at most one in a block."""
        from rapidfuzz import fuzz, process

        blocks = process.extract(
            target.exact,
            self._blocks,
            scorer=fuzz.partial_ratio,
            limit=_CANDIDATES,
            score_cutoff=100 * _NEAR,
        )
        for _, _, index in blocks:
            start, end = self._aligned(target, index)
            text = self._blocks[index][start:end]
            offset = self._starts[index]
            yield offset + start, offset + end, fuzz.ratio(target.exact, text) / 100

    def _aligned(self, target: Target, index: int) -> tuple[int, int]:
        """Which part of a block is most like the quote: whole sentences if the quote was."""
        from rapidfuzz import fuzz

        text = self._blocks[index]
        if len(target.exact) >= len(text):
            return 0, len(text)
        alignment = fuzz.partial_ratio_alignment(target.exact, text)
        if alignment is None:
            return 0, len(text)
        start, end = alignment.dest_start, alignment.dest_end
        if _is_whole(target):
            return self._whole_sentences(index, start, end)
        return _fitted(target.exact, text, start, end)

    def _whole_sentences(self, index: int, start: int, end: int) -> tuple[int, int]:
        block = self._article.blocks[index]
        inside = [
            span
            for span in block.sentences
            if 2 * (min(end, span.end) - max(start, span.start)) > min(len_of(span), end - start)
        ]
        if not inside:
            inside = [block.sentences[block.sentence_at((start + end) // 2)]]
        start, end = inside[0].start, inside[-1].end
        text = block.text[start:end]
        return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))

    def _judged(self, target: Target, start: int, end: int, likeness: float) -> Found:
        """A place with what its sides say."""
        from rapidfuzz import fuzz

        before = self._text[max(0, start - len(target.prefix)) : start]
        after = self._text[end : end + len(target.suffix)]
        sides = [
            fuzz.ratio(was, now) / 100
            for was, now in ((target.prefix, before), (target.suffix, after))
            if was
        ]
        # At the article's edge nothing stood on one side, and nothing should stand there now.
        if not target.prefix:
            sides.append(0.0 if start else 1.0)
        if not target.suffix:
            sides.append(0.0 if end < len(self._text) else 1.0)
        touching = sorted(
            _shared(was, now)
            for was, now in ((target.prefix[::-1], before[::-1]), (target.suffix, after))
            if was
        )
        most, least = (touching[-1], touching[0]) if touching else (0, 0)
        return Found(start, end, likeness, sum(sides) / len(sides), most, least, min(sides))

    def _is_neighbour(self, target: Target, start: int, end: int, likeness: float) -> bool:
        """Whether a place is rather what stood before or after the words than the words."""
        from rapidfuzz import fuzz

        text = self._text[start:end]
        others = [target.suffix[: len(text)], target.prefix[-len(text) :]]
        others += [other.strip(BETWEEN_BLOCKS) for other in others]
        return any(
            len(other) >= _SHORTEST_NEAR and fuzz.ratio(text[: len(other)], other) / 100 >= likeness
            for other in others
        )

    def _is_as_repeated(self, target: Target, start: int, end: int) -> bool:
        """Whether the same words stand right beside the place if, and only if, they did before.

        Of two sentences that were the same, side by side, one may be left.
        """
        before = self._text[max(0, start - len(target.prefix)) : start]
        after = self._text[end : end + len(target.suffix)]
        return (
            before.rstrip(BETWEEN_BLOCKS).endswith(target.exact)
            == target.prefix.rstrip(BETWEEN_BLOCKS).endswith(target.exact)
        ) and (
            after.lstrip(BETWEEN_BLOCKS).startswith(target.exact)
            == target.suffix.lstrip(BETWEEN_BLOCKS).startswith(target.exact)
        )

    def _block_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1


def len_of(span: tuple[int, int]) -> int:
    """The length of a span."""
    return span[1] - span[0]


def _supports(place: Found, sides: float) -> bool:
    few = place.end - place.start < _FEW
    return (
        place.sides >= sides
        and place.touching >= _TOUCHING
        and (not few or place.touching_both >= _TOUCHING_BOTH)
    )


def _shared(one: str, other: str) -> int:
    """How many code points two texts have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((count for count, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _clear_winner(places: list[Found]) -> Found | None:
    """The place that most speaks for, if it is clearly ahead of every other one."""
    ranked = sorted(places, key=lambda place: -place.weight)
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0].weight - ranked[1].weight < _AHEAD:
        return None
    return ranked[0]


def _is_whole(target: Target) -> bool:
    """Whether a quote seems to be whole sentences."""
    closed = target.exact.rstrip()[-1:] in "。！？…；”’」』）》.!?"
    return closed or target.suffix[:1] in ("", BETWEEN_BLOCKS)


def _fitted(exact: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The part of ``text`` around ``[start, end)`` that is most like ``exact``."""
    from rapidfuzz import fuzz

    reach = min(8, len(exact) // 3 + 1)
    parts = (
        (first, last)
        for first in range(max(0, start - reach), min(start + reach, len(text)) + 1)
        for last in range(max(first + 1, end - reach), min(end + reach, len(text)) + 1)
    )
    return max(parts, key=lambda part: (fuzz.ratio(exact, text[part[0] : part[1]]), -part[0]))
