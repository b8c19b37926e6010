"""Composing: from an article's units to rows, in the script and layout that the person chose."""

from collections.abc import Callable
from dataclasses import dataclass, field

from reader.app.page.english import NOTHING, Lookup, compose
from reader.app.page.geometry import Geometry
from reader.app.page.rows import Laid, Typography, fold, set_in_type
from reader.app.page.shown import Converter, Shown
from reader.app.page.units import Unit, Units
from reader.articles.model import Block, BlockKind
from reader.chinese.script import Script

_NO_CAPTION = "picture without a caption"
_SHORT_ITEM = 40
"""Characters up to which the items of a list stand without space between them."""
_LIST = 12
"""Blocks before and after an item in which the list's other items are looked for."""


@dataclass
class Composer:
    """Turns units into rows; its attributes say how, and may be changed between two calls."""

    units: Units
    geometry: Geometry
    convert: Converter
    lookup: Lookup
    visible: Callable[[str], str]
    script: Script = Script.ORIGINAL
    typography: Typography = field(default_factory=Typography)
    expecting: bool = False
    opened: set[int] = field(default_factory=set)
    """The first blocks of the folds of site debris that the person opened."""

    def __call__(self, unit: Unit) -> Laid:
        """The rows of ``unit``."""
        start = self.fold_start(unit.block)
        if start is not None and start not in self.opened:
            return self._fold(unit, start)
        shown = self.show(unit)
        english = NOTHING
        if self.geometry.english is not None:
            english = compose(unit, self.lookup, self.visible, expecting=self.expecting)
        before, after = self._around(unit.block)
        together = after is not None and self._keeps_together(unit.block, after)
        return set_in_type(
            shown,
            english,
            self.geometry,
            self.typography,
            above=int(not unit.key.part and before is not None and _is_section(unit.block)),
            below=int(unit.last and not together),
        )

    def show(self, unit: Unit) -> Shown:
        """The unit's Chinese in the shown script."""
        text = unit.text
        source = self.units.article.script
        if unit.block.kind is BlockKind.IMAGE and not text.strip():
            return Shown(_NO_CAPTION, unit)
        if self.script is Script.ORIGINAL or unit.block.kind is BlockKind.CODE:
            return Shown(self.visible(text), unit)
        mapping = self.convert(text, self.script, source)
        return Shown(self.visible(mapping.text), unit, mapping)

    def shown_text(self, index: int, start: int, end: int) -> str:
        """A range of a block's text as it is shown, without the marks of invisible characters."""
        pieces = []
        for unit in self.units.of_block(index):
            shown = self.show(unit)
            if span := shown.span(start, end):
                pieces.append(span.of(shown.text))
        return "".join(pieces)

    def fold_start(self, block: Block) -> int | None:
        """The first block of the run of site debris that ``block`` belongs to, if any."""
        if not block.debris:
            return None
        blocks = self.units.article.blocks
        start = block.index
        while start and blocks[start - 1].debris:
            start -= 1
        return start

    def folded(self, index: int) -> bool:
        """Whether the block is hidden in a fold behind the fold's first block."""
        start = self.fold_start(self.units.article.blocks[index])
        return start is not None and start not in self.opened and start != index

    def _fold(self, unit: Unit, start: int) -> Laid:
        shown = Shown("", unit)
        if unit.block.index != start or unit.key.part:
            return Laid(unit, shown, NOTHING, ())
        blocks = self.units.article.blocks
        end = start
        while end < len(blocks) and blocks[end].debris:
            end += 1
        count = end - start
        lines = "1 line" if count == 1 else f"{count} lines"
        return fold(shown, NOTHING, self.geometry, f"⋯ {lines} from the web site, ⏎ opens")

    def _keeps_together(self, block: Block, after: Block) -> bool:
        """Whether nothing stands between two blocks: the items of a list of short items."""
        if not (after.kind is block.kind is BlockKind.LIST_ITEM):
            return False
        blocks = self.units.article.blocks
        near = range(max(0, block.index - _LIST), min(len(blocks), block.index + _LIST))
        items = (blocks[index] for index in near)
        return all(
            len(item.text) <= _SHORT_ITEM for item in items if item.kind is BlockKind.LIST_ITEM
        )

    def _around(self, block: Block) -> tuple[Block | None, Block | None]:
        blocks = self.units.article.blocks
        before = blocks[block.index - 1] if block.index else None
        after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
        return before, after


def _is_section(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level <= 2
