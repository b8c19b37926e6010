"""English for sentences, from whichever source knows it best."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING

from reader.articles.model import Article, Block, BlockKind, Origin, Place
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.storage.database import Database
from reader.storage.paths import Paths
from reader.translation.engine import Engine, EngineOptions
from reader.translation.memory import Memory
from reader.translation.model import Alternatives, Glosser, Result, Source, Translation
from reader.translation.normalising import Convert, Normaliser
from reader.translation.plan import Task
from reader.translation.queue import OnProgress, OnResults, TranslationQueue
from reader.translation.rendering import GlossRenderer, ModelRenderer, Renderer
from reader.translation.sources import Sources, sentences_of
from reader.translation.store import ADVICE, PackageStore
from reader.translation.worker import Worker

if TYPE_CHECKING:
    from reader.translation.memory import Entry
    from reader.translation.tmx import Unit

_UNITS_AT_ONCE = 1_000


class TranslationService:
    """Everything about English. Methods that translate block; the queue does not.

    The sources are those of :class:`Sources`, then the package in use, then the dictionary gloss.
    """

    def __init__(
        self,
        database: Database,
        paths: Paths,
        convert: Convert,
        gloss: Callable[[], Glosser],
        *,
        options: EngineOptions | None = None,
        packages: PackageStore | None = None,
    ) -> None:
        """``gloss`` makes the last resort when it is first needed."""
        self.memory = Memory(database)
        self.packages = packages or PackageStore(
            paths.packages, database, downloads=paths.cache / "downloads"
        )
        self._options = options or EngineOptions()
        self._make_gloss = gloss
        self._convert = convert
        self._normaliser = Normaliser(convert, self.memory)
        self._sources = Sources(self.memory, self.packages)
        self._worker = Worker("translation")
        self._loading = threading.Lock()
        self._engine: Engine | None = None
        self._gloss: Glosser | None = None

    @property
    def advice(self) -> str:
        """One line on how to get a package where none is usable, else empty."""
        return "" if self.packages.chosen else ADVICE

    def known(self, article: Article, block: Block) -> list[Translation | None]:
        """What is known of each sentence of ``block`` without translating; quick.

        Text whose normalised form is not known yet counts as unknown.
        """
        return self._sources.known(article, [block], self._normaliser.remembered)[0]

    def queue(
        self,
        article: Article,
        on_results: OnResults,
        on_progress: OnProgress | None = None,
        *,
        focus: Iterable[Place] = (),
    ) -> TranslationQueue:
        """Translate the whole article on the worker's thread; see :class:`TranslationQueue`.

        ``focus`` are the places to begin with.
        """
        return TranslationQueue(
            article, self, on_results, on_progress, focus=focus, submit=self._worker.submit
        )

    def translate_article(
        self, article: Article, on_progress: OnProgress | None = None
    ) -> list[list[Translation]]:
        """The English of every sentence of every block; blocks until it is there.

        Raises :class:`ReaderError` when a package is installed but cannot be used. That the
        memory cannot be written is only said to ``on_progress``.
        """
        english: dict[Place, Translation] = {}

        def note(results: Iterable[Result]) -> None:
            english.update((result.place, result.translation) for result in results)

        queue = TranslationQueue(article, self, note, on_progress)
        while queue.step():
            pass
        if queue.failure:
            raise ReaderError(queue.failure)
        return [
            [english[Place(block.index, number)] for number in range(len(block.sentences))]
            for block in article.blocks
        ]

    def translate_texts(
        self,
        texts: Sequence[str],
        script: Script = Script.ORIGINAL,
        on_progress: OnProgress | None = None,
    ) -> list[list[tuple[str, Translation]]]:
        """For each text its sentences, each with its English; blocks until they are there."""
        blocks = [Block(number, BlockKind.PARAGRAPH, text) for number, text in enumerate(texts)]
        article = Article("", "", "", "", script, Origin.FILE, blocks)
        english = self.translate_article(article, on_progress)
        return [
            [
                (span.of(block.text), translation)
                for span, translation in zip(block.sentences, translations, strict=True)
            ]
            for block, translations in zip(blocks, english, strict=True)
        ]

    def correct(self, article: Article, place: Place, english: str) -> Translation | None:
        """Keep the person's wording for a sentence; an empty one brings the former English back.

        Returns what is known of the sentence afterwards.
        """
        block = article.blocks[place.block]
        sentence = self._sentence(article, place)
        if english := english.strip():
            self.memory.correct(sentence, article.id, english)
        else:
            former = self.known(article, block)[place.sentence]
            if former is not None and former.source is Source.CORRECTION:
                self.memory.take_back(sentence, article.id)
        return self.known(article, block)[place.sentence]

    def alternatives(
        self, article: Article, place: Place, on_ready: Callable[[Alternatives], None]
    ) -> None:
        """Ask for other renderings of a sentence; ``on_ready`` is called on the worker's thread.

        They come before what the queue has still to do.
        """

        def job() -> None:
            try:
                found = self._alternatives(article, place)
            except Exception as error:  # whatever it is, the screen must go on
                message = str(error) if isinstance(error, ReaderError) else f"It failed ({error})."
                found = Alternatives(place, "", None, (), (), message)
            on_ready(found)

        self._worker.submit(job, urgent=True)

    def _alternatives(self, article: Article, place: Place) -> Alternatives:
        block = article.blocks[place.block]
        sentence = self._sentence(article, place)
        current = self.known(article, block)[place.sentence]
        words = tuple(self._glosser().words(sentence))
        renderer, failure = self.renderer(lambda package: None)
        hypotheses = tuple(renderer.alternatives(sentence))
        return Alternatives(place, sentence, current, hypotheses, words, failure or self.advice)

    def _sentence(self, article: Article, place: Place) -> str:
        """The normalised form of the sentence at ``place``."""
        written = sentences_of(article.blocks[place.block])[place.sentence]
        return self._normaliser.normalise([written], article.script)[written]

    def _glosser(self) -> Glosser:
        if self._gloss is None:
            self._gloss = self._make_gloss()
        return self._gloss

    def export_tmx(self, stream: IO[str], *, corrections_only: bool = False) -> int:
        """Write the memory to ``stream`` as TMX 1.4; how many sentences it has."""
        from reader.translation.tmx import write_tmx

        entries = self.memory.entries()
        if corrections_only:
            entries = (entry for entry in entries if not entry.package)
        return write_tmx(entries, stream)

    def import_tmx(self, path: Path) -> int:
        """Add the Chinese–English units of a TMX file; how many were new or newer.

        Raises :class:`ReaderError`, with nothing added, when the file is not sound to its end.
        """
        from reader.translation.tmx import read_tmx

        for _ in read_tmx(path):
            pass
        units, taken = read_tmx(path), 0
        while stretch := list(islice(units, _UNITS_AT_ONCE)):
            for script, entries in _by_script(stretch).items():
                normal = self._normaliser.normalise([entry.sentence for entry in entries], script)
                taken += self.memory.add(
                    [replace(entry, sentence=normal[entry.sentence]) for entry in entries]
                )
        return taken

    def close(self) -> None:
        """Stop after the batch in flight."""
        self._worker.close()

    # What a queue needs (reader.translation.queue.Desk).

    def settle(self, article: Article, blocks: Sequence[Block]) -> tuple[list[Result], list[Task]]:
        """What is known of the blocks' sentences, and what is left to translate."""
        results: list[Result] = []
        tasks: list[Task] = []
        known = self._sources.known(article, blocks, self._normaliser.normalise)
        for block, translations in zip(blocks, known, strict=True):
            written = sentences_of(block)
            for number, translation in enumerate(translations):
                place = Place(block.index, number)
                if translation is not None:
                    results.append(Result(place, translation))
                else:
                    normal = self._normaliser.normalise([written[number]], article.script)
                    tasks.append(Task(normal[written[number]], place))
        return results, tasks

    def kept(self, article: Article, sentences: Sequence[str]) -> dict[str, Translation]:
        """What is kept by now of sentences that were not known when they were settled."""
        return self._sources.kept(article, sentences)

    def renderer(self, announce: Callable[[str], None]) -> tuple[Renderer, str]:
        """The best translator there is, and one sentence when a better one failed to load."""
        failure = ""
        package = self.packages.chosen
        if package is not None:
            try:
                return self._model(announce), ""
            except ReaderError as error:
                failure = str(error)
        return GlossRenderer(self._glosser()), failure

    def keep(self, renderer: Renderer, results: Iterable[tuple[str, Translation]]) -> None:
        """Store results in the memory, but for those that are cheap to make again."""
        if renderer.key:
            self.memory.store(results, renderer.key)

    def _model(self, announce: Callable[[str], None]) -> ModelRenderer:
        package = self.packages.chosen
        assert package is not None
        with self._loading:
            if self._engine is None or self._engine.package != package:
                announce(package.name)
                self._engine = None  # never two models in memory
                self._engine = Engine(package, self._options)
            engine = self._engine
        traditional = package.from_code == "zt"
        return ModelRenderer(engine, self._to_traditional if traditional else None)

    def _to_traditional(self, text: str) -> str:
        return self._convert(text, Script.HANT, Script.HANS)


def _by_script(units: Iterable["Unit"]) -> "dict[Script, list[Entry]]":
    entries: dict[Script, list[Entry]] = {}
    for unit in units:
        entries.setdefault(unit.script, []).append(unit.entry)
    return entries
