"""Importers: one for each form of file, chosen by name and content."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from reader.articles.captions import join_captions
from reader.articles.dates import iso_date
from reader.articles.debris import is_lone_link, mark_debris
from reader.articles.decode import decode
from reader.articles.document import Document, one_line
from reader.articles.english import Mismatch, attach_english
from reader.articles.front_matter import FrontMatter, split_front_matter
from reader.articles.inline import is_wide
from reader.articles.lines import ends_sentence, is_date_line, named_source
from reader.articles.links import link_addresses
from reader.articles.model import Block, BlockKind
from reader.articles.source import SourceFile
from reader.articles.titles import is_title_line, title_of
from reader.errors import ReaderError

_UNDERLINED = re.compile(r"^[^\n]+\n[ ]{0,3}=+[ \t]*$", re.MULTILINE)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    rb"<(?:!doctype\s+)?html\b",
    re.I | re.S,
)
_LONG_LINES = re.compile(r"^[^\n]{30,}\n(?=[^\n]{30})", re.MULTILINE)
_FEW = 3
_HEAD = 8
"""Among so many blocks at the start the date and the source are looked for…"""
_FOOT = 3
"""… and among so many at the end the source."""
_SHORT = 120
_LONGEST_TITLE = 300
_HOST = re.compile(r"https?://([^/:?#\s]+)")


Importer = Callable[[SourceFile], Document]
"""Reads the blocks of a file; raises :class:`ReaderError` when it cannot."""


def import_file(file: SourceFile) -> Document:
    """The document in ``file``, titled, with captions joined and debris flagged.

    Raises :class:`ReaderError` when the file holds no text or is of no known form.
    """
    document = importer_for(file)(file)
    blocks = mark_debris(link_addresses(join_captions(document.blocks)))
    document = replace(document, blocks=blocks)
    if not any(block.text or block.target for block in document.blocks):
        raise ReaderError(f"{PurePath(file.name).name}: there is no text in this file.")
    return _described(document, PurePath(file.name).stem)


def import_pair(file: SourceFile, english: SourceFile | None) -> tuple[Document, list[Mismatch]]:
    """The document in ``file`` with its edited English, and where the two differ in form."""
    document = import_file(file)
    mismatches: list[Mismatch] = []
    if english is not None:
        from reader.articles.markdown import read_markdown

        edited = read_markdown(decode(english.data, english.name), keep_breaks=True)
        edited = replace(edited, blocks=join_captions(edited.blocks))
        document, mismatches = attach_english(document, edited)
    return replace(document, blocks=_with_title_line(document)), mismatches


def importer_for(file: SourceFile) -> Importer:
    """The importer for the file's form."""
    if file.data.startswith(b"PK\x03\x04") or file.suffix == ".epub":
        return _import_epub
    if file.suffix in (".md", ".markdown", ".mkd"):
        return _import_markdown
    if file.suffix in (".html", ".htm", ".xhtml") or _PAGE.match(file.data):
        return _import_html
    return _import_text


def _import_epub(file: SourceFile) -> Document:
    from reader.articles.epub import read_epub

    return read_epub(file.data, file.name)


def _import_html(file: SourceFile) -> Document:
    from reader.articles.html import read_html

    return read_html(file.data, file.name)


def _import_markdown(file: SourceFile) -> Document:
    return _markdown_of(decode(file.data, file.name))


def _markdown_of(text: str) -> Document:
    """The document in a Markdown text; read as plain text where Markdown leaves nothing of it."""
    from reader.articles.markdown import read_markdown
    from reader.articles.plain import read_plain

    document = read_markdown(text)
    return document if any(block.text for block in document.blocks) else read_plain(text)


def _import_text(file: SourceFile) -> Document:
    """A text file: Markdown if it has front matter or underlined headings, else plain.

    Where long lines stand directly below one another each is a paragraph, whatever else there is;
    Markdown would join them.
    """
    from reader.articles.plain import read_plain

    text = decode(file.data, file.name)
    front_matter, body = split_front_matter(text)
    if len(_LONG_LINES.findall(body)) < _FEW and (front_matter or _UNDERLINED.search(body)):
        return _markdown_of(text)
    header = front_matter or FrontMatter()
    return replace(
        read_plain(body),
        title=header.title,
        date=header.date,
        source=header.source,
        address=header.address,
    )


def _described(document: Document, stem: str) -> Document:
    """The document with title, date, source and address, from its text where not told."""
    title = one_line(document.title)[:_LONGEST_TITLE] or title_of(document.blocks, stem)
    date, source, address = document.date, document.source, document.address
    for block in document.blocks[:_HEAD]:
        if len(block.text) <= _SHORT and not ends_sentence(block.text):
            date = date or (iso_date(block.text) if is_date_line(block.text) else "")
            source = source or named_source(block.text)
    for block in document.blocks[-_FOOT:]:
        if block.debris and is_lone_link(block):
            address = address or block.marks[0].target
            source = source or _label(block)
        elif len(block.text) <= _SHORT:
            source = source or named_source(block.text)
    return replace(
        document, title=title, date=date, address=address, source=source or _host(address)
    )


def _with_title_line(document: Document) -> tuple[Block, ...]:
    """The blocks, a first line that stands over the text as its title made a heading."""
    blocks = document.blocks
    first = blocks[0]
    if (
        first.kind is BlockKind.PARAGRAPH
        and len(blocks) > 1
        and one_line(first.text) == document.title
        and is_title_line(first.text, blocks[1].text)
    ):
        return (replace(first, kind=BlockKind.HEADING, level=1), *blocks[1:])
    return blocks


def _label(block: Block) -> str:
    """The text of a source link, if it is a name in Chinese; else the address says more."""
    return one_line(block.text) if any(is_wide(character) for character in block.text) else ""


def _host(address: str) -> str:
    match = _HOST.match(address)
    return match.group(1) if match else ""
