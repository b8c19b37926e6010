"""What the little words of a Chinese clause do to the English of their neighbours.

Aspect becomes tense, negation and modality find their verb, measure words go, and words of place
and time are set before their noun (``屏幕上``: on screen). Each step looks at neighbours only; all
else keeps the order of the Chinese.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from reader.translation.gloss_pieces import Kind, Piece
from reader.translation.inflection import ing, participle, past, plural


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


MEASURES = frozenset(
    "个位名家篇段份批股款条场次张件只支种项座部所间块台辆架"
    "艘层组套双对群把根颗片句首笔页站趟处声面道届期代"
    "本口顿番阵幅粒副枚棵株朵匹头户桩盏通封则尊栋幢扇拨股"
)
_QUANTITIES = frozenset("这那哪每各几一两某此该三四五六七八九十百半数整")
_BEFORE_MEASURES = frozenset(
    ["有", "没", "是", "了", "做", "换", "写", "找", "当", "成", "买", "来"]
)
"""After these a measure word has no quantity: 有条消息, some news."""
NUMERALS = frozenset("零一二两三四五六七八九十百千万亿数几多半")
_SEVERAL = _set_of(
    """
    几 两 许多 很多 不少 多个 几个 一些 这些 那些 各种 各类 无数 众多
    """
)
_BEFORE_VERBS = _set_of(
    """
    不 没 没有 会 能 能够 可以 可 要 应 应该 必须 将 正 正在 已 已经 曾 曾经 被 也 都 就 便 才
    再 还 又 只 并 想 来 去 敢 肯 不能 不会 无法 难以 得以 开始 继续 一起 别 所 互相 一直 刚
    刚刚 不断 陆续 纷纷
    """
)
_BEFORE_NOUNS = _set_of(
    """
    的 这 那 这个 那个 一个 一种 一场 一次 一些 这些 那些 这种 那种 各种 每个
    """
)
ASPECTS = frozenset("了着过")
FUNCTION_WORDS = _BEFORE_VERBS - _set_of("来 去 想 敢 肯 开始 继续") | _set_of(
    """
    的 地 得 了 着 过 吗 呢 吧 啊 呀 嘛 把 让 使 给 对 对于 向 往 从 自 由 在 到 至 为 为了 因为
    由于 因此 所以 以 以及 及 和 与 跟 同 并且 而 而且 或 或者 还是 但 但是 不过 然而 却 虽然
    尽管 如果 若 要是 只要 只有 即使 无论 不管 既 更 最 很 太 非常 比较 仅 需要 是 不是 有 无 非
    未 比 当 像 靠 则 按 按照 根据 据 随着 通过 关于 作为 在于 先 连 甚至 尤其 总是 往往 常常
    经常 仍 仍然 依然 其实 似乎 几乎 终于 就是 而是 还有 不仅 不再 于 之 说 称 问 表示 认为 后来
    上 下 里 中 内 外 前 后 时 谁 什么 怎么 如何 为什么 等
    """
)
"""Words across which no noun phrase goes."""
_PLACES = {
    "上": "on", "里": "in", "中": "in", "下": "under", "内": "within", "外": "outside",
    "之中": "in", "之内": "within", "以内": "within", "之下": "under", "之上": "above",
    "之外": "besides", "以外": "besides", "之间": "between", "当中": "among", "期间": "during",
    "以来": "since", "之前": "before", "之后": "after", "以前": "before", "以后": "after",
    "前": "before", "后": "after", "旁": "beside", "旁边": "beside", "附近": "near",
    "里面": "inside", "上面": "on", "下面": "under", "后面": "behind", "前面": "in front of",
    "背后": "behind", "身上": "on",
}  # fmt: skip
_AROUND = {"以上": "more than", "以下": "less than", "左右": "about", "上下": "about"}
_TIMES = {
    "后": "after", "之后": "after", "以后": "after", "前": "before", "之前": "before",
    "以前": "before", "时": "when", "时候": "when", "之际": "when", "期间": "while",
}  # fmt: skip
"""What follows a clause that says when."""
_AGO = re.compile(r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\Z")
_LONGEST_PHRASE = 4
"""Words of a noun phrase before which a word of place may be set."""
COMPLEMENTS = {
    "到": "to", "给": "to", "成": "into", "为": "as", "于": "in", "入": "into", "进": "into",
    "出": "out", "上": "on", "下": "down", "起": "up", "掉": "away", "走": "away", "开": "",
    "回": "back", "完": "", "好": "", "住": "", "来": "", "去": "", "得": "", "过来": "over",
    "起来": "up", "出来": "out", "下来": "down", "进来": "in", "回来": "back", "上来": "up",
    "过去": "over", "出去": "out", "下去": "on", "进去": "in", "回去": "back", "上去": "up",
    "见": "", "自": "from", "向": "toward", "往": "toward", "在": "in",
}  # fmt: skip
"""What follows a verb to say where it leads, or that it succeeds."""
LITTLE_ENDS = ASPECTS.union(COMPLEMENTS)
"""What a word that no dictionary has may end with."""
_POSSESSIVE = {"I": "my", "you": "your", "he": "his", "she": "her", "it": "its", "we": "our",
               "they": "their", "oneself": "one’s own", "who": "whose"}  # fmt: skip
_OBJECTS = {"I": "me", "he": "him", "she": "her", "we": "us", "they": "them", "who": "whom"}
_PREPOSITIONS = _set_of("对 给 为 跟 把 被 向 比 靠 替")
_ADJECTIVE = re.compile("(?:ly|ed|ing|ous|ive|ful|less|able|ible|ic)\\Z")
_PLURAL_SUBJECTS = frozenset(["I", "you", "we", "they", "everyone", "people"])
_MODALS = frozenset(["can", "could", "must", "should", "will", "would", "may", "want"])

Words = list[Piece]


def clause(words: Sequence[Piece]) -> Words:
    """The words of a clause as they stand in the line; those without any English are left out."""
    arranged = list(words)
    for step in _STEPS:
        step(arranged)
    return [word for word in arranged if word.english]


def _texts(words: Words, place: int) -> tuple[str, str]:
    """What stands before and after the word at ``place``; empty at the ends."""
    before = words[place - 1].text if place else ""
    return before, words[place + 1].text if place + 1 < len(words) else ""


def _say(words: Words, place: int, english: str, kind: Kind | None = None) -> None:
    words[place] = replace(words[place], english=english, kind=kind or words[place].kind)


def _is_verb(words: Words, place: int) -> bool:
    return 0 <= place < len(words) and words[place].kind is Kind.VERB


def _is_quantity(word: Piece) -> bool:
    counted = word.text in _QUANTITIES or word.text in _SEVERAL or NUMERALS.issuperset(word.text)
    return word.kind is Kind.NUMBER or counted


def _choose_senses(words: Words) -> None:
    """Take a word for a verb, or for a noun, where its neighbours say so."""
    for place, word in enumerate(words):
        before, after = _texts(words, place)
        verbal = before in _BEFORE_VERBS or after in ASPECTS
        if word.verb and verbal and word.text not in FUNCTION_WORDS:
            _say(words, place, word.verb, Kind.VERB)
        elif word.noun and len(word.text) > 1 and not verbal and before in _BEFORE_NOUNS:
            _say(words, place, word.noun, Kind.WORD)


def _drop_measures(words: Words) -> None:
    """Leave out what stands between a quantity and its noun."""
    for place in range(1, len(words)):
        word = words[place]
        if word.text not in MEASURES:
            continue
        if _is_quantity(words[place - 1]):
            _say(words, place, "")
            if words[place - 1].text == "一":
                _say(words, place - 1, "a")
        elif words[place - 1].text in _BEFORE_MEASURES and _is_noun(words, place + 1):
            _say(words, place, "a")


def _complete_verbs(words: Words) -> None:
    """Say what stands after a verb as English does: where it leads, that it can or cannot be."""
    for place in range(1, len(words)):
        _, after = _texts(words, place)
        text = words[place].text
        if text in ("不", "得") and after in COMPLEMENTS and _is_verb(words, place - 1):
            able = "cannot" if text == "不" else "can"
            _say(words, place - 1, f"{able} {words[place - 1].english}")
            _say(words, place, "")
            _say(words, place + 1, COMPLEMENTS[after], Kind.WORD)
        elif text[0] == "不" and text[1:] in COMPLEMENTS and _is_verb(words, place - 1):
            _say(words, place - 1, f"cannot {words[place - 1].english}")
            _say(words, place, COMPLEMENTS[text[1:]], Kind.WORD)
        elif text in COMPLEMENTS and _verb_before(words, place) >= 0:
            _say(words, place, COMPLEMENTS[text], Kind.WORD)


def _verb_before(words: Words, place: int) -> int:
    """The place of the verb that ``place`` completes, -1 where there is none."""
    place -= 1
    while place > 0 and words[place].text in COMPLEMENTS and words[place].kind is Kind.WORD:
        place -= 1
    return place if _is_verb(words, place) else -1


def _inflect(words: Words) -> None:
    """Let 了 and 过 make the past, 着 the present participle."""
    for place, word in enumerate(words):
        if word.text not in ASPECTS:
            continue
        verb = _verb_before(words, place)
        if verb >= 0 and not (verb and _takes_bare_verb(words[verb - 1].english)):
            form = ing if word.text == "着" else past
            _say(words, verb, form(words[verb].english))
        _say(words, place, "")


def _takes_bare_verb(english: str) -> bool:
    return english in _MODALS or english.endswith("not")


def _negate(words: Words) -> None:
    """Let 不 and 没 find what they deny."""
    for place, word in enumerate(words):
        if word.text in ("没", "没有"):
            if _is_verb(words, place + 1):
                _say(words, place, "did not")
            else:
                _say(words, place, "not" if _is_counted(words, place + 1) else "no")
        elif word.text == "不" and word.english and _is_verb(words, place + 1):
            _say(words, place, _not(words, place))


def _help_verbs(words: Words) -> None:
    """Say what stands before a verb as English does: the passive, the tense."""
    for place, word in enumerate(words):
        if not _is_verb(words, place + 1):
            continue
        verb = words[place + 1].english
        match word.text:
            case "正在" | "正":
                _say(words, place, "is")
                _say(words, place + 1, ing(verb), Kind.WORD)
            case "在" if not _has_place(words, place + 2):
                _say(words, place, "is")
                _say(words, place + 1, ing(verb), Kind.WORD)
            case "被":
                attributive = place + 2 < len(words) and words[place + 2].text == "的"
                _say(words, place, "" if attributive else "was")
                _say(words, place + 1, participle(verb), Kind.WORD)
            case "已" | "已经" | "曾" | "曾经":
                _say(words, place + 1, past(verb), Kind.WORD)
            case "将":
                _say(words, place, "will")
            case "可" if not place:
                _say(words, place, "but")
            case "就" | "便" if place:
                _say(words, place, "")
            case _:
                pass


def _is_counted(words: Words, place: int) -> bool:
    return place >= len(words) or _is_quantity(words[place]) or words[place].english == "a"


def _not(words: Words, place: int) -> str:
    before = words[place - 1].english if place else ""
    if before in _MODALS:
        return "not"
    return "do not" if before in _PLURAL_SUBJECTS else "does not"


def _has_place(words: Words, start: int) -> bool:
    return any(word.text in _PLACES for word in words[start : start + _LONGEST_PHRASE])


def _set_places(words: Words) -> None:
    """Set words of place and time before what they belong to."""
    for place in range(1, len(words)):
        text = words[place].text
        if text in _AROUND and words[place - 1].kind in (Kind.NUMBER, Kind.AMOUNT):
            _move(words, place, place - 1, _AROUND[text])
        elif text in _PLACES and words[place].kind is not Kind.NAME:
            _set_place(words, place)
    if words and words[-1].text in _TIMES and any(word.kind is Kind.VERB for word in words):
        _say_when(words)


def _set_place(words: Words, place: int) -> None:
    start = _phrase_start(words, place)
    if start == place:
        return
    text = words[place].text
    lead = words[start - 1].text if start else ""
    timed = _AGO.search(words[place - 1].english) if start == place - 1 else None
    if timed and words[start].kind is Kind.AMOUNT and text[-1] in "前后":
        _say(words, place, "ago" if text[-1] == "前" else "later")
    elif lead in ("从", "自", "到", "向", "往", "由", "除了", "除"):
        _say(words, place, "")
    else:
        if lead in ("在", "于"):
            _say(words, start - 1, "")
        _move(words, place, start, _PLACES[text])


def _phrase_start(words: Words, end: int) -> int:
    """Where the noun phrase that ends before ``end`` starts."""
    start = end
    while start > max(0, end - _LONGEST_PHRASE):
        word = words[start - 1]
        genitive = word.text == "的" and start < end and start > 1
        if word.kind is Kind.VERB or not (genitive or word.text not in FUNCTION_WORDS):
            break
        if word.kind is Kind.AMOUNT and start < end and words[start].kind is Kind.AMOUNT:
            break
        start -= 1
    while start < end and words[start].text == "的":
        start += 1
    return start


def _say_when(words: Words) -> None:
    """``公司宣布开源时``: when company announce open source."""
    said = _TIMES[words[-1].text]
    if len(words) > 1 and words[-2].text == "的":
        _say(words, len(words) - 2, "")
    if words[0].text in ("当", "在"):
        _say(words, 0, "")
    if any(word.kind is Kind.VERB for word in words[-4:-1]):
        _move(words, len(words) - 1, 0, said)


def _move(words: Words, place: int, to: int, english: str) -> None:
    word = words.pop(place)
    words.insert(to, replace(word, english=english))


def _put_in_object_case(words: Words) -> None:
    """Say *us* for *we* after a preposition, and where it ends a clause after its verb."""
    for place in range(1, len(words)):
        last = place == len(words) - 1
        governed = words[place - 1].text in _PREPOSITIONS or (last and _is_verb(words, place - 1))
        if governed and words[place].english in _OBJECTS:
            _say(words, place, _OBJECTS[words[place].english])


def _count_nouns(words: Words) -> None:
    """Put what is counted into the plural."""
    for place in range(len(words) - 1):
        word = words[place]
        several = word.text in _SEVERAL or _is_many(words, place)
        end = place + 1
        while end < len(words) and not words[end].english:
            end += 1
        if not several or not _is_noun(words, end):
            continue
        if _is_noun(words, end + 1):
            end += 1
        if not _is_noun(words, end + 1):
            _say(words, end, plural(words[end].english))


def _make_plural(words: Words) -> None:
    """Put what 们 follows into the plural."""
    for place in range(1, len(words)):
        if words[place].text == "们" and words[place - 1].kind is Kind.WORD:
            _say(words, place - 1, plural(words[place - 1].english))


def _is_many(words: Words, place: int) -> bool:
    """Whether a number other than 1 stands there, and not the number of a model (``RTX 4090``)."""
    word = words[place]
    named = place > 0 and words[place - 1].kind is Kind.LATIN
    number = word.kind is Kind.NUMBER or (len(word.text) > 1 and NUMERALS.issuperset(word.text))
    return number and word.english != "1" and not named


def _is_noun(words: Words, place: int) -> bool:
    if place >= len(words):
        return False
    word = words[place]
    ordinary = word.kind is Kind.WORD and word.known and word.text not in FUNCTION_WORDS
    named = word.english.replace(" ", "").isalpha() and not _ADJECTIVE.search(word.english)
    return ordinary and named and len(word.english) > 2


def _own(words: Words) -> None:
    """Let the word before 的 own what follows."""
    for place in range(1, len(words)):
        if words[place].text != "的":
            continue
        owner = words[place - 1]
        if owner.english in _POSSESSIVE:
            _say(words, place - 1, _POSSESSIVE[owner.english])
        elif owner.kind is Kind.NAME or (owner.kind is Kind.LATIN and owner.text[:1].isalpha()):
            _say(words, place - 1, f"{owner.english}’s")


_STEPS: tuple[Callable[[Words], None], ...] = (
    _choose_senses,
    _drop_measures,
    _complete_verbs,
    _negate,
    _help_verbs,
    _put_in_object_case,
    _inflect,
    _own,
    _set_places,
    _count_nouns,
    _make_plural,
)
