"""What workers tell the library screen."""

from dataclasses import dataclass

from textual.message import Message

from reader.app.library.asking import Answer
from reader.articles.model import ArticleInfo


@dataclass
class Answered(Message):
    """What was wished for, or the first part of it."""

    answer: Answer


@dataclass
class Changed(Message):
    """The library changed as ``sentence`` says; ``removed`` is what was taken out."""

    sentence: str
    removed: ArticleInfo | None = None
    wanted: str = ""
    """The id of the article to go to, if any."""


@dataclass
class Failed(Message):
    """Something could not be done; ``reason`` is one sentence."""

    reason: str
