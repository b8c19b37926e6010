"""A text area for texts that may come from anywhere."""

from rich.text import Text
from textual.widgets import TextArea

from reader.chinese.normalise import visible


class TextEditor(TextArea):
    """Draws placeholders for what a terminal would act on; the text itself keeps it."""

    def get_line(self, line_index: int) -> Text:
        """The line as it is drawn, as long as the line that it stands for."""
        parts = self.document.get_line(line_index).split("\t")
        return Text("\t".join(map(visible, parts)), end="", no_wrap=True)
