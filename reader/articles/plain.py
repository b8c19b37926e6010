"""Plain text files as they come off the web.

A line is a paragraph, unless the lines of a group (blank lines part groups) are clearly wrapped
at a fixed width: those are joined. Inside the text the importer knows Markdown's headings, rules,
pictures, bold and links, list items whose ``-`` stands alone on a line, and unmarked section
headings: short lines without a stop before a full paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.articles.debris import is_furniture
from reader.articles.document import BlockBuilder, Document
from reader.articles.inline import is_wide, joint
from reader.articles.lines import ends_sentence, is_byline, is_date_line, is_end_mark, is_unfinished
from reader.articles.model import BlockKind, Mark, MarkKind
from reader.articles.titles import is_title_line

_HEADING = re.compile(r"(#{1,6})[ \t　]+(.*)")
_CLOSING = re.compile(r"(?<![ \t])[ \t]+#+\Z")
_RULE = re.compile(r"(?:[-*_=—–~～＝－][ \t]*){3,}")
_UNDERLINE = re.compile(r"={3,}")
_IMAGE = re.compile(
    r"!\[([^\[\]]*)\]\(\s*<?((?:(?!!\[)[^\s)>])+)>?(?:\s+[\"'](?:(?!!\[).)*?[\"'])?\s*\)"
)
_LONE_MARKER = re.compile(r"[-*•·●▪◦]|\d{1,3}[.)]")
_ITEM = re.compile(r"([-*•·●▪◦]|\d{1,3}[.)])[ \t　]+(\S.*)")
_QUOTE = re.compile(r"[>＞]+[ \t]?(.*)")
_FENCE = re.compile(r"(```+|~~~+).*")
_NUMBERED = re.compile(
    r"(?:正文[\s　]*)?"
    r"(?:[一二三四五六七八九十]{1,3}|第[一二三四五六七八九十百千零〇两兩\d]{1,6}[章节節回部分篇卷幕]"
    r"|0?\d{1,2}|楔子|引子|序章|序言|前言|尾声|尾聲|后记|後記|番外)"
    r"(?:[、.．:：\s　]|$).*"
)
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*\n]+?)\*\*|(?<!`)`(?P<code>[^`\n]+)`(?!`)"
    r"|(?<!!)\[(?P<label>[^\[\]\n]+)\]\((?P<target>[^\s()]+)\)"
)
_BOLD_LINE = re.compile(r"\*\*[^*]+\*\*")
_COLUMNS = re.compile(r"\t|\S[ 　]{2,}\S")
_LONGEST_HEADING = 32
_SHORTEST_PARAGRAPH = 30


def read_plain(text: str) -> Document:
    """The document in a plain text; the title comes from its first blocks later."""
    reader = _PlainReader()
    lines = [_Line(line.strip(" \t　\v\f\r"), blank) for line, blank in _numbered(text)]
    reader.read(_unwrapped(lines))
    return Document(blocks=tuple(reader.builder.blocks))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text that is not blank, and whether a blank line stands before it."""

    text: str
    after_blank: bool


def _numbered(text: str) -> Iterator[tuple[str, bool]]:
    blank = True
    for line in re.split(r"\r\n|[\n\r\u2028\u2029]", text):
        if line.strip(" \t　\v\f\ufeff\u200b"):
            yield line, blank
            blank = False
        else:
            blank = True


def _unwrapped(lines: list[_Line]) -> list[_Line]:
    """The lines, with those of hard-wrapped groups joined to paragraphs."""
    result: list[_Line] = []
    group: list[_Line] = []
    for line in [*lines, _Line("", True)]:
        if line.after_blank and group:
            result += [_joined(group)] if _is_wrapped(group) else group
            group = []
        group.append(line)
    return result


