"""The English that the screen knows, block by block, for as long as it is near."""

from collections import OrderedDict
from collections.abc import Callable, Sequence

from reader.articles.model import Place
from reader.translation.model import Source, Translation

_KEPT = 600
"""Blocks whose English is kept; what is further away is asked for again."""
_STORED = (Source.EDITED, Source.CORRECTION, Source.MEMORY, Source.MODEL, Source.NONE)
"""Sources whose English can be asked for again; a gloss is made anew each time."""

Known = Callable[[int], Sequence[Translation | None]]
"""The English of a block's sentences as far as it is there at once."""


class EnglishBook:
    """English by place. What ``known`` gives is completed by what arrives later."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._blocks: OrderedDict[int, dict[int, Translation]] = OrderedDict()
        self._unstored: dict[Place, Translation] = {}

    def get(self, place: Place) -> Translation | None:
        """The English of a sentence, if there is any yet."""
        return self._block(place.block).get(place.sentence)

    def put(self, place: Place, translation: Translation) -> bool:
        """Take in the English of a sentence; whether that changed anything near."""
        if translation.source not in _STORED:
            self._unstored[place] = translation
        block = self._blocks.get(place.block)
        if block is None or block.get(place.sentence) == translation:
            return False
        block[place.sentence] = translation
        return True

    def forget(self, place: Place) -> None:
        """Drop the English of a sentence."""
        self._block(place.block).pop(place.sentence, None)
        self._unstored.pop(place, None)

    def forget_all(self) -> None:
        """Ask for everything anew."""
        self._blocks.clear()

    def _block(self, index: int) -> dict[int, Translation]:
        block = self._blocks.get(index)
        if block is None:
            block = self._blocks[index] = {
                number: translation
                for number, known in enumerate(self._known(index))
                if (translation := known or self._unstored.get(Place(index, number))) is not None
            }
            if len(self._blocks) > _KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(index)
        return block
