"""Saved web pages: the article is found, the page's furniture is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.document import BlockBuilder
from reader.articles.html import parsed, read_html
from reader.articles.html_blocks import blocks_below
from reader.articles.importer import import_file
from reader.articles.model import Block, BlockKind, MarkKind
from reader.articles.source import SourceFile

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<title>山里的邮局_人物_例子新闻</title>
<meta property="og:title" content="山里的邮局">
<meta property="og:site_name" content="例子新闻">
<meta property="article:published_time" content="2024-11-03T08:00:00+08:00">
<link rel="canonical" href="https://news.example.org/2024/post-office.html">
<script>var a = "不要的文字";</script><style>p { color: red }</style></head>
<body>
<nav><ul><li><a href="/">首页</a></li><li><a href="/sport">体育</a></li></ul></nav>
<div class="wrap"><div class="main">
<h1>山里的邮局</h1>
<div class="meta">2024-11-03 08:00 来源：例子新闻 记者 王一</div>
<div class="article-body">
<p>邮局在山腰上，<strong>只有一间屋。</strong>送信的人每天要走
二十里路，风雨无阻，从来没有误过一天。</p>
<figure><img src="/img/one.jpg" alt="图片"><figcaption>邮局的门，摄于十月</figcaption></figure>
<h2>路</h2>
<p>路是石头铺的，<a href="/road">听说</a>铺了三年，用的都是山上的青石，下雨天也不滑脚。</p>
<blockquote><p>走的人多了，石头也就亮了，老人常常这样说起那条路。</p></blockquote>
<ul><li>第一站是水磨坊<ul><li>磨坊有两层</li></ul></li><li>第二站是学校</li></ul>
<p><ruby>漢字<rp>(</rp><rt>hànzì</rt><rp>)</rp></ruby>写在信封上，<em>一笔一画</em>，从不马虎。</p>
<div style="display:none">看不见的字</div>
<pre>  邮编  400000
</pre><hr>
<table><tr><th>站</th><th>里程</th></tr><tr><td>水磨坊</td><td>六里</td></tr></table>
</div>
<div class="share-box"><a href="#">分享到微博</a><a href="#">分享到微信</a></div>
</div>
<aside><p>这里是一段很长很长的边栏文字，和文章没有关系，应当不出现在结果里面。</p></aside></div>
<footer><p>版权所有 例子新闻 未经许可不得转载，这一行也很长，但它是页脚的文字。</p></footer>
</body></html>"""


@pytest.fixture(scope="module")
def blocks() -> tuple[Block, ...]:
    return import_file(SourceFile("page.html", PAGE.encode())).blocks


def test_the_page_tells_title_date_source_and_address() -> None:
    document = import_file(SourceFile("page.html", PAGE.encode()))
    assert document.title == "山里的邮局"
    assert document.date == "2024-11-03"
    assert document.source == "例子新闻"
    assert document.address == "https://news.example.org/2024/post-office.html"


def test_furniture_is_left_out_and_the_article_kept(blocks: tuple[Block, ...]) -> None:
    text = "\n".join(block.text for block in blocks)
    for furniture in ("不要的文字", "color", "体育", "边栏", "页脚", "看不见", "hànzì", "分享"):
        assert furniture not in text
    for kept in (
        "风雨无阻",
        "石头铺的",
        "老人常常",
        "磨坊有两层",
        "漢字写在",
        "里程",
        "水磨坊　六里",
    ):
        assert kept in text


def test_blocks_have_their_kinds_and_marks(blocks: tuple[Block, ...]) -> None:
    first = next(block for block in blocks if block.text.startswith("邮局在"))
    assert "每天要走二十里路" in first.text
    (mark,) = first.marks
    assert (mark.kind, first.text[mark.start : mark.end]) == (MarkKind.STRONG, "只有一间屋。")
    (image,) = [block for block in blocks if block.kind is BlockKind.IMAGE]
    assert image.text == "邮局的门，摄于十月"
    assert image.target == "https://news.example.org/img/one.jpg"
    link = next(mark for block in blocks for mark in block.marks if mark.kind is MarkKind.LINK)
    assert link.target == "https://news.example.org/road"
    items = [(block.level, block.text) for block in blocks if block.kind is BlockKind.LIST_ITEM]
    assert items == [(1, "第一站是水磨坊"), (2, "磨坊有两层"), (1, "第二站是学校")]
    assert [block.text for block in blocks if block.kind is BlockKind.CODE] == ["  邮编  400000"]
    assert any(block.kind is BlockKind.QUOTE for block in blocks)
    assert any(block.kind is BlockKind.RULE for block in blocks)
    assert [block.index for block in blocks] == list(range(len(blocks)))


def test_a_quotation_keeps_the_name_at_its_foot() -> None:
    page = (
        "<article><p>老师傅教了我一句话，我记了三十年，今天写在这里。</p>"
        "<blockquote><p>慢工出细活。</p><footer>老师傅</footer></blockquote>"
        "<footer>版权所有</footer></article>"
    )
    document = import_file(SourceFile("page.html", page.encode()))
    assert [block.text for block in document.blocks][1:] == ["慢工出细活。", "老师傅"]


