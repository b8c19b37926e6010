"""The Argos packages on this machine: those found, the one in use, and taking one away."""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reader.errors import ReaderError
from reader.storage.database import Database
from reader.translation.archive import INSTALLED, OnBytes, install
from reader.translation.argos import CHINESE, Package, describe, is_package_name
from reader.translation.engine import Engine
from reader.translation.model import BUILT_IN

ARGOS = "argos"
_CHOICE = "package"
_PAIRS = ("zh-en", "zt-en")
_EMBEDDED = Path(__file__).parent / "packages"

ADVICE = "No translation package: `reader models install zh-en` fetches one, once."
"""What to say where nothing but the dictionary can translate."""


class PackageStore:
    """Packages below our own folder, in argostranslate's folders, and in the reader's wheel."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        elsewhere: Iterable[Path] | None = None,
        embedded: Path = _EMBEDDED,
        downloads: Path | None = None,
    ) -> None:
        """``folder`` is where packages are installed; ``elsewhere`` defaults to Argos's folders.

        ``downloads`` is where unfinished downloads are kept, by default below ``folder``.
        """
        self.folder = folder
        self._database = database
        self._elsewhere = list(argos_folders() if elsewhere is None else elsewhere)
        self._embedded = embedded
        self._downloads = downloads or folder / ".downloads"
        self._chosen: Package | None = None
        self._looked = False

    def list(self) -> list[Package]:
        """Every package found, broken ones too: ours, then argostranslate's, then the built-in."""
        places = [(self.folder, INSTALLED)]
        places += [(folder, ARGOS) for folder in self._elsewhere]
        places += [(self._embedded, BUILT_IN)]
        found: dict[Path, Package] = {}
        for place, origin in places:
            for folder in _package_folders(place):
                found.setdefault(folder.resolve(), describe(folder, origin))
        return [package for package in found.values() if _concerns_us(package)]

    @property
    def chosen(self) -> Package | None:
        """The package in use: the person's choice, else the best one found, else ``None``.

        Looked for once, and again after :meth:`refresh` or a change made here.
        """
        if not self._looked:
            self._chosen, self._looked = self._look(), True
        return self._chosen

    def refresh(self) -> None:
        """Look at the folders again when next asked for the package in use."""
        self._looked = False

    def _look(self) -> Package | None:
        usable = [package for package in self.list() if package.usable]
        choice = self._choice()
        for package in usable:
            if str(package.folder) == choice:
                return package
        return min(usable, key=_preference, default=None)

    def find(self, name: str) -> Package:
        """The package that a person means by an id, a pair (``zh-en``), a folder or ``built in``.

        Of several the best one. Raises :class:`ReaderError` when there is none.
        """
        return self._called(name)[0]

    def _called(self, name: str) -> tuple[Package, ...]:
        """The packages that ``name`` may mean, the best first, at least one."""
        packages = self.list()
        found = tuple(
            package
            for package in sorted(packages, key=_preference)
            if name in (package.id, package.name, package.pair, package.key, str(package.folder))
        )
        if not found:
            names = ", ".join(package.id for package in packages) or "none"
            raise ReaderError(f"There is no package '{name}'; installed: {names}.")
        return found

    def install_file(self, archive: Path, on_bytes: OnBytes | None = None) -> Package:
        """Install the package in an ``.argosmodel`` file; see :func:`reader.translation.archive`.

        It is used from now on. Raises :class:`ReaderError`.
        """
        package = install(archive, self.folder, on_bytes)
        self._store_choice(str(package.folder))
        self.refresh()
        return package

    def install_from_index(
        self, pair: str, on_bytes: OnBytes | None = None, index: str | None = None
    ) -> Package:
        """Fetch the newest package for ``pair`` (``zh-en``) and install it. Uses the network.

        Raises :class:`ReaderError`; what was fetched is kept for the next attempt.
        """
        from reader.translation.index import fetch, index_address, offers

        if pair not in _PAIRS:
            raise ReaderError(f"'{pair}' is no file and no pair; it can be {' or '.join(_PAIRS)}.")
        address = index or index_address()
        offered = offers(address)
        fitting = [offer for offer in offered if offer.pair == pair]
        if not fitting:
            pairs = ", ".join(sorted({offer.pair for offer in offered})) or "nothing for Chinese"
            raise ReaderError(f"{address} has no package '{pair}'; it has {pairs}.")
        newest = max(fitting, key=lambda offer: _numbers(offer.version))
        archive = fetch(newest, self._downloads, on_bytes)
        try:
            return self.install_file(archive)
        finally:
            archive.unlink(missing_ok=True)

    def use(self, name: str) -> Package:
        """Use the package of this name from now on; it is loaded once to see that it works.

        Raises :class:`ReaderError` when there is none or it is broken.
        """
        package = self.find(name)
        if not package.usable:
            raise ReaderError(
                package.problem or f"{package.id} does not translate Chinese to English."
            )
        Engine(package)
        self._store_choice(str(package.folder))
        self.refresh()
        return package

    def remove(self, name: str) -> Package:
        """Delete a package that this reader installed.

        Raises :class:`ReaderError` for one that belongs to argostranslate or to the reader itself,
        and for a name that several of ours have.
        """
        called = self._called(name)
        package = called[0]
        ours = [one for one in called if one.origin == INSTALLED]
        if len(ours) > 1 and package.id != name:
            names = " or ".join(one.id for one in ours)
            raise ReaderError(f"'{name}' may be {names}; say which one to remove.")
        if package.origin == BUILT_IN:
            raise ReaderError("The built-in package is part of the reader; install another to use.")
        if package.origin != INSTALLED:
            raise ReaderError(
                f"{package.folder} belongs to argostranslate; remove it with argospm or by hand."
            )
        try:
            shutil.rmtree(package.folder)
            self.refresh()
        except OSError as error:
            raise ReaderError(f"{package.folder} cannot be deleted ({error}).") from error
        return package

    def _choice(self) -> str:
        row = self._database.reading.execute(
            "SELECT value FROM choices WHERE name = ?", (_CHOICE,)
        ).fetchone()
        return str(json.loads(row[0])) if row else ""

    def _store_choice(self, folder: str) -> None:
        with self._database.writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO choices VALUES (?, ?)", (_CHOICE, json.dumps(folder))
            )


