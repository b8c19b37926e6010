"""Writes the database of the present version: ``uv run python -m tests.databases``.

A small library with everything a person can make in it, through the services of the app. Run it
once for a release, before its migrations are frozen.
"""

import tempfile
from pathlib import Path
from unittest.mock import patch

from reader import __version__
from reader.annotations.model import Kind
from reader.articles.model import Place
from reader.services import Services
from reader.storage.paths import Paths
from tests.databases import FOLDER, dumped

RIVER = """---
title: 河边的书店
date: 2024-03-01
source: 城市副刊
---

# 一、门口

老板每天六点开门。他先扫地，再煮茶。“茶要慢慢喝，”他说。

> 书是给人看的，不是给灰尘看的。
"""


def furnished(folder: Path) -> Path:
    """A database in ``folder`` that holds some of everything; its path."""
    empty = folder / "no corpus"
    empty.mkdir()
    services = Services(Paths(folder / "data", folder / "config", folder / "cache"))
    source = folder / "river.md"
    source.write_text(RIVER, encoding="utf-8")
    with patch("reader.articles.corpus.find", lambda: empty):
        (added,) = services.library.add(source)
    article = services.library.open(added.id)
    annotations = services.annotations
    sentence = annotations.sentence_target
    annotations.add(Kind.BOOKMARK, sentence(article, 1, 0), article=article)
    annotations.add(Kind.HIGHLIGHT, sentence(article, 1, 1), colour="green", article=article)
    annotations.add(
        Kind.NOTE,
        sentence(article, 2, 0),
        "**好**\n\n- 一\n- 二",
        tags="书 river",
        english="Books are there for people to read, not for the dust.",
        english_source="edited",
        article=article,
    )
    annotations.delete(annotations.add(Kind.NOTE, sentence(article, 1, 2), "gone").id)
    services.library.store_position(article.id, Place(1, 1), 0.5)
    services.translation.correct(article, Place(1, 0), "The owner opens at six.")
    path = services.database.path
    services.database.close()
    return path


def main() -> None:
    """Write the file."""
    target = FOLDER / f"{__version__}.sql"
    with tempfile.TemporaryDirectory() as name:
        lines = "\n".join(dumped(furnished(Path(name))))
        target.write_text(lines.replace(name, "/home/reader") + "\n", encoding="utf-8")
    print(target)


if __name__ == "__main__":
    main()
