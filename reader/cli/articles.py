"""Commands on articles: list, add, remove, show, open, search."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.cli.output import print_json, print_table, say
from reader.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.articles.adding import AddResult
    from reader.articles.model import Article, ArticleInfo, Block
    from reader.translation.model import Translation

_FIRST_BLOCKS = 3
"""Where a title stands that the text itself begins with, perhaps below a picture."""

SCRIPTS = click.Choice([script.value for script in Script])


def info_document(info: "ArticleInfo") -> dict[str, Any]:
    """The JSON form of an article in the list."""
    return {
        "id": info.id,
        "title": info.title,
        "source": info.source,
        "date": info.date,
        "script": info.script.value,
        "characters": info.characters,
        "blocks": info.blocks,
        "progress": round(info.progress, 4),
        "bookmarks": info.bookmarks,
        "notes": info.notes,
        "origin": info.origin.value,
    }


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def list_articles(services: Services, as_json: bool) -> None:
    """List the articles: the shipped ones and your own."""
    articles = services.library.list()
    if as_json:
        print_json([info_document(info) for info in articles])
        return
    print_table(
        ["ID", "DATE", "SCRIPT", "LENGTH", "READ", "TITLE"],
        [
            [
                info.id,
                info.date or "–",
                info.script.value,
                f"{info.characters:,}",
                f"{info.progress:.0%}",
                info.title,
            ]
            for info in articles
        ],
    )


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def add(services: Services, paths: tuple[str, ...], as_json: bool) -> None:
    """Import files or folders (Markdown, text, HTML, EPUB); `-` is standard input.

    A file NAME.en.md beside NAME.md is taken as its edited English. What cannot be read is
    reported, everything else stays imported, and the exit status is then 1.
    """
    results = [result for path in paths for result in add_path(services, path)]
    if as_json:
        print_json([asdict(result) for result in results])
    else:
        for result in results:
            if result.status == "failed":
                say(f"reader: {result.reason}", error=True)
            else:
                say(f"{result.status:9}  {result.id}  {result.title}")
    if any(result.status == "failed" for result in results):
        sys.exit(1)


def add_path(services: Services, path: str) -> "list[AddResult]":
    """Import a file, a folder, or standard input for ``-``."""
    if path != "-":
        return services.library.add(Path(path))
    from reader.articles.source import SourceFile

    return [services.library.add_source(SourceFile("standard input", sys.stdin.buffer.read()))]


@click.command()
@click.argument("article", metavar="ID")
@click.pass_obj
def remove(services: Services, article: str) -> None:
    """Remove an imported article. Its notes are kept and still exported."""
    gone = services.library.remove(article)
    say(f"Removed {gone.id} ({gone.title}); its notes are kept.")


@click.command("open")
@click.argument("article", metavar="ID-or-FILE")
@click.pass_obj
def open_article(services: Services, article: str) -> None:
    """Start the app on an article, or on a file without importing it."""
    from reader.cli.start import start_app

    services.open(article)
    start_app(services, article)


@click.command()
@click.argument("article", metavar="ID")
@click.option("--script", type=SCRIPTS, default=Script.ORIGINAL.value, help="The script to show.")
@click.option("--translation", is_flag=True, help="Print the English of each sentence as well.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def show(services: Services, article: str, script: str, translation: bool, as_json: bool) -> None:
    """Print an article, in the script you choose, with its English if you ask for it."""
    opened = services.open(article)
    wanted = Script(script)
    english = services.translation.translate_article(opened) if translation else None
    title = visible(services.scripts.convert(opened.title, wanted, opened.script), one_line=True)
    blocks = (
        block_document(services, opened, block, wanted, english[block.index] if english else None)
        for block in opened.blocks
    )
    if as_json:
        print_json(
            {
                "id": opened.id,
                "title": title,
                "script": opened.script.value if wanted is Script.ORIGINAL else wanted.value,
                "blocks": list(blocks),
            }
        )
        return
    if opened.title not in {block.text for block in opened.blocks[:_FIRST_BLOCKS]}:
        click.echo(f"# {title}\n")
    for block, document in zip(opened.blocks, blocks, strict=True):
        print_block(block, document)


def block_document(
    services: Services,
    article: "Article",
    block: "Block",
    script: Script,
    english: "list[Translation] | None",
) -> dict[str, Any]:
    """The JSON form of a block: its text and sentences in ``script``, and their English."""

    def shown(text: str) -> str:
        return visible(services.scripts.convert(text, script, article.script))

    return {
        "kind": block.kind.value,
        "text": shown(block.text),
        "sentences": [
            {
                "text": shown(span.of(block.text)),
                "translation": english[number].text if english else None,
                "source": english[number].source.value if english else None,
            }
            for number, span in enumerate(block.sentences)
        ],
    }


def print_block(block: "Block", document: dict[str, Any]) -> None:
    """Print a block as Markdown would have it, its English indented below.

    ``document`` is the block's JSON form, with its text in the script to show.
    """
    click.echo(_MARKDOWN[block.kind.value](block, document["text"]))
    for sentence in document["sentences"]:
        if sentence["translation"] and sentence["source"] != "none":
            click.echo(f"    [{sentence['source']}] {visible(sentence['translation'])}")
    click.echo()


def _item(block: "Block", text: str) -> str:
    indent = "  " * (max(1, block.level) - 1)
    marker = "-" if block.marker == "•" else block.marker or " "
    return f"{indent}{marker} {text}"


_MARKDOWN: dict[str, "Callable[[Block, str], str]"] = {
    "heading": lambda block, text: f"{'#' * max(1, block.level)} {text}",
    "paragraph": lambda _, text: text,
    "quote": lambda block, text: f"{'>' * max(1, block.level)} {text}",
    "list-item": _item,
    "image": lambda block, text: f"![{text}]({visible(block.target, one_line=True)})",
    "code": lambda _, text: f"```\n{text}\n```",
    "rule": lambda *_: "---",
}
"""How a block of each kind is printed."""


@click.command()
@click.argument("words", metavar="TEXT", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.pass_obj
def search(services: Services, words: tuple[str, ...], as_json: bool) -> None:
    """Find TEXT in all articles, in either script or in English."""
    query = " ".join(words).strip()
    if not query:
        raise click.UsageError("TEXT is empty.")
    hits = services.library.search(query)
    if as_json:
        print_json(
            [
                {
                    "id": hit.article,
                    "title": hit.title,
                    "block": hit.place.block,
                    "sentence": hit.place.sentence,
                    "snippet": hit.snippet,
                }
                for hit in hits
            ]
        )
        return
    if not hits:
        click.echo(f"reader: {visible(query, one_line=True)}: no article has this.", err=True)
    for hit in hits:
        say(f"{hit.article} {hit.place.block}:{hit.place.sentence}  {hit.snippet}")


COMMANDS: list[click.Command] = [list_articles, add, remove, show, open_article, search]
