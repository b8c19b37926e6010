"""HTML pages as a browser saves them: what the article is, and what the page says about it."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reader.articles.dates import iso_date
from reader.articles.decode import decode
from reader.articles.document import BlockBuilder, Document, one_line
from reader.articles.html_blocks import blocks_below, is_inline, is_skipped

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString, Tag

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.I
)
_WRITTEN_IN = re.compile(
    r"utf|gb|big5|hz|iso|windows|cp\d|euc|shift|koi|latin|ascii|us-|mac|johab|tis|ks_", re.I
)
"""What the names of encodings begin with; Python's codecs are not all for text from strangers."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_SUFFIX = re.compile(r"\s*[-_|—–·»]+\s*([^-_|—–·»]{1,30})$")
_WRITTEN_SOURCE = re.compile(r"(?:来源|來源|出处|出處)\s*[:：]\s*([^\s|丨｜]{2,20})")
_JUNK = re.compile(
    r"(?:^|[-_\s])(?:comment|share|related|recommend|sidebar|breadcrumb|pagination|pager|footer|"
    r"toolbar|advert|ads?|banner|copyright|social|subscribe|newsletter|popup|modal|menu|navbar|"
    r"login|qrcode|hot-?news|reading-list)(?:s|ed|ation|list|box|wrap|bar|area)?(?:$|[-_\s])",
    re.I,
)
_MAY_BE_JUNK = ("div", "ul", "section", "p", "table", "header", "form")
_WIDEST = 12
_DEEPEST_INLINE = 50
_TIME_NAME = re.compile(r"(?:^|[-_])(?:date|time|pub|publish)", re.I)
_UNCLOSED_TAG = re.compile(r"<(?=[^<>]*(?:<|\Z))")
_DECLARATION = re.compile(r"<!(?!--)")
_MOST_UNCLOSED = 500
_MOST_JUNK = 300
_SHORTEST = 20
_GROWTH = 1.25
_LONGEST_TITLE = 1_000

_DATE_NAMES = (
    "article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate",
    "publish_date", "publish-date", "weibo: article:create_at", "date", "dc.date", "dcterms.date",
    "og:release_date", "article:modified_time",
)  # fmt: skip
_SOURCE_NAMES = ("og:site_name", "source", "mediaid", "publisher", "application-name", "author")


def read_html(data: bytes, name: str) -> Document:
    """The document in a page. Raises :class:`ReaderError` when it is no text."""
    return read_page(parsed(decode_html(data, name)))


def decode_html(data: bytes, name: str) -> str:
    """The text of a page, in the encoding that it declares if that is right."""
    match = _CHARSET.search(data[:4096])
    declared = match.group(1).decode("ascii").lower() if match else ""
    encoding = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(declared, declared)
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if not marked and _WRITTEN_IN.match(encoding):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeError):
            pass
    return decode(data, name)


def parsed(text: str) -> "BeautifulSoup":
    """The tree of a page or of a fragment."""
    import warnings

    import bs4

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        text = _closed(text)
        try:
            return bs4.BeautifulSoup(text, "html.parser")
        except bs4.ParserRejectedMarkup:  # the standard library stops at declarations it knows not
            return bs4.BeautifulSoup(_DECLARATION.sub("<", text), "html.parser")


def _closed(text: str) -> str:
    """``text`` with the ``<`` of tags and comments that never end as text, if there are many.

    The standard library's parser takes time that is quadratic in their number.
    """
    if text.count("<!--") - text.count("-->") > _MOST_UNCLOSED:
        last = text.rfind("-->") + 1
        text = text[:last] + text[last:].replace("<!--", "&lt;!--")
    if text.count("<") - text.count(">") > _MOST_UNCLOSED:
        text = _UNCLOSED_TAG.sub("&lt;", text)
    return text


def read_page(soup: "BeautifulSoup") -> Document:
    """The document in a parsed page."""
    facts = _facts(soup)
    builder = BlockBuilder()
    blocks_below(_content(soup), builder, facts.address)
    if not builder.blocks and soup.body:
        blocks_below(soup.body, builder, facts.address)
    return Document(
        blocks=tuple(builder.blocks),
        title=facts.title,
        source=facts.source,
        address=facts.address,
        date=facts.date,
    )


