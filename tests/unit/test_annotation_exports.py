"""Exports to files and other formats, and the way back."""

import csv
import io
import json
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reader.annotations.colours import COLOURS
from reader.annotations.exports import FORMATS, export_text, export_to
from reader.annotations.imports import read_export, read_exports
from reader.annotations.markdown import Shown, export_markdown
from reader.annotations.model import AnnotatedArticle, Collection, Kind, Target
from reader.annotations.store import Annotations
from reader.annotations.targets import sentence_target, target_for
from reader.chinese.script import Script
from reader.errors import ReaderError
from tests.unit.annotation_samples import new_annotations, sample_article

AWKWARD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("`*_[]<>&#-+=~|$^\\!\"'{}:.\n\r\t\0\x1b\u2028\u3000 ^>。，"),
    ),
    max_size=40,
)
LINES = st.lists(
    st.one_of(
        AWKWARD,
        st.sampled_from(["```", "---", "<!-- reader:data", "-->", "# x", "> q", "- ✎ **note** ^a"]),
    ),
    max_size=5,
).map("\n".join)
TARGETS = st.builds(
    Target,
    article=st.sampled_from(["rain", "a b/c", "雨"]),
    block=st.integers(-1, 10),
    start=st.integers(0, 9),
    end=st.integers(0, 9),
    exact=AWKWARD,
    prefix=AWKWARD,
    suffix=AWKWARD,
    orphan=st.booleans(),
    headings=st.lists(AWKWARD, max_size=3).map(tuple),
)
ARTICLES = st.builds(
    AnnotatedArticle,
    id=st.sampled_from(["rain", "a b/c", "雨"]),
    title=AWKWARD,
    english_title=AWKWARD,
    source=AWKWARD,
    date=st.sampled_from(["", "2025-03-01", "spring: 2025"]),
    script=st.sampled_from(["zh-Hans", "zh-Hant", "", "klingon"]),
    address=AWKWARD,
)
NOTES = st.tuples(
    st.sampled_from(list(Kind)),
    TARGETS,
    LINES,
    st.sampled_from(["", *COLOURS]),
    st.lists(AWKWARD, max_size=3),
    AWKWARD,
    st.sampled_from(["", "edited", "model", "<odd>"]),
)


@pytest.fixture
def store(tmp_path: Path) -> Annotations:
    return new_annotations(tmp_path / "store")


def wipe(annotations: Annotations) -> None:
    with annotations._database.writing() as connection:
        for table in ("annotations", "annotated_articles"):
            connection.execute(f"DELETE FROM {table}")


def fill(
    annotations: Annotations, notes: list[tuple[object, ...]], articles: list[object]
) -> Collection:
    wipe(annotations)
    for index, (kind, target, body, colour, tags, english, source) in enumerate(notes):
        annotations.add(
            kind,  # type: ignore[arg-type]
            target,  # type: ignore[arg-type]
            body,  # type: ignore[arg-type]
            colour=colour,  # type: ignore[arg-type]
            tags=tags,  # type: ignore[arg-type]
            english=english,  # type: ignore[arg-type]
            english_source=source,  # type: ignore[arg-type]
            article=articles[index] if index < len(articles) else None,  # type: ignore[arg-type]
        )
    return annotations.collection()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(NOTES, max_size=4), st.lists(ARTICLES, max_size=3))
@pytest.mark.parametrize("format_name", ["markdown", "json"])
def test_export_wipe_import_gives_back_the_same(
    store: Annotations, format_name: str, notes: list[tuple[object, ...]], articles: list[object]
) -> None:
    before = fill(store, notes, articles)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "export.txt"
        export_to(out, before, format_name)
        wipe(store)
        merged = store.merge(read_export(out))
        assert len(merged.added) == len(before.annotations)
        assert store.collection() == before
        assert store.merge(read_export(out)).unchanged == merged.added
        assert export_text(store.collection(), format_name) == out.read_bytes().decode()


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(NOTES, min_size=1, max_size=4), st.lists(ARTICLES, max_size=3))
def test_a_renderer_sees_one_item_for_each_annotation(
    store: Annotations, notes: list[tuple[object, ...]], articles: list[object]
) -> None:
    document = export_markdown(fill(store, notes, articles))
    front, _, content = document.removeprefix("---\n").partition("\n---\n")
    assert isinstance(yaml.safe_load(front), dict)
    tokens = MarkdownIt("commonmark").parse(content)
    assert sum(t.type == "list_item_open" and t.level == 1 for t in tokens) == len(notes)
    assert sum(t.type == "html_block" and t.level == 0 for t in tokens) == 2
    assert not [t for t in tokens if t.level == 0 and t.type in ("fence", "code_block", "hr")]


