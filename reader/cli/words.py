"""Commands on words: look one up, and take an article's words away."""

from dataclasses import asdict
from pathlib import Path

import click

from reader.cli.language import article_of, write_out
from reader.cli.output import print_json, print_table
from reader.errors import ReaderError
from reader.services import Services


@click.command("look-up")
@click.argument("word")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def look_up(services: Services, word: str, as_json: bool) -> None:
    """Look WORD up in the dictionary, in either script."""
    if not word.strip():
        raise click.UsageError("WORD is empty.")
    entries = services.dictionary.lookup(word.strip())
    if as_json:
        print_json([asdict(entry) for entry in entries])
        return
    if not entries:
        raise ReaderError(f"{word}: the dictionary does not have this word.")
    for entry in entries:
        forms = dict.fromkeys((entry.simplified, entry.traditional))
        click.echo(f"{' '.join(forms)}  {entry.pinyin_marks}")
        for sense in entry.glosses:
            click.echo(f"    {sense}")


@click.command()
@click.argument("article", default="-", metavar="[ARTICLE]")
@click.option("--at-least", type=click.IntRange(1), default=1, help="Words that stand so often.")
@click.option("--anki", is_flag=True, help="Write a file that Anki imports.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    help="Write to this file.",
)
@click.pass_obj
def words(
    services: Services, article: str, at_least: int, anki: bool, as_json: bool, out: Path | None
) -> None:
    """List the words of an article (an id, a file or standard input), frequent ones first."""
    from reader.chinese.vocabulary import anki_file, vocabulary

    if (anki or as_json) and anki == as_json:
        raise click.UsageError("--anki and --json are two forms; choose one.")
    blocks = article_of(services, article).blocks
    sentences = (span.of(block.text) for block in blocks for span in block.sentences)
    found = vocabulary(sentences, services.segmenter, services.dictionary)
    found = [word for word in found if word.count >= at_least]
    if as_json:
        print_json([asdict(word) for word in found])
    elif anki or out:
        write_out(anki_file(found), out)
    else:
        print_table(
            ["TIMES", "WORD", "PINYIN", "ENGLISH"],
            ([str(word.count), word.simplified, word.pinyin, word.english] for word in found),
        )


COMMANDS: list[click.Command] = [look_up, words]
