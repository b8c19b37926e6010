"""What the person chose for the page, kept from one article and one start to the next."""

from dataclasses import dataclass

from reader.app.choices import Choices
from reader.app.page.geometry import MEASURES, RATIOS, Layout, View
from reader.chinese.script import Script
from reader.settings import ReadingSettings

_LAYOUTS = {
    "side-by-side": Layout.SIDE,
    "below": Layout.BELOW,
    "chinese": Layout.CHINESE,
    "english": Layout.ENGLISH,
    "study": Layout.STUDY,
}
_NAMES = {layout: name for name, layout in _LAYOUTS.items()}


@dataclass(frozen=True, slots=True)
class Remembered:
    """The page's view and script."""

    view: View
    script: Script


def recall(choices: Choices, settings: ReadingSettings) -> Remembered:
    """What was chosen last, else what the configuration file says."""
    default = View()
    measure = settings.width // 2 if settings.width else default.measure
    view = View(
        layout=_LAYOUTS.get(choices.get("reading.layout", settings.layout), Layout.SIDE),
        ratio=_within(choices.get("reading.ratio", default.ratio), RATIOS),
        measure=_within(choices.get("reading.measure", measure), MEASURES),
        swapped=choices.get("reading.swapped", False),
    )
    script = choices.get("reading.script", str(settings.script))
    known = script in {str(each) for each in Script}
    return Remembered(view, Script(script) if known else Script.ORIGINAL)


def remember(choices: Choices, chosen: Remembered) -> None:
    """Store what differs from what is stored."""
    view = chosen.view
    texts = {"reading.layout": _NAMES[view.layout], "reading.script": str(chosen.script)}
    for name, text in texts.items():
        if choices.get(name, "") != text:
            choices.set(name, text)
    for name, number in {"reading.ratio": view.ratio, "reading.measure": view.measure}.items():
        if choices.get(name, 0) != number:
            choices.set(name, number)
    if choices.get("reading.swapped", False) != view.swapped:
        choices.set("reading.swapped", view.swapped)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], value))