class Doubling:
    """A converter that shows what it was asked."""

    def convert(self, text: str, to: Script, source: Script | None = None) -> str:
        return f"{to}({text})"


@pytest.fixture
def annotations(tmp_path: Path) -> Annotations:
    annotations = new_annotations(tmp_path / "data")
    for identifier, title in (("rain", "雨/后: a?"), ("sun", "晴")):
        article = sample_article(identifier, title)
        annotations.add(
            Kind.NOTE, sentence_target(article, 4, 0), "=1+1\nnote", tags="x", article=article
        )
        annotations.add(Kind.HIGHLIGHT, target_for(article, 2, 0, 4), article=article)
    return annotations


def test_quotes_titles_and_headings_come_in_the_chosen_script(annotations: Annotations) -> None:
    document = export_markdown(annotations.collection(), Shown(Script.TW, Doubling()))
    assert "# zh-Hant-TW(晴)\n" in document
    assert "## zh-Hant-TW(一、清晨)\n" in document
    assert "> zh-Hant-TW(夜里下了)\n" in document


def test_a_folder_gets_one_file_for_each_article(annotations: Annotations, tmp_path: Path) -> None:
    out = tmp_path / "notes"
    report = export_to(out, annotations.collection())
    assert sorted(path.name for path in report.written) == ["晴.md", "雨 后 a.md"]
    assert export_to(out, annotations.collection()).written == ()


def test_only_the_file_that_changed_is_written_and_own_words_stay(
    annotations: Annotations, tmp_path: Path
) -> None:
    out = tmp_path / "notes"
    export_to(out, annotations.collection())
    (out / "晴.md").rename(out / "sunny day.md")
    for path in out.iterdir():
        path.write_text(path.read_text("utf-8") + "\nmy own words", "utf-8")
    stamps = {path: path.stat().st_mtime_ns for path in out.iterdir()}
    annotations.add(Kind.BOOKMARK, sentence_target(sample_article("sun", "晴"), 2, 1))
    report = export_to(out, annotations.collection())
    assert [path.name for path in report.written] == ["sunny day.md"]
    for path in out.iterdir():
        assert path.read_text("utf-8").endswith("\nmy own words")
        assert (path.stat().st_mtime_ns == stamps[path]) == (path.name == "雨 后 a.md")


def test_an_article_without_notes_any_more_shows_none(
    annotations: Annotations, tmp_path: Path
) -> None:
    out = tmp_path / "notes"
    export_to(out, annotations.collection(), emptied=annotations.emptied())
    path = out / "晴.md"
    path.write_text(path.read_text("utf-8") + "mine\n", "utf-8")
    for note in annotations.of_article("sun"):
        annotations.delete(note.id)
    assert export_to(out, annotations.collection()).written == ()
    report = export_to(out, annotations.collection(), emptied=annotations.emptied())
    assert report.written == (path,)
    assert "夜里下了" not in path.read_text("utf-8")
    assert path.read_text("utf-8").endswith("\nmine\n")
    assert read_export(path).annotations == ()


def test_line_ends_that_git_changed_stay_changed(annotations: Annotations, tmp_path: Path) -> None:
    out = tmp_path / "notes.md"
    export_to(out, annotations.collection())
    out.write_bytes((out.read_bytes() + b"mine\n").replace(b"\n", b"\r\n"))
    assert export_to(out, annotations.collection()).written == ()
    assert len(read_export(out).annotations) == 4


def test_a_file_that_no_export_made_is_never_overwritten(
    annotations: Annotations, tmp_path: Path
) -> None:
    diary = tmp_path / "diary.md"
    diary.write_text("dear diary", "utf-8")
    with pytest.raises(ReaderError, match=r"diary\.md was not made by an export"):
        export_to(diary, annotations.collection())
    assert diary.read_text("utf-8") == "dear diary"


@pytest.mark.parametrize(
    "title",
    ["..", "CON", "a" * 300, "字" * 300, "\x00/\\", "晴", "x.", ""],
    ids=str.__len__,
)
def test_names_are_safe_and_never_shared(tmp_path: Path, title: str) -> None:
    annotations = new_annotations(tmp_path / "data")
    for identifier in ("one", "two", "three"):
        article = sample_article(identifier, title)
        annotations.add(Kind.BOOKMARK, target_for(article, 2), article=article)
    report = export_to(tmp_path / "out", annotations.collection())
    assert len({path.name.casefold() for path in report.written}) == 3
    for path in report.written:
        assert path.parent == tmp_path / "out"
        assert len(path.name.encode()) < 200
        assert path.is_file()


