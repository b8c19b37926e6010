"""Commands on the reader itself: paths, doctor, backup, restore."""

import click

from reader.cli.output import print_json
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
        click.echo(f"{name:9} {path}")


COMMANDS: list[click.Command] = [paths]
