"""What is left of an article to translate, read a stretch at a time."""

from bisect import insort
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.articles.model import Article, Block, Place
from reader.translation.engine import batches
from reader.translation.model import Result

BLOCKS_AT_ONCE = 24
"""Small, for looking at blocks holds the interpreter and the screen wants it too."""


@dataclass(frozen=True, slots=True)
class Task:
    """A normalised sentence, and where in the article it stands."""

    sentence: str
    place: Place


class Settle(Protocol):
    """Gives what is known of blocks' sentences, and what is left to translate."""

    def __call__(
        self, article: Article, blocks: Sequence[Block]
    ) -> tuple[list[Result], list[Task]]:
        """The results and the tasks of ``blocks``."""
        ...


class Plan:
    """The tasks of an article. Blocks are looked at when they are needed, and ahead of that."""

    def __init__(self, article: Article, settle: Settle) -> None:
        self._article = article
        self._settle = settle
        self._looked_at: set[int] = set()
        self._ahead = 0
        self._tasks: dict[int, list[Task]] = {}
        self._order: list[int] = []
        """Blocks that have tasks, in order; some may have none any more."""
        self._ready: list[list[Task]] = []
        self.done = 0
        """Sentences that have their English."""
        self.characters = 0
        """Characters of the tasks that are left."""
        self._sentences = 0

    @property
    def complete(self) -> bool:
        """Whether every block was looked at."""
        return len(self._looked_at) >= len(self._article.blocks)

    @property
    def total(self) -> int:
        """The sentences of the article, estimated until every block was looked at."""
        if self.complete or not self._looked_at:
            return self._sentences
        return round(self._sentences * self._unseen_share())

    @property
    def characters_left(self) -> int:
        """The characters still to translate, estimated until every block was looked at."""
        if self.complete or not self._looked_at:
            return self.characters
        return round(self.characters * self._unseen_share())

    def turn_to(self, focus: Sequence[Place]) -> None:
        """Go on from here: what was made ready for another place goes back."""
        for batch in self._ready:
            self._put_back(batch)
        self._ready = []
        if focus:
            self._ahead = focus[0].block

    def look_at(self, focus: Sequence[Place]) -> list[Result]:
        """Look at the blocks in focus, those that were finished before too; what is known of them.

        (Who asks for a finished sentence again has lost it, or has taken a correction back.)
        """
        wanted = sorted({place.block for place in focus})
        self._forget(wanted)
        return self._look([number for number in wanted if number not in self._looked_at])

    def look_further(self) -> list[Result]:
        """Look at the next stretch of blocks, from the focus on; what is known of them."""
        count = len(self._article.blocks)
        numbers: list[int] = []
        while len(numbers) < BLOCKS_AT_ONCE and len(self._looked_at) + len(numbers) < count:
            if self._ahead not in self._looked_at:
                numbers.append(self._ahead)
            self._ahead = (self._ahead + 1) % count
            if numbers and self._ahead == numbers[0]:
                break
        return self._look(numbers)

    def take_in_focus(self, focus: Collection[Place], budget: int) -> list[Task]:
        """A batch of tasks at the places in focus, in their order; empty when they are done."""
        wanted = {place: rank for rank, place in enumerate(focus)}
        blocks = {place.block for place in focus}
        found = [
            task for block in blocks for task in self._tasks.get(block, ()) if task.place in wanted
        ]
        found.sort(key=lambda task: wanted[task.place])
        return self._take(_first(found, budget))

    def take_next(self, start: Place, budget: int, window: int) -> list[Task]:
        """A batch of what follows ``start``: sentences of like length from ``window`` batches."""
        if not self._ready:
            tasks = self._take(_first(self._from(start), window * budget))
            lengths = [(number, len(task.sentence)) for number, task in enumerate(tasks)]
            cut = sorted(sorted(batch) for batch in batches(lengths, budget))
            self._ready = [[tasks[number] for number in batch] for batch in cut]
        return self._ready.pop(0) if self._ready else []

    def _from(self, start: Place) -> Iterator[Task]:
        """The tasks from ``start`` on, then those before it."""
        after = [block for block in self._order if block > start.block]
        before = [block for block in self._order if block < start.block]
        here = self._tasks.get(start.block, [])
        yield from (task for task in here if task.place >= start)
        for block in (*after, *before):
            yield from self._tasks.get(block, ())
        yield from (task for task in here if task.place < start)

    def _take(self, tasks: list[Task]) -> list[Task]:
        taken = {task.place for task in tasks}
        for block in {place.block for place in taken}:
            left = [task for task in self._tasks[block] if task.place not in taken]
            if left:
                self._tasks[block] = left
            else:
                del self._tasks[block]
                self._order.remove(block)
        self.characters -= sum(len(task.sentence) for task in tasks)
        return tasks

    def _put_back(self, tasks: Iterable[Task]) -> None:
        for task in tasks:
            block = task.place.block
            if block not in self._tasks:
                insort(self._order, block)
            insort(self._tasks.setdefault(block, []), task, key=lambda one: one.place)
            self.characters += len(task.sentence)

    def _forget(self, numbers: Iterable[int]) -> None:
        """Take blocks for unseen; only those of which nothing waits to be translated."""
        for number in numbers:
            if number in self._looked_at and number not in self._tasks:
                self._looked_at.discard(number)
                sentences = len(self._article.blocks[number].sentences)
                self._sentences -= sentences
                self.done = max(0, self.done - sentences)

    def _look(self, numbers: Sequence[int]) -> list[Result]:
        if not numbers:
            return []
        self._looked_at.update(numbers)
        blocks = [self._article.blocks[number] for number in numbers]
        results, tasks = self._settle(self._article, blocks)
        self._put_back(tasks)
        self._sentences += len(results) + len(tasks)
        return results

    def _unseen_share(self) -> float:
        """The article's length over that of the blocks looked at, in characters."""
        lengths = self._article.block_lengths
        seen = sum(lengths[number] for number in self._looked_at)
        return sum(lengths) / max(1, seen)


def _first(tasks: Iterable[Task], budget: int) -> list[Task]:
    """The first tasks whose sentences stay within ``budget`` characters, at least one."""
    taken: list[Task] = []
    for task in tasks:
        budget -= len(task.sentence)
        if taken and budget < 0:
            break
        taken.append(task)
    return taken
