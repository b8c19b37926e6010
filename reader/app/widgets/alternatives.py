"""Other renderings of a sentence, and its words one by one, to judge a doubtful rendering."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from reader.chinese.normalise import visible
from reader.translation.model import Alternatives


class AlternativesDialog(ModalScreen[str | None]):
    """Gives the rendering that the person takes as their own, or ``None``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,A,=", "dismiss", "close", show=False),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"alternatives--faint"}
    DEFAULT_CSS = """
    AlternativesDialog { align: center bottom; }
    AlternativesDialog > VerticalScroll {
        width: 100%; height: auto; max-height: 70%;
        background: $background; border-top: solid $rule; padding: 0 2;
    }
    AlternativesDialog Static { height: auto; margin-bottom: 1; }
    AlternativesDialog .faint, AlternativesDialog .alternatives--faint { color: $faint; }
    AlternativesDialog OptionList {
        height: auto; border: none; background: $background; padding: 0; margin-bottom: 1;
    }
    """

    def __init__(self, sentence: str, waiting: str) -> None:
        """Ask about ``sentence``, as it is shown; ``waiting`` stands there until the answer."""
        super().__init__()
        self._sentence = sentence
        self._waiting = waiting
        self._texts: list[str] = []

    def compose(self) -> ComposeResult:
        """The sentence, its renderings, its words, and what to do."""
        with VerticalScroll(can_focus=False):
            yield Static(visible(self._sentence), markup=False)
            yield OptionList(Option(Content(self._waiting), disabled=True), compact=True)
            yield Static("", id="words", markup=False)
            yield Static(
                "⏎ takes a rendering as your own · esc goes back", classes="faint", markup=False
            )

    def show(self, found: Alternatives) -> None:
        """Show what the worker found."""
        shown = [(found.current.text, found.current.origin)] if found.current is not None else []
        seen = {text.strip() for text, _ in shown}
        for hypothesis in found.hypotheses:
            if hypothesis.text.strip() not in seen:
                seen.add(hypothesis.text.strip())
                shown.append((hypothesis.text, "model"))
        self._texts = [text.strip() for text, _ in shown]
        options = self.query_one(OptionList)
        options.clear_options()
        faint = self.get_visual_style("alternatives--faint", partial=True)
        options.add_options(
            Option(Content.assemble(visible(text.strip()), ("  " + origin, faint)))
            for text, origin in shown
        )
        if not shown:
            options.add_option(Option(Content("There is no rendering yet."), disabled=True))
        options.highlighted = 0 if shown else None
        options.focus()
        words = Content("   ").join(
            Content.assemble(
                visible(word.word),
                (f" {word.pinyin}" if word.pinyin else "", faint),
                f" {word.english}" if word.english else "",
            )
            for word in found.words
        )
        message = [Content.assemble((visible(found.message), faint))] if found.message else []
        self.query_one("#words", Static).update(Content("\n").join([words, *message]))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._texts[event.option_index])
