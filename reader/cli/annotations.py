"""Commands on annotations: note, export, import."""

from contextlib import suppress
from pathlib import Path

import click

from reader.chinese.script import Script
from reader.cli.articles import SCRIPTS
from reader.cli.output import print_text, say
from reader.errors import ReaderError
from reader.services import Services

FORMATS = click.Choice(["markdown", "json", "jsonld", "csv", "readwise"])
FILE = click.Path(path_type=Path, dir_okay=False, readable=False)
FILES = click.Path(path_type=Path, readable=False)


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


@click.command()
@click.option("--article", default="", metavar="ID", help="Only the annotations of this article.")
@click.option("--tag", default="", help="Only those with this tag.")
@click.option("--format", "form", type=FORMATS, default="markdown", help="What to write.")
@click.option("--script", type=SCRIPTS, default=Script.ORIGINAL.value, help="Of the quotes.")
@click.option("--template", type=FILE, help="A Jinja2 template to use in place of a format.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    help="A file, or a folder for one file an article; else standard output.",
)
@click.pass_obj
def export(
    services: Services,
    article: str,
    tag: str,
    form: str,
    script: str,
    template: Path | None,
    out: Path | None,
) -> None:
    """Export bookmarks, highlights and notes, as Markdown unless told otherwise.

    Exporting again to the same place changes only what has changed, and keeps what you wrote
    below the marked line of a file.
    """
    from reader.annotations.exports import export_text, export_to
    from reader.annotations.markdown import Shown
    from reader.annotations.model import Filter

    wanted = Filter(article=annotated_id(services, article), tag=tag)
    collection = services.annotations.collection(wanted)
    shown = Shown(Script(script), services.scripts)
    if out is None:
        print_text(export_text(collection, form, shown, template))
        return
    emptied = services.annotations.emptied() if wanted == Filter() else ()
    report = export_to(out, collection, form, shown, template, emptied)
    for path in report.written:
        say(f"written    {path}", error=True)
    for path in report.unchanged:
        say(f"unchanged  {path}", error=True)


def annotated_id(services: Services, name: str) -> str:
    """The full id of the article ``name``, which may be gone while its annotations are kept.

    Raises :class:`~reader.errors.ReaderError` when there is neither.
    """
    if not name or name in services.annotations.articles():
        return name
    return services.library.resolve(name)


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILES, metavar="FILE…")
@click.pass_obj
def import_annotations(services: Services, files: tuple[Path, ...]) -> None:
    """Read annotations back from exports: Markdown and JSON files, or folders of them.

    What is here already stays; of two versions of a note the newer one is kept.
    """
    from reader.annotations.imports import read_exports

    merged = services.annotations.merge(read_exports(files))
    for name in merged.articles:
        # The article may have changed since the export, or may not be in this library.
        with suppress(ReaderError):
            services.annotations.reattach(services.library.open(name))
    click.echo(
        f"{len(merged.added)} added, {len(merged.changed)} changed, "
        f"{len(merged.unchanged)} unchanged, {len(merged.kept)} newer here and kept."
    )


COMMANDS: list[click.Command] = [note, export, import_annotations]
