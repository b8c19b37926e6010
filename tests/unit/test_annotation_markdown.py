"""Markdown exports: what they say, that they repeat, that nothing breaks out of them."""

import re
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from reader.annotations.markdown import DATA_BEGINS, KEPT_BELOW, export_markdown, kept_part
from reader.annotations.model import AnnotatedArticle, Collection, Kind, Target
from reader.annotations.store import Annotations
from reader.annotations.targets import sentence_target, target_for
from tests.unit.annotation_samples import new_annotations, sample_article


@pytest.fixture
def annotations(tmp_path: Path) -> Annotations:
    return new_annotations(tmp_path)


def exported(annotations: Annotations, title: str = "雨后的街道", body: str = "") -> Collection:
    article = sample_article(title=title)
    annotations.add(
        Kind.NOTE,
        sentence_target(article, 4, 0),
        body,
        tags="菜 price",
        english="The greengrocers have come.",
        english_source="edited",
        article=article,
    )
    annotations.add(Kind.HIGHLIGHT, target_for(article, 2, 0, 4), article=article)
    annotations.add(Kind.NOTE, target_for(article, -1), "On all of it", article=article)
    return annotations.collection()


def test_a_note_stands_under_its_headings_with_quote_english_and_source(
    annotations: Annotations,
) -> None:
    document = export_markdown(exported(annotations, body="*Fresh*\n\n- one"))
    place = document.index("### 市场\n\n- ✎ **note** · #菜 #price · 2025-03-01 08:00 UTC ^")
    assert "  > 卖菜的人已经来了，桌上摆着青菜和豆腐。\n  >\n" in document[place:]
    assert "  > The greengrocers have come. *(edited)*\n\n  *Fresh*\n\n  - one\n" in document
    assert document.index("On all of it") < document.index("## 一、清晨") < place
    assert document.endswith(f"{KEPT_BELOW}\n")


def test_exporting_again_gives_the_same_and_keeps_what_was_written_below(
    annotations: Annotations,
) -> None:
    collection = exported(annotations)
    document = export_markdown(collection)
    assert export_markdown(collection) == document
    edited = document + "\nmy own thoughts\n"
    assert export_markdown(collection, kept=kept_part(edited) or "") == edited


HOSTILE = [
    'a: "b" # c',
    "---",
    "...",
    "- [ ] x",
    "{{ x }}",
    "'",
    "!!python/object",
    "null",
    "2025-01-01",
    "a\nb: c",
    "\\",
    "\x1b[31m",
    "\x85\u2028\ufeff",
    "*&%@`",
    "",
    " ",
    "😀 𠮷",
    "# not a heading",
    "<!-- -->",
    "\x00",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_front_matter_is_yaml_whatever_the_title(annotations: Annotations, title: str) -> None:
    document = export_markdown(exported(annotations, title=title))
    front = yaml.safe_load(document.split("\n---\n")[0])
    assert front["title"] == title
    assert front["tags"] == ["price", "菜"]
    assert set(front) >= {"title", "source", "date", "tags", "exported"}


@pytest.mark.parametrize("date", ["2025-02-30", "0000-00-00", "2025-3-1", "a: b", "", "2025-03-01"])
def test_front_matter_is_yaml_whatever_the_date(annotations: Annotations, date: str) -> None:
    annotations.add(
        Kind.BOOKMARK,
        sentence_target(sample_article(), 2, 0),
        article=AnnotatedArticle("rain", "雨", date=date),
    )
    front = yaml.safe_load(export_markdown(annotations.collection()).split("\n---\n")[0])
    assert str(front["date"]) == date


def test_a_tag_is_one_for_obsidian_too(annotations: Annotations) -> None:
    article = sample_article()
    tags = "to_read 书/小说 a__b _x_ c*d"
    annotations.add(Kind.BOOKMARK, sentence_target(article, 2, 0), tags=tags, article=article)
    document = export_markdown(annotations.collection())
    assert " · #to_read #书/小说 #a\\_\\_b #\\_x\\_ #c\\*d · " in document
    assert yaml.safe_load(document.split("\n---\n")[0])["tags"] == sorted(tags.split())


@pytest.mark.parametrize(
    "quote",
    [
        "100%% 和 %%隐藏%%",
        "((引用)) [[链接]] ![[图]] [x](y)",
        "==高亮== ~~删~~ $x$ `码` ^块 #标签 {{宏}}",
        "# 标题\n> 引文\n- 项\n1. 一\n---\n| 表 |",
        "<b>粗</b> &amp; &#x41; <!-- 注 -->",
        "  空格  ",
    ],
)
def test_a_quote_shows_exactly_its_words(annotations: Annotations, quote: str) -> None:
    target = Target("rain", 2, 0, len(quote), quote)
    annotations.add(Kind.HIGHLIGHT, target, article=sample_article())
    content = export_markdown(annotations.collection()).split("\n---\n", 1)[1]
    tokens = MarkdownIt("commonmark").parse(content)
    begin = next(i for i, token in enumerate(tokens) if token.type == "blockquote_open")
    (inline,) = [t for t in tokens[begin:] if t.type == "inline" and t.level > tokens[begin].level]
    shown = "".join(
        "\n" if token.type == "hardbreak" else token.content for token in inline.children or ()
    )
    assert shown == quote.strip()
    assert {token.type for token in inline.children or ()} <= {"text", "hardbreak", "text_special"}
    assert "%%" not in content
    assert not re.search(r"(?<!\\)\(\(", content.partition(DATA_BEGINS)[0])


@pytest.mark.parametrize(
    "body",
    ["```\nopen", "<!-- open", "<div>", "> quote", "# big", "- ✎ **note** ^abcdefghij", KEPT_BELOW],
)
def test_a_body_never_breaks_out_of_its_item(annotations: Annotations, body: str) -> None:
    document = export_markdown(exported(annotations, body=body))
    tokens = MarkdownIt("commonmark").parse(document.split("\n---\n", 1)[1])
    top = [token for token in tokens if token.level == 0]
    headings = [
        tokens[index + 1].content
        for index, token in enumerate(tokens)
        if token.type == "heading_open" and token.level == 0
    ]
    assert headings == ["雨后的街道", "一、清晨", "市场"]
    assert [token.type for token in top].count("bullet_list_open") == 3
    assert [token.type for token in top].count("html_block") == 2
    assert kept_part(document) == ""
