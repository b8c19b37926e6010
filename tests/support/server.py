"""A web server on this machine that can break off, as the network does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """What the server has, how it behaves, and what it was asked.

    ``breaks`` are the numbers of bytes after which the next answers end early. ``ranges`` says
    whether parts can be asked for.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    ranges: bool = True
    version: str = '"1"'
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving() -> Iterator[Site]:
    """A running server for a new :class:`Site`."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            part = self.headers.get("Range") or ""
            site.asked.append((self.path, part))
            if self.path in site.redirects:
                self.send_response(302)
                self.send_header("Location", site.redirects[self.path])
                self.end_headers()
                return
            content = site.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            resumed = site.ranges and part and self.headers.get("If-Range") == site.version
            start = int(part.removeprefix("bytes=").removesuffix("-")) if resumed else 0
            if resumed and start >= len(content):
                self.send_error(416)
                return
            self.send_response(206 if resumed else 200)
            if resumed:
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"
                )
            self.send_header("ETag", site.version)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            end = start + site.breaks.pop(0) if site.breaks else len(content)
            self.wfile.write(content[start:end])

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
