"""Forms of English words."""

import pytest

from reader.translation.inflection import article, ing, participle, past, plural


@pytest.mark.parametrize(
    ("verb", "tensed", "done", "going"),
    [
        ("open", "opened", "opened", "opening"),
        ("stop", "stopped", "stopped", "stopping"),
        ("carry out", "carried out", "carried out", "carrying out"),
        ("play", "played", "played", "playing"),
        ("use", "used", "used", "using"),
        ("die", "died", "died", "dying"),
        ("see", "saw", "seen", "seeing"),
        ("take part", "took part", "taken part", "taking part"),
        ("overcome", "overcame", "overcome", "overcoming"),
        ("rebuild", "rebuilt", "rebuilt", "rebuilding"),
        ("commit", "committed", "committed", "committing"),
        ("visit", "visited", "visited", "visiting"),
        ("be in", "was in", "been in", "being in"),
        ("tactfully decline", "tactfully declined", "tactfully declined", "tactfully declining"),
        ("DeepSeek", "DeepSeek", "DeepSeek", "DeepSeek"),
        ("", "", "", ""),
    ],
)
def test_verbs(verb: str, tensed: str, done: str, going: str) -> None:
    assert (past(verb), participle(verb), ing(verb)) == (tensed, done, going)


@pytest.mark.parametrize(
    ("noun", "several"),
    [
        ("company", "companies"),
        ("day", "days"),
        ("box", "boxes"),
        ("class", "classes"),
        ("person", "people"),
        ("securities dealer", "securities dealers"),
        ("news", "news"),
        ("means", "means"),
        ("software", "software"),
        ("R1", "R1"),
        ("", ""),
    ],
)
def test_plurals(noun: str, several: str) -> None:
    assert plural(noun) == several


@pytest.mark.parametrize(
    ("word", "takes"),
    [
        ("apple", "an"), ("hour", "an"), ("uncle", "an"), ("8", "an"), ("open", "an"),
        ("book", "a"), ("one", "a"), ("user", "a"), ("university", "a"), ("euro", "a"),
    ],
)  # fmt: skip
def test_articles(word: str, takes: str) -> None:
    assert article(word) == takes
