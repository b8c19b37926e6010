"""Fetching a file over HTTPS, going on where it stopped. Only installing a package comes here."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from reader.errors import ReaderError
from reader.translation.archive import OnBytes

_TIMEOUT = 30.0
_ATTEMPTS = 4
_CHUNK = 2**18
_LOCAL = ("127.0.0.1", "localhost", "::1")


class _SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects only to addresses that could have been asked for."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_address(address: str) -> None:
    """Refuse what is not HTTPS, but for plain HTTP on this machine.

    Raises :class:`ReaderError`.
    """
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL):
        return
    raise ReaderError(f"{address}: refused, for only https addresses are fetched.")


def fetch_small(address: str, limit: int) -> bytes:
    """The content at ``address``, at most ``limit`` bytes.

    Raises :class:`ReaderError` when it cannot be had.
    """
    try:
        with _open(address, {}) as answer:
            content: bytes = answer.read(limit + 1)
    except (OSError, HTTPException) as error:
        raise ReaderError(
            f"{address} cannot be reached ({_reason(error)}); "
            f"a package can also be installed from an .argosmodel file."
        ) from error
    if len(content) > limit:
        raise ReaderError(f"{address}: refused, for it is larger than {limit:,} bytes.")
    return content


@dataclass
class Download:
    """A file on its way from ``address`` to ``target``, at most ``limit`` bytes long.

    What was fetched lies in a ``.part`` file with a note of what it is a part of, so that a later
    attempt, also of another day, goes on from there if the file is still the same one.
    """

    address: str
    target: Path
    limit: int
    pause: Callable[[float], None] = time.sleep

    def run(self, on_bytes: OnBytes | None = None) -> Path:
        """Fetch the file and return ``target``.

        Raises :class:`ReaderError` when it cannot be had; what was fetched is kept.
        """
        self.target.parent.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                if self._fetch(on_bytes):
                    self._part.replace(self.target)
                    self._note.unlink(missing_ok=True)
                    return self.target
                reason = "the connection was closed early"
            except urllib.error.HTTPError as error:
                if error.code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                    self._note.unlink(missing_ok=True)  # what is there is no beginning of the file
                elif error.code < 500:
                    raise ReaderError(f"{self.address} cannot be fetched ({error}).") from error
                reason = str(error)
            except (OSError, HTTPException) as error:
                reason = _reason(error)
            if attempt < _ATTEMPTS:
                self.pause(2.0 ** (attempt - 1))
        raise ReaderError(
            f"{self.address}: stopped after {self._have / 1e6:,.1f} MB ({reason}); "
            f"the same command goes on from there."
        )

    @property
    def _part(self) -> Path:
        return self.target.with_name(self.target.name + ".part")

    @property
    def _note(self) -> Path:
        return self.target.with_name(self.target.name + ".part.json")

    @property
    def _have(self) -> int:
        return self._part.stat().st_size if self._part.exists() else 0

    def _fetch(self, on_bytes: OnBytes | None) -> bool:
        """One attempt; whether the file is whole afterwards."""
        start, version = self._resumable()
        headers = {"Range": f"bytes={start}-", "If-Range": version} if start else {}
        with _open(self.address, headers) as answer:
            if answer.status != HTTPStatus.PARTIAL_CONTENT:
                start = 0
            elif not (answer.headers.get("Content-Range") or "").startswith(f"bytes {start}-"):
                raise HTTPException("the server sent another part than was asked for")
            length = answer.headers.get("Content-Length")
            total = start + int(length) if length else 0
            if total > self.limit:
                raise ReaderError(
                    f"{self.address}: refused, for {total / 1e6:,.0f} MB is too much."
                )
            with self._part.open("ab" if start else "wb") as part:
                self._write_note(answer.headers)
                done = self._copy(answer, part, start, total, on_bytes)
        return done == total if total else True

    def _copy(
        self, answer: Any, part: IO[bytes], done: int, total: int, on_bytes: OnBytes | None
    ) -> int:
        while chunk := answer.read(_CHUNK):
            part.write(chunk)
            done += len(chunk)
            if done > self.limit:
                raise ReaderError(f"{self.address}: refused, for it does not end.")
            if on_bytes is not None:
                on_bytes(done, total)
        return done

    def _resumable(self) -> tuple[int, str]:
        """How much is there already, and of which version of the file; 0 when it is of no use."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            if note["address"] == self.address and note["version"] and self._have:
                return self._have, str(note["version"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return 0, ""

    def _write_note(self, headers: HTTPMessage) -> None:
        version = headers.get("ETag") or ""
        if not version or version.startswith("W/"):
            version = headers.get("Last-Modified") or ""
        note = {"address": self.address, "version": version}
        self._note.write_text(json.dumps(note), encoding="utf-8")


def _open(address: str, headers: dict[str, str]) -> Any:
    check_address(address)
    request = urllib.request.Request(
        address, headers={"User-Agent": "zh-reader", "Accept-Encoding": "identity", **headers}
    )
    return urllib.request.build_opener(_SafeRedirects).open(request, timeout=_TIMEOUT)


def _reason(error: BaseException) -> str:
    if isinstance(error, urllib.error.URLError) and not isinstance(error, urllib.error.HTTPError):
        return str(error.reason) or "no answer"
    return str(error) or type(error).__name__
