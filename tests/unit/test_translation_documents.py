"""A whole article with its English as Markdown, HTML, JSON and text."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.articles.markdown import read_markdown
from reader.articles.model import Article, Block, BlockKind, Mark, MarkKind, Origin
from reader.chinese.conversion import ScriptConverter
from reader.chinese.script import Script
from reader.services import Services
from reader.storage.paths import Paths
from reader.translation.documents import Form, bilingual_document, render
from reader.translation.documents.bilingual import Bilingual
from reader.translation.model import Source, Translation

SCRIPTS = ScriptConverter()
EVIL = '</script><b onload="x">*甲_[x](javascript:alert(1))\x1b[2J'


def pair(*blocks: tuple[Block, list[Translation]], script: Script = Script.HANS) -> Bilingual:
    article = Article(
        "name", "标题", "报纸", "2025-02-07", script, Origin.FILE, [block for block, _ in blocks]
    )
    return Bilingual(article, [english for _, english in blocks], "A title")


def edited(text: str) -> Translation:
    return Translation(text, Source.EDITED)


SAMPLE = pair(
    (Block(0, BlockKind.HEADING, "第一节", level=2), [edited("Part one")]),
    (
        Block(
            1,
            BlockKind.PARAGRAPH,
            "软件很好。看这里。",
            marks=(
                Mark(MarkKind.STRONG, 0, 2),
                Mark(MarkKind.LINK, 6, 8, "https://example.org/a b"),
            ),
        ),
        [
            Translation("Software is good.", Source.MODEL, "zh-en 1.9"),
            Translation("Look here.", Source.MEMORY, "zh-en 1.9", doubtful=True),
        ],
    ),
    (Block(2, BlockKind.QUOTE, "引用", level=1), [edited("A quote")]),
    (Block(3, BlockKind.LIST_ITEM, "一项", level=1, marker="1."), [edited("An item")]),
    (
        Block(4, BlockKind.IMAGE, "图片", target="https://example.org/a.jpg"),
        [edited("A picture")],
    ),
    (Block(5, BlockKind.CODE, "a = `b`"), [Translation("a = `b`", Source.NONE)]),
    (Block(6, BlockKind.RULE, ""), []),
)


def test_markdown_keeps_structure_and_links() -> None:
    text = render(SAMPLE, SCRIPTS, "bilingual-markdown")
    assert text == (
        "# 标题 · A title\n\n"
        "报纸 · 2025-02-07\n\n"
        "## 第一节 · Part one\n\n"
        "<strong>软件</strong>很好。看[这里](<https://example.org/a b>)。\n\n"
        "Software is good. Look here.\n\n"
        "> 引用\n>\n> A quote\n\n"
        "1. 一项\n\n   An item\n\n"
        "![图片 · A picture](https://example.org/a.jpg)\n\n"
        "```\na = `b`\n```\n\n"
        "---\n\n"
        "---\n\n"
        "*English: edited (4), model · zh-en 1.9 (1), memory · zh-en 1.9 (1).*\n"
    )


def test_the_script_can_be_chosen() -> None:
    assert "軟體很好" in render(SAMPLE, SCRIPTS, "text", Script.TW)
    assert json.loads(render(SAMPLE, SCRIPTS, "json", Script.TW))["script"] == "zh-Hant-TW"
    assert "軟體</strong>很好" in render(SAMPLE, SCRIPTS, "bilingual-markdown", Script.TW)


def test_text_has_pairs() -> None:
    blocks = render(SAMPLE, SCRIPTS, "text").split("\n\n")
    assert blocks[:3] == [
        "标题\nA title",
        "第一节\nPart one",
        "软件很好。看这里。\nSoftware is good. Look here.",
    ]
    assert "1. 一项\nAn item" in blocks
    assert "[https://example.org/a.jpg]\n图片\nA picture" in blocks


def test_json_says_where_each_sentence_comes_from() -> None:
    document = json.loads(render(SAMPLE, SCRIPTS, "json"))
    assert document["title"] == "标题"
    assert document["english_title"] == "A title"
    assert document["blocks"][1]["sentences"][1] == {
        "text": "看这里。",
        "translation": "Look here.",
        "source": "memory",
        "package": "zh-en 1.9",
        "doubtful": True,
    }
    assert [block["kind"] for block in document["blocks"]][-2:] == ["code", "rule"]


class Page(HTMLParser):
    """What a page has: its tags, and the addresses that it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "srcset", "data", "action") or (tag == "link" and name == "href"):
                self.fetched.append(value or "")
            if tag == "a" and name == "href":
                self.links.append(value or "")
            if name.startswith("on"):
                self.handlers.append(name)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_sound_page_without_other_files() -> None:
    text = render(SAMPLE, SCRIPTS, "bilingual-html")
    page = Page(text)
    assert page.open == []
    assert page.fetched == []
    assert "url(" not in text
    assert "@import" not in text
    assert page.links == ["https://example.org/a b"] * text.count("example.org/a b") + [
        "https://example.org/a.jpg"
    ]
    assert '<span class="v original zh-Hans">' in text
    assert 'data-script="original"' in text
    assert 'title="model · zh-en 1.9"' in text
    assert page.text.count("Look here.") == 1


