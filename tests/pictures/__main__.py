"""Drives the real app over the shipped articles and writes ``screenshots/``."""

import argparse
import asyncio
import os
import tempfile
from pathlib import Path

from reader.app.app import ReaderApp
from reader.app.choices import Choices
from reader.articles.model import Place
from reader.services import Services
from reader.storage.paths import Paths
from tests.pictures.png import browser, render
from tests.pictures.scenes import SCENES, Scene, furnish
from tests.pictures.svg import svg_of
from tests.support.settling import press, settled


async def picture(scene: Scene) -> str:
    """The SVG of ``scene``, in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["HOME"] = folder
        services = Services(Paths(home / "data", home / ".config" / "reader", home / "cache"))
        furnish(services)
        if scene.article:
            services.library.store_position(scene.article, Place(0, 0), 0.0)
        Choices(services.database).set("theme", scene.theme)
        app = ReaderApp(services, scene.article or None)
        async with app.run_test(size=scene.size) as pilot:
            await settled(pilot)
            await press(pilot, *scene.keys)
            return svg_of(app, scene.traditional)


def main() -> None:
    """Write the pictures whose names start with one of those given, by default all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="beginnings of pictures' names")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--no-png", action="store_true")
    arguments = parser.parse_args()
    for name in ("NO_COLOR", "COLORFGBG"):
        os.environ.pop(name, None)
    arguments.out.mkdir(exist_ok=True)
    chromium = None if arguments.no_png else browser()
    for scene in SCENES:
        if arguments.names and not scene.name.startswith(tuple(arguments.names)):
            continue
        svg = arguments.out / f"{scene.name}.svg"
        svg.write_text(asyncio.run(picture(scene)), encoding="utf-8")
        if chromium:
            render(svg, svg.with_suffix(".png"), chromium)
        print(svg)


if __name__ == "__main__":
    main()
