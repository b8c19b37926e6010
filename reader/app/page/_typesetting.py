"""Stand-in for reader.chinese.typesetting until it lands."""

from dataclasses import dataclass

from rich.cells import cell_len

_NO_START = set("，。、；：？！）」』】》〉”’…—·々ー,.;:?!)]}%～")
_NO_END = set("（「『【《〈“‘([{")


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int
    indent: int = 0
    gaps: tuple[int, ...] = ()
    width: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    indent: int = 0
    hanging: bool = False


def cell_width(character: str) -> int:
    return cell_len(character)


def _breakable(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in _NO_START or before in _NO_END or after.isspace() or after == "\u00a0":
        return False
    if before == "\u00a0":
        return False
    if before.isspace():
        return True
    return cell_len(before) == 2 or cell_len(after) == 2


def lay_out(text: str, width: int, style: Style) -> list[Line]:
    lines: list[Line] = []
    start = 0
    while start < len(text):
        indent = style.indent if not lines else 0
        room = width - indent
        used = 0
        at = start
        while at < len(text) and text[at] != "\n":
            size = cell_len(text[at])
            if used + size > room and not text[at].isspace():
                break
            used += size
            at += 1
        if at < len(text) and text[at] == "\n":
            at += 1
        elif at < len(text):
            cut = at
            while cut > start + 1 and not _breakable(text, cut):
                cut -= 1
            at = cut if cut > start + 1 else max(at, start + 1)
        lines.append(Line(start, at, indent, (), used + indent))
        start = at
    return lines
