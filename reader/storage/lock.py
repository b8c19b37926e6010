"""Which readers are running: a lock that the system releases when its process ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class InstanceLock:
    """Held shared by every running reader, and alone by one that starts while none is running.

    Where the system or the file system has no such locks, every reader counts as not alone, so
    nothing is ever repaired under another one's feet.
    """

    def __init__(self, path: Path) -> None:
        """Use the file at ``path``, which stays empty. Nothing is locked yet."""
        self._path = path
        self._file: int | None = None

    @contextmanager
    def starting(self) -> Iterator[bool]:
        """Start up inside the block; the value says whether no other reader is running.

        While one that is alone is starting, the others wait. After the block the lock is held
        shared until :meth:`release`.
        """
        alone = False
        if sys.platform != "win32":
            import fcntl

            with suppress(OSError):
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
                try:
                    fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    alone = True
                except BlockingIOError:
                    fcntl.flock(self._file, fcntl.LOCK_SH)
        try:
            yield alone
        except BaseException:
            self.release()
            raise
        if alone and self._file is not None and sys.platform != "win32":
            fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> None:
        """Let go of the lock."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