@pytest.mark.parametrize("form", list(Form))
def test_nothing_of_a_text_is_taken_for_markup(form: Form) -> None:
    block = Block(
        0,
        BlockKind.PARAGRAPH,
        EVIL,
        marks=(Mark(MarkKind.LINK, 0, 3, "javascript:alert(1)"),),
    )
    image = Block(1, BlockKind.IMAGE, EVIL, target="javascript:alert(1)")
    english = [edited(EVIL) for _ in block.sentences]
    document = Bilingual(
        Article(EVIL, EVIL, EVIL, "", Script.HANS, Origin.FILE, [block, image]),
        [english, english],
        EVIL,
    )
    text = render(document, SCRIPTS, form)
    assert "\x1b" not in text
    if form is Form.HTML:
        page = Page(text)
        assert (page.links, page.handlers, page.fetched) == ([], [], [])
        assert page.tags.count("script") == 1


@given(st.text("甲乙。*_[]()<>`#-+=1. \n&;~|\\", min_size=1, max_size=30))
def test_markdown_gives_the_text_back(text: str) -> None:
    text = " ".join(text.split())
    if not text or "甲" not in text:
        return
    block = Block(0, BlockKind.PARAGRAPH, text)
    english = [edited("") for _ in block.sentences]
    written = render(pair((block, english)), SCRIPTS, "bilingual-markdown")
    read = read_markdown(written)
    assert read.blocks[2].text == text


def test_an_article_is_translated_and_written(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")
    services = Services(paths)
    article = services.open("from-circles-to-everyone")
    document = json.loads(
        bilingual_document(services.translation, services.scripts, article, "json")
    )
    sentences = [one for block in document["blocks"] for one in block["sentences"]]
    assert {sentence["source"] for sentence in sentences} <= {"edited", "none"}
    assert all(sentence["translation"] for sentence in sentences)
    services.translation.close()


PROBE = """
<script>
const seen = () => [...document.querySelectorAll(".pair")].map(
  (pair) => [...pair.querySelectorAll(".v, .en")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.textContent.trim().replace(/\\s+/g, " ")).join("|")
).join(" / ");
const lines = [seen()];
for (const name of ["zh-Hant-TW", "chinese", "english"]) {
  document.querySelector(`button[data-value="${name}"]`).click();
  lines.push(seen());
}
document.body.innerHTML = `<pre>${lines.join("\\n")}</pre>`;
</script>
"""


@pytest.mark.skipif(shutil.which("chromium") is None, reason="needs Chromium")
def test_a_browser_shows_one_script_and_the_chosen_layout(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(render(SAMPLE, SCRIPTS, "bilingual-html") + PROBE, encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"]
    command += ["--disable-dev-shm-usage"]  # containers have little of it, and Chromium hangs
    command += ["--no-first-run", "--disable-background-networking", "--disable-sync"]
    command += ["--disable-component-update", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True).stdout
    written, taiwan, chinese, english = re.findall(r"(?s)<pre>(.*?)</pre>", shown)[0].split("\n")
    assert written.startswith("标题|A title / 第一节|Part one / 软件很好。|看这里。|")
    assert taiwan.startswith("標題|A title / 第一節|Part one / 軟體很好。|看這裡。|")
    assert chinese == "標題 / 第一節 / 軟體很好。|看這裡。 / 引用 / 一項 / 圖片"
    assert english.startswith("A title / Part one / ")
    assert "第" not in english