def image_in(fragment: str) -> tuple[str, str]:
    """The address and the alternative text of the first ``<img>`` in a piece of HTML."""
    tag = parsed(fragment).find("img")
    return _attribute(tag, "src"), one_line(_attribute(tag, "alt"))


@dataclass(frozen=True)
class _Facts:
    """What a page says about its article."""

    title: str
    date: str
    source: str
    address: str


def _facts(soup: "BeautifulSoup") -> _Facts:
    meta = _meta(soup)
    linked = _linked_data(soup)
    canonical = soup.find("link", rel="canonical")
    saved = next((m.group(1) for m in map(_SAVED_FROM.match, _comments(soup)) if m), "")
    addresses = (_attribute(canonical, "href"), meta.get("og:url", ""), saved)
    dates = [meta[name] for name in _DATE_NAMES if name in meta]
    dates += [str(linked.get("datePublished", "")), *_times(soup)]
    publisher = linked.get("publisher")
    published_by = publisher.get("name", "") if isinstance(publisher, dict) else ""
    sources = [meta.get(name, "") for name in _SOURCE_NAMES[:1]] + [str(published_by)]
    sources += [meta.get(name, "") for name in _SOURCE_NAMES[1:]] + [_written_source(soup)]
    return _Facts(
        title=_title(soup, meta),
        date=next((date for value in dates if (date := iso_date(value))), ""),
        source=next((text for value in sources if (text := one_line(value))), ""),
        address=next((text for text in addresses if text.startswith(("http://", "https://"))), ""),
    )


def _meta(soup: "BeautifulSoup") -> dict[str, str]:
    """The page's meta elements by name, the first of each name."""
    found: dict[str, str] = {}
    for tag in soup.find_all(["meta", "span", "time", "div"], limit=5_000):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if name and content:
            found.setdefault(str(name).strip().lower(), one_line(str(content)))
    return found


def _linked_data(soup: "BeautifulSoup") -> dict[str, object]:
    """The first JSON-LD object that has a headline or a date."""
    for tag in soup.find_all("script", type="application/ld+json", limit=20):
        try:
            value = json.loads(tag.string or "")
        except (ValueError, RecursionError):
            continue
        candidates = value if isinstance(value, list) else [value]
        if isinstance(value, dict) and isinstance(value.get("@graph"), list):
            candidates = value["@graph"]
        for candidate in candidates:
            if isinstance(candidate, dict) and (
                "headline" in candidate or "datePublished" in candidate
            ):
                return candidate
    return {}


def _comments(soup: "BeautifulSoup") -> Iterable[str]:
    from bs4.element import Comment

    for text in soup.find_all(string=lambda text: isinstance(text, Comment), limit=50):
        yield f"<!--{text}-->"


def _times(soup: "BeautifulSoup") -> Iterable[str]:
    for tag in soup.find_all("time", limit=10):
        yield _attribute(tag, "datetime") or tag.get_text()
    for tag in (*soup.find_all(class_=_TIME_NAME, limit=5), *soup.find_all(id=_TIME_NAME, limit=5)):
        yield tag.get_text()[:100]


def _written_source(soup: "BeautifulSoup") -> str:
    text = soup.find(string=_WRITTEN_SOURCE)
    match = _WRITTEN_SOURCE.search(str(text)) if text else None
    return match.group(1) if match else ""


def _title(soup: "BeautifulSoup", meta: dict[str, str]) -> str:
    """The headline: an ``h1`` that the page's own title confirms, else that title."""
    announced = meta.get("og:title") or meta.get("twitter:title") or ""
    page = one_line(soup.title.get_text())[:_LONGEST_TITLE] if soup.title else ""
    headings = [text for tag in soup.find_all("h1", limit=20) if (text := one_line(tag.get_text()))]
    for heading in headings:
        if heading in announced or heading in page or (announced and announced in heading):
            return heading
    if announced:
        return announced
    bare = _SUFFIX.sub("", page)
    return bare or page or (headings[0] if headings else "")


