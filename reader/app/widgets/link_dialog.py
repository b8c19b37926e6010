"""Showing an address before anything is opened."""

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

from reader.chinese.normalise import visible

_OPENED = ("http://", "https://", "mailto:")


class LinkDialog(ModalScreen[str | None]):
    """Addresses to look at; gives the one that the person chose to open, or to go back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,u", "dismiss", "close", show=False),
        Binding("y", "copy", "copy", show=False),
    ]
    DEFAULT_CSS = """
    LinkDialog { align: center middle; }
    LinkDialog > Vertical {
        width: 90%; max-width: 100; height: auto; max-height: 80%;
        background: $background; border: round $rule; padding: 0 1;
    }
    LinkDialog Static { color: $faint; height: 1; padding: 0 1; }
    LinkDialog OptionList { height: auto; border: none; background: $background; padding: 0; }
    """

    def __init__(self, addresses: Sequence[str]) -> None:
        """Ask about ``addresses``."""
        super().__init__()
        self._addresses = addresses

    def compose(self) -> ComposeResult:
        """A question and the addresses in full."""
        with Vertical():
            yield Static("⏎ opens in the browser · y copies · esc goes back", markup=False)
            yield OptionList(
                *(Option(Content(visible(address))) for address in self._addresses), compact=True
            )

    def on_mount(self) -> None:
        """Begin at the first."""
        options = self.query_one(OptionList)
        options.highlighted = 0
        options.focus()

    def action_copy(self) -> None:
        """Copy the address under the cursor."""
        index = self.query_one(OptionList).highlighted
        if index is not None:
            self.app.copy_to_clipboard(self._addresses[index])
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        address = self._addresses[event.option_index]
        if address.lower().startswith(_OPENED):
            self.dismiss(address)
        else:
            self.query_one(Static).update("Only web and mail addresses are opened; y copies it.")
