"""What the commands and the app work with, each part made when it is first needed."""

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.settings import PunctuationSettings, Settings, read_settings
from reader.storage.database import Database
from reader.storage.paths import Paths

if TYPE_CHECKING:
    from reader.annotations.store import Annotations
    from reader.articles.library import Library
    from reader.articles.model import Article
    from reader.chinese.conversion import ScriptConverter
    from reader.chinese.dictionary import Dictionary
    from reader.chinese.script import Script
    from reader.chinese.words import Segmenter
    from reader.storage.backups import Backups
    from reader.translation.model import Glosser
    from reader.translation.service import TranslationService


@dataclass
class Services:
    """The layers below the commands and the app, over one set of directories.

    Heavy parts (script conversion, translation, dictionary) are imported when first used.
    """

    paths: Paths = field(default_factory=Paths.of_user)

    @cached_property
    def database(self) -> Database:
        """The database of ``paths``."""
        return Database(self.paths.database)

    @cached_property
    def backups(self) -> "Backups":
        """Copies of the database: ``make`` and ``restore``."""
        return self.database.backups

    @cached_property
    def library(self) -> "Library":
        """The shipped and imported articles; the shipped ones are brought up to date first."""
        from reader.articles.library import Library

        library = Library(self.database)
        library.on_changed.append(self.annotations.reattach)
        library.noted = self.annotations.noted_file
        library.sync_corpus()
        return library

    def open(self, name: str) -> "Article":
        """The article with the id ``name``, or in the file of that name, which is not imported.

        The id may be that of a file in which the person has notes. Raises
        :class:`~reader.errors.ReaderError` when there is neither.
        """
        from reader.articles.files import is_article_name

        if os.path.isfile(name):  # noqa: PTH113  # Path raises where a name is too long
            return self.library.open_file(Path(name))
        if os.path.isdir(name):  # noqa: PTH112
            raise ReaderError(f"{name}: this is a folder; `reader add` imports what is in it.")
        if os.sep in name or is_article_name(name):
            raise ReaderError(f"{name}: there is no such file.")
        try:
            return self.library.open(name)
        except ReaderError:
            path = self.annotations.path_of(name)
            if not path:
                raise
            return self.library.open_file(Path(path))

    @cached_property
    def annotations(self) -> "Annotations":
        """Bookmarks, highlights and notes."""
        from reader.annotations.store import Annotations

        return Annotations(self.database)

    @cached_property
    def translation(self) -> "TranslationService":
        """English from every source, and the packages and the memory behind it."""
        from reader.translation.engine import EngineOptions
        from reader.translation.service import TranslationService

        wanted = self.settings.translation

        def convert(text: str, to: "Script", source: "Script | None") -> str:
            return self._plain_scripts.convert(text, to, source)

        return TranslationService(
            self.database,
            self.paths,
            convert,
            self._gloss,
            options=EngineOptions(wanted.threads, wanted.compute_type, wanted.beam),
        )

    def _gloss(self) -> "Glosser":
        from reader.translation.gloss import Gloss

        return Gloss(self.segmenter, self.dictionary)

    @cached_property
    def settings(self) -> Settings:
        """What the person's configuration file says."""
        return read_settings(self.paths.settings)

    @cached_property
    def scripts(self) -> "ScriptConverter":
        """The conversion between scripts, with the person's own terms and punctuation."""
        from reader.chinese.conversion import ScriptConverter
        from reader.chinese.punctuation import Punctuation, Spacing

        wanted = self.settings.punctuation
        habits = Punctuation(wanted.quotes, wanted.width, Spacing(wanted.space))
        return ScriptConverter(self.paths.terms, habits)

    @cached_property
    def _plain_scripts(self) -> "ScriptConverter":
        """The conversion for the model and the memory, which punctuation must not change."""
        from reader.chinese.conversion import ScriptConverter

        if self.settings.punctuation == PunctuationSettings():
            return self.scripts
        return ScriptConverter(self.paths.terms)

    @cached_property
    def segmenter(self) -> "Segmenter":
        """The words of a text."""
        from reader.chinese.words import Segmenter

        return Segmenter(self.paths.cache)

    @cached_property
    def dictionary(self) -> "Dictionary":
        """Chinese words in English."""
        from reader.chinese.dictionary import Dictionary

        return Dictionary(self.paths.cache)
