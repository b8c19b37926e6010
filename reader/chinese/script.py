"""Scripts, and which of them a text is written in.

This module is light: it imports nothing heavy, so the app can name scripts before the first
paint. The conversion between scripts is in :mod:`reader.chinese.conversion`.

``data/scripts.tsv`` lists the characters that only one script uses. Characters that both use
(后, 里, 干, 云 …) say nothing: 后 stands in 皇后 in either script. Whether Traditional text
follows Taiwan or Hong Kong is told by its forms (裡, 裏, 説) and its vocabulary (軟體, 質素).
"""

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from reader.chinese.normalise import normalise


class Script(StrEnum):
    """The scripts a text can be in or be shown in (BCP 47 tags; ISO 15924 codes)."""

    ORIGINAL = "original"
    HANS = "zh-Hans"
    HANT = "zh-Hant"
    TW = "zh-Hant-TW"
    HK = "zh-Hant-HK"

    @property
    def traditional(self) -> bool:
        """Whether this is Traditional script of any region."""
        return self in (Script.HANT, Script.TW, Script.HK)


class Evidence(NamedTuple):
    """How many characters of a text only Simplified or only Traditional script uses."""

    simplified: int
    traditional: int


HAN = "々〇\u2e80-\u2eff\u2f00-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Han characters and radicals as the inside of a regular expression's ``[]``."""

_HAN = re.compile(f"[{HAN}]")

# Forms and words that the Traditional script of one region uses and the others hardly do.
# One match is one vote. OpenCC's own standard shares 裏 and 着 with Hong Kong, so these alone
# decide nothing. They are compiled when they are first needed, which is not at the start.
_TAIWAN = (
    "裡|軟體|硬體|網路|網際|使用者|透過|程式|滑鼠|影片|品質|專案|智慧型|螢幕|伺服器|資料庫|"
    "預設|支援|搜尋|介面|記憶體|解析度|行動裝置|部落格|計程車|雷射|數位|資訊|產品線|演算法|列印|"
    "硬碟|簡訊|貼文|回饋|當機|雲端|執行長|新創|社群|短影音|智慧財產|兆美元|兆元|輝達|川普|普丁|"
    "賈伯斯|祖克柏|澤倫斯基|北韓|沙烏地|紐西蘭|義大利|雪梨"
)
_HONG_KONG = (
    "[嘅喺咗啲嚟冇哋攞瞓睇佢唔][^\n]|説|悦|税|鋭|脱鈎|質素|的士|巴士|短訊|手提電話|揸|飛髮|雪櫃|"
    "小巴|落車|八達通|茶餐廳|埋單|散紙|屋邨|"
    "政務司|立法會|港元|港鐵|強積金|寫字樓|智能|衞|羣組|綫上|着數|溫習班|行政總裁|私隱|解像度|"
    "流動(?:電話|支付|裝置|網絡)|數碼|資訊科技|電郵|單車|樓盤|屋苑|恒指"
)
_MAINLAND = (
    "軟件|硬件|網絡|互聯網|用戶|服務器|數據|視頻|信息|"
    "爲|衆|羣|牀|麪|喫|裏|着|内存|内核|博客|搜索|質量"
)


@cache
def _only() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that only Simplified and only Traditional script uses.

    Radicals that stand in for one of them (⻢ for 马) are among them.
    """
    from importlib import resources

    text = resources.files("reader.chinese").joinpath("data/scripts.tsv").read_text("utf-8")
    sets: dict[str, set[str]] = {Script.HANS: set(), Script.HANT: set()}
    for line in text.splitlines():
        if not line.startswith("#"):
            script, characters = line.split("\t")
            sets[script].update(characters)
    for radical in map(chr, range(0x2E80, 0x2FE0)):
        for known in sets.values():
            if normalise(radical) in known:
                known.add(radical)
    return frozenset(sets[Script.HANS]), frozenset(sets[Script.HANT])


def evidence(text: str) -> Evidence:
    """Count the characters of ``text`` that only one of the two scripts uses."""
    simplified, traditional = _only()
    return Evidence(
        sum(character in simplified for character in text),
        sum(character in traditional for character in text),
    )


def uses(text: str) -> tuple[bool, bool]:
    """Whether ``text`` has characters that only Simplified, and that only Traditional uses."""
    simplified, traditional = _only()
    return not simplified.isdisjoint(text), not traditional.isdisjoint(text)


def is_only_simplified(character: str) -> bool:
    """Whether ``character`` occurs in Simplified script alone."""
    return character in _only()[0]


def is_only_traditional(character: str) -> bool:
    """Whether ``character`` occurs in Traditional script alone."""
    return character in _only()[1]


def has_han(text: str) -> bool:
    """Whether ``text`` holds a Han character."""
    return _HAN.search(text) is not None


def detect_script(text: str) -> Script:
    """The script most of ``text`` is written in.

    ``ORIGINAL`` when there is no Han character or none that tells the scripts apart.
    Traditional text is ``TW`` or ``HK`` when the forms and vocabulary of that region outweigh
    those of the others, else ``HANT``.
    """
    simplified, traditional = evidence(text)
    if simplified == traditional == 0:
        return Script.ORIGINAL
    if simplified >= traditional:
        return Script.HANS
    return _region(text)


def _region(text: str) -> Script:
    taiwan, hong_kong, mainland = (
        len(re.findall(pattern, text)) for pattern in (_TAIWAN, _HONG_KONG, _MAINLAND)
    )
    if taiwan > max(mainland, hong_kong):
        return Script.TW
    if hong_kong > max(mainland // 2, taiwan):
        return Script.HK
    return Script.HANT
