"""A terminal screen as SVG, with Han at full width.

Textual's own export sets the length of a run of text by its characters, which squeezes Han to half
its width, and loads a font from the network. Here every run of wide characters places each of them
in the middle of its two cells, and only fonts that are installed are named.
"""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.app import App

CELL = 12.2
LINE = 25.0
_SIZE = 20
_WIDE_SIZE = 22
_BASE = 18.5
_MARGIN = 14
_NARROW_FONTS = "'DejaVu Sans Mono', 'Noto Sans Mono', Menlo, Consolas, monospace"
_WIDE_FONTS = (
    "'Noto Sans Mono CJK SC', 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC',"
    " 'Microsoft YaHei', sans-serif"
)
_HANT_FONTS = _WIDE_FONTS.replace(" SC'", " TC'").replace("YaHei", "JhengHei")


def svg_of(app: App[None], traditional: bool = False) -> str:
    """The screen of ``app`` as it stands; ``traditional`` takes the glyphs of Traditional text."""
    strips = app.screen._compositor.render_strips()
    colours = app.theme_variables
    back, front = colours["background"], colours["foreground"]
    width = round(app.size.width * CELL + 2 * _MARGIN, 1)
    height = round(app.size.height * LINE + 2 * _MARGIN, 1)
    body: list[str] = []
    for number, strip in enumerate(strips):
        body += _line(strip, number * LINE, back, front)
    wide = _HANT_FONTS if traditional else _WIDE_FONTS
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
            f' width="{width:g}" height="{height:g}">',
            "<style>",
            f"text {{ font: {_SIZE}px {_NARROW_FONTS}; white-space: pre; }}",
            f".w {{ font: {_WIDE_SIZE}px {wide}; text-anchor: middle; }}",
            ".b { font-weight: bold; } .i { font-style: italic; }",
            ".u { text-decoration: underline; } .s { text-decoration: line-through; }",
            "</style>",
            f'<rect width="100%" height="100%" rx="8" fill="{back}"/>',
            f'<g transform="translate({_MARGIN} {_MARGIN})">',
            *body,
            "</g>",
            "</svg>",
            "",
        ]
    )


def _line(segments: Iterable[Segment], top: float, back: str, front: str) -> Iterator[str]:
    """Backgrounds, then text, of one line of the screen."""
    texts: list[str] = []
    column = 0
    for text, given, _ in segments:
        style = given or Style()
        colour, behind = _colours(style, back, front)
        cells = cell_len(text)
        if behind != back:
            yield (
                f'<rect x="{column * CELL:.4g}" y="{top:g}" width="{cells * CELL:.5g}"'
                f' height="{LINE:g}" fill="{behind}"/>'
            )
        texts += _runs(text, column, top + _BASE, colour, style)
        column += cells
    yield from texts


def _runs(text: str, column: int, y: float, colour: str, style: Style) -> Iterator[str]:
    """The text of one segment, in runs of characters of one width, blanks left out."""
    for (wide, drawn), group in groupby(text, lambda ch: (cell_len(ch) == 2, _drawn(ch))):
        run = "".join(group)
        if drawn == _BLOCK:
            for number, block in enumerate(run):
                right = block == _RIGHT_HALF
                width = CELL / 2 if right else (0x2590 - ord(block)) / 8 * CELL
                left = (column + number + right / 2) * CELL
                yield (
                    f'<rect x="{left:.5g}" y="{y - _BASE:g}"'
                    f' width="{width:.4g}" height="{LINE:g}" fill="{colour}"/>'
                )
        elif drawn == _TEXT:
            names = "".join(
                name
                for name, holds in zip(
                    "wbius",
                    (wide, style.bold, style.italic, style.underline, style.strike),
                    strict=True,
                )
                if holds
            )
            classes = f' class="{" ".join(names)}"' if names else ""
            if wide:
                places = " ".join(f"{(column + 2 * n + 1) * CELL:.5g}" for n in range(len(run)))
                place = f'x="{places}"'
            else:
                length = cell_len(run) * CELL
                place = f'x="{column * CELL:.5g}" textLength="{length:.5g}"'
            yield f'<text{classes} {place} y="{y:g}" fill="{colour}">{escape(run)}</text>'
        column += cell_len(run)


_BLANK, _BLOCK, _TEXT = range(3)
_RIGHT_HALF = "▐"


def _drawn(character: str) -> int:
    """Whether a character is a blank, a block of some eighths of a cell, or text."""
    if character in " \u3000":
        return _BLANK
    return _BLOCK if 0x2588 <= ord(character) <= 0x2590 else _TEXT


def _colours(style: Style, back: str, front: str) -> tuple[str, str]:
    """Foreground and background as hex colours."""

    def hex_of(colour: Color | None, otherwise: str) -> str:
        return otherwise if colour is None or colour.is_default else colour.get_truecolor().hex

    colour, behind = hex_of(style.color, front), hex_of(style.bgcolor, back)
    return (behind, colour) if style.reverse else (colour, behind)
