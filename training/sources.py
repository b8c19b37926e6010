"""The open corpora that a package is trained on: where each comes from, and how much it counts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceText:
    """One file of pairs.

    ``weight`` is how often one of its pairs is drawn relative to a pair of weight 1, ``late`` the
    same during the adaptation at the end. ``mixed_script`` says that a Chinese side may hold
    Traditional text that must be converted. The rest goes into the model card.
    """

    name: str
    title: str
    licence: str
    address: str
    weight: float
    late: float
    mixed_script: bool = False


AUTHORED = "authored"
NUMBERS = "numbers"

# News-like prose counts most and documentation least: what is translated in the end is articles.
SOURCES: tuple[SourceText, ...] = (
    SourceText(
        AUTHORED,
        "Pairs written for this project",
        "CC0 1.0",
        "training/data/authored/",
        weight=3.0,
        late=8.0,
    ),
    SourceText(
        NUMBERS,
        "Numbers, dates and amounts by rule",
        "CC0 1.0",
        "training/numbers.py",
        weight=0.3,
        late=0.2,
    ),
    SourceText(
        "lctt-opensource-fedora",
        "Opensource.com and Fedora Magazine, translated by LCTT",
        "CC BY-SA 4.0 (originals), Apache-2.0 (translations)",
        "https://github.com/LCTT/TranslateProject",
        weight=1.0,
        late=0.5,
    ),
    SourceText(
        "python-docs",
        "Python documentation",
        "PSF-2.0 (originals), CC0 1.0 (translations)",
        "https://github.com/python/python-docs-zh-cn",
        weight=0.25,
        late=0.02,
    ),
    SourceText(
        "tidb-docs",
        "TiDB documentation",
        "CC BY-SA 3.0, Apache-2.0",
        "https://github.com/pingcap/docs-cn",
        weight=0.3,
        late=0.03,
    ),
    SourceText(
        "kubernetes-docs",
        "Kubernetes documentation and blog",
        "CC BY 4.0",
        "https://github.com/kubernetes/website",
        weight=0.4,
        late=0.05,
    ),
    SourceText(
        "tensorflow-docs",
        "TensorFlow documentation",
        "Apache-2.0, CC BY 4.0",
        "https://github.com/tensorflow/docs-l10n",
        weight=0.4,
        late=0.1,
    ),
    SourceText(
        "tatoeba",
        "Tatoeba",
        "CC BY 2.0 FR",
        "https://tatoeba.org",
        weight=1.0,
        late=0.4,
        mixed_script=True,
    ),
    SourceText(
        "react-docs",
        "React documentation and blog",
        "CC BY 4.0",
        "https://github.com/reactjs/zh-hans.react.dev",
        weight=0.5,
        late=0.1,
    ),
    SourceText(
        "d2l",
        "Dive into Deep Learning",
        "Apache-2.0, CC BY-SA 4.0",
        "https://github.com/d2l-ai/d2l-zh",
        weight=1.2,
        late=0.5,
    ),
    SourceText(
        "mlqe-pe-wikipedia",
        "MLQE-PE, sentences of Wikipedia with post-edited translations",
        "CC0 1.0",
        "https://github.com/sheffieldnlp/mlqe-pe",
        weight=1.5,
        late=1.0,
        mixed_script=True,
    ),
    SourceText(
        "hf-course",
        "Hugging Face course",
        "Apache-2.0",
        "https://github.com/huggingface/course",
        weight=0.8,
        late=0.3,
    ),
    SourceText(
        "prompt-guide",
        "Prompt Engineering Guide",
        "MIT",
        "https://github.com/dair-ai/Prompt-Engineering-Guide",
        weight=1.5,
        late=1.0,
    ),
    SourceText(
        "opensource-guide",
        "Open Source Guides",
        "CC BY 4.0",
        "https://github.com/github/opensource.guide",
        weight=1.5,
        late=1.0,
    ),
    SourceText(
        "cc-cedict.glosses",
        "CC-CEDICT",
        "CC BY-SA 4.0",
        "https://cc-cedict.org",
        weight=0.2,
        late=0.05,
        mixed_script=True,
    ),
)
BY_NAME = {source.name: source for source in SOURCES}
