"""argostranslate's own pipeline, with stand-ins for the sentence splitters it insists on."""

import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Split = Callable[[str], list[str]]


@contextmanager
def argos_translate() -> Iterator[Any]:
    """The module ``argostranslate.translate``; the caller has pointed XDG_* somewhere harmless."""
    minisbd = types.ModuleType("minisbd")
    minisbd.__dict__.update(SBDetect=object, models=types.SimpleNamespace())
    stand_ins = {"stanza": types.ModuleType("stanza"), "minisbd": minisbd}
    former = {name: sys.modules.get(name) for name in stand_ins}
    sys.modules.update(stand_ins)
    try:
        import argostranslate.translate

        yield argostranslate.translate
    finally:
        for name in ("argostranslate.translate", "argostranslate.sbd", *stand_ins):
            sys.modules.pop(name, None)
        sys.modules.update({name: module for name, module in former.items() if module})


def as_argos_does(
    module: Any, folder: Path, texts: list[str], split: Split, model: Any
) -> list[str]:
    """Each text by ``apply_packaged_translation``, split by ``split``, one hypothesis each."""
    from argostranslate.package import Package

    package = Package(folder)
    sentencizer = types.SimpleNamespace(split_sentences=split)
    return [
        module.apply_packaged_translation(package, text, model, sentencizer, 1)[0].value
        for text in texts
    ]
