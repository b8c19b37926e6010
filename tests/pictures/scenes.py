"""What the pictures show: sizes, themes, and the keys that lead there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from reader.annotations.model import Kind
from reader.annotations.store import Annotations
from reader.annotations.targets import sentence_target
from reader.articles.model import Place
from reader.services import Services

CIRCLES = "from-circles-to-everyone"


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its file name, the screen, the theme, the article, and the keys pressed."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    article: str = ""
    theme: str = "reader-dark"
    traditional: bool = False


SCENES = (
    Scene("library", (120, 34), ("down", "down", "down", "down")),
    Scene("library-light", (120, 34), ("down", "down", "down", "down"), theme="reader-light"),
    Scene("reading-side-by-side", (120, 36), ("down", "down", "down"), CIRCLES),
    Scene(
        "reading-traditional",
        (120, 36),
        ("s", "s", "s", "down", "down", "down"),
        CIRCLES,
        "reader-light",
        traditional=True,
    ),
    Scene("reading-below", (80, 36), ("down", "down", "down"), "six-hundred-billion"),
    Scene("words", (120, 36), ("down", "down", "down", *["right"] * 6), CIRCLES),
    Scene("notes", (120, 34), ("N",), theme="reader-light"),
    Scene("help", (120, 40), ("question_mark",)),
)

_NOTES = (
    (CIRCLES, 3, 0, Kind.NOTE, "The moment it left the specialists' circle."),
    (CIRCLES, 4, 0, Kind.BOOKMARK, ""),
    (CIRCLES, 5, 1, Kind.HIGHLIGHT, ""),
    ("six-hundred-billion", 4, 0, Kind.NOTE, "Compare the share that is active with the whole."),
    ("six-hundred-billion", 6, 0, Kind.BOOKMARK, ""),
    ("giants-strike-back", 5, 0, Kind.HIGHLIGHT, ""),
    ("hong-kong-minibus", 3, 0, Kind.NOTE, "有落 is what one calls to get off."),
)
_PLACES = (
    (CIRCLES, 3, 0.31),
    ("six-hundred-billion", 6, 0.44),
    ("giants-strike-back", 12, 1.0),
    ("hong-kong-minibus", 3, 0.12),
    ("welcome", 25, 1.0),
)


def furnish(services: Services) -> None:
    """Give the library a person's traces: places reached, bookmarks, highlights and notes."""
    library = services.library
    days = (datetime(2026, 11, day, 9, 30, tzinfo=UTC) for day in count(1, 2))
    annotations = Annotations(services.database, lambda: next(days))
    for name, block, progress in _PLACES:
        library.store_position(name, Place(block, 0), progress)
    for name, block, sentence, kind, body in _NOTES:
        article = library.open(name)
        written = article.blocks[block]
        number = min(sentence, len(written.sentences) - 1)
        english = written.english[number] if written.english else ""
        annotations.add(
            kind,
            sentence_target(article, block, number),
            body,
            english=english,
            english_source="edited" if english else "",
            article=article,
        )
