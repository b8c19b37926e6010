"""Commands on Argos packages: list, install, use, remove."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.groups import HelpfulGroup
from reader.cli.output import print_json, print_table, say
from reader.services import Services

if TYPE_CHECKING:
    from reader.translation.argos import Package


@click.group(cls=HelpfulGroup)
def models() -> None:
    """Argos packages: what is installed, what is used, and how to get more."""


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def list_models(services: Services, as_json: bool) -> None:
    """List the packages on this machine; an arrow marks the one in use."""
    store = services.translation.packages
    packages, chosen = store.list(), store.chosen
    if as_json:
        print_json([package_document(package, package == chosen) for package in packages])
        return
    if not packages:
        click.echo(
            "No package is installed; the English is a word-by-word gloss.\n"
            "Install one from a file (`reader models install FILE.argosmodel`), "
            "or fetch one (`reader models install zh-en`)."
        )
        return
    print_table(
        ["", "NAME", "PAIR", "VERSION", "ORIGIN", "FOLDER"],
        [
            [
                "→" if package == chosen else "✗" if package.problem else "",
                package.id,
                package.pair,
                package.version,
                package.origin,
                str(package.folder),
            ]
            for package in packages
        ],
    )
    for package in packages:
        if package.problem:
            say(f"reader: {package.problem}", error=True)


def package_document(package: "Package", used: bool) -> dict[str, Any]:
    """The JSON form of a package."""
    return {
        "name": package.id,
        "from": package.from_code,
        "to": package.to_code,
        "version": package.version,
        "origin": package.origin,
        "folder": str(package.folder),
        "used": used,
        "problem": package.problem,
    }


@models.command()
@click.argument("package", metavar="FILE-or-PAIR")
@click.pass_obj
def install(services: Services, package: str) -> None:
    """Install a package from a file, or fetch one by its pair (zh-en).

    With a pair this command uses the network (Argos Translate's package index): the only command
    of the reader that does.
    """
    path = Path(package)
    store = services.translation.packages
    if path.suffix == ".argosmodel" or path.exists():
        installed = store.install_file(path)
    else:
        say(f"Fetching {package} from Argos Translate's package index …", error=True)
        with click.progressbar(length=1, label=package, file=sys.stderr) as bar:

            def show(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            installed = store.install_from_index(package, show)
    say(f"Installed {installed.id}; it is used from now on.")


@models.command()
@click.argument("name")
@click.pass_obj
def use(services: Services, name: str) -> None:
    """Use the installed package NAME from now on."""
    say(f"{services.translation.packages.use(name).id} is used from now on.")


@models.command()
@click.argument("name")
@click.pass_obj
def remove(services: Services, name: str) -> None:
    """Remove the installed package NAME. What it translated stays in the memory."""
    say(f"Removed {services.translation.packages.remove(name).id}.")


COMMANDS: list[click.Command] = [models]
