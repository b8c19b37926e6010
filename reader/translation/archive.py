"""Unpacking an ``.argosmodel`` file, which may come from anywhere, without trusting it."""

import re
import shutil
import stat
import time
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from reader.errors import ReaderError
from reader.translation.argos import Package, describe, is_package_name
from reader.translation.engine import Engine

OnBytes = Callable[[int, int], None]
"""Called with the bytes done and the bytes in all (0: not known)."""

INSTALLED = "installed"
_MOST_FILES = 2_000
_MOST_BYTES = 4 * 2**30
_MOST_RATIO = 100
"""Unpacked to packed; weights hardly shrink at all, word lists to a tenth."""
_RATIO_MATTERS_FROM = 64 * 2**20
_CHUNK = 2**20
_UNFINISHED = ".installing-"
_NEW, _FORMER = "new", "former"
_ABANDONED = 24 * 60 * 60
"""Seconds after which an unfinished installation is nobody's any more."""
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNFIT_FOR_NAMES = re.compile(r"[^\w.+-]")


_NOT_WHOLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    UnicodeError,
)
"""What :mod:`zipfile` raises for a file that is cut off, changed, or no archive at all."""


def install(archive: Path, folder: Path, on_bytes: OnBytes | None = None) -> Package:
    """Check the package in the file ``archive`` and put it into ``folder``.

    It is unpacked beside its place, loaded and tried; only then does it replace one of the same
    name. Raises :class:`ReaderError` with one sentence when anything is wrong with it, and then
    nothing has changed.
    """
    try:
        with zipfile.ZipFile(archive) as source:
            members, root = _checked(archive, source)
            folder.mkdir(parents=True, exist_ok=True)
            _clear_leftovers(folder)
            _require_space(archive, folder, sum(member.file_size for member in members))
            work = Path(mkdtemp(prefix=_UNFINISHED, dir=folder))
            try:
                _unpack(source, members, work / _NEW, on_bytes)
                return _put_in_place(archive, work, root, folder)
            finally:
                shutil.rmtree(work, ignore_errors=True)
    except FileNotFoundError as error:
        raise ReaderError(f"{archive}: there is no such file.") from error
    except _NOT_WHOLE as error:
        raise ReaderError(
            f"{archive}: this is not a whole .argosmodel file ({error}); fetch it again."
        ) from error
    except RuntimeError as error:  # zipfile: the archive is encrypted
        raise ReaderError(f"{archive}: the package cannot be unpacked ({error}).") from error
    except OSError as error:
        raise ReaderError(
            f"{archive}: the package cannot be installed ({error.strerror})."
        ) from error


def _checked(archive: Path, source: zipfile.ZipFile) -> tuple[list[zipfile.ZipInfo], str]:
    """The files of the archive and the folder that holds the package."""
    members = [member for member in source.infolist() if not member.is_dir()]
    if len(members) > _MOST_FILES:
        raise ReaderError(f"{archive}: refused, for it holds {len(members):,} files.")
    seen: set[str] = set()
    for member in members:
        _check_member(archive, member)
        if member.filename.casefold() in seen:
            raise ReaderError(f"{archive}: refused, for it holds {member.filename!r} twice.")
        seen.add(member.filename.casefold())
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    ratio = unpacked / max(1, packed)
    if unpacked > _MOST_BYTES or (unpacked > _RATIO_MATTERS_FROM and ratio > _MOST_RATIO):
        raise ReaderError(
            f"{archive}: refused, for {packed / 1e6:,.0f} MB would unpack to "
            f"{unpacked / 1e6:,.0f} MB."
        )
    return members, _root(archive, members)


def _check_member(archive: Path, member: zipfile.ZipInfo) -> None:
    name = member.filename
    path = PurePosixPath(name)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name
    if outside or not name.isprintable():
        raise ReaderError(f"{archive}: refused, for {name!r} would lie outside its folder.")
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise ReaderError(f"{archive}: refused, for {name!r} is not a plain file.")
    if member.compress_type not in _PACKING:
        raise ReaderError(f"{archive}: refused, for {name!r} is packed in an unusual way.")


def _root(archive: Path, members: list[zipfile.ZipInfo]) -> str:
    roots = [
        PurePosixPath(member.filename).parent
        for member in members
        if PurePosixPath(member.filename).name == "metadata.json"
    ]
    shallowest = min(roots, key=lambda root: len(root.parts), default=None)
    if shallowest is None or len(shallowest.parts) > 1:
        raise ReaderError(f"{archive}: this is no Argos package, for it has no metadata.json.")
    return str(shallowest)


def _require_space(archive: Path, folder: Path, size: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < size + _RATIO_MATTERS_FROM:
        raise ReaderError(
            f"{archive}: it needs {size / 1e6:,.0f} MB in {folder}, where {free / 1e6:,.0f} MB "
            f"are free."
        )


def _unpack(
    source: zipfile.ZipFile, members: list[zipfile.ZipInfo], work: Path, on_bytes: OnBytes | None
) -> None:
    total = sum(member.file_size for member in members)
    done = 0
    for member in members:
        target = work / member.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open(member) as packed, target.open("wb") as unpacked:
            while chunk := packed.read(_CHUNK):
                unpacked.write(chunk)
                done += len(chunk)
                if on_bytes is not None:
                    on_bytes(done, total)


def _put_in_place(archive: Path, work: Path, root: str, folder: Path) -> Package:
    unpacked = work / _NEW / root
    package = describe(unpacked, INSTALLED)
    if package.problem:
        raise ReaderError(f"{archive}: {_without_place(package)}")
    if not package.usable:
        raise ReaderError(
            f"{archive}: this package translates {package.pair}; the reader needs zh-en or zt-en."
        )
    _try_out(archive, package)
    place = folder / _folder_name(package, PurePosixPath(root).name)
    former = work / _FORMER
    if place.exists():
        place.rename(former)
    try:
        unpacked.rename(place)
    except OSError:
        if former.exists():
            former.rename(place)
        raise
    return describe(place, INSTALLED)


def _folder_name(package: Package, own: str) -> str:
    """The package's ``own`` folder name, or one made up where it has none that would be found."""
    if own and is_package_name(own):
        return own
    name = f"translate-{package.from_code}_{package.to_code}-{package.version}"
    return _UNFIT_FOR_NAMES.sub("_", name)


def _try_out(archive: Path, package: Package) -> None:
    """Load the package and translate a word, so that what is installed is known to work."""
    try:
        Engine(package).translate(["你好。"])
    except (ReaderError, RuntimeError, ValueError) as error:
        reason = str(error).replace(f"{package.folder}: ", "").split(";", maxsplit=1)[0]
        raise ReaderError(f"{archive}: the package does not work: {reason}.") from error


def _without_place(package: Package) -> str:
    return package.problem.replace(f"{package.folder}: ", "").split(";", maxsplit=1)[0] + "."


def _clear_leftovers(folder: Path) -> None:
    """Remove what an installation that was killed left behind; another one may be at work."""
    for leftover in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            if time.time() - leftover.stat().st_mtime > _ABANDONED:
                shutil.rmtree(leftover, ignore_errors=True)
