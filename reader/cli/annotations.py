"""Commands on annotations: note, export, import."""

import click

from reader.services import Services


@click.command()
@click.argument("article", metavar="ID")
@click.option(
    "--block",
    type=click.IntRange(min=0),
    required=True,
    help="The block, counted from 0 as in `reader show --json`.",
)
@click.option(
    "--sentence",
    type=click.IntRange(min=0),
    default=0,
    help="The sentence in the block, counted from 0.",
)
@click.option("--text", default="", help="The note (Markdown); without it a bookmark is set.")
@click.option("--tag", "tags", multiple=True, help="A tag; may be given several times.")
@click.pass_obj
def note(
    services: Services, article: str, block: int, sentence: int, text: str, tags: tuple[str, ...]
) -> None:
    """Set a bookmark on a sentence, or a note with a text, and print its id."""
    from reader.annotations.model import Kind

    opened = services.open(article)
    if block >= len(opened.blocks):
        raise click.UsageError(f"{opened.id} has blocks 0 to {len(opened.blocks) - 1}.")
    count = len(opened.blocks[block].sentences)
    if sentence >= count:
        raise click.UsageError(f"Block {block} of {opened.id} has {count} sentences, from 0.")
    target = services.annotations.sentence_target(opened, block, sentence)
    known = services.translation.known(opened, opened.blocks[block])[sentence]
    kind = Kind.NOTE if text else Kind.BOOKMARK
    made = services.annotations.add(
        kind,
        target,
        body=text,
        tags=tags,
        english=known.text if known else "",
        english_source=known.source.value if known else "",
        article=opened,
    )
    click.echo(made.id)


COMMANDS: list[click.Command] = [note]
