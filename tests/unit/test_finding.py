"""Annotations find their words again in a changed article, or are left without a place."""

import random
from pathlib import Path

import pytest

from reader.annotations.finding import Finder
from reader.annotations.model import Filter, Kind, Target
from reader.annotations.targets import sentence_target, target_for
from tests.benchmarks.reattach import article, measure
from tests.unit.annotation_samples import new_annotations, sample_article

PIECES = ("没有人知道。", "天亮了。", "开门的是一位老人，手里提着灯。", "a b. ", "\u3000", "？！")
OLD = article(
    [
        "夜里下了一场雨。早上的街道很安静！“你听见了吗？”她问。",
        "卖菜的人已经来了，桌上摆着青菜和豆腐。价格没有变。",
        "太阳出来以后，水很快就干了。没有人知道。",
        "地铁里的人都在看手机。没有人知道。",
    ]
)


def found(new: list[str], block: int, start: int, end: int) -> Target:
    return Finder(article(new)).find(target_for(OLD, block, start, end))


def texts() -> list[str]:
    return [block.text for block in OLD.blocks]


def test_words_that_moved_are_found_word_for_word() -> None:
    new = ["新的一段，与下文无关。", *texts()]
    new[2] = "前面加了一句。" + new[2]
    target = found(new, 1, 9, 19)
    assert (target.block, target.start, target.exact) == (2, 16, "桌上摆着青菜和豆腐。")


def test_of_two_the_one_with_its_surroundings_is_taken() -> None:
    new = ["没有人知道。", *texts()]
    assert found(new, 3, 11, 17).block == 4
    assert found(new, 2, 14, 20).block == 3


@pytest.mark.parametrize(
    ("was", "now"),
    [("青菜和豆腐", "青菜、萝卜和豆腐"), ("已经来了", "来了"), ("卖菜的人", "菜农")],
)
def test_an_edited_sentence_is_found_nearly_and_as_a_whole(was: str, now: str) -> None:
    new = texts()
    new[1] = new[1].replace(was, now)
    target = found(new, 1, 0, 19)
    assert not target.orphan
    assert (target.block, target.exact) == (1, new[1].removesuffix("价格没有变。"))


def test_words_that_are_gone_leave_an_orphan_with_its_quote() -> None:
    new = texts()
    new[1] = "价格没有变。"
    target = found(new, 1, 0, 19)
    assert target.orphan
    assert target.exact == "卖菜的人已经来了，桌上摆着青菜和豆腐。"
    assert Finder(OLD).find(target) == target_for(OLD, 1, 0, 19)


def test_one_of_two_equal_sentences_gone_is_not_taken_for_the_other() -> None:
    new = texts()
    new[2] = "太阳出来以后，水很快就干了。"
    assert found(new, 2, 14, 20).orphan


def test_nothing_breaks_on_empty_articles_and_quotes() -> None:
    assert found([], 0, 0, 8).orphan
    assert found([""], 0, 0, 8).orphan
    assert not found([], -1, 0, 0).orphan
    assert found(["夜"], 1, 3, 3).orphan
    assert Finder(article([""])).likely(target_for(OLD, 0, 0, 8)) == []


def test_the_likeliest_sentences_for_an_orphan_come_first() -> None:
    new = texts()
    new[1] = "摊位上有豆腐，也有青菜。价格没有变。"
    (first, *_) = Finder(article(new)).likely(target_for(OLD, 1, 9, 19))
    assert first.exact == "摊位上有豆腐，也有青菜。"


def test_a_changed_article_takes_its_annotations_along(tmp_path: Path) -> None:
    annotations = new_annotations(tmp_path)
    old = sample_article()
    kept = annotations.add(Kind.NOTE, sentence_target(old, 2, 1), "a", article=old)
    gone = annotations.add(Kind.NOTE, sentence_target(old, 6, 0), "b", article=old)
    blocks = [block.text for block in old.blocks]
    new = article(["一段新话。", *blocks[:6]])
    object.__setattr__(new, "id", old.id)
    outcome = annotations.reattach(new)
    assert (outcome.exact, outcome.near, outcome.orphans) == ((kept.id,), (), (gone.id,))
    assert annotations.get(kept.id).target.block == 3
    assert annotations.get(kept.id).updated == kept.updated
    assert annotations.all(Filter(orphans=True))[0].id == gone.id
    assert annotations.reattach(old).orphans == ()
    assert annotations.all(Filter(orphans=True)) == []