def _attribute(tag: object, name: str) -> str:
    from bs4.element import Tag

    return str(tag.get(name, "")).strip() if isinstance(tag, Tag) else ""


def _content(soup: "BeautifulSoup") -> "Tag":
    """The element that holds the article: where the paragraphs with the most text are."""
    body = soup.body or soup
    for tag in body.find_all(is_skipped):
        if not tag.decomposed:
            tag.decompose()
    whole = len(body.get_text(strip=True))
    for tag in body.find_all(_is_junk, limit=_MOST_JUNK):
        if not tag.decomposed and _share(tag, whole) < _most_junk(tag):
            tag.decompose()
    weights = _weights(body)
    scores: dict[int, float] = {}
    tags: dict[int, Tag] = {}
    for holder, weight in weights.values():
        around, share = (holder.parent if holder.name == "p" else holder), 1.0
        while around is not None and share > 0.2:
            tags[id(around)] = around
            scores[id(around)] = scores.get(id(around), 0.0) + weight * share
            if around is body:
                break
            around, share = around.parent, share / 2
    if not scores:
        return body
    best = tags[max(scores, key=lambda key: scores[key])]
    return _widened(best, body, {key: weight for key, (_, weight) in weights.items()})


def _is_junk(tag: "Tag") -> bool:
    named = tag.name in _MAY_BE_JUNK and _JUNK.search(_names(tag)) is not None
    return named or tag.name == "form"


def _names(tag: "Tag") -> str:
    return " ".join([str(tag.get("id", "")), *(tag.get("class") or [])])


def _share(tag: "Tag", whole: int) -> float:
    """How much of the page's text the element holds, from 0.0 to 1.0."""
    return len(tag.get_text(strip=True)) / max(1, whole)


def _most_junk(tag: "Tag") -> float:
    """The largest share of a page that an element with such a name may take away.

    Readers' comments may well be longer than the article; anything else that large is a wrapper
    around the article, whatever its name.
    """
    return 0.85 if "comment" in _names(tag).lower() else 0.5


def _weights(body: "Tag") -> dict[int, tuple["Tag", float]]:
    """The elements that hold running text themselves, with the length of it outside links."""
    from bs4.element import NavigableString, PreformattedString

    lengths: dict[int, int] = {}
    holders: dict[int, Tag] = {}
    for text in body.descendants:
        if isinstance(text, NavigableString) and not isinstance(text, PreformattedString):
            length = len(text.strip())
            holder, linked = _holder(text) if length else (None, False)
            if holder is not None and not linked:
                holders[id(holder)] = holder
                lengths[id(holder)] = lengths.get(id(holder), 0) + length
    return {
        key: (holders[key], float(length)) for key, length in lengths.items() if length >= _SHORTEST
    }


def _holder(text: "NavigableString") -> tuple["Tag | None", bool]:
    """The block element around a piece of text, and whether a link stands between them."""
    linked = False
    around = text.parent
    for _ in range(_DEEPEST_INLINE):
        if around is None or not is_inline(around):
            break
        linked = linked or around.name == "a"
        around = around.parent
    return around, linked


def _widened(best: "Tag", body: "Tag", weights: dict[int, float]) -> "Tag":
    """``best``, or an element around it that holds clearly more running text."""
    chosen, text = best, _running_text(best, weights)
    around = best
    for _ in range(_WIDEST):
        if around is body or around.parent is None:
            break
        around = around.parent
        wider = _running_text(around, weights)
        marked = around.name == "article" or around.get("itemprop") == "articleBody"
        if wider > text * _GROWTH or (marked and wider >= text):
            chosen, text = around, max(text, wider)
    return chosen


def _running_text(tag: "Tag", weights: dict[int, float]) -> float:
    inside = sum(weights.get(id(child), 0.0) for child in tag.descendants)
    return inside + weights.get(id(tag), 0.0)
