"""The page: units, columns, rows and scrolling, without a terminal."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.app.page.composer import Composer
from reader.app.page.geometry import Layout, View, arrange
from reader.app.page.hits import hit
from reader.app.page.page import Page
from reader.app.page.rows import Laid
from reader.app.page.selection import Point, Selection
from reader.app.page.thumb import place_at, thumb
from reader.app.page.units import MOST, Unit, UnitKey, Units
from reader.articles.model import Article, Block, BlockKind, Origin, Place
from reader.chinese.cells import cell_len
from reader.chinese.conversion import ScriptConverter
from reader.chinese.normalise import visible
from reader.chinese.script import Script
from reader.translation.model import Source, Translation

CORPUS = Path(__file__).parents[2] / "corpus"
NO_LINE_START = "，。、；：？！）》」』】”’…—々ー％,.;:?!)"
NO_LINE_END = "（《「『【“‘("

TEXTS = st.text(alphabet="汉字文章，。！？“”（）…—ab1 %\n\x1b[]", max_size=300)
KINDS = st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.RULE])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles of a few blocks of any kind."""
    blocks = [
        Block(
            index,
            draw(KINDS),
            draw(TEXTS),
            level=draw(st.integers(1, 3)),
            debris=draw(st.booleans()) and draw(st.booleans()),
        )
        for index in range(draw(st.integers(1, 8)))
    ]
    return Article("a", "题", "", "", Script.HANS, Origin.FILE, blocks)


def article_of(*texts: str) -> Article:
    blocks = [Block(index, BlockKind.PARAGRAPH, text) for index, text in enumerate(texts)]
    return Article("a", "题", "", "", Script.HANS, Origin.FILE, blocks)


def composer_of(article: Article, width: int = 100, layout: Layout = Layout.SIDE) -> Composer:
    return Composer(
        units=Units(article),
        geometry=arrange(width, View(layout)),
        convert=ScriptConverter().convert_mapped,
        lookup=lambda place: Translation(f"English {place.block}.{place.sentence}.", Source.MODEL),
        visible=visible,
    )


def page_of(composer: Composer, height: int = 10) -> Page:
    return Page(composer.units, composer, height)


def all_rows(page: Page) -> list[tuple[UnitKey, int]]:
    rows = []
    unit: Unit | None = page.units.get(UnitKey(0, 0))
    while unit is not None:
        rows += [(unit.key, number) for number in range(len(page.laid(unit).rows))]
        unit = page.units.after(unit.key)
    return rows


def shown_rows(page: Page) -> list[tuple[UnitKey, int]]:
    return [(laid.unit.key, number) for laid, number in page.visible()]


@given(articles())
def test_units_cover_every_block_in_order(article: Article) -> None:
    units = Units(article)
    for block in article.blocks:
        parts = units.of_block(block.index)
        assert "".join(part.text for part in parts) == block.text
        assert [number for part in parts for number in part.sentences] == list(
            range(len(block.sentences))
        )


def test_a_long_block_is_cut_between_sentences() -> None:
    article = article_of("这是一个句子，不长也不短。" * 1000)
    parts = Units(article).of_block(0)
    assert len(parts) > 5
    assert all(len(part.text) <= MOST + 400 for part in parts)
    assert all(part.text.endswith("。") for part in parts)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("width", [20, 60, 89, 90, 120, 200])
def test_columns_stand_within_the_page_and_apart(layout: Layout, width: int) -> None:
    for swapped in (False, True):
        geometry = arrange(width, View(layout, swapped=swapped))
        columns = [each for each in (geometry.chinese, geometry.english) if each is not None]
        assert columns
        assert geometry.gutter >= 0
        for column in columns:
            assert column.x >= geometry.gutter + 2
            assert column.x + column.width <= width
        if len(columns) == 2 and not geometry.stacked:
            first, second = sorted(columns, key=lambda column: column.x)
            assert first.x + first.width < second.x


def test_under_ninety_columns_the_english_goes_below() -> None:
    assert arrange(89, View()).stacked
    assert not arrange(90, View()).stacked


