"""A screen that asks for a path, with completion."""

from collections.abc import Iterable
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, ScreenResultType
from textual.widget import Widget
from textual.widgets import Input, Static

from reader.app.cells import one_line
from reader.app.completion import Completion, complete
from reader.app.widgets.lines import BottomLine, Hint, TopLine


class PathScreen(ModalScreen[ScreenResultType]):
    """Asks for a path; subclasses say what happens with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", "Close"),
        Binding("tab", "complete", "Complete", priority=True),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    PathScreen { background: $background; }
    PathScreen .path--failed { color: $error; }
    PathScreen Input.line { margin: 1 1; }
    PathScreen VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    PathScreen VerticalScroll Static { height: auto; color: $quiet; }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"path--failed"}

    class Completed(Message):
        """A worker looked at the folder."""

        def __init__(self, typed: str, completion: Completion) -> None:
            """``completion`` of what was ``typed``."""
            super().__init__()
            self.typed = typed
            self.completion = completion

    def __init__(self, title: str, value: str, verb: str, note: str = "") -> None:
        """Ask under ``title``, beginning with ``value``; enter does what ``verb`` says."""
        super().__init__()
        self._title = title
        self._value = value
        self._verb = verb
        self._note = note
        self._completion = Completion((), value)
        self._answered = False

    def compose(self) -> Iterable[Widget]:
        """A title, the line to type into, what fits, and the keys."""
        yield TopLine()
        yield Input(
            self._value, placeholder="path", compact=True, classes="line", select_on_focus=False
        )
        with VerticalScroll(can_focus=False):
            yield Static(one_line(self._note), markup=False)
        yield BottomLine()

    def on_mount(self) -> None:
        """Show title and keys."""
        self.query_one(TopLine).show(self._title)
        self.query_one(BottomLine).show(
            [
                Hint("⏎", self._verb, "submit", 90),
                Hint("Tab", "complete", "complete", 80),
                Hint("Esc", "back", "close", 95),
            ]
        )

    @on(Input.Changed)
    def look(self, event: Input.Changed) -> None:
        """Look what the path may become."""
        self._answered = False
        if event.value or not self._note:
            self._look(event.value)
        else:
            self._show(Content(one_line(self._note)))

    @work(thread=True, exclusive=True, group="completion")
    def _look(self, typed: str) -> None:
        self.post_message(self.Completed(typed, complete(typed)))

    def on_path_screen_completed(self, message: Completed) -> None:
        """Show what fits what stands in the line."""
        if message.typed == self.query_one(Input).value and not self._answered:
            self._completion = message.completion
            self._show(Content("\n".join(map(one_line, message.completion.names))))

    def tell(self, content: Content) -> None:
        """Show ``content`` below the line in place of completions, until something is typed."""
        self._answered = True
        self._show(content)

    def _show(self, content: Content) -> None:
        self.query_one(VerticalScroll).query_one(Static).update(content)

    def fail(self, reason: str) -> None:
        """Show why it did not work."""
        self.tell(Content.styled(reason, self.get_visual_style("path--failed")))

    def action_complete(self) -> None:
        """Complete the path as far as it is certain."""
        line = self.query_one(Input)
        if len(self._completion.common) > len(line.value):
            line.value = self._completion.common
            line.cursor_position = len(line.value)

    def action_page(self, pages: int) -> None:
        """Scroll what stands below the line."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=pages * max(1, scroll.size.height - 1), animate=False)

    async def action_submit(self) -> None:
        """Do as if enter were pressed."""
        await self.query_one(Input).action_submit()

    def action_close(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)
