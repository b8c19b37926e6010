"""Commands on the reader itself: paths, doctor, backup, restore."""

import sys
from pathlib import Path

import click

from reader.cli.output import print_json, say
from reader.services import Services


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def paths(services: Services, as_json: bool) -> None:
    """Say where things live. READER_HOME, or the XDG variables, move them."""
    places = services.paths
    document = {
        "data": str(places.data),
        "config": str(places.config),
        "cache": str(places.cache),
        "database": str(places.database),
        "packages": str(places.packages),
        "settings": str(places.settings),
        "terms": str(places.terms),
    }
    if as_json:
        print_json(document)
        return
    for name, path in document.items():
        say(f"{name:9} {path}")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def doctor(services: Services, as_json: bool) -> None:
    """Say what works, what is missing, and how to get it."""
    from reader.cli.health import examine

    findings = examine(services)
    if as_json:
        print_json(
            {
                "ok": not any(finding.status == "broken" for finding in findings),
                "checks": [finding.document() for finding in findings],
            }
        )
    else:
        marks = {"works": "✓", "missing": "–", "broken": "✗"}
        for finding in findings:
            say(f"{marks[finding.status]} {finding.name:12} {finding.detail}")
            if finding.fix:
                say(f"  {'':12} → {finding.fix}")
    if any(finding.status == "broken" for finding in findings):
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, readable=False), required=False)
@click.pass_obj
def backup(services: Services, file: Path | None) -> None:
    """Write a copy of everything to FILE (or into a folder), or beside the daily backups."""
    say(f"Written to {services.backups.make(file)}.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, readable=False))
@click.pass_obj
def restore(services: Services, file: Path) -> None:
    """Put the backup FILE in place of what is there now, which is kept."""
    kept = services.backups.restore(file)
    say(f"Restored {file}; what was there before is kept in {kept}.")


COMMANDS: list[click.Command] = [paths, doctor, backup, restore]
