"""The screen on which people read."""

from reader.app.reading.moves import Moves
from reader.app.reading.views import Views


class ReadingScreen(Moves, Views):
    """An article: its Chinese in the script that the person reads, its English beside it."""

    def action_back(self) -> None:
        """Go back to where the person came from."""
        self.keeper.finish()
        self.app.pop_screen()
