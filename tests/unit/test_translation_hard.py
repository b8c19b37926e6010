"""Translation under hard conditions: killed, without a network, on long and odd texts."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from reader.articles.model import Article, Block, BlockKind, Origin
from reader.chinese.script import Script
from reader.services import Services
from reader.storage.paths import Paths
from reader.translation.model import Source
from tests.support.packages import Kind, build_package

SENTENCES = [f"我们喜欢读书，今天天气很好，公司发布了第{number}个新模型。" for number in range(500)]

BATCHES_KEPT = 3
TRANSLATE = f"""
import os, signal, sys
from pathlib import Path
from reader.services import Services
from reader.storage.paths import Paths
from reader.translation.memory import Memory
from tests.unit.test_translation_hard import SENTENCES

keep, batches = Memory.store, []

def store(memory, results, package):
    if len(batches) == {BATCHES_KEPT}:
        os.kill(os.getpid(), signal.SIGKILL)
    batches.append(list(results))
    keep(memory, batches[-1], package)
    print(len(batches[-1]), flush=True)

Memory.store = store
root = Path(sys.argv[1])
services = Services(Paths(root / "data", root / "config", root / "cache"))
services.translation.translate_texts(SENTENCES)
"""
"""Translates until a batch is done and not yet stored, and is killed there."""


def services_at(root: Path) -> Services:
    return Services(Paths(root / "data", root / "config", root / "cache"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a package installed by the reader and none of argostranslate's."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    build_package(tmp_path / "data" / "packages")
    return tmp_path


def test_a_kill_loses_at_most_the_batch_in_flight(home: Path) -> None:
    command = [sys.executable, "-c", TRANSLATE, str(home)]
    root = Path(__file__).parents[2]
    killed = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    batches = [int(line) for line in killed.stdout.splitlines()]
    assert len(batches) == BATCHES_KEPT
    kept = sum(batches)
    assert 0 < kept < len(SENTENCES)
    database = services_at(home).database
    assert database.reading.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    results = services_at(home).translation.translate_texts(SENTENCES)
    sources = [translation.source for ((_, translation),) in results]
    assert sources.count(Source.MEMORY) == kept
    assert sources.count(Source.MODEL) == len(SENTENCES) - kept


def test_nothing_uses_the_network(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **more: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    services = services_at(home)
    (((_, translation),),) = services.translation.translate_texts(["天氣很好。"], Script.TW)
    assert translation.text == "weather very good."
    assert services.translation.packages.list()


def test_traditional_text_reaches_the_model_in_mainland_words(home: Path) -> None:
    services = services_at(home)
    texts = ["網際網路的軟體很好。", "我們喜歡讀書。", "网际⽹路的信息很好。"]
    results = services.translation.translate_texts(texts)
    assert [translation.text for ((_, translation),) in results[:2]] == [
        "internet of software very good.",
        "we like reading.",
    ]


def test_a_traditional_package_reads_traditional(tmp_path: Path) -> None:
    lexicon = {"軟": "▁soft", "體": "▁ware", "。": "."}
    build_package(
        tmp_path / "data" / "packages", Kind(from_code="zt"), lexicon=lexicon, text=["軟體很好"]
    )
    services = services_at(tmp_path)
    (((_, translation),),) = services.translation.translate_texts(["软体。"], Script.HANS)
    assert translation.text == "soft ware."


ODD = [
    "",
    "\n",
    "。。。",
    "😀😀",
    "A" * 3000,
    "好" * 3000,
    "，".join(["好"] * 900),
    "\x00\x1b[31m好\u202e人",
    "好\ud800",
    "[1][2][3]",
    "`" * 7 + "好",
    "https://a.b/" + "c" * 2000 + "好",
    "甲乙丙丁戊己庚辛" * 20,
    "１２３４５６７８９０亿亿亿万万",
]


def test_odd_texts_come_through(home: Path) -> None:
    results = services_at(home).translation.translate_texts(ODD)
    assert len(results) == len(ODD)
    for text, sentences in zip(ODD, results, strict=True):
        assert "".join(written for written, _ in sentences) == text


def test_a_long_article_is_in_step(home: Path) -> None:
    blocks = [
        Block(number, BlockKind.PARAGRAPH, f"第{number}天天气很好。我们喜欢{number}。")
        for number in range(400)
    ]
    article = Article("long", "", "", "", Script.HANS, Origin.FILE, blocks)
    english = services_at(home).translation.translate_article(article)
    assert len(english) == 400
    for number, (first, second) in enumerate(english):
        assert f"{number}" in first.text
        assert second.text == f"we like{number}."
