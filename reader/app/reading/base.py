"""The reading screen's state, and how it comes onto the page."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from reader.app.actions import Where, bindings
from reader.app.choices import Choices
from reader.app.page.composer import Composer
from reader.app.page.geometry import Geometry, Layout, arrange
from reader.app.page.overlays import Overlay, Role
from reader.app.page.page import Page
from reader.app.page.rows import Laid, Typography
from reader.app.page.units import Units
from reader.app.reading import walk
from reader.app.reading.book import EnglishBook
from reader.app.reading.keeper import Keeper
from reader.app.reading.remembered import Remembered, recall
from reader.app.registry import ACTIONS
from reader.app.screens.base import ReaderScreen
from reader.app.widgets.bilingual import BilingualView
from reader.app.widgets.lines import Part
from reader.app.widgets.paint import Decoration, Sign
from reader.articles.model import Article, Block, MarkKind, Place
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.chinese.spans import Span
from reader.chinese.typesetting import Spacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from reader.services import Services
    from reader.translation.model import Translation

MARGIN = 4
"""Rows kept between the current sentence and the edges of the page."""
SCRIPTS = {
    Script.ORIGINAL: "原文",
    Script.HANS: "简体",
    Script.HANT: "繁體",
    Script.TW: "台灣",
    Script.HK: "香港",
}
"""How the shown script is named in the top line."""
_MARK_ROLES = {
    MarkKind.STRONG: Role.STRONG,
    MarkKind.EMPHASIS: Role.EMPHASIS,
    MarkKind.CODE: Role.CODE,
    MarkKind.LINK: Role.LINK,
}


class ReadingBase(ReaderScreen):
    """One article on the screen. Everything that can change is an attribute here."""

    where = Where.READING
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS, Where.READING)]

    def __init__(
        self, services: "Services", article: Article, place: Place | None = None, find: str = ""
    ) -> None:
        """Read ``article`` from ``place``, or from where the person left it, finding ``find``."""
        super().__init__()
        self.services = services
        self.article = article
        self.find_first = find
        self.remembered: Remembered = recall(Choices(services.database), services.settings.reading)
        self.book = EnglishBook(self._known_english)
        self.units = Units(article)
        settings = services.settings.reading
        self.composer = Composer(
            units=self.units,
            geometry=arrange(80, self.remembered.view),
            convert=self.services.scripts.convert_mapped,
            lookup=self.book.get,
            visible=visible,
            script=self.remembered.script,
            typography=Typography(
                4 if settings.indent else 0, settings.hanging, Spacing(settings.spacing)
            ),
        )
        self.page = Page(self.units, self.composer)
        self.view = BilingualView(self.page, self.composer, self.decoration)
        self.keeper = Keeper(self._could_not_keep)
        stored = place or services.library.position(article.id)
        self.current: Place = walk.nearest(article, stored or Place(0, 0), self.composer.folded)
        self.revealed: set[Place] = set()
        self.placed = False
        self.changes_marked = False

    def compose_body(self) -> "Iterable[Widget]":
        """The page; panels come and go below it."""
        yield self.view

    def leave(self) -> bool:
        """Leave the innermost thing that is open; whether there was one."""
        return False

    def activate(self) -> bool:
        """Do what enter does here; whether there was anything to do."""
        return False

    # --- what is on the page -------------------------------------------------------------

    def redraw(self) -> None:
        """Bring the state onto the screen: the page's rows and the top line."""
        self.view.redraw()
        self.show_state()

    def relayout(self) -> None:
        """Lay everything out anew, keeping the current sentence on its row."""
        rows = self.page.rows_of(self.current, english=self.english_only)
        self.composer.script = self.remembered.script
        self.composer.geometry = self.arranged()
        self.page.forget()
        self.page.height = max(1, self.view.size.height)
        row = rows.start if rows is not None and 0 <= rows.start < self.page.height else None
        if row is None:
            row = self.page.height // 4
        self.page.put(self.current, row, english=self.english_only)
        self.page.show(self.current, MARGIN, english=self.english_only)
        self.redraw()

    def arranged(self) -> Geometry:
        """Where the columns stand at the view's present width."""
        return arrange(self.view.size.width, self.remembered.view)

    @property
    def english_only(self) -> bool:
        """Whether the page shows no Chinese."""
        return self.composer.geometry.chinese is None

    @property
    def studying(self) -> bool:
        """Whether English is hidden until it is asked for."""
        return self.remembered.view.layout is Layout.STUDY

    @property
    def block(self) -> Block:
        """The block of the current sentence."""
        return self.article.blocks[self.current.block]

    def decoration(self, laid: Laid) -> Decoration:
        """What lies over a unit now, the lowest first."""
        return Decoration(
            chinese=[*self._markup(laid), *self.chinese_overlays(laid)],
            english=[*self._sources(laid), *self.english_overlays(laid)],
            signs=self.signs(laid),
        )

    def chinese_overlays(self, laid: Laid) -> list[Overlay]:
        """What lies over the Chinese of a unit, the lowest first."""
        overlays = []
        if self.changes_marked and laid.shown.mapping is not None:
            overlays += [
                Overlay(*change.shown, Role.CHANGED) for change in laid.shown.mapping.changed
            ]
        if self._is_current(laid):
            overlays.append(Overlay(*self._current_span(laid), Role.CURRENT))
        return overlays

    def _current_span(self, laid: Laid) -> Span:
        """The current sentence in a unit's shown text; all of a line that stands for the block."""
        if laid.folded or self.current.sentence not in laid.unit.sentences:
            return Span(0, len(laid.shown.text))
        return laid.shown.sentence(self.current.sentence)

    def english_overlays(self, laid: Laid) -> list[Overlay]:
        """What lies over the English of a unit, the lowest first."""
        overlays = []
        if self._is_current(laid):
            if laid.folded:
                overlays.append(Overlay(0, len(laid.english.text), Role.CURRENT))
            elif each := laid.english.sentence(self.current.sentence):
                overlays.append(Overlay(*each.span, Role.CURRENT))
        if self.studying:
            overlays.extend(
                Overlay(*each.words, Role.HIDDEN)
                for each in laid.english.sentences
                if each.place not in self.revealed
            )
        return overlays

    def signs(self, laid: Laid) -> dict[int, tuple[Sign, Sign]]:
        """The gutter signs of a unit by row."""
        return {}

    def _is_current(self, laid: Laid) -> bool:
        unit = laid.unit
        if unit.key.block != self.current.block:
            return False
        return laid.folded or not unit.sentences or self.current.sentence in unit.sentences

    def _markup(self, laid: Laid) -> "Iterable[Overlay]":
        for mark in laid.unit.block.marks:
            if span := laid.shown.span(mark.start, mark.end):
                yield Overlay(*span, _MARK_ROLES[mark.kind])

    def _sources(self, laid: Laid) -> "Iterable[Overlay]":
        for each in laid.english.sentences:
            if each.pending:
                yield Overlay(*each.span, Role.PENDING)
            elif each.words.start > each.span.start:
                yield Overlay(each.span.start, each.words.start, Role.SOURCE)
            if each.doubtful:
                yield Overlay(*each.words, Role.DOUBTFUL)

    # --- where the person is --------------------------------------------------------------

    def go(self, place: Place, *, margin: int = MARGIN) -> None:
        """Make the sentence at ``place`` the current one and bring it into view."""
        self.current = place
        self.page.show(place, margin, english=self.english_only)
        self.moved()
        self.redraw()

    def moved(self) -> None:
        """Store where the person is."""
        library, name = self.services.library, self.article.id
        place, progress = self.current, self.progress
        self.keeper.keep("position", lambda: library.store_position(name, place, progress))

    def _could_not_keep(self, sentence: str) -> None:
        """Say, from another thread, that something could not be written."""
        if self.is_running:
            self.call_later(self.say, sentence, error=True)

    @property
    def progress(self) -> float:
        """The share of the article up to and with the current sentence."""
        if self.current == walk.last(self.article, self.composer.folded):
            return 1.0
        before = self.units.starts[self.current.block]
        if self.current.sentence < len(self.block.sentences):
            before += self.block.sentences[self.current.sentence].start
        return before / max(1, self.article.extent)

    @property
    def _blocks(self) -> int:
        return max(1, len(self.article.blocks))

    # --- the top line -----------------------------------------------------------------------

    def show_state(self) -> None:
        """Say in the top line what is shown, where the person is, and what is going on."""
        view = self.remembered.view
        layout = "English below" if self._forced_below else str(view.layout)
        self.top.show(
            visible(self.title_shown),
            Part(self.activity, 70),
            Part(self.origin, 40),
            Part(SCRIPTS[self.remembered.script], 60),
            Part(layout, 30),
            Part(f"{self.progress:.0%}".replace("%", " %"), 100),
            Part(f"¶ {self.current.block + 1} of {self._blocks}", 50),
        )

    @property
    def title_shown(self) -> str:
        """The title in the shown script."""
        return self.in_script(self.article.title)

    def in_script(self, text: str) -> str:
        """A text of the article in the shown script."""
        if self.remembered.script is Script.ORIGINAL:
            return text
        return self.services.scripts.convert(text, self.remembered.script, self.article.script)

    @property
    def activity(self) -> str:
        """What is going on, in one quiet phrase; empty when nothing is."""
        return ""

    @property
    def origin(self) -> str:
        """Where the English of the current sentence comes from, in words."""
        if self.composer.geometry.english is None:
            return ""
        translation = self.book.get(self.current)
        return "" if translation is None else translation.origin

    @property
    def looking_up(self) -> str:
        """What to say while something is looked up in the dictionary."""
        ready = self.services.dictionary.is_ready
        return "looking it up…" if ready else "opening the dictionary, which takes a moment…"

    @property
    def _forced_below(self) -> bool:
        return self.composer.geometry.stacked and self.remembered.view.layout is Layout.SIDE

    # --- English ---------------------------------------------------------------------------

    def _known_english(self, index: int) -> "Sequence[Translation | None]":
        return self.services.translation.known(self.article, self.article.blocks[index])
