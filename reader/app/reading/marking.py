"""Bookmarks, notes and highlights on the page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from reader.annotations.colours import COLOURS
from reader.annotations.model import Annotation, Kind, Target
from reader.app.cells import one_line
from reader.app.page.overlays import Overlay, Role
from reader.app.page.rows import Laid
from reader.app.reading.base import ReadingBase
from reader.app.widgets.paint import Sign
from reader.articles.model import Place
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NOTHING = Sign("", Role.NOTE)
_MARKS = {Kind.BOOKMARK: Sign("◆", Role.MARK), Kind.NOTE: Sign("✎", Role.MARK)}
_COLOUR_ROLES = {name: Role(name) for name in COLOURS}
_BAR_ROLES = {name: Role(f"bar-{name}") for name in COLOURS}


class Marking(ReadingBase):
    """What the person leaves in the article. The text as written is what it is attached to."""

    annotations: Sequence[Annotation] = ()
    """The article's annotations in reading order."""
    _of_block: Mapping[int, Sequence[Annotation]] = MappingProxyType({})

    def on_mount(self) -> None:
        """Read the article's annotations."""
        self.read_annotations()

    def on_screen_resume(self) -> None:
        """Read them again: another screen may have changed them."""
        self.read_annotations()

    def read_annotations(self) -> None:
        """Read the article's annotations and show them."""
        self.annotations = self.services.annotations.of_article(self.article.id)
        grouped: dict[int, list[Annotation]] = defaultdict(list)
        for annotation in self.annotations:
            if not annotation.target.orphan and not annotation.target.is_article:
                grouped[annotation.target.block].append(annotation)
        self._of_block = dict(grouped)
        if self.placed:
            self.redraw()

    # --- on the page --------------------------------------------------------------------------

    def chinese_overlays(self, laid: Laid) -> list[Overlay]:
        """Highlights over the current sentence's tint."""
        overlays = super().chinese_overlays(laid)
        for annotation in self._in(laid):
            span = laid.shown.span(annotation.target.start, annotation.target.end)
            if span is not None and annotation.kind is Kind.HIGHLIGHT:
                overlays.append(Overlay(*span, _role(_COLOUR_ROLES, annotation)))
            elif span is not None and annotation.kind is Kind.NOTE and self._is_part(annotation):
                overlays.append(Overlay(*span, Role.NOTED))
        return overlays

    def signs(self, laid: Laid) -> dict[int, tuple[Sign, Sign]]:
        """◆ and ✎ where a target begins, ▍ along a highlight; a note's sign goes first."""
        signs = super().signs(laid)
        for annotation in self._in(laid):
            rows = self._rows_of(laid, annotation.target)
            for row in rows:
                mark, bar = signs.get(row, (_NOTHING, _NOTHING))
                if annotation.kind is Kind.HIGHLIGHT:
                    bar = Sign("▍", _role(_BAR_ROLES, annotation))
                elif row == rows.start and mark.text != "✎":
                    mark = _MARKS[annotation.kind]
                signs[row] = (mark, bar)
        return signs

    def _in(self, laid: Laid) -> "Iterable[Annotation]":
        unit = laid.unit
        for annotation in self._of_block.get(unit.key.block, ()):
            target = annotation.target
            begins_here = unit.start <= target.start < unit.end or not unit.block.text
            if begins_here or (target.start < unit.start < target.end):
                yield annotation

    def _rows_of(self, laid: Laid, target: Target) -> range:
        if self.english_only:
            sentence = laid.unit.block.sentence_at(target.start)
            return laid.rows_of(sentence, english=True)
        return laid.rows_between(laid.shown.to_shown(target.start), laid.shown.to_shown(target.end))

    def _is_part(self, annotation: Annotation) -> bool:
        """Whether a target is only part of a sentence, so that its words need showing."""
        target = annotation.target
        block = self.article.blocks[target.block]
        if not block.sentences:
            return False
        sentence = block.sentences[block.sentence_at(target.start)]
        return len(sentence.of(block.text).strip()) != target.end - target.start

    # --- what the person does -----------------------------------------------------------------

    def action_bookmark(self) -> None:
        """Bookmark the current sentence, or take its bookmark off."""
        known = self.on_sentence(self.current, Kind.BOOKMARK)
        if known is None:
            change = partial(self._add, Kind.BOOKMARK, self.sentence_target())
            self._changing(change, "Bookmarked.")
        else:
            change = partial(self.services.annotations.delete, known.id)
            self._changing(change, "The bookmark is off.")

    def add_highlight(self, target: Target, colour: str) -> None:
        """Highlight the words of ``target``; a highlight of just these words is recoloured."""
        same = next(
            (
                each
                for each in self._of_block.get(target.block, ())
                if each.kind is Kind.HIGHLIGHT
                and (each.target.start, each.target.end) == (target.start, target.end)
            ),
            None,
        )
        if same is None:
            self._changing(lambda: self._add(Kind.HIGHLIGHT, target, colour))
        else:
            self._changing(lambda: self.services.annotations.update(same.id, colour=colour))

    def remove_highlights(self, block: int, start: int, end: int) -> list[bool]:
        """Take off the highlights that touch these words; of each, whether it is off."""
        touched = [
            each
            for each in self._of_block.get(block, ())
            if each.kind is Kind.HIGHLIGHT and each.target.start < end and each.target.end > start
        ]
        delete = self.services.annotations.delete
        return [self._changing(partial(delete, each.id)) for each in touched]

    def _changing(self, change: "Callable[[], object]", done: str = "") -> bool:
        """Make a change and say that it is ``done``, or why not; whether it was made."""
        try:
            change()
        except ReaderError as error:
            self.say(one_line(str(error)), error=True)
            return False
        self.read_annotations()
        if done:
            self.say(done)
        return True

    def _add(self, kind: Kind, target: Target, colour: str = "", body: str = "") -> Annotation:
        sentence = self.article.blocks[target.block].sentence_at(target.start)
        english = self.book.get(Place(target.block, sentence))
        return self.services.annotations.add(
            kind,
            target,
            body,
            colour=colour,
            english=english.text if english else "",
            english_source=str(english.source) if english else "",
            article=self.article,
        )

    def sentence_target(self) -> Target:
        """The target of the current sentence, or of a block without any."""
        if not self.block.sentences:
            return self.services.annotations.target_for(self.article, self.current.block)
        return self.services.annotations.sentence_target(
            self.article, self.current.block, self.current.sentence
        )

    def on_sentence(self, place: Place, kind: Kind) -> Annotation | None:
        """The first annotation of ``kind`` on a sentence."""
        block = self.article.blocks[place.block]
        for annotation in self._of_block.get(place.block, ()):
            if annotation.kind is kind and (
                not block.sentences or block.sentence_at(annotation.target.start) == place.sentence
            ):
                return annotation
        return None


def _role(roles: dict[str, Role], annotation: Annotation) -> Role:
    return roles.get(annotation.colour, roles[COLOURS[0]])