def test_comments_longer_than_the_article_are_left_out() -> None:
    remark = "<li><p>楼上说得很对，我也去过那个地方，印象非常深刻，下次还要去。</p></li>"
    page = f"""<body class="page comment-open"><div class="content">
    <p>{"正文写的是一条河。" * 6}</p><p>{"河的两岸都是山。" * 5}</p></div>
    <div class="comment-list"><ul>{remark * 12}</ul></div></body>"""
    text = "".join(block.text for block in read_html(page.encode(), "a.html").blocks)
    assert "正文" in text
    assert "两岸" in text
    assert "楼上" not in text


def test_every_paragraph_in_a_wrapper_of_its_own() -> None:
    parts = [
        f"<div class='b'><div><p>第{n}段写的是河边的事情，有人有树。</p></div></div>"
        for n in range(9)
    ]
    page = "<body><div class='top'><a href='/'>首页</a></div>" + "".join(parts) + "</body>"
    text = "".join(block.text for block in read_html(page.encode(), "a.html").blocks)
    assert all(f"第{n}段" in text for n in range(9))


def test_pages_that_break_lines_without_paragraphs() -> None:
    page = """<html><body><div id="content">　　第一段写的是春天的事情，一直写到夏天。<br>
    　　第二段写的是秋天。<br><br>第三段写冬天，雪下得很大。<br>山路都封了。</div></body></html>"""
    document = read_html(page.encode(), "old.html")
    assert [block.text for block in document.blocks] == [
        "第一段写的是春天的事情，一直写到夏天。",
        "第二段写的是秋天。",
        "第三段写冬天，雪下得很大。\n山路都封了。",
    ]


def test_the_declared_encoding_is_used_and_checked() -> None:
    page = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'
    for declared, actual in (("gb2312", "gb18030"), ("big5", "big5"), ("utf-8", "gb18030")):
        text = (
            "這裡的天氣很好，我們都來了。" if actual == "big5" else "这里的天气很好，我们都来了。"
        )
        data = page.format(declared, text).encode(actual)
        assert read_html(data, "page.html").blocks[0].text == text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "深" + "</div>" * 20_000,
        "<p>" * 5_000 + "段落" + "<b>" * 5_000,
        "<html><body><form><p>"
        + "整个页面都在一个表单里面，老式的网站常常这样写。" * 3
        + "</p></form>",
        "<a href='javascript:alert(1)'>看文章</a><img src='data:image/png;base64,AAAA' alt='图'>",
        "<p>&#xD800;&#0;坏的字符&#x110000;</p>",
        "<!-- <p>注释</p> --><p>只有这一句话。</p><![CDATA[x]]>",
        "<!DOCTYPE html [ % ]><p>只有这一句话。</p><![else-if x]>",
        "<p>字</p>" + "<a " * 20_000,
        "<p>字</p>" + "<!--" * 20_000,
        "<div class='share'>" * 2_000 + "字",
    ],
    ids=[
        "deep",
        "unclosed",
        "form",
        "scripts",
        "characters",
        "comments",
        "declarations",
        "unclosed-tags",
        "unclosed-comments",
        "junk",
    ],
)
def test_hostile_and_odd_pages_are_read(page: str) -> None:
    document = import_file(SourceFile("odd.html", page.encode()))
    assert document.blocks
    for block in document.blocks:
        assert "javascript" not in block.target
        assert all(mark.target == "" or mark.target.startswith("http") for mark in block.marks)
        block.text.encode()


TEXT = st.text("山水河abc，。0 \n", min_size=1, max_size=12)
INLINE = ["{}", "<b>{}</b>", "<a href='/x'>{}</a>", "<span>{}</span>", "{}<br>", "<i><u>{}</u></i>"]
BLOCK = ["<p>{}</p>", "<div>{}</div>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<td>{}</td>", "{}"]
BLOCK += ["<blockquote>{}</blockquote>", "<section><p>{}</section>", "<ol><li><p>{}</p></ol>"]


def fragments(forms: list[str], inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    one = st.tuples(st.sampled_from(forms), inner).map(lambda pair: pair[0].format(pair[1]))
    return st.lists(one, min_size=1, max_size=5).map("".join)


@given(st.recursive(fragments(INLINE, TEXT), lambda inner: fragments(BLOCK, inner), max_leaves=12))
def test_no_text_of_any_tree_is_lost(page: str) -> None:
    builder = BlockBuilder()
    tree = parsed(page)
    blocks_below(tree, builder)
    found = "".join("".join(block.text.split()) for block in builder.blocks)
    assert found == "".join(tree.get_text().split())
    for block in builder.blocks:
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text)


@given(st.text("<>/p ab\"'=!-河&#;", max_size=60))
def test_any_bytes_are_read(page: str) -> None:
    read_html(page.encode(), "any.html")
