"""What a list shows instead of rows: a sentence that says what to do."""

from textual.widgets import Static


class Empty(Static):
    """A sentence in the middle of the screen."""

    DEFAULT_CSS = """
    Empty { height: 1fr; padding: 0 4; content-align: center middle; text-align: center;
        color: $quiet; }
    """

    def __init__(self, sentence: str = "") -> None:
        """Show ``sentence``."""
        super().__init__(sentence, markup=False)

    def say(self, sentence: str) -> None:
        """Show another sentence."""
        self.update(sentence)
