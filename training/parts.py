"""Files cut into parts small enough to carry, and put together again."""

from pathlib import Path

PART_BYTES = 16 * 1024 * 1024 - 4096
"""The largest part: what brings results back takes files of at most 16 MiB."""


def split_bytes(data: bytes, folder: Path, name: str, part_bytes: int = PART_BYTES) -> list[Path]:
    """Write ``data`` into ``folder`` as ``name.part00``, ``name.part01`` and so on.

    Parts of an earlier file of that name are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}.part*"):
        old.unlink()
    parts = []
    for number, start in enumerate(range(0, max(1, len(data)), part_bytes)):
        part = folder / f"{name}.part{number:02}"
        part.write_bytes(data[start : start + part_bytes])
        parts.append(part)
    return parts


def join_files(folder: Path, name: str) -> bytes:
    """What :func:`split_bytes` wrote. Raises :class:`FileNotFoundError` where a part is missing."""
    parts = sorted(folder.glob(f"{name}.part*"))
    wanted = [f"{name}.part{number:02}" for number in range(len(parts))]
    if not parts or [part.name for part in parts] != wanted:
        raise FileNotFoundError(f"{folder}: not all parts of {name} are there")
    return b"".join(part.read_bytes() for part in parts)