def test_an_edit_in_the_exported_file_comes_back(annotations: Annotations, tmp_path: Path) -> None:
    out = tmp_path / "notes.md"
    export_to(out, annotations.collection(), "markdown")
    text = out.read_text("utf-8").replace("  note\n", "  note, edited\n\n  - and more\n", 1)
    out.write_text(text, "utf-8")
    merged = annotations.merge(read_export(out))
    (changed,) = merged.changed
    assert annotations.get(changed).body == "=1+1\nnote, edited\n\n- and more"
    assert len(merged.unchanged) == 3


def test_what_is_newer_here_stays(annotations: Annotations, tmp_path: Path) -> None:
    out = tmp_path / "notes.json"
    export_to(out, annotations.collection(), "json")
    note = annotations.all()[0]
    annotations.update(note.id, body="newer")
    assert annotations.merge(read_exports([out])).kept == (note.id,)
    assert annotations.get(note.id).body == "newer"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1]",
        "plain",
        '{"format": "reader-annotations", "version": 99}',
        '{"format": "reader-annotations", "version": 1, "articles": [], "annotations": [{}]}',
        '{"format": "reader-annotations", "version": 1, "articles": 3, "annotations": []}',
        "\n<!-- reader:data\nnot json\n-->\n",
        "\n<!-- reader:data\n3\n-->\n",
        "\n<!-- reader:data\n[]\n-->\n",
        "[" * 100_000,
        "{" * 100_000,
    ],
)
def test_what_is_no_export_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.md"
    path.write_text(text, "utf-8")
    with pytest.raises(ReaderError, match=r"x\.md"):
        read_export(path)


@pytest.mark.parametrize("format_name", FORMATS)
def test_every_format_repeats_itself(annotations: Annotations, format_name: str) -> None:
    collection = annotations.collection()
    assert export_text(collection, format_name) == export_text(collection, format_name)
    assert export_text(Collection((), ()), format_name)
    with pytest.raises(ReaderError, match="jsonld"):
        export_text(collection, "docx")


def test_json_ld_is_a_page_of_web_annotations(annotations: Annotations) -> None:
    page = json.loads(export_text(annotations.collection(), "jsonld"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["partOf"]["total"] == len(page["items"]) == 4
    assert page["items"][0]["target"]["source"]["dc:title"] == "晴"
    position, words = page["items"][0]["target"]["selector"]
    assert position["refinedBy"] == {"type": "TextPositionSelector", "start": 0, "end": 4}
    assert (words["type"], words["exact"]) == ("TextQuoteSelector", "夜里下了")
    assert {item["motivation"] for item in page["items"]} == {"highlighting", "commenting"}


def test_tables_have_a_row_for_each_annotation(annotations: Annotations) -> None:
    rows = list(csv.DictReader(io.StringIO(export_text(annotations.collection(), "csv"))))
    assert rows[0]["quote"] == "夜里下了"
    assert rows[1]["note"] == "'=1+1\nnote"
    assert rows[1]["headings"].endswith("一、清晨 › 市场")
    rows = list(csv.DictReader(io.StringIO(export_text(annotations.collection(), "readwise"))))
    assert list(rows[0]) == ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date"]
    assert rows[1]["Note"] == ".x\n=1+1\nnote"
    assert all(row["Highlight"] for row in rows)


class TestTemplates:
    """Shapes of one's own, in a sandbox."""

    def test_a_template_sees_articles_and_annotations(
        self, annotations: Annotations, tmp_path: Path
    ) -> None:
        template = tmp_path / "cards.html.j2"
        template.write_text(
            "{% for a in articles %}{% for n in a.annotations %}"
            "{{ a.title }}|{{ n.deepest }}|{{ n.quote }}|{{ '<' }}\n{% endfor %}{% endfor %}",
            "utf-8",
        )
        text = export_text(annotations.collection(), template=template)
        assert text.splitlines()[0] == "晴|一、清晨|夜里下了|&lt;"
        report = export_to(tmp_path / "cards", annotations.collection(), template=template)
        assert {path.suffix for path in report.written} == {".html"}

    @pytest.mark.parametrize(
        "text",
        [
            "{% for %}",
            "{{ missing }}",
            "{{ ''.__class__.__mro__[1].__subclasses__() }}",
            "{{ articles.append(1) }}",
            "{% include '/etc/passwd' %}",
            "{{ 1 / 0 }}",
            "{{ range(10000000) | list }}",
        ],
    )
    def test_what_a_template_may_not_do_is_told(
        self, annotations: Annotations, tmp_path: Path, text: str
    ) -> None:
        template = tmp_path / "bad.txt"
        template.write_text(text, "utf-8")
        with pytest.raises(ReaderError, match=r"bad\.txt"):
            export_text(annotations.collection(), template=template)
