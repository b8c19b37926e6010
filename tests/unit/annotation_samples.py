"""Articles and annotations for the tests of notes."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from reader.annotations.store import Annotations
from reader.articles.model import Article, Block, BlockKind, Origin
from reader.chinese.script import Script
from reader.storage.database import Database

SENTENCES = ("夜里下了一场雨。", "早上的街道很安静！", "“你听见了吗？”她问。")


def sample_article(identifier: str = "rain", title: str = "雨后的街道") -> Article:
    """An article of headings and paragraphs, three sentences in block 2."""
    kinds = (
        (BlockKind.HEADING, 1, title),
        (BlockKind.HEADING, 2, "一、清晨"),
        (BlockKind.PARAGRAPH, 0, "".join(SENTENCES)),
        (BlockKind.HEADING, 3, "市场"),
        (BlockKind.PARAGRAPH, 0, "卖菜的人已经来了，桌上摆着青菜和豆腐。价格没有变。"),
        (BlockKind.HEADING, 2, "二、午后"),
        (BlockKind.PARAGRAPH, 0, "太阳出来以后，水很快就干了。"),
    )
    blocks = [
        Block(index, kind, text, level=level) for index, (kind, level, text) in enumerate(kinds)
    ]
    return Article(
        identifier,
        title,
        "城市日记",
        "2025-03-01",
        Script.HANS,
        Origin.FILE,
        blocks,
        "The street after the rain",
    )


class Clock:
    """A clock that moves on by one second whenever it is read."""

    def __init__(self) -> None:
        """Begin on the first of March 2025, at eight."""
        self.moment = datetime(2025, 3, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The next moment."""
        self.moment += timedelta(seconds=1)
        return self.moment


class StandingClock(Clock):
    """A clock that shows the same moment until :attr:`moment` is changed."""

    def __call__(self) -> datetime:
        """The same moment."""
        return self.moment


def new_annotations(folder: Path) -> Annotations:
    """An empty store in ``folder``."""
    return Annotations(Database(folder / "reader.db"), Clock())
