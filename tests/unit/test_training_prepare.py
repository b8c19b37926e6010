"""Preparation on a small scale, without the reader's converter and without zstandard."""

from training.authored import Passage
from training.leaks import LeakCheck
from training.prepare import Counts, Selection, authored_rows, label_of, open_rows, report_of
from training.prepared import Row
from training.sources import BY_NAME

PASSAGE = Passage(
    "news:1",
    (
        ("苹果公司发布了新手机。", "Apple released a new phone."),
        ("它的价格是999美元。", "It costs $999."),
        ("分析师说：“卖得不错。”", 'Analysts said, "It sells well."'),
    ),
)


def selection(counts: Counts, *leaks: tuple[str, str]) -> Selection:
    return Selection(LeakCheck({"an evaluation set": leaks}), counts)


def test_authored_passages_give_pairs_and_joined_neighbours() -> None:
    counts = Counts()
    rows = list(authored_rows([PASSAGE], selection(counts), lambda text: text.replace("发", "髮")))
    by_label: dict[str, list[Row]] = {}
    for row in rows:
        by_label.setdefault(row.label, []).append(row)
    assert [row.chinese for row in by_label["authored"]] == [pair[0] for pair in PASSAGE.pairs]
    assert len(by_label["authored+joined"]) == 3
    assert by_label["authored+script"][0].chinese == "苹果公司髮布了新手机。"
    assert {row.place for row in rows} == {PASSAGE.place}
    assert counts.kept["authored"] == 3


def test_what_is_in_an_evaluation_set_is_left_out_and_counted() -> None:
    counts = Counts()
    kept = selection(counts, ("苹果公司发布了新手机。", "Something else."))
    rows = list(authored_rows([PASSAGE], kept, str))
    assert "苹果公司发布了新手机。" not in {row.chinese for row in rows}
    assert counts.left_out["authored"]["in an evaluation set"] == 1
    assert not [row for row in rows if row.label.endswith("joined")]


def test_open_pairs_are_cleaned_filtered_and_kept_once() -> None:
    counts = Counts()
    pairs = [
        ("湯姆很高兴。", "Tom is happy ."),
        ("湯姆很高兴！", "Tom is happy"),
        ("好。", "word " * 30),
    ]
    rows = open_rows(
        BY_NAME["tatoeba"], pairs, selection(counts), lambda text: text.replace("湯", "汤")
    )
    kept = [row for row in rows if row.label == "tatoeba"]
    assert kept == [Row("tatoeba", "汤姆很高兴。", "Tom is happy.")]
    assert counts.left_out["tatoeba"] == {"seen before": 1, "length ratio": 1}


def test_made_rows_weigh_less_than_those_they_come_from() -> None:
    assert 0 < label_of("authored+joined").weight < label_of("authored").weight
    assert label_of("authored").late > label_of("lctt-opensource-fedora").late


def test_the_report_counts_everything() -> None:
    counts = Counts()
    rows = list(authored_rows([PASSAGE], selection(counts), str))
    labels = {row.label: label_of(row.label) for row in rows}
    report = report_of(counts, rows, labels, development=0)
    assert "| authored | 3 | 3 |" in report
