"""EPUB books: a ZIP archive of XHTML pages with a reading order, a table of contents and metadata.

The archive is not trusted. Nothing is unpacked to disk; every entry is read with a limit; entries
that are too many, too large or squeezed beyond reason are refused, and so is XML that declares
entities of its own.
"""

import io
import lzma
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, replace
from pathlib import PurePath
from urllib.parse import unquote
from xml.etree import ElementTree

from reader.articles.dates import iso_date
from reader.articles.document import BlockBuilder, Document, one_line, renumbered
from reader.articles.html import decode_html, parsed
from reader.articles.html_blocks import blocks_below
from reader.articles.model import Block, BlockKind
from reader.errors import ReaderError

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 16 * 1024 * 1024
LARGEST_BOOK = 96 * 1024 * 1024
HIGHEST_RATIO = 200
"""How many times an entry of more than a mebibyte may grow when it is unpacked."""

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_INSIDE = "http://epub.invalid/"
"""Stands before the archive's own paths while addresses are completed."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_NAMESPACE = re.compile(r"^\{[^}]*\}")


def read_epub(data: bytes, name: str) -> Document:
    """The document in a book. Raises :class:`ReaderError` with what is wrong with it."""
    return _Book(data, PurePath(name).name).read()


@dataclass(frozen=True, slots=True)
class _Chapter:
    """An entry of the table of contents: its title and how deep it is (1 outermost)."""

    title: str
    level: int


class _Book:
    """One open archive."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self.unpacked = 0
        try:
            self.archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._error("this is not a whole EPUB file; get it again") from None
        entries = self.archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise self._error(f"this book has more than {MOST_ENTRIES:,} files in it")
        self.names = {entry.filename: entry for entry in entries}

    def read(self) -> Document:
        package_path = self._package_path()
        package = self._xml(package_path)
        folder = posixpath.dirname(package_path)
        items = {item.get("id", ""): item for item in package.iter() if _local(item) == "item"}
        chapters = self._chapters(package, items, folder)
        blocks: list[Block] = []
        for page in self._pages(package, items, folder):
            blocks += self._page(page, chapters.get(page))
        if not blocks and "META-INF/encryption.xml" in self.names:
            raise self._error("this book is protected against copying and cannot be read")
        return Document(
            blocks=renumbered(blocks),
            title=_metadata(package, "title"),
            source=_metadata(package, "publisher") or _metadata(package, "creator"),
            address=_web_address(_metadata(package, "source")),
            date=iso_date(_metadata(package, "date")),
        )

    def _package_path(self) -> str:
        if _CONTAINER in self.names:
            for element in self._xml(_CONTAINER).iter():
                if _local(element) == "rootfile" and element.get("full-path"):
                    return self._entry("", element.get("full-path", ""))
        found = sorted(name for name in self.names if name.lower().endswith(".opf"))
        if not found:
            raise self._error("this is a ZIP file, but not an EPUB book")
        return found[0]

    def _pages(
        self, package: ElementTree.Element, items: dict[str, ElementTree.Element], folder: str
    ) -> list[str]:
        """The pages in reading order, without the table of contents."""
        pages = []
        for reference in package.iter():
            item = items.get(reference.get("idref", "")) if _local(reference) == "itemref" else None
            if item is None or "nav" in item.get("properties", "").split():
                continue
            if item.get("media-type", _PAGES[0]) in _PAGES:
                page = self._entry(folder, item.get("href", ""))
                if page in self.names:
                    pages.append(page)
        return list(dict.fromkeys(pages))

    def _chapters(
        self, package: ElementTree.Element, items: dict[str, ElementTree.Element], folder: str
    ) -> dict[str, _Chapter]:
        """The first entry of the table of contents for each page."""
        for item in items.values():
            page = self._entry(folder, item.get("href", ""))
            if page not in self.names:
                continue
            if "nav" in item.get("properties", "").split():
                return self._from_navigation(page)
            if item.get("media-type") == "application/x-dtbncx+xml":
                ncx = self._from_ncx(page)
                if ncx:
                    return ncx
        return {}

    def _from_navigation(self, path: str) -> dict[str, _Chapter]:
        soup = parsed(decode_html(self._bytes(path), path))
        navigation = soup.find("nav", attrs={"epub:type": "toc"}) or soup.find("nav") or soup
        chapters: dict[str, _Chapter] = {}
        for link in navigation.find_all("a", href=True):
            page = self._entry(posixpath.dirname(path), str(link["href"]))
            level = sum(parent.name == "ol" for parent in link.parents)
            chapters.setdefault(page, _Chapter(one_line(link.get_text()), max(1, level)))
        return chapters

    def _from_ncx(self, path: str) -> dict[str, _Chapter]:
        chapters: dict[str, _Chapter] = {}
        stack = [(element, 0) for element in self._xml(path) if _local(element) == "navMap"]
        while stack:
            element, level = stack.pop()
            points = [child for child in element if _local(child) == "navPoint"]
            stack += [(point, level + 1) for point in reversed(points)]
            content = next((c for c in element if _local(c) == "content"), None)
            label = next((c for c in element if _local(c) == "navLabel"), None)
            if content is not None and label is not None:
                page = self._entry(posixpath.dirname(path), content.get("src", ""))
                title = one_line("".join(label.itertext()))
                chapters.setdefault(page, _Chapter(title, level))
        return chapters

    def _page(self, path: str, chapter: _Chapter | None) -> list[Block]:
        """The blocks of a page, under its title in the table of contents if it has none itself."""
        soup = parsed(decode_html(self._bytes(path), path))
        builder = BlockBuilder()
        for tag in soup.find_all(["aside", "footer"]):
            tag.name = "div"  # in a book what stands aside belongs to it
        blocks_below(soup.body or soup, builder, _INSIDE + path)
        blocks = [_with_entry_path(block) for block in builder.blocks]
        if chapter and chapter.title and blocks and not _opens_with(blocks, chapter.title):
            heading = Block(0, BlockKind.HEADING, chapter.title, level=min(6, chapter.level))
            blocks.insert(0, heading)
        return blocks

    def _entry(self, folder: str, reference: str) -> str:
        """The archive's name for a reference; one that points out of the archive names nothing."""
        path = unquote(reference.partition("#")[0])
        joined = posixpath.normpath(posixpath.join(folder, path))
        return "" if joined.startswith(("..", "/")) else joined

    def _xml(self, path: str) -> ElementTree.Element:
        text = decode_html(self._bytes(path), path)
        if "<!ENTITY" in text:
            raise self._error("this book's XML declares entities of its own, which is not safe")
        try:
            return ElementTree.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text))
        except (ElementTree.ParseError, RecursionError, ValueError):
            raise self._error(f"{path} in this book is not valid XML") from None

    def _bytes(self, path: str) -> bytes:
        """The content of an entry, read with a limit, since its stated size may be a lie."""
        entry = self.names.get(path)
        if entry is None:
            raise self._error(f"{path or 'a page'} is missing from this book")
        if entry.flag_bits & 1:
            raise self._error("this book is encrypted and cannot be read")
        try:
            with self.archive.open(entry) as file:
                data = file.read(LARGEST_ENTRY + 1)
        except _DAMAGED:
            raise self._error(f"{path} in this book is damaged; get the file again") from None
        self.unpacked += len(data)
        squeezed = len(data) > 1024 * 1024 and len(data) > HIGHEST_RATIO * entry.compress_size
        if len(data) > LARGEST_ENTRY or self.unpacked > LARGEST_BOOK or squeezed:
            raise self._error("this book unpacks to more than a book holds, so it is not opened")
        return data

    def _error(self, reason: str) -> ReaderError:
        return ReaderError(f"{self.name}: {reason}.")


def _with_entry_path(block: Block) -> Block:
    """The block, a picture's address made the path in the archive, inner links dropped."""
    marks = tuple(mark for mark in block.marks if not mark.target.startswith(_INSIDE))
    return replace(block, target=block.target.removeprefix(_INSIDE), marks=marks)


def _opens_with(blocks: list[Block], title: str) -> bool:
    """Whether the page's first texts are its title already."""
    squeezed = "".join(title.split())
    return any(
        block.kind is BlockKind.HEADING or "".join(block.text.split()) == squeezed
        for block in blocks[:4]
    )


def _local(element: ElementTree.Element) -> str:
    return _NAMESPACE.sub("", element.tag) if isinstance(element.tag, str) else ""


def _metadata(package: ElementTree.Element, name: str) -> str:
    for element in package.iter():
        if _local(element) == name and element.text and element.text.strip():
            return one_line(element.text)
    return ""


def _web_address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) else ""
