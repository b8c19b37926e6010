"""What the person chose for the page, kept from one article and one start to the next."""

from dataclasses import dataclass, replace

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


def remember(choices: Choices, before: Remembered, now: Remembered) -> Remembered:
    """Store what differs from ``before``; returns ``now``."""
    if now.view.layout is not before.view.layout:
        choices.set("reading.layout", _NAMES[now.view.layout])
    if now.view.ratio != before.view.ratio:
        choices.set("reading.ratio", now.view.ratio)
    if now.view.measure != before.view.measure:
        choices.set("reading.measure", now.view.measure)
    if now.view.swapped != before.view.swapped:
        choices.set("reading.swapped", now.view.swapped)
    if now.script is not before.script:
        choices.set("reading.script", str(now.script))
    return replace(now)


def _within(value: int, bounds: tuple[int, int]) -> int:
    return max(bounds[0], min(bounds[1], value))