class TestEarlierText:
    """Where the text that the annotations were made in is known."""

    @staticmethod
    def found(old: list[str], new: list[str], block: int, start: int, end: int) -> Target:
        before = article(old)
        return Finder(article(new), old).find(target_for(before, block, start, end))

    def test_repeated_sentences_between_known_ones_are_told_apart(self) -> None:
        old = [
            "没有人知道。开门的是一位老人，手里提着灯。没有人知道。",
            "没有人知道。最后一句话在这里等着。",
        ]
        new = [
            "没有人说话。开门的是一位老人，手里提着灯。没有人知道。",
            "没有人知道。最后一句话在这里等着。",
        ]
        assert self.found(old, new, 0, 21, 27).start == 21
        assert self.found(old, new, 1, 0, 6).block == 1
        assert self.found(old, new, 0, 0, 6).exact == "没有人说话。"

    def test_a_paragraph_that_moved_takes_its_repeated_sentences_along(self) -> None:
        old = [
            "天亮了。没有人知道。",
            "没有人知道。桥下的夜市十点才开张，卖面的人最晚收摊。没有人知道。",
            "雨停了。",
        ]
        target = self.found(old, [old[1], old[2], old[0]], 1, 25, 31)
        assert (target.block, target.start, target.orphan) == (0, 25, False)

    def test_words_of_an_edited_sentence_stay_on_what_is_left_of_them(self) -> None:
        new = texts()
        new[1] = "卖菜的人刚刚来了，桌上摆着青菜、萝卜和豆腐。价格没有变。"
        assert self.found(texts(), new, 1, 13, 15).exact == "青菜"
        assert self.found(texts(), new, 1, 13, 18).exact == "青菜、萝卜和豆腐"
        assert self.found(texts(), new, 1, 4, 6).orphan

    def test_a_sentence_in_place_of_which_another_stands_is_lost(self) -> None:
        new = texts()
        new[2] = "太阳出来以后，水很快就干了。谁在唱歌？"
        assert self.found(texts(), new, 2, 14, 20).orphan

    def test_what_is_said_of_another_text_is_not_believed(self) -> None:
        target = target_for(OLD, 2, 0, 14)
        finder = Finder(article(["新的一段，与下文无关。", *texts()]), ["别的文章。"])
        assert finder.find(target).block == 3
        assert Finder(article([]), texts()).find(target).orphan
        assert Finder(OLD, []).find(target) == target

    def test_whatever_the_texts_the_place_holds_the_words(self) -> None:
        chance = random.Random(7)
        for _ in range(300):
            old, new = (
                ["".join(chance.choices(PIECES, k=chance.randrange(6))) for _ in range(4)]
                for _ in range(2)
            )
            finder = Finder(article(new), old)
            for block, text in enumerate(old):
                start = chance.randint(0, len(text))
                end = chance.randint(start, len(text))
                target = finder.find(target_for(article(old), block, start, end))
                place = slice(target.start, target.end)
                assert target.orphan or new[target.block][place] == target.exact


@pytest.mark.parametrize("alone", [False, True], ids=["with the earlier text", "quotes alone"])
def test_ten_percent_edited_sentences_cost_nothing_but_their_own_places(alone: bool) -> None:
    counts = measure(3, restructured=False, seed=7, alone=alone)
    wrong = sum(count for (_, outcome), count in counts.items() if outcome == "wrong")
    untouched = sum(count for (kind, _), count in counts.items() if kind.startswith("untouched"))
    exact = sum(count for (_, outcome), count in counts.items() if outcome == "exact")
    assert wrong == 0
    assert exact >= 0.98 * untouched
