"""The beginning of the highlighted article, in both languages."""

from textual.content import Content
from textual.widget import Widget

from reader.app.cells import fit, one_line


class Preview(Widget):
    """Two lines below the list: Chinese, and its English a shade quieter."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES = {"preview--english"}  # noqa: RUF012
    DEFAULT_CSS = """
    Preview { height: 3; padding: 0 3; border-top: solid $rule; }
    Preview .preview--english { color: $quiet; }
    """

    def __init__(self) -> None:
        """An empty preview."""
        super().__init__()
        self._chinese = ""
        self._english = ""

    def show(self, chinese: str, english: str) -> None:
        """Show the beginning of an article; either may be empty."""
        shown = one_line(chinese).strip("\u3000 "), one_line(english)
        if shown != (self._chinese, self._english):
            self._chinese, self._english = shown
            self.refresh()

    def render(self) -> Content:
        """The two lines at their present width."""
        width = self.content_size.width
        return Content.assemble(
            fit(self._chinese, width),
            "\n",
            (fit(self._english, width), self.get_visual_style("preview--english")),
        )