def argos_folders(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """Where argostranslate keeps its packages for this person, whether the folders exist or not."""
    home = Path(environment.get("HOME") or Path.home())
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    named = [
        environment.get("ARGOS_PACKAGES_DIR"),
        environment.get("ARGOS_TRANSLATE_PACKAGE_DIR"),
        _configured(config / "argos-translate" / "settings.json"),
    ]
    folders = [Path(name).expanduser() for name in named if name]
    folders.append(data / "argos-translate" / "packages")
    folders.append(home / "snap/argos-translate/current/.local/share/argos-translate/packages")
    return list(dict.fromkeys(folders))


def _configured(settings: Path) -> str:
    try:
        value = json.loads(settings.read_text(encoding="utf-8"))["ARGOS_PACKAGES_DIR"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return value if isinstance(value, str) else ""


def _package_folders(place: Path) -> Iterator[Path]:
    """Folders below ``place`` that look like packages; nothing where ``place`` cannot be read."""
    try:
        folders = sorted(folder for folder in place.iterdir() if folder.is_dir())
    except OSError:
        return
    for folder in folders:
        if is_package_name(folder.name):
            yield folder


def _concerns_us(package: Package) -> bool:
    """Other languages' packages of argostranslate are none of our business."""
    return package.origin == INSTALLED or (package.from_code in CHINESE and package.to_code == "en")


def _preference(package: Package) -> tuple[int, int, tuple[int, ...], str]:
    """Sorts the best package first: ours, Simplified, the newest."""
    origins = (INSTALLED, ARGOS, BUILT_IN)
    languages = (*CHINESE, package.from_code)
    newest = tuple(-number for number in _numbers(package.version))
    return origins.index(package.origin), languages.index(package.from_code), newest, package.id


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
