"""Study mode: the English of a sentence is hidden until the person asks for it."""

from reader.app.reading.moves import Moves


class Studying(Moves):
    """Revealed sentences stay revealed until the article is closed."""

    @property
    def state(self) -> str:
        """``studying`` while English is hidden."""
        return "studying" if self.studying else super().state

    def action_reveal(self) -> None:
        """Show the English of the current sentence, then go from sentence to sentence."""
        if not self.reveal():
            self.action_next_sentence()

    def reveal(self) -> bool:
        """Show the English of the current sentence; whether it was hidden."""
        if not self.studying or self.current in self.revealed:
            return False
        self.revealed.add(self.current)
        self.redraw()
        return True

    def activate(self) -> bool:
        """Show the English, when it is hidden."""
        return self.reveal() or super().activate()
