"""The pairs written for this project, in passages, and the development set split off them."""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "authored"
DEVELOPMENT_SHARE = 0.06


@dataclass(frozen=True)
class Passage:
    """Sentence pairs (Chinese, English) that follow one another in one text."""

    name: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def held_out(self) -> bool:
        """Whether the passage belongs to the development set.

        Decided by the passage's own text, so that the split stays what it is when more text
        is dropped in.
        """
        digest = sha256(self.pairs[0][0].encode()).digest()
        return int.from_bytes(digest[:4], "big") / 2**32 < DEVELOPMENT_SHARE

    @property
    def place(self) -> float:
        """A number from 0 to 1 that orders passages at random, always in the same way."""
        digest = sha256(self.pairs[-1][0].encode()).digest()
        return int.from_bytes(digest[:4], "big") / 2**32


def read_passages(folder: Path = FOLDER) -> list[Passage]:
    """Every passage of every ``*.tsv`` in ``folder``, files in name order.

    A line is ``Chinese<TAB>English``; a blank line ends a passage. Raises :class:`ValueError`
    that names file and line for a line of another form.
    """
    passages: list[Passage] = []
    for path in sorted(folder.glob("*.tsv")):
        pairs: list[tuple[str, str]] = []
        lines = [*path.read_text(encoding="utf-8").splitlines(), ""]
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                if pairs:
                    passages.append(Passage(f"{path.stem}:{number - len(pairs)}", tuple(pairs)))
                pairs = []
                continue
            parts = line.split("\t")
            if len(parts) != 2 or not all(part.strip() for part in parts):
                raise ValueError(f"{path.name}:{number}: not 'Chinese<TAB>English'")
            pairs.append((parts[0].strip(), parts[1].strip()))
    return passages


def training_pairs(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """The authored pairs that may be trained on."""
    return [
        pair for passage in read_passages(folder) if not passage.held_out for pair in passage.pairs
    ]


def development_pairs(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """The authored pairs that may not be trained on."""
    return [pair for passage in read_passages(folder) if passage.held_out for pair in passage.pairs]
