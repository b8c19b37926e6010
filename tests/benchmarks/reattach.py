"""How many annotations are found again after 10 % of an article's sentences were edited.

Run as ``uv run python -m tests.benchmarks.reattach [ROUNDS]``. The articles are generated, with
many sentences of the same pattern and some that stand there twice, so that a wrong place is easy
to take, or are the shipped ones. Where an article is rearranged besides, a paragraph is put in,
two are joined and one moves. The earlier text is known, as it is when an article is imported
again, or the quotes alone, as when notes come from another machine. Prints a table; ends with
status 1 when fewer than 98 % of the untouched quotes are found exactly, or one goes to a wrong
place, in an article whose sentences were edited and nothing else.
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from reader.annotations.finding import Finder
from reader.annotations.model import Target
from reader.annotations.targets import target_for
from reader.articles.model import Article, Block, BlockKind, Origin
from reader.chinese.script import Script
from reader.chinese.sentences import split_sentences

CORPUS = Path(__file__).parents[2] / "corpus"

PLACES = tuple("北京 上海 广州 成都 武汉 西安 南京 杭州 重庆 青岛 昆明 长沙".split())  # noqa: SIM905
PEOPLE = tuple("工程师 老师 司机 医生 学生 记者 厨师 店主 编辑 研究员 投资人 志愿者".split())  # noqa: SIM905
THINGS = tuple("模型 算力 芯片 电池 地铁 图书馆 菜市场 天气 房租 耳机 剧本 数据".split())  # noqa: SIM905
VERBS = tuple("讨论 购买 维修 研究 等待 放弃 推荐 比较 记录 翻译 测试 解释".split())  # noqa: SIM905
TIMES = tuple("去年 昨天 上周 春节前 凌晨 这个月 三天后 早上 傍晚 雨后".split())  # noqa: SIM905
PATTERNS = (
    "{time}，{place}的{person}开始{verb}{thing}。",
    "{place}今天下雨，{person}没有出门。",
    "“你听说{thing}了吗？”{person}问。",
    "{thing}的价格涨了{n}%，{place}的{person}却不着急。",
    "可是，{person}认为{thing}比{other}更重要！",
    "据报道，{place}有{n}家公司正在{verb}{thing}，其中{other}占了一半。",
    "为什么要{verb}{thing}？",
    "没有人知道。",
)
ODD = "的一是不了人我在有他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生"


@dataclass
class Sentence:
    """A sentence of the old article and what became of it: its text now, or nothing."""

    old: str
    new: str
    edited: bool = False


def sentence(chance: random.Random) -> str:
    """A sentence of one of the patterns."""
    thing, other = chance.sample(THINGS, 2)
    return chance.choice(PATTERNS).format(
        time=chance.choice(TIMES),
        place=chance.choice(PLACES),
        person=chance.choice(PEOPLE),
        verb=chance.choice(VERBS),
        thing=thing,
        other=other,
        n=chance.randrange(2, 90),
    )


def edited(text: str, chance: random.Random) -> str:
    """A sentence as an editor may leave it: a word changed, put in, left out, or all of it new."""
    kind = chance.randrange(6)
    place = chance.randrange(len(text) - 1)
    if kind == 0:
        return ""
    if kind == 1:
        return sentence(chance)
    if kind == 2:
        return text[:place] + "".join(chance.choices(ODD, k=chance.randrange(1, 8))) + text[place:]
    if kind == 3:
        return text[:place] + text[min(len(text) - 1, place + chance.randrange(1, 5)) :]
    words = chance.choice((THINGS, PLACES, PEOPLE, VERBS))
    for word in words:
        if word in text:
            return text.replace(word, chance.choice(words), 1)
    return chance.choice(ODD) + text


def patterned(chance: random.Random) -> list[list[str]]:
    """Paragraphs of sentences that are much alike."""
    return [[sentence(chance) for _ in range(chance.choice([1, 1, 2, 3, 5, 8]))] for _ in range(25)]


def shipped(chance: random.Random) -> list[list[str]]:
    """The paragraphs of one of the articles that come with the reader."""
    files = [
        path for path in CORPUS.glob("*.md") if path.stem[-3:] != ".en" and path.stem.islower()
    ]
    lines = chance.choice(sorted(files)).read_text(encoding="utf-8").splitlines()
    return [[span.of(line) for span in split_sentences(line)] for line in lines if len(line) > 20]


def generated(
    chance: random.Random, restructured: bool, prose: bool
) -> tuple[list[list[Sentence]], ...]:
    """The paragraphs of an article as they were, and as they are."""
    paragraphs = shipped(chance) if prose else patterned(chance)
    old = [[Sentence(text, text) for text in paragraph] for paragraph in paragraphs]
    everything = [item for paragraph in old for item in paragraph]
    for item in chance.sample(everything, len(everything) // 10):
        item.new = edited(item.old, chance)
        item.edited = item.new != item.old
    new = list(old)
    if restructured:
        # A paragraph put in, two joined, one moved.
        new.insert(chance.randrange(len(new)), [Sentence("", sentence(chance)) for _ in range(3)])
        joined = chance.randrange(len(new) - 1)
        new[joined : joined + 2] = [new[joined] + new[joined + 1]]
        new.insert(chance.randrange(len(new)), new.pop(chance.randrange(len(new))))
    return old, new


def article(texts: list[str]) -> Article:
    """An article of paragraphs."""
    blocks = [Block(index, BlockKind.PARAGRAPH, text) for index, text in enumerate(texts)]
    return Article("a", "题", "", "", Script.HANS, Origin.FILE, blocks)


@dataclass(frozen=True)
class Case:
    """An annotation's old target, and where its words are now, if they still are."""

    target: Target
    sentence: Sentence
    whole: bool
    now: tuple[int, int, int] | None
    sentence_now: tuple[int, int]
    """Where the sentence now begins: block and offset."""


