"""Captions that a page sets as a line of their own below the picture."""

import re
from collections.abc import Iterable
from dataclasses import replace

from reader.articles.document import renumbered
from reader.articles.model import Block, BlockKind

_MARKED = re.compile(r"[▲△↑⬆]\s*\S")
_MOST_LINES = 6
_PLACEHOLDER = re.compile(
    r"(?:图片|圖片|图|圖|配图|配圖|image|img|picture|photo)?\s*\d*|[\w.-]+\.(?:jpe?g|png|gif|webp|svg)",
    re.IGNORECASE,
)


def join_captions(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks, a line that starts with ``▲`` made the caption of the picture before it.

    It takes the place of an alternative text that says nothing (``图片``) and stands on a line
    below one that does.
    """
    result: list[Block] = []
    for block in blocks:
        picture = result[-1] if result and _takes_caption(result[-1]) else None
        if picture and block.kind is BlockKind.PARAGRAPH and _MARKED.match(block.text):
            result[-1] = _captioned(picture, block)
        else:
            result.append(block)
    return renumbered(result)


def _takes_caption(block: Block) -> bool:
    return block.kind is BlockKind.IMAGE and block.text.count("\n") < _MOST_LINES - 1


def joined_caption(alternative: str, caption: str) -> str:
    """A picture's alternative text and its caption as one text, without saying a thing twice."""
    if not alternative or alternative in caption or _PLACEHOLDER.fullmatch(alternative.strip()):
        return caption
    return alternative if caption in alternative else f"{alternative}\n{caption}"


def _captioned(picture: Block, caption: Block) -> Block:
    text = joined_caption(picture.text, caption.text)
    return replace(picture, text=text, marks=caption.marks if text == caption.text else ())
