"""English from every source, in the right order."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.articles.model import Article, Block, BlockKind, Mark, MarkKind, Origin, Place
from reader.chinese.script import Script
from reader.errors import ReaderError
from reader.storage.database import Database
from reader.storage.paths import Paths
from reader.translation.model import Alternatives, GlossWord, Result, Source, Translation
from reader.translation.progress import Phase, Progress
from reader.translation.service import TranslationService
from reader.translation.store import PackageStore
from tests.support.packages import build_package

HANS = Script.HANS


class Gloss:
    """A dictionary of one word."""

    def translate(self, sentences: Sequence[str]) -> list[Translation | None]:
        return [
            Translation("[good]", Source.GLOSS) if "好" in sentence else None
            for sentence in sentences
        ]

    def words(self, sentence: str) -> list[GlossWord]:
        return [GlossWord("好", "hǎo", "good")] if "好" in sentence else []


def to_simplified(text: str, to: Script, source: Script | None) -> str:
    return text.replace("網際網路", "互联网").replace("軟體", "软件") if to is HANS else text


def article(*texts: str, script: Script = HANS, name: str = "a") -> Article:
    blocks = [Block(number, BlockKind.PARAGRAPH, text) for number, text in enumerate(texts)]
    return Article(name, "", "", "", script, Origin.IMPORTED, blocks)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_package(tmp_path_factory.mktemp("packages"))


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache")


def make(paths: Paths, package: Path | None) -> TranslationService:
    database = Database(paths.database)
    folders = [package.parent] if package else []
    store = PackageStore(paths.packages, database, folders, paths.data / "embedded")
    return TranslationService(database, paths, to_simplified, Gloss, packages=store)


@pytest.fixture
def service(paths: Paths, package: Path) -> Iterator[TranslationService]:
    made = make(paths, package)
    yield made
    made.close()


class Screen:
    """What a screen would see of a queue."""

    def __init__(self) -> None:
        self.results: list[Result] = []
        self.phases: list[Progress] = []

    def run(self, service: TranslationService, text: Article) -> None:
        over = threading.Event()

        def note(progress: Progress) -> None:
            self.phases.append(progress)
            if progress.phase in (Phase.DONE, Phase.FAILED, Phase.CANCELLED):
                over.set()

        service.queue(text, self.results.extend, note)
        assert over.wait(300)

    @property
    def english(self) -> dict[Place, Translation]:
        return {result.place: result.translation for result in self.results}


@pytest.mark.parametrize(
    ("progress", "phrase"),
    [
        (Progress(Phase.TRANSLATING, 3, 96), "translating 3 of 96"),
        (
            Progress(Phase.TRANSLATING, 34, 1096, 2.46, 12.3),
            "translating 34 of 1,096 · 2.5/s · 12 s left",
        ),
        (
            Progress(Phase.TRANSLATING, 1, 9, 1234.5, 0.01),
            "translating 1 of 9 · 1,234/s · 1 s left",
        ),
        (Progress(Phase.TRANSLATING, 1, 9, 11.0, 300.0), "translating 1 of 9 · 11/s · 5 min left"),
        (Progress(Phase.DONE, 9, 9, 2.0, 0.0), ""),
    ],
)
def test_progress_is_one_quiet_phrase(progress: Progress, phrase: str) -> None:
    assert progress.phrase == phrase


def test_a_queue_brings_every_sentence_once(service: TranslationService) -> None:
    text = article("今天天气很好。我们喜欢读书。", "OpenAI", "公司发布了新模型。")
    screen = Screen()
    screen.run(service, text)
    assert sorted(result.place for result in screen.results) == [
        Place(0, 0),
        Place(0, 1),
        Place(1, 0),
        Place(2, 0),
    ]
    assert screen.english[Place(0, 0)] == Translation(
        "today weather very good.", Source.MODEL, "zh-en 1.0"
    )
    assert screen.english[Place(1, 0)] == Translation("OpenAI", Source.NONE)
    assert [progress.phase for progress in screen.phases if progress.message] == [Phase.LOADING]
    last = screen.phases[-1]
    assert (last.phase, last.done, last.total) == (Phase.DONE, 4, 4)


def test_what_was_translated_is_known_at_once_the_next_time(
    paths: Paths, package: Path, service: TranslationService
) -> None:
    text = article("今天天气很好。我们喜欢读书。")
    assert service.known(text, text.blocks[0]) == [None, None]
    Screen().run(service, text)
    again = make(paths, package)
    assert [known and known.source for known in again.known(text, text.blocks[0])] == [
        Source.MEMORY,
        Source.MEMORY,
    ]


def test_both_scripts_share_one_memory(service: TranslationService) -> None:
    traditional = article("網際網路的軟體很好。", script=Script.TW)
    Screen().run(service, traditional)
    simplified = article("互联网的软件很好。", name="b")
    (known,) = service.known(simplified, simplified.blocks[0])
    assert known is not None
    assert known.text == "internet of software very good."
    assert service.known(traditional, traditional.blocks[0]) == [known]


def test_without_a_package_there_is_the_gloss_and_advice(paths: Paths) -> None:
    service = make(paths, None)
    assert "models install" in service.advice
    assert service.translate_texts(["天气好。", "人"]) == [
        [("天气好。", Translation("[good]", Source.GLOSS))],
        [("人", Translation("", Source.GLOSS))],
    ]
    text = article("天气好。")
    assert service.known(text, text.blocks[0]) == [None]


def test_the_sources_come_in_order(service: TranslationService) -> None:
    block = Block(0, BlockKind.PARAGRAPH, "今天天气很好。人很好。", english=("Edited.", ""))
    text = Article("a", "", "", "", HANS, Origin.CORPUS, [block])
    other = article("今天天气很好。人很好。", name="other")
    service.correct(other, Place(0, 0), "Corrected elsewhere.")
    service.correct(other, Place(0, 1), "Nice people.")
    assert service.known(text, block) == [
        Translation("Edited.", Source.EDITED),
        Translation("Nice people.", Source.CORRECTION),
    ]
    assert service.correct(text, Place(0, 0), "Mine.") == Translation("Mine.", Source.CORRECTION)
    assert service.known(other, other.blocks[0])[0] == Translation(
        "Corrected elsewhere.", Source.CORRECTION
    )
    service.correct(text, Place(0, 0), "")
    assert service.known(text, block)[0] == Translation("Edited.", Source.EDITED)
    service.correct(text, Place(0, 0), "")  # there is nothing of this article to take back
    assert service.known(other, other.blocks[0])[0] == Translation(
        "Corrected elsewhere.", Source.CORRECTION
    )


def test_code_and_rules_pass_through(service: TranslationService) -> None:
    blocks = [Block(0, BlockKind.CODE, "print('好')\n很好"), Block(1, BlockKind.RULE, "")]
    text = Article("a", "", "", "", HANS, Origin.CORPUS, blocks)
    assert service.translate_article(text) == [
        [Translation("print('好')\n很好", Source.NONE)],
        [],
    ]


def test_a_broken_package_is_said_once_and_the_gloss_goes_on(paths: Paths, tmp_path: Path) -> None:
    folder = build_package(tmp_path / "broken")
    (folder / "model" / "model.bin").write_bytes(b"nonsense")
    service = make(paths, folder)
    screen = Screen()
    screen.run(service, article("天气好。"))
    assert screen.english[Place(0, 0)].source is Source.GLOSS
    assert screen.phases[-1].phase is Phase.FAILED
    assert str(folder) in screen.phases[-1].phrase
    service.close()


def translate(service: TranslationService, text: str) -> Translation:
    (((_, translation),),) = service.translate_texts([text], HANS)
    return translation


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("软件在https://example.com/a_b?c=1发布了。", "https://example.com/a_b?c=1"),
        ("@某人_甲 很好。", "@某人_甲 very good."),
        ("模型很好[12]。", "model very good[12]."),
        ("公司发布了`软件 v2.1`。", "`软件 v2.1`"),
        ("模型 v2.1，GPT-4很好。", "v2.1"),
        ("市场：1.25亿。", "market:125 million."),
    ],
)
def test_what_the_model_must_not_spoil_survives(
    service: TranslationService, text: str, english: str
) -> None:
    translation = translate(service, text)
    assert english in translation.text
    assert not translation.doubtful


def test_markup_does_not_reach_the_model_and_code_stays(service: TranslationService) -> None:
    marks = (Mark(MarkKind.STRONG, 0, 2), Mark(MarkKind.CODE, 3, 5))
    block = Block(0, BlockKind.PARAGRAPH, "软件用变量很好。", marks=marks)
    text = Article("a", "", "", "", HANS, Origin.FILE, [block])
    ((translation,),) = service.translate_article(text)
    assert translation.text.startswith("software")
    assert "`变量`" in translation.text


def test_a_loop_is_decoded_again(service: TranslationService) -> None:
    translation = translate(service, "甲乙丙丁戊己庚辛很好。")
    assert "loop loop loop loop" not in translation.text
    assert translation.text.endswith("very good.")


def test_a_rendering_without_faults_is_preferred(service: TranslationService) -> None:
    assert translate(service, "误").text == "right"
    assert not translate(service, "误").doubtful


def test_a_very_long_sentence_is_translated_whole(service: TranslationService) -> None:
    text = "，".join(["我们喜欢读书"] * 40) + "。"
    translation = translate(service, text)
    assert translation.text.count("we like reading") == 40


def test_alternatives_and_words(service: TranslationService) -> None:
    found: list[Alternatives] = []
    ready = threading.Event()

    def note(alternatives: Alternatives) -> None:
        found.append(alternatives)
        ready.set()

    service.alternatives(article("误好。"), Place(0, 0), note)
    assert ready.wait(300)
    (alternatives,) = found
    texts = [hypothesis.text for hypothesis in alternatives.hypotheses]
    assert texts[:2] == ["good.", "right good."]
    assert len(texts) == len(set(texts))
    assert alternatives.words == (GlossWord("好", "hǎo", "good"),)
    assert alternatives.message == ""


def test_what_is_in_focus_comes_first_and_what_follows_it_next(
    service: TranslationService,
) -> None:
    text = article(*(f"今天天气很好，第{number}天。" for number in range(200)))
    over = threading.Event()
    order: list[Place] = []

    def note(progress: Progress) -> None:
        if progress.phase is Phase.DONE:
            over.set()

    service.queue(
        text,
        lambda results: order.extend(result.place for result in results),
        note,
        focus=[Place(40, 0), Place(41, 0)],
    )
    assert over.wait(300)
    assert order[:2] == [Place(40, 0), Place(41, 0)]
    assert all(place.block >= 42 for place in order[2:20])
    assert sorted(order) == [Place(number, 0) for number in range(200)]


def test_a_cancelled_queue_says_nothing_more(service: TranslationService) -> None:
    text = article(*(f"今天天气很好，第{number}天。" for number in range(60)))
    results: list[Result] = []
    made, cancelled = threading.Event(), threading.Event()

    def take(found: list[Result]) -> None:
        assert made.wait(300)
        results.extend(found)
        queue.cancel()

    def note(progress: Progress) -> None:
        if progress.phase is Phase.CANCELLED:
            cancelled.set()

    queue = service.queue(text, take, note)
    made.set()
    assert cancelled.wait(300)
    assert 0 < len(results) < 60
    assert queue.progress.done == len(results)


def test_glosses_are_made_for_what_is_near_and_again_when_asked(paths: Paths) -> None:
    service = make(paths, None)
    text = article(*(f"天气好，第{number}天。" for number in range(1000)))
    rested = threading.Event()
    results: list[Result] = []

    def note(progress: Progress) -> None:
        if progress.phase is Phase.DONE:
            rested.set()

    queue = service.queue(text, results.extend, note, focus=[Place(500, 0)])
    assert rested.wait(300)
    assert results[0].place == Place(500, 0)
    assert 300 <= len(results) < 500
    rested.clear()
    results.clear()
    queue.focus([Place(500, 0)])
    assert rested.wait(300)
    assert results[0].place == Place(500, 0)
    service.close()


def test_a_sentence_that_comes_again_is_translated_once(service: TranslationService) -> None:
    between = [f"今天天气很好，第{number}天。" * 3 for number in range(60)]
    text = article("我们喜欢读书。", *between, "我们喜欢读书。")
    screen = Screen()
    screen.run(service, text)
    first, last = screen.english[Place(0, 0)], screen.english[Place(61, 0)]
    assert (first.source, last.source) == (Source.MODEL, Source.MEMORY)
    assert first.text == last.text


def test_a_correction_holds_for_what_is_still_to_come(service: TranslationService) -> None:
    text = article("我们喜欢读书。", *["今天天气很好。"] * 9, "我们喜欢读书。")
    corrected = threading.Event()
    over = threading.Event()
    results: dict[Place, Translation] = {}

    def note(found: list[Result]) -> None:
        results.update((result.place, result.translation) for result in found)
        if not corrected.is_set():
            service.correct(text, Place(0, 0), "Mine.")
            corrected.set()

    def watch(progress: Progress) -> None:
        if progress.phase is Phase.DONE:
            over.set()

    service.queue(text, note, watch, focus=[Place(0, 0)])
    assert over.wait(300)
    assert results[Place(10, 0)] == Translation("Mine.", Source.CORRECTION)


def test_a_correction_taken_back_is_translated_again(service: TranslationService) -> None:
    text = article("今天天气很好。")
    service.correct(text, Place(0, 0), "Mine.")
    screen = Screen()
    screen.run(service, text)
    assert screen.english[Place(0, 0)].source is Source.CORRECTION
    assert service.correct(text, Place(0, 0), "") is None
    arrived = threading.Event()
    results: list[Result] = []

    def note(found: list[Result]) -> None:
        results.extend(found)
        arrived.set()

    queue = service.queue(text, note, focus=[Place(0, 0)])
    assert arrived.wait(300)
    assert results[0].translation.source is Source.MODEL
    queue.focus([Place(0, 0)])


def test_a_full_disk_does_not_keep_the_english_from_the_screen(
    service: TranslationService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ReaderError("reader.db: the change could not be stored (disk is full).")

    monkeypatch.setattr(service.memory, "store", fail)
    monkeypatch.setattr(service.memory, "remember_spellings", fail)
    screen = Screen()
    screen.run(service, article("網際網路很好。", "天氣很好。", script=Script.TW))
    assert screen.english[Place(0, 0)].text == "internet very good."
    assert len(screen.english) == 2
    assert "disk is full" in screen.phases[-1].phrase
    said: list[Progress] = []
    (((_, translation),),) = service.translate_texts(["天气很好。"], HANS, said.append)
    assert translation.text == "weather very good."
    assert "disk is full" in said[-1].message