@settings(max_examples=60, deadline=None)
@given(articles(), st.sampled_from(list(Layout)), st.integers(30, 140))
def test_rows_hold_all_text_within_their_columns(
    article: Article, layout: Layout, width: int
) -> None:
    composer = composer_of(article, width, layout)
    page = page_of(composer)
    for block in article.blocks:
        for unit in composer.units.of_block(block.index):
            laid = page.laid(unit)
            for row in laid.rows:
                for line, column in (
                    (row.chinese, composer.geometry.chinese),
                    (row.english, composer.geometry.english),
                ):
                    if line is not None:
                        assert column is not None
                        assert laid.inset + line.width <= max(column.width, laid.inset + 2)
            if composer.geometry.chinese is not None and not laid.folded and laid.rows:
                joined = "".join(
                    laid.shown.text[row.chinese.start : row.chinese.end]
                    for row in laid.rows
                    if row.chinese is not None
                )
                assert joined == laid.shown.text


@settings(max_examples=60, deadline=None)
@given(
    articles(),
    st.integers(1, 12),
    st.lists(st.integers(-15, 15), max_size=12),
    st.sampled_from([Layout.SIDE, Layout.BELOW, Layout.ENGLISH]),
)
def test_scrolling_moves_along_the_rows(
    article: Article, height: int, steps: list[int], layout: Layout
) -> None:
    page = page_of(composer_of(article, layout=layout), height)
    rows = all_rows(page)
    last = max(0, len(rows) - height)
    at = 0
    for step in steps:
        page.scroll(step)
        at = max(0, min(last, at + step))
        assert shown_rows(page) == rows[at : at + height]
    page.end()
    assert shown_rows(page) == rows[last:]
    page.start()
    assert shown_rows(page) == rows[:height]


@settings(max_examples=60, deadline=None)
@given(articles(), st.integers(3, 12), st.data())
def test_a_sentence_is_brought_into_view(
    article: Article, height: int, data: st.DataObject
) -> None:
    page = page_of(composer_of(article), height)
    page.scroll(data.draw(st.integers(0, 40)))
    block = data.draw(st.sampled_from(list(article.blocks)))
    place = Place(block.index, data.draw(st.integers(0, max(0, len(block.sentences) - 1))))
    page.show(place, 2)
    if not page.laid(page.units.of_place(place)).rows:
        return  # folded away
    rows = page.rows_of(place)
    assert rows is not None
    assert rows.start < height
    assert rows.start >= 0


def test_english_that_arrives_does_not_move_the_sentence() -> None:
    english: dict[Place, Translation] = {}
    composer = composer_of(article_of(*["第一句话在这里。第二句话也在这里。"] * 30))
    composer.lookup = english.get
    composer.expecting = True
    page = page_of(composer, 20)
    place = Place(15, 1)
    page.put(place, 8)
    for block in range(30):
        english[Place(block, 0)] = Translation("Some English, at times long. " * 9, Source.MODEL)
        page.forget_blocks({block})
        page.put(place, 8)
        rows = page.rows_of(place)
        assert rows is not None
        assert rows.start == 8


@pytest.mark.parametrize("layout", [Layout.SIDE, Layout.BELOW])
def test_english_that_arrives_moves_nothing_on_the_screen(layout: Layout) -> None:
    sentence = "第一句话在这里，第二句话也在这里，第三句话还是在这里。"
    arriving = {place: Translation("word " * 19, Source.MODEL) for place in places(30)}
    english: dict[Place, Translation] = {}
    composer = composer_of(article_of(*[sentence * 2] * 30), layout=layout)
    composer.lookup = english.get
    composer.expecting = True
    page = page_of(composer, 30)
    page.put(Place(15, 0), 8)
    before = chinese_rows(page)
    for place, translation in arriving.items():
        english[place] = translation
        page.forget_blocks({place.block})
        page.settle()
        assert chinese_rows(page) == before
    page.scroll(200)
    page.put(Place(15, 0), 8)
    fresh = page_of(composer, 30)
    fresh.put(Place(15, 0), 8)
    assert chinese_rows(page) == chinese_rows(fresh)


def places(blocks: int) -> list[Place]:
    return [Place(block, sentence) for block in range(blocks) for sentence in range(2)]


def chinese_rows(page: Page) -> list[tuple[UnitKey, int] | None]:
    """Of each row on the screen, which Chinese line stands there."""
    return [
        (laid.unit.key, number) if laid.rows[number].chinese else None
        for laid, number in page.visible()
    ]