def cases(
    chance: random.Random, restructured: bool, prose: bool
) -> tuple[Article, Article, list[Case]]:
    """The article before and after, and an annotation on every sentence and on words in most."""
    old, new = generated(chance, restructured, prose)
    before = article(["".join(item.old for item in paragraph) for paragraph in old])
    after = article([text for p in new if (text := "".join(item.new for item in p))])
    places: dict[int, tuple[int, int]] = {}
    index = 0
    for paragraph in new:
        offset = 0
        for item in paragraph:
            places[id(item)] = (index, offset)
            offset += len(item.new)
        index += bool(offset)
    found = []
    for number, paragraph in enumerate(old):
        offset = 0
        for item in paragraph:
            spans = [(0, len(item.old), True)]
            if len(item.old) > 8:
                start = chance.randrange(len(item.old) - 6)
                spans.append((start, start + chance.randrange(2, 6), False))
            for start, end, whole in spans:
                target = target_for(before, number, offset + start, offset + end)
                block, place = places[id(item)]
                now = None if item.edited else (block, place + start, place + end)
                found.append(Case(target, item, whole, now, (block, place)))
            offset += len(item.old)
    return before, after, found


def outcome(case: Case, found: Target) -> str:
    """What became of an annotation: ``exact``, ``near``, ``orphan`` or ``wrong``."""
    if found.orphan:
        return "orphan"
    where = (found.block, found.start, found.end)
    if case.now is not None:
        return "exact" if where == case.now else "wrong"
    block, start = case.sentence_now
    end = start + len(case.sentence.new)
    inside = found.block == block and min(end, found.end) > max(start, found.start)
    return "near" if inside and case.sentence.new else "wrong"


def measure(
    rounds: int, restructured: bool, seed: int, prose: bool = False, alone: bool = False
) -> Counter[tuple[str, str]]:
    """Counts of (untouched or edited, outcome); ``alone`` has the quotes, not the earlier text."""
    counts: Counter[tuple[str, str]] = Counter()
    for number in range(rounds):
        chance = random.Random(seed + number)
        before, after, all_cases = cases(chance, restructured, prose)
        finder = Finder(after, () if alone else [block.text for block in before.blocks])
        for case in all_cases:
            kind = "untouched" if case.now else "edited"
            kind += " sentence" if case.whole else " words"
            result = outcome(case, finder.find(case.target))
            counts[kind, result] += 1
            if result == "wrong" and "-v" in sys.argv:
                print(kind, case.target, "->", finder.find(case.target), case.sentence, case.now)
    return counts


def main() -> None:
    """Print the table."""
    rounds = int(next((a for a in sys.argv[1:] if a.isdigit()), "40"))
    failed = False
    print(
        f"{'article':38} {'annotation':20} {'all':>6} {'exact':>8} {'near':>8} {'orphan':>8} wrong"
    )
    for alone, prose, restructured in product((False, True), repeat=3):
        counts = measure(rounds, restructured, 1000, prose, alone)
        name = f"{'prose' if prose else 'patterned'}{', rearranged' if restructured else ''}"
        name += ", quotes alone" if alone else ""
        for kind in sorted({kind for kind, _ in counts}):
            total = sum(count for (known, _), count in counts.items() if known == kind)
            row = {outcome: counts[kind, outcome] for outcome in ("exact", "near", "orphan")}
            wrong = counts[kind, "wrong"]
            shares = " ".join(f"{count / total:8.2%}" for count in row.values())
            print(f"{name:38} {kind:20} {total:6} {shares} {wrong}")
            missed = kind.startswith("untouched") and row["exact"] / total < 0.98
            failed |= not restructured and (wrong > 0 or missed)
    sys.exit(failed)


if __name__ == "__main__":
    main()
