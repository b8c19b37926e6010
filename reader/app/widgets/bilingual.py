"""The bilingual page on the screen: paints the rows in view, and says what the mouse does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.app.page.composer import Composer
from reader.app.page.hits import Hit, hit
from reader.app.page.overlays import Role
from reader.app.page.page import Page
from reader.app.page.rows import Laid
from reader.app.page.thumb import thumb
from reader.app.widgets.paint import Decoration, Painter

if TYPE_CHECKING:
    from reader.app.page.units import UnitKey

_WHEEL_ROWS = 3


class BilingualView(Widget):
    """Shows a :class:`Page`; nothing off the screen is converted, laid out or painted."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{role}" for role in Role}
    DEFAULT_CSS = """
    BilingualView { width: 1fr; height: 1fr; }
    BilingualView .page--english { color: $quiet; }
    BilingualView .page--heading { text-style: bold; }
    BilingualView .page--caption { color: $faint; }
    BilingualView .page--quote { color: $quiet; }
    BilingualView .page--code { color: $quiet; }
    BilingualView .page--lead { color: $faint; }
    BilingualView .page--note { color: $faint; }
    BilingualView .page--strong { text-style: bold; }
    BilingualView .page--emphasis { text-style: italic; }
    BilingualView .page--link { text-style: underline; }
    BilingualView .page--source { color: $faint; }
    BilingualView .page--pending { color: $faint; }
    BilingualView .page--doubtful { text-style: italic; }
    BilingualView .page--changed { text-style: underline; color: $accent; }
    BilingualView .page--current { background: $tint; }
    BilingualView:ansi .page--current { text-style: underline; }
    BilingualView .page--yellow { background: $hl-yellow; color: $on-hl; }
    BilingualView .page--green { background: $hl-green; color: $on-hl; }
    BilingualView .page--blue { background: $hl-blue; color: $on-hl; }
    BilingualView .page--pink { background: $hl-pink; color: $on-hl; }
    BilingualView .page--purple { background: $hl-purple; color: $on-hl; }
    BilingualView .page--bar-yellow { color: $hl-yellow; }
    BilingualView .page--bar-green { color: $hl-green; }
    BilingualView .page--bar-blue { color: $hl-blue; }
    BilingualView .page--bar-pink { color: $hl-pink; }
    BilingualView .page--bar-purple { color: $hl-purple; }
    BilingualView .page--mark { color: $accent; }
    BilingualView .page--noted { text-style: underline; }
    BilingualView .page--found { background: $found; color: $on-found; }
    BilingualView .page--found-here { background: $accent; color: $background; }
    BilingualView .page--word { text-style: bold underline; color: $accent; }
    BilingualView .page--selected { background: $screen-selection-background; }
    BilingualView .page--hidden { color: $faint; }
    BilingualView .page--thumb { color: $rule; }
    """

    @dataclass
    class Clicked(Message):
        """The person clicked a character."""

        hit: Hit

    @dataclass
    class WordClicked(Message):
        """The person clicked a character twice."""

        hit: Hit

    @dataclass
    class Dragged(Message):
        """The person drags from one character to another of the same language."""

        start: Hit
        end: Hit
        done: bool

    @dataclass
    class Wheeled(Message):
        """The person turned the wheel by so many rows."""

        rows: int

    @dataclass
    class Slid(Message):
        """The person put or dragged the thumb to this share of the page's height (0 to 1)."""

        share: float

    @dataclass
    class Resized(Message):
        """The view has another size."""

    def __init__(
        self, page: Page, composer: Composer, decorate: Callable[[Laid], Decoration]
    ) -> None:
        """Show ``page``; ``decorate`` gives what lies over a unit at this moment."""
        super().__init__()
        self._page = page
        self._composer = composer
        self._decorate = decorate
        self._painter = Painter(self._role_style)
        self._strips: list[Strip] = []
        self._rows: list[tuple[Laid, int]] = []
        self._thumb = range(0)
        self._press: Hit | None = None
        self._sliding = False

    def redraw(self) -> None:
        """Paint the rows in view anew and send those that changed to the terminal."""
        before = self._strips
        self._strips = self._paint()
        width, height = self.size
        if not before or len(before) != len(self._strips):
            self.refresh()
            return
        changed = [y for y in range(height) if before[y] != self._strips[y]]
        if changed:
            self.refresh(*(Region(0, y, width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """The row at ``y``."""
        if len(self._strips) != self.size.height:
            self._strips = self._paint()
        return self._strips[y] if y < len(self._strips) else self._painter.blank(self.size.width)

    def hit(self, x: int, y: int, *, english: bool | None = None) -> Hit | None:
        """The character at a cell of the view, or the nearest one."""
        if not self._rows:
            return None
        laid, number = self._rows[max(0, min(y, len(self._rows) - 1))]
        return hit(laid, number, x, self._composer.geometry, english=english)

    def _paint(self) -> list[Strip]:
        geometry = self._composer.geometry
        self._rows = list(self._page.visible())
        over: dict[UnitKey, Decoration] = {}
        strips = []
        for laid, number in self._rows:
            key = laid.unit.key
            if key not in over:
                over[key] = self._decorate(laid)
            strips.append(self._painter.strip(laid, number, geometry, over[key]))
        blank = self._painter.blank(self.size.width)
        strips.extend([blank] * (self.size.height - len(strips)))
        self._thumb = thumb(self._page.units, self._rows, self.size.height)
        for y in self._thumb:
            strips[y] = self._painter.with_thumb(strips[y])
        return strips

    def _role_style(self, role: Role | None) -> Style:
        """The style of a role on its own, its background mixed with the page's."""
        _, background = self.background_colors
        if role is None:
            return Style(color=self.rich_style.color, bgcolor=background.rich_color)
        styles = self.get_component_styles(f"page--{role}")
        style = Style()
        if styles.has_rule("background") and styles.background.a > 0:
            style += Style(bgcolor=_over(background, styles.background).rich_color)
        if styles.has_rule("color") and styles.color.a > 0:
            style += Style(color=_over(background, styles.color).rich_color)
        return style + styles.text_style

    def notify_style_update(self) -> None:
        """Take the new theme's styles."""
        super().notify_style_update()
        self._painter.forget()
        self._strips = []

    def on_resize(self) -> None:
        """Tell the screen, which arranges the page anew."""
        self._strips = []
        self.post_message(self.Resized())

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move down."""
        event.stop()
        self.post_message(self.Wheeled(_WHEEL_ROWS))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move up."""
        event.stop()
        self.post_message(self.Wheeled(-_WHEEL_ROWS))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        if event.button != 1:
            return
        self.capture_mouse()
        self._sliding = bool(self._thumb) and event.x == self.size.width - 1
        if self._sliding:
            self._slide(event.y)
        else:
            self._press = self.hit(event.x, event.y)

    def _slide(self, y: int) -> None:
        self.post_message(self.Slid(max(0.0, min(1.0, y / max(1, self.size.height - 1)))))

    def on_click(self, event: events.Click) -> None:
        """A second click asks for the word."""
        if event.chain == 2 and (found := self.hit(event.x, event.y)) is not None:
            self.post_message(self.WordClicked(found))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow a drag."""
        if self._sliding:
            self._slide(event.y)
        elif self._press is not None and event.button == 1:
            end = self.hit(event.x, event.y, english=self._press.english)
            if end is not None and end != self._press:
                self.post_message(self.Dragged(self._press, end, done=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End a click or a drag."""
        self.release_mouse()
        self._sliding = False
        press, self._press = self._press, None
        if press is None:
            return
        end = self.hit(event.x, event.y, english=press.english)
        if end is not None and (end.place, end.offset) != (press.place, press.offset):
            self.post_message(self.Dragged(press, end, done=True))
        else:
            self.post_message(self.Clicked(press))


def _over(background: Color, colour: Color) -> Color:
    """``colour`` as it looks on ``background``; terminal colours cannot be mixed."""
    if colour.ansi is not None or background.ansi is not None or colour.a >= 1:
        return colour
    return background + colour