@settings(max_examples=60, deadline=None)
@given(articles(), st.integers(1, 30), st.integers(0, 60))
def test_the_thumb_lies_on_the_page_and_at_its_ends_only_at_the_articles(
    article: Article, height: int, rows: int
) -> None:
    page = page_of(composer_of(article), height)
    page.scroll(rows)
    found = thumb(page.units, list(page.visible()), height)
    assert all(0 <= row < height for row in found)
    page.start()
    assert thumb(page.units, list(page.visible()), height).start == 0
    page.end()
    at_end = thumb(page.units, list(page.visible()), height)
    assert not at_end or at_end.stop == height


def test_the_thumb_goes_down_with_the_page_and_leads_back() -> None:
    page = page_of(composer_of(article_of(*["第一句话在这里。第二句话也在这里。"] * 200)), 20)
    starts = []
    for block in range(0, 200, 10):
        page.put(Place(block, 0), 0)
        starts.append(thumb(page.units, list(page.visible()), 20).start)
    assert starts == sorted(starts)
    assert starts[-1] > 15
    assert place_at(page.units, 0.0) == Place(0, 0)
    assert place_at(page.units, 0.5).block in (99, 100)
    assert place_at(page.units, 1.0) == Place(199, 1)


def corpus_article(name: str) -> Article:
    from reader.articles.files import english_beside, read_source
    from reader.articles.importer import import_pair

    path = CORPUS / f"{name}.md"
    document, _ = import_pair(read_source(path), english_beside(path))
    script = Script.TW if name.endswith("-tw") else Script.HANS
    return Article(name, document.title, "", "", script, Origin.FILE, document.blocks)


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("script", [Script.ORIGINAL, Script.TW, Script.HANS])
def test_no_line_of_the_corpus_begins_or_ends_with_a_prohibited_mark(
    width: int, script: Script
) -> None:
    for name in ("from-circles-to-everyone", "from-circles-to-everyone-tw"):
        composer = composer_of(corpus_article(name), width)
        composer.script = script
        page = page_of(composer)
        for laid, line in chinese_lines(page):
            text = laid.shown.text[line[0] : line[1]].strip()
            assert not text.startswith(tuple(NO_LINE_START)), text
            assert not text.endswith(tuple(NO_LINE_END)), text


def chinese_lines(page: Page) -> list[tuple[Laid, tuple[int, int]]]:
    found = []
    for key in dict.fromkeys(key for key, _ in all_rows(page)):
        laid = page.laid(page.units.get(key))
        found += [
            (laid, (row.chinese.start, row.chinese.stop))
            for row in laid.rows
            if row.chinese is not None
        ]
    return found


def test_every_character_of_a_row_is_hit_where_it_stands() -> None:
    composer = composer_of(article_of("汉字 and Latin，混排。"), 100)
    laid = composer(composer.units.get(UnitKey(0, 0)))
    geometry = composer.geometry
    assert geometry.chinese is not None
    line = laid.rows[0].chinese
    assert line is not None
    x = geometry.chinese.x + line.indent
    for offset, character in enumerate(laid.shown.text):
        found = hit(laid, 0, x, geometry)
        assert found is not None
        assert (found.english, found.offset, found.exact) == (False, offset, True)
        x += cell_len(character)


def test_a_drag_stays_in_its_language() -> None:
    composer = composer_of(article_of("第一句话。第二句话。"), 100)
    laid = composer(composer.units.get(UnitKey(0, 0)))
    geometry = composer.geometry
    assert geometry.chinese is not None
    assert geometry.english is not None
    start = hit(laid, 0, geometry.chinese.x + 4, geometry)
    end = hit(laid, 0, geometry.english.x + 10, geometry, english=False)
    assert start is not None
    assert end is not None
    selection = Selection.of_drag(start, end)
    assert not selection.english
    assert selection.in_chinese(0, 10) == (0, 10)
    backwards = Selection.of_drag(end, start)
    assert backwards.in_chinese(0, 10) == (0, 10)
    assert (backwards.anchor, backwards.head) == (Point(0, 0, 10), Point(0, 0, 0))