def _is_wrapped(group: Sequence[_Line]) -> bool:
    """Whether the lines all but fill one width and mostly break inside sentences."""
    if len(group) < 3 or not ends_sentence(group[-1].text):
        return False
    if any(_is_marked(line.text) or _COLUMNS.search(line.text) for line in group):
        return False
    widths = [_cells(line.text) for line in group[:-1]]
    widest = max(widths)
    open_ends = sum(not ends_sentence(line.text) for line in group[:-1])
    return (
        30 <= widest <= 160
        and min(widths) >= widest - max(8, widest // 6)
        and _cells(group[-1].text) <= widest + 4
        and open_ends * 2 > len(widths)
    )


def _cells(text: str) -> int:
    return sum(2 if is_wide(character) else 1 for character in text)


def _is_marked(line: str) -> bool:
    return bool(
        _HEADING.fullmatch(line)
        or _RULE.fullmatch(line)
        or _IMAGE.search(line)
        or _LONE_MARKER.fullmatch(line)
        or _ITEM.fullmatch(line)
        or _QUOTE.fullmatch(line)
        or _FENCE.fullmatch(line)
        or is_byline(line)
    )


def _joined(group: Sequence[_Line]) -> _Line:
    text = group[0].text
    for line in group[1:]:
        text += joint(text, line.text) + line.text
    return _Line(text, group[0].after_blank)


class _PlainReader:
    """Reads the lines in order, with a look at their neighbours."""

    def __init__(self) -> None:
        self.builder = BlockBuilder()
        self.title = -1

    def read(self, lines: list[_Line]) -> None:
        position = 0
        self.title = _title_position(lines)
        while position < len(lines):
            position = self._take(lines, position)

    def _take(self, lines: list[_Line], position: int) -> int:
        """Add the block that starts at ``position``; return where the next one starts."""
        line = lines[position].text
        if fence := _FENCE.fullmatch(line):
            return self._code(lines, position, fence.group(1))
        if _LONE_MARKER.fullmatch(line) and self._is_item(lines, position + 1):
            self._add(BlockKind.LIST_ITEM, lines[position + 1].text, level=1, marker=_bullet(line))
            return position + 2
        if self._is_underlined(lines, position):
            self._add(BlockKind.HEADING, line, level=1)
            return position + 2
        self._single(lines, position)
        return position + 1

    def _is_item(self, lines: list[_Line], position: int) -> bool:
        return (
            position < len(lines)
            and not lines[position].after_blank
            and not _is_marked(lines[position].text)
        )

    def _is_underlined(self, lines: list[_Line], position: int) -> bool:
        return (
            position + 1 < len(lines)
            and not lines[position + 1].after_blank
            and _UNDERLINE.fullmatch(lines[position + 1].text) is not None
            and is_title_line(lines[position].text.strip("*"), "")
            and not _is_marked(lines[position].text)
        )

    def _code(self, lines: list[_Line], position: int, fence: str) -> int:
        end = position + 1
        while end < len(lines) and not lines[end].text.startswith(fence):
            end += 1
        self.builder.add(BlockKind.CODE, "\n".join(line.text for line in lines[position + 1 : end]))
        return end + 1

    def _single(self, lines: list[_Line], position: int) -> None:
        line = lines[position].text
        if match := _HEADING.fullmatch(line):
            text = _CLOSING.sub("", match.group(2))
            self._add(BlockKind.HEADING, text, level=len(match.group(1)))
        elif _RULE.fullmatch(line):
            self.builder.add(BlockKind.RULE)
        elif is_end_mark(line) or is_byline(line) or is_date_line(line):
            self._paragraph(line)
        elif match := _ITEM.fullmatch(line):
            marker = _bullet(match.group(1))
            self._add(BlockKind.LIST_ITEM, match.group(2), level=1, marker=marker)
        elif match := _QUOTE.fullmatch(line):
            self._add(BlockKind.QUOTE, match.group(1), level=1)
        elif position == self.title:
            self._add(BlockKind.HEADING, line, level=1)
        elif _is_heading(lines, position):
            self._add(BlockKind.HEADING, line, level=2)
        else:
            self._paragraph(line)

    def _paragraph(self, line: str) -> None:
        """Add a line of text, cut at the pictures in it."""
        start = 0
        for match in _IMAGE.finditer(line):
            self._add(BlockKind.PARAGRAPH, line[start : match.start()])
            self.builder.add(BlockKind.IMAGE, match.group(1), target=match.group(2))
            start = match.end()
        self._add(BlockKind.PARAGRAPH, line[start:])

    def _add(self, kind: BlockKind, line: str, level: int = 0, marker: str = "") -> None:
        text, marks = _inline(line)
        if kind is BlockKind.HEADING:
            marks = [mark for mark in marks if mark.end - mark.start < len(text)]
        self.builder.add(kind, text, level=level, marks=marks, marker=marker)


def _bullet(marker: str) -> str:
    return marker if marker[0].isdigit() else "•"


def _inline(line: str) -> tuple[str, list[Mark]]:
    """The text without the signs of bold, code and links, and the marks they stand for."""
    text, marks, done = "", list[Mark](), 0
    for match in _INLINE.finditer(line):
        text += line[done : match.start()]
        kind = {"strong": MarkKind.STRONG, "code": MarkKind.CODE}.get(
            match.lastgroup or "", MarkKind.LINK
        )
        inner = match.group("strong") or match.group("code") or match.group("label")
        target = match.group("target") or ""
        marks.append(Mark(kind, len(text), len(text) + len(inner), target))
        text += inner
        done = match.end()
    return text + line[done:], marks


def _title_position(lines: list[_Line]) -> int:
    """Where the line is that stands over the text as its title; -1 if there is none."""
    position = next((at for at, line in enumerate(lines) if not _is_above_title(line.text)), -1)
    if position < 0 or position + 1 >= len(lines):
        return -1
    line, following = lines[position].text, lines[position + 1].text
    if _IMAGE.search(line) or _HEADING.fullmatch(following):
        return -1
    return position if is_title_line(line.strip("*"), following) else -1


def _is_above_title(line: str) -> bool:
    return is_furniture(line) or is_byline(line) or is_date_line(line)


def _is_heading(lines: list[_Line], position: int) -> bool:
    """Whether an unmarked line heads the paragraphs after it."""
    line = lines[position].text
    bare = line.strip("*")
    if (
        position + 1 >= len(lines)
        or not 2 <= len(bare) <= _LONGEST_HEADING
        or ends_sentence(bare)
        or is_unfinished(bare)
        or is_byline(bare)
        or bare[0] in "“「『（(@＠▲△+＋»"
        or _IMAGE.search(line)
        or not any(character.isalpha() for character in bare)
    ):
        return False
    following = lines[position + 1].text
    before = lines[position - 1].text if position else ""
    free = lines[position].after_blank or ends_sentence(before) or _RULE.fullmatch(before)
    marked = _BOLD_LINE.fullmatch(line) or _NUMBERED.fullmatch(bare)
    full = len(following) >= _SHORTEST_PARAGRAPH and not _is_marked(following)
    return bool(free and (full or (marked and not _is_marked(following))))
