"""SVG to PNG by a headless Chromium."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--default-background-color=00000000",
)


def browser() -> str | None:
    """The browser to use, if there is one."""
    return next((found for name in _NAMES if (found := shutil.which(name))), None)


def render(svg: Path, png: Path, chromium: str) -> None:
    """Draw ``svg`` into ``png``, one pixel for each of its units."""
    size = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg.read_text(encoding="utf-8"))
    assert size is not None
    width, height = (round(float(side)) for side in size.groups())
    with tempfile.TemporaryDirectory() as profile:
        page = Path(profile) / "page.html"
        page.write_text(
            "<!doctype html><meta charset=utf-8><style>body{margin:0}svg{display:block}</style>"
            + svg.read_text(encoding="utf-8"),
            encoding="utf-8",
        )
        subprocess.run(
            [
                chromium,
                *_FLAGS,
                f"--user-data-dir={profile}/profile",
                f"--screenshot={png.absolute()}",
                f"--window-size={width},{height}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
