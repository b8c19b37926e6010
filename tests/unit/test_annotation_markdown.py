"""Markdown exports: what they say, that they repeat, that nothing breaks out of them."""

from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from reader.annotations.markdown import KEPT_BELOW, export_markdown, kept_part
from reader.annotations.model import Collection, Kind
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
