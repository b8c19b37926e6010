"""Small but real Argos packages, built in a second or two without torch."""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.models import TINY, CopyModel, Lexicon, Size

LEXICON: Lexicon = {
    "今天": "▁today",
    "天气": "▁weather",
    "很": "▁very",
    "好": "▁good",
    "我们": "▁we",
    "喜欢": "▁like",
    "读书": "▁reading",
    "公司": "▁company",
    "发布": "▁released",
    "了": "▁the",
    "新": "▁new",
    "模型": "▁model",
    "互联网": "▁internet",
    "软件": "▁software",
    "信息": "▁information",
    "市场": "▁market",
    "甲": ("▁loop", "▁first"),
    "乙": ("▁loop", "▁second"),
    "丙": ("▁loop", "▁third"),
    "丁": ("▁loop", "▁fourth"),
    "戊": ("▁loop", "▁fifth"),
    "己": ("▁loop", "▁sixth"),
    "庚": ("▁loop", "▁seventh"),
    "辛": ("▁loop", "▁eighth"),
    "误": ("▁", "▁right"),
    "的": "▁of",
    "在": "▁at",
    "人": "▁people",
    "，": ",",
    "。": ".",
    "？": "?",
    "！": "!",
    "：": ":",
    "；": ";",
    "（": "▁(",
    "）": ")",
    "“": "▁“",
    "”": "”",
    "、": ",",
}
"""What the tiny package knows; Latin letters and digits are copied."""

_WORDS = (
    *("time", "year", "way", "day", "thing", "man", "world", "life", "hand", "part", "child"),
    *("eye", "woman", "place", "work", "week", "case", "point", "group", "problem", "fact"),
    *("story", "idea", "body", "level", "office", "door", "health", "person", "art", "war"),
    *("history", "party", "result", "change", "morning", "reason", "research", "moment"),
)


@dataclass(frozen=True)
class Kind:
    """What sort of package to build."""

    from_code: str = "zh"
    to_code: str = "en"
    version: str = "1.0"
    name: str = ""
    target_prefix: str = ""
    quantization: str | None = None
    size: Size = TINY
    pad_vocabulary_to: int = 0
    longest_piece: int = 1

    @property
    def folder(self) -> str:
        """The folder's name inside the archive."""
        return self.name or f"translate-{self.from_code}_{self.to_code}-{self.version}"


def build_package(
    root: Path,
    kind: Kind | None = None,
    *,
    text: Iterable[str] = (),
    lexicon: Lexicon = LEXICON,
) -> Path:
    """An unpacked package below ``root`` with SentencePiece; returns its folder.

    ``text`` is added to what the tokenizer is trained on. Han characters that the lexicon does not
    know become English words chosen by their code point.
    """
    kind = kind or Kind()
    folder = root / kind.folder
    folder.mkdir(parents=True)
    pieces = _train_sentencepiece(folder / "sentencepiece.model", text, lexicon, kind.longest_piece)
    _finish(folder, kind, pieces, _complete(lexicon, pieces))
    return folder


def build_bpe_package(root: Path, kind: Kind | None = None) -> Path:
    """An unpacked package with BPE, as older Argos packages have; returns its folder."""
    kind = kind or Kind(name="translate-zh_en-bpe")
    folder = root / kind.folder
    folder.mkdir(parents=True)
    (folder / "bpe.model").write_text("#version: 0.2\nt h\nth e</w>\n", encoding="utf-8")
    lexicon: Lexicon = {"好": "good", "书": "book", "人": "people", "。": "."}
    lexicon = {**lexicon, **{f"{han}@@": lexicon[han] for han in "好书人"}}
    letters = [*"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,:!?()"]
    pieces = ["<unk>", "<s>", "</s>", *lexicon, *_targets(lexicon), "the", "th@@"]
    pieces += letters + [f"{letter}@@" for letter in letters]
    _finish(folder, kind, list(dict.fromkeys(pieces)), lexicon)
    return folder


def pack(folder: Path, archive: Path) -> Path:
    """The unpacked package ``folder`` as the ``.argosmodel`` file ``archive``."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                target.write(path, f"{folder.name}/{path.relative_to(folder).as_posix()}")
    return archive


def _train_sentencepiece(
    path: Path, text: Iterable[str], lexicon: Lexicon, longest_piece: int
) -> Sequence[str]:
    import sentencepiece

    known = [piece for piece in lexicon if len(piece) > 1]
    lines = [" ".join(_WORDS), *text, *("".join(lexicon).replace("▁", " ") for _ in range(3))]
    lines += ["0 1 2 3 4 5 6 7 8 9 0123456789.,%$:/@-_()[]?!#&=+ abcdefghijklmnopqrstuvwxyz"]
    lines += ["ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    english = [piece for piece in _targets(lexicon) if piece.startswith("▁") and piece != "▁"]
    words = [f"▁{word}" for word in _WORDS]
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=model,
        vocab_size=8000,
        hard_vocab_limit=False,
        model_type="unigram",
        character_coverage=1.0,
        user_defined_symbols=list(dict.fromkeys([*known, *english, *words])),
        split_digits=True,
        max_sentencepiece_length=longest_piece,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def _targets(lexicon: Lexicon) -> list[str]:
    """The distinct target pieces of ``lexicon``."""
    choices = [(value,) if isinstance(value, str) else value for value in lexicon.values()]
    return list(dict.fromkeys(piece for pieces in choices for piece in pieces))


def _complete(lexicon: Lexicon, pieces: Sequence[str]) -> Lexicon:
    """The lexicon, and an English word for every other piece that begins with a Han character."""
    complete = dict(lexicon)
    for piece in pieces:
        bare = piece.removeprefix("▁")
        if bare and bare not in lexicon and "一" <= bare[0] <= "鿿":
            complete[piece] = f"▁{_WORDS[ord(bare[0]) % len(_WORDS)]}"
        elif piece != bare and bare in lexicon:
            complete[piece] = lexicon[bare]
    return complete


def _finish(
    folder: Path,
    kind: Kind,
    pieces: Sequence[str],
    lexicon: Lexicon,
) -> None:
    vocabulary = list(dict.fromkeys(["<unk>", "<s>", "</s>", *pieces]))
    if kind.target_prefix:
        vocabulary.append(kind.target_prefix)
    vocabulary += [f"<filler{number}>" for number in range(len(vocabulary), kind.pad_vocabulary_to)]
    CopyModel(vocabulary, lexicon, kind.size).save(folder / "model", kind.quantization)
    metadata = {
        "package_version": kind.version,
        "argos_version": "1.9",
        "from_code": kind.from_code,
        "from_name": "Chinese",
        "to_code": kind.to_code,
        "to_name": "English",
    }
    if kind.target_prefix:
        metadata["target_prefix"] = kind.target_prefix
    (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    (folder / "README.md").write_text("A package built by the tests.\n", encoding="utf-8")
