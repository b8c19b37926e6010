"""The table of contents."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.articles.model import Heading
from reader.chinese.normalise import visible


class Contents(ModalScreen[int | None]):
    """The headings of an article; gives the block of the one that is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,T,o,ctrl+o", "dismiss", "close", show=False),
        Binding("j", "down", show=False),
        Binding("k", "up", show=False),
    ]
    DEFAULT_CSS = """
    Contents { align: center middle; }
    Contents > Vertical {
        width: 80%; max-width: 72; height: auto; max-height: 80%;
        background: $background; border: round $rule; padding: 0 1;
    }
    Contents Static { color: $faint; height: 1; padding: 0 1; }
    Contents OptionList {
        height: auto; max-height: 100%; border: none; background: $background; padding: 0;
    }
    """

    def __init__(self, headings: Sequence[Heading], shown: Sequence[str], block: int) -> None:
        """``shown`` are the headings' texts as they are to be shown; ``block`` is where one is."""
        super().__init__()
        self._headings = headings
        self._shown = shown
        self._block = block

    def compose(self) -> ComposeResult:
        """A title and the list."""
        highest = min(heading.level for heading in self._headings)
        with Vertical():
            yield Static("Contents", markup=False)
            yield OptionList(
                *(
                    Option(Content("  " * (heading.level - highest) + visible(text)))
                    for heading, text in zip(self._headings, self._shown, strict=True)
                ),
                compact=True,
            )

    def on_mount(self) -> None:
        """Put the cursor on the section in which the person is."""
        here = [n for n, heading in enumerate(self._headings) if heading.block <= self._block]
        options = self.query_one(OptionList)
        options.highlighted = here[-1] if here else 0
        options.focus()

    def action_down(self) -> None:
        """Go to the next heading."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """Go to the heading before."""
        self.query_one(OptionList).action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._headings[event.option_index].block)
