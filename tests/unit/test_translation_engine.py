"""The engine gives what argostranslate gives, faster."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.errors import ReaderError
from reader.translation.argos import Package, describe
from reader.translation.engine import Decoding, Engine, EngineOptions, batches
from tests.support.argos import argos_translate, as_argos_does
from tests.support.packages import Kind, build_bpe_package, build_package

SENTENCES = [
    "今天天气很好。",
    "我们喜欢读书，公司发布了新模型。",
    "互联网的市场很好",
    "OpenAI发布了GPT-4 Turbo，版本v2.1！",
    "龘",
    "人",
    "甲乙丙丁戊己庚辛很好。",
    "软件在市场：好、很好、很好、很好、很好；我们喜欢新的互联网公司发布的软件模型。",
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packages")


def _load(folder: Path) -> Package:
    package = describe(folder, "installed")
    assert package.usable, package.problem
    return package


@pytest.fixture
def argos(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """argostranslate.translate, kept away from the home."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    with argos_translate() as module:
        yield module


def _as_argos_does(
    argos: Any, package: Package, sentences: list[str], compute_type: str
) -> list[str]:
    import ctranslate2

    model = ctranslate2.Translator(str(package.folder / "model"), compute_type=compute_type)
    return as_argos_does(argos, package.folder, sentences, lambda text: [text], model)


@pytest.mark.parametrize("prefix", ["", "__en__"])
@pytest.mark.parametrize("quantization", [None, "int8"])
def test_it_gives_what_argostranslate_gives_for_each_sentence_alone(
    argos: Any, root: Path, quantization: str | None, prefix: str
) -> None:
    kind = Kind(name=f"{quantization}{prefix}", quantization=quantization, target_prefix=prefix)
    package = _load(build_package(root, kind))
    compute_type = quantization or "float32"
    engine = Engine(package, EngineOptions(compute_type=compute_type))
    ours = [hypotheses[0].text for hypotheses in engine.translate(SENTENCES * 3)]
    assert ours == _as_argos_does(argos, package, SENTENCES, compute_type) * 3
    assert len(set(ours)) == len(SENTENCES)


def test_a_bpe_package_gives_what_argostranslate_gives(argos: Any, root: Path) -> None:
    package = _load(build_bpe_package(root))
    sentences = ["人好。", "书", "the 好", "好书人好。"]
    ours = [hypotheses[0].text for hypotheses in Engine(package).translate(sentences)]
    assert ours == _as_argos_does(argos, package, sentences, "auto")
    assert "good" in ours[0]


def test_hypotheses_come_best_first(root: Path) -> None:
    engine = Engine(_load(build_package(root, Kind(name="hypotheses"))))
    (hypotheses,) = engine.translate(["误好"], Decoding(hypotheses=4))
    assert len(hypotheses) == 4
    assert [hypothesis.score for hypothesis in hypotheses] == sorted(
        (hypothesis.score for hypothesis in hypotheses), reverse=True
    )
    assert hypotheses[0].text == "good"
    assert hypotheses[1].text == "right good"


def test_importing_argostranslate_leaves_the_home_alone(root: Path, tmp_path: Path) -> None:
    folder = build_package(root, Kind(name="quiet"))
    program = (
        "import sys; from pathlib import Path; "
        "from reader.translation.argos import describe, load_tokenizer; "
        "load_tokenizer(describe(Path(sys.argv[1]), 'installed'))"
    )
    environment = {"HOME": str(tmp_path), "ARGOS_INTER_THREADS": "many", "PATH": ""}
    subprocess.run(
        [sys.executable, "-c", program, str(folder)], check=True, env=environment, timeout=300
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("metadata.json", None),
        ("metadata.json", b"[]"),
        ("model/model.bin", None),
        ("model/model.bin", b"\x06\x00"),
        ("sentencepiece.model", None),
        ("sentencepiece.model", b"nonsense"),
    ],
)
def test_a_broken_package_is_one_sentence(tmp_path: Path, part: str, content: bytes | None) -> None:
    folder = build_package(tmp_path)
    if content is None:
        (folder / part).unlink()
    else:
        (folder / part).write_bytes(content)
    with pytest.raises(ReaderError) as caught:
        Engine(describe(folder, "installed"))
    message = str(caught.value)
    assert str(folder) in message
    assert "\n" not in message
    assert message.endswith(".")


def test_batches_hold_similar_lengths_within_the_budget() -> None:
    lengths = list(enumerate([5, 100, 7, 6, 90, 300, 5]))
    cut = batches(lengths, 200)
    assert sorted(number for batch in cut for number in batch) == list(range(7))
    assert cut == [[0, 6, 3, 2], [4, 1], [5]]
