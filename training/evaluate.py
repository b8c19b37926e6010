"""Compare packages: BLEU and chrF, faulty outputs, speed, and sample sentences side by side.

``uv run --group training python -m training.evaluate gloss PACKAGE... --eval FOLDER``

A system is ``gloss``, an ``.argosmodel`` file, an unpacked package, or the id of an installed one
(``reader models list``). Sentences go the reader's own way: normalised, with its safeguards.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.errors import ReaderError
from reader.services import Services
from reader.storage.paths import Paths
from reader.translation.archive import install
from reader.translation.argos import Package, describe
from reader.translation.engine import Engine, EngineOptions
from reader.translation.rendering import GlossRenderer, ModelRenderer, Renderer
from training.clean import clean_chinese
from training.scoring import Score, score, table
from training.scripts import Scripts
from training.testsets import TestSet, sets

GLOSS = "gloss"


@dataclass
class System:
    """Something that is compared: its name, and how it renders sentences."""

    name: str
    renderer: Renderer
    pieces: Callable[[str], int] = field(default=lambda text: 0)

    def translate(self, sentences: Sequence[str]) -> list[str]:
        """The English of each sentence."""
        return [result.text for result in self.renderer.render(sentences)]


def open_system(name: str, services: Services, folder: Path, threads: int) -> System:
    """The system of that name; an ``.argosmodel`` file is unpacked below ``folder``.

    Raises :class:`ReaderError` when there is none.
    """
    if name == GLOSS:
        from reader.translation.gloss import Gloss

        return System(GLOSS, GlossRenderer(Gloss(services.segmenter, services.dictionary)))
    engine = Engine(_package(name, services, folder), EngineOptions(threads=threads))
    label = Path(name).stem if Path(name).exists() else name
    return System(label, ModelRenderer(engine), lambda text: len(engine.pieces(text)))


def _package(name: str, services: Services, folder: Path) -> Package:
    path = Path(name)
    if path.is_dir():
        return describe(path, "installed")
    if path.is_file():
        return install(path, folder / path.stem)
    return services.translation.packages.find(name)


def evaluate(
    systems: Sequence[System], tests: Sequence[TestSet], to_simplified: Callable[[str], str]
) -> tuple[list[Score], dict[str, dict[str, list[str]]]]:
    """The figures of every system on every set, and what each said: ``said[set][system]``."""
    scores: list[Score] = []
    said: dict[str, dict[str, list[str]]] = {}
    for test in tests:
        sentences = [to_simplified(clean_chinese(sentence)) for sentence in test.sentences]
        for system in systems:
            begun = time.monotonic()
            english = system.translate(sentences)
            seconds = time.monotonic() - begun
            speed = sum(map(system.pieces, english)) / seconds
            result = score(system.name, test.name, sentences, english, test.references, speed)
            scores.append(result)
            said.setdefault(test.name, {})[system.name] = english
            print(
                f"{test.name} {system.name}: BLEU {result.bleu:.1f}, chrF {result.chrf:.1f}, "
                f"{seconds:.0f} s",
                file=sys.stderr,
            )
    return scores, said


def samples(test: TestSet, said: dict[str, list[str]], count: int) -> str:
    """``count`` sentences spread over the set, what each system said, and the reference."""
    lines = []
    step = max(1, len(test.sentences) // max(1, count))
    for number in list(range(0, len(test.sentences), step))[:count]:
        lines.append(f"### {test.name} {number + 1}")
        lines.append(test.sentences[number])
        lines.append("")
        lines.append(f"- reference: {test.references[number]}")
        lines += [f"- {system}: {english[number]}" for system, english in said.items()]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("systems", nargs="+")
    parser.add_argument("--eval", type=Path, help="folder of evaluation sets (*.tsv)")
    parser.add_argument("--sets", nargs="*", default=[], help="only these")
    parser.add_argument("--samples", type=int, default=30)
    parser.add_argument("--first", type=int, help="only the first so many sentences of each set")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write the figures here, for the model card")
    given = parser.parse_args()
    tests = [test.first(given.first) for test in sets(given.sets, given.eval)]
    with TemporaryDirectory() as scratch:
        services = Services(Paths.of_user())
        try:
            systems = [
                open_system(name, services, Path(scratch), given.threads) for name in given.systems
            ]
            scores, said = evaluate(systems, tests, Scripts().to_simplified)
        except ReaderError as error:
            sys.exit(str(error))
    for test in tests:
        print(samples(test, said[test.name], given.samples))
    print(table(scores))
    if given.json is not None:
        document = {"table": table(scores), "scores": [asdict(each) for each in scores]}
        given.json.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
