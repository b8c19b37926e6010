"""Small stand-ins for services that have not landed yet; to be deleted."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from reader.articles.model import Article, Block
from reader.services import Services
from reader.translation.model import Source, Translation


@dataclass
class _Mapping:
    text: str

    def to_shown(self, offset: int) -> int:
        return offset

    def to_written(self, offset: int) -> int:
        return offset


class _Translation:
    def known(self, _: Article, block: Block) -> list[Translation | None]:
        return [
            Translation(block.english[number], Source.EDITED)
            if number < len(block.english)
            else None
            for number in range(len(block.sentences))
        ]


class _Scripts:
    def convert_mapped(self, text: str, to: object, source: object) -> _Mapping:
        return _Mapping(text)

    def convert(self, text: str, to: object, source: object) -> str:
        return text


def complete(services: Services) -> Any:
    """``services``, with stand-ins for what is missing."""
    return SimpleNamespace(
        database=services.database,
        settings=services.settings,
        annotations=services.annotations,
        library=services.library,
        scripts=getattr(services, "scripts", None) or _Scripts(),
        translation=getattr(services, "translation", None) or _Translation(),
    )
