"""The beginning of an article for the library's preview."""

from itertools import takewhile

from reader.articles.model import Article, Block, BlockKind
from reader.chinese.script import Script
from reader.services import Services

_BLOCKS_LOOKED_AT = 12
_LENGTH = 160


def beginning(services: Services, article: str, script: Script) -> tuple[str, str]:
    """The first sentences of the article in ``script``, and what is known of their English.

    English that was not edited begins with the mark of its source. Nothing is translated here.
    Raises :class:`reader.errors.ReaderError` when there is no such article.
    """
    opened = services.library.open(article)
    block = _first_paragraph(opened)
    if block is None:
        return "", ""
    chinese = block.text[:_LENGTH]
    if script is not Script.ORIGINAL and script is not opened.script:
        source = None if opened.script is Script.ORIGINAL else opened.script
        chinese = services.scripts.convert(chinese, script, source)
    return chinese, _english(services, opened, block)[: 2 * _LENGTH]


def _english(services: Services, article: Article, block: Block) -> str:
    """The English known from the block's start on, without a gap."""
    if block.english:
        return " ".join(block.english)
    known = services.translation.known(article, block)
    sentences = takewhile(lambda translation: translation is not None, known)
    return " ".join(
        f"{translation.mark} {translation.text}".strip() for translation in sentences if translation
    )


def _first_paragraph(article: Article) -> Block | None:
    """The first block of running text that is no site debris, else the first with any text."""
    blocks = [article.blocks[n] for n in range(min(_BLOCKS_LOOKED_AT, len(article.blocks)))]
    texts = [block for block in blocks if block.text.strip() and not block.debris]
    running = (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM)
    return next((block for block in texts if block.kind in running), next(iter(texts), None))
