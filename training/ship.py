"""Put a package into the reader's own wheel: unpack it where the reader looks for it.

``uv run --group training python -m training.ship build/zh-en.argosmodel``
"""

import argparse
import shutil
import sys
from pathlib import Path

from reader.errors import ReaderError
from reader.translation.archive import install
from reader.translation.engine import Engine

EMBEDDED = Path(__file__).parents[1] / "reader" / "translation" / "packages"
LARGEST = 45_000_000
"""Bytes, unpacked: what is added to the reader's download."""
TRIAL = "人工智能正在改变我们阅读的方式。"


def ship(package: Path, embedded: Path = EMBEDDED) -> Path:
    """Unpack ``package`` below ``embedded`` in place of what was there; the new folder.

    Raises :class:`ReaderError` for a package that is too large, broken, or says nothing.
    """
    scratch = embedded / ".new"
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        installed = install(package, scratch)
        size = sum(path.stat().st_size for path in installed.folder.rglob("*") if path.is_file())
        if size > LARGEST:
            raise ReaderError(f"{package}: {size:,} bytes unpacked, more than {LARGEST:,}.")
        said = Engine(installed).translate([TRIAL])[0][0].text
        if not said.strip():
            raise ReaderError(f"{package}: nothing comes out for {TRIAL!r}.")
        for old in embedded.iterdir():
            if old.is_dir() and old != scratch:
                shutil.rmtree(old)
        target = embedded / installed.folder.name
        installed.folder.rename(target)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"{target}: {size / 1e6:.1f} MB; {TRIAL} → {said}")
    return target


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m training.ship", description=__doc__)
    parser.add_argument("package", type=Path)
    try:
        ship(parser.parse_args().package)
    except ReaderError as error:
        sys.exit(str(error))
    print("Commit the folder, and name the package, CC BY-SA 4.0 and its card in NOTICE,")
    print("README.md and the `license` of pyproject.toml.")


if __name__ == "__main__":
    main()
