"""The parts of a text that no conversion may touch."""

import re
from collections.abc import Iterator

from reader.chinese.script import HAN
from reader.chinese.spans import Span

_LEFT_ALONE = re.compile(
    # code between backticks
    r"`[^`\n]+`"
    # addresses, with Han characters only where the address itself leads into them
    r"|(?:(?:https?|ftp|file)://|www\.)[!-~]+(?<![,.;:!?)])(?:(?<=[/=_#-])[^\s!-~、，。（）「」『』《》“”]+[!-~]*)*"
    r"|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z0-9.]{1,253}"
    # account names end at a space or a mark; a longer run is a name and what follows it
    r"|(?P<account>(?<![A-Za-z0-9])@[\w\\·-]{1,16}(?![\w\\·-]))"
)
_MAY_BE = re.compile("[`@]|://|www")  # a quick look, since most sentences have none
_KANA = re.compile(r"[\u3041-\u3096\u30a1-\u30fa]")
_HIRAGANA = re.compile(r"[\u3041-\u306d\u306f-\u3096]")  # without の, which Chinese borrows
_JAPANESE_RUN = re.compile(f"[{HAN}\u3041-\u3096\u30a1-\u30ff]+")


def untouched(text: str, accounts: bool = True) -> Iterator[Span]:
    """Where ``text`` must stay as written, in order and without overlap.

    Addresses, code between backticks and, if asked for, ``accounts``; and runs of characters
    with so much kana, hiragana among it, that they are Japanese, whose characters have forms of
    their own. Account names are those of mainland sites as a rule: a Traditional text that has
    one was converted with everything in it, so the way back must convert it too.
    """
    spans = []
    if _MAY_BE.search(text):
        matches = _LEFT_ALONE.finditer(text)
        spans = [Span(*match.span()) for match in matches if accounts or not match["account"]]
    if _HIRAGANA.search(text):
        spans += _japanese(text)
    return _apart(sorted(spans))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Those of the sorted ``spans`` that begin behind the one before."""
    end = 0
    for span in spans:
        if span.start >= end:
            yield span
            end = span.end


def _japanese(text: str) -> list[Span]:
    return [
        Span(*match.span())
        for match in _JAPANESE_RUN.finditer(text)
        if _HIRAGANA.search(match.group())
        and len(_KANA.findall(match.group())) * 3 >= len(match.group())
    ]
