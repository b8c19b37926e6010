"""Plain text as Markdown that shows exactly that text and nothing else."""

import re

_SPECIAL = re.compile(r"[\\`*_\[\]<>&~|$^=#{}]|%(?=%)|(?<=%)%|\((?=\()")
"""What CommonMark, Obsidian (``%%`` hides) or Logseq (``((`` refers) may read as a mark."""

_LINE_START = re.compile(r"^(?:([-+])(?=\s|$|-)|(\d{1,9})([.)])(?=\s|$))")
_EDGE_SPACE = re.compile(r"^\s+|\s+$")
_CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def escaped_line(text: str) -> str:
    """One line of text; a line end inside becomes a space.

    White space at the edges and control characters are written as numeric references, since a
    renderer would drop them and a terminal obey them.
    """
    return _escaped(" ".join(text.split("\n")))


def escaped_lines(text: str) -> list[str]:
    """The lines of a paragraph that shows ``text`` with its line ends, as hard line breaks."""
    lines = [_escaped(line) for line in text.split("\n")]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def _escaped(line: str) -> str:
    line = _SPECIAL.sub(lambda match: f"\\{match[0]}", line)
    line = _LINE_START.sub(_mark_escaped, line)
    line = _CONTROL.sub(_reference, line)
    return _EDGE_SPACE.sub(lambda match: "".join(map(_reference_of, match[0])), line)


def _mark_escaped(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    return f"{match[2]}\\{match[3]}"


def _reference(match: re.Match[str]) -> str:
    return _reference_of(match[0])


def _reference_of(character: str) -> str:
    # NUL has no numeric reference; CommonMark shows it as U+FFFD.
    return f"&#{ord(character) or 0xFFFD};"
