"""Recognising a web site's furniture among the blocks of an article.

Blocks are only flagged, never dropped. Two kinds of evidence count. Some wordings are furniture
wherever they stand (``转载保留版权``, ``+关注``). Others are words that an article may use too
(``评论``, ``相关推荐``, ``31596浏览量``, a lone link): they count only in the tail, after the last
block that reads like running text. Once the tail has shown furniture, its short lines count too,
since tag clouds and counters come as bare words and numbers.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.articles.lines import ends_sentence, is_byline, is_end_mark
from reader.articles.model import Block, BlockKind, MarkKind

_COUNTED = (
    r"(?:文章|帖子|浏览|瀏覽|阅读|閱讀|点击|點擊|播放|评论|評論|跟帖|回复|回覆|点赞|點讚|赞|讚|收藏|"
    r"分享|转发|轉發|粉丝|粉絲|关注|關注|推荐|推薦|在看|喜欢|喜歡)"
)
_ANYWHERE = re.compile(
    r"[»>]*\s*(?:本文|文章)?转载(?:请|須|须)?(?:保留|注明|註明)(?:版权|版權|出处|來源|来源).*"
    r"|[»>]*\s*轉載(?:請|須)?(?:保留|註明)(?:版權|出處|來源).*"
    r"|[+＋]\s*(?:关注|關注)"
    r"|(?:扫码|掃碼|扫一扫|掃一掃|长按|長按).{0,20}(?:二维码|二維碼|关注|關注|阅读|加入|下载|下載).{0,12}"
    r"|(?:点击|點擊)(?:上方|下方|此处|此處|这里|這裡)?.{0,12}(?:关注|關注|订阅|訂閱|加载更多|載入更多|查看更多|展开|展開).{0,10}"
    r"|(?:发布|發布|發佈|发表|發表)(?:评论|評論).{0,12}"
    r"|(?:展开|展開|阅读|閱讀|显示|顯示)(?:全文|更多)"
    r"|.{0,8}(?:识别|識別).{0,6}(?:二维码|二維碼).{0,12}"
    r"|(?:点击|點擊)?(?:上方|↑)?(?:蓝字|藍字).{0,12}"
    r"|(?:您?(?:当前|當前|现在|現在)?的?位置|首页|首頁)\s*[:：]?.{0,40}[>›»/].{0,60}"
    r"|(?:字号|字體|字体|字級)\s*[:：]?[\s\[【(（]*(?:大|中|小|超大|特大|A).{0,16}"
    r"|广告|廣告|advertisement"
    r"|(?:未经|未經).{0,12}(?:许可|許可|授权|授權).{0,8}(?:不得|禁止|严禁|嚴禁).{0,16}"
    r"|(?:版权|版權)(?:声明|聲明|所有|归|歸).{0,60}"
    r"|(?:免责|免責)(?:声明|聲明).{0,80}",
    re.IGNORECASE,
)
_IN_TAIL = re.compile(
    rf"(?:已?(?:关注|關注)|{_COUNTED}(?:数|數|量|区|區)?)"
    rf"|\d[\d,.万萬wWkK+]*\s*(?:次|个|個|条|條|人|篇)?{_COUNTED}(?:数|數|量|过|過)?"
    rf"|{_COUNTED}(?:数|數|量)?\s*[:：(（]?\s*\d[\d,.万萬wWkK+]*\s*[)）]?"
    r"|[\d,.\s\-–—|/·]+"
    r"|(?:相关|相關|热门|熱門|猜你喜欢|猜你喜歡|精彩|延伸|更多|最新|往期|编辑|編輯)"
    r"(?:推荐|推薦|阅读|閱讀|文章|新闻|新聞|链接|連結|評論|评论|内容|內容|回顾|回顧|精选|精選)?.{0,4}"
    r"|(?:分享|转发|轉發)(?:到|至|给|給)?.{0,16}"
    r"|(?:上|下)一(?:篇|页|頁)\s*[:：]?.{0,60}"
    r"|(?:返回|回到)(?:顶部|頂部|首页|首頁|列表|目录|目錄)"
    r"|(?:阅读|閱讀|查看|查閱)(?:原文|更多).{0,4}"
    r"|(?:原文|本文|文章)?(?:链接|連結|地址|网址|網址|出处|出處)\s*[:：].{0,200}"
    r"|(?:请先|請先)?\s*(?:登录|登錄|登入|注册|註冊)(?:后|後)?.{0,10}"
    r"|(?:写|寫)(?:留言|评论|評論)|(?:举报|舉報|打赏|打賞|投诉|投訴|反馈|反饋|收藏|复制链接|複製連結)"
    r"|(?:标签|標籤|tags?|关键词|關鍵詞)\s*[:：].{0,80}"
    r"|https?://\S+",
    re.IGNORECASE,
)
_SHORT = 30
_LABEL = 12
_LONGEST_DEBRIS = 120


def mark_debris(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The same blocks in order, those that are a site's furniture flagged."""
    flagged = {block.index for block in blocks if _is_anywhere(block)}
    flagged |= _of_tail(blocks, _tail_start(blocks, flagged), flagged)
    return tuple(_flagged(block) if block.index in flagged else block for block in blocks)


def is_lone_link(block: Block) -> bool:
    """Whether one link covers the block's whole text."""
    return any(
        mark.kind is MarkKind.LINK and mark.start == 0 and mark.end == len(block.text)
        for mark in block.marks
    )


def _flagged(block: Block) -> Block:
    return replace(block, debris=True)


def is_furniture(text: str) -> bool:
    """Whether a line is a site's furniture wherever it stands."""
    return len(text) <= _LONGEST_DEBRIS and _ANYWHERE.fullmatch(text.strip()) is not None


def _is_anywhere(block: Block) -> bool:
    with_text = block.kind not in (BlockKind.IMAGE, BlockKind.CODE, BlockKind.RULE)
    return with_text and is_furniture(block.text)


def _tail_start(blocks: Sequence[Block], flagged: set[int]) -> int:
    """The index after the last block that reads like the article itself."""
    for block in reversed(blocks):
        if block.index not in flagged and _is_content(block):
            return block.index + 1
    return len(blocks)


def _is_content(block: Block) -> bool:
    if block.kind in (BlockKind.IMAGE, BlockKind.CODE, BlockKind.QUOTE):
        return True
    if is_byline(block.text) or is_end_mark(block.text):
        return True
    if block.kind is BlockKind.RULE or is_lone_link(block):
        return False
    return not _fits_tail(block) and (ends_sentence(block.text) or len(block.text) > _SHORT)


def _fits_tail(block: Block) -> bool:
    text = block.text.strip()
    return len(text) <= _LONGEST_DEBRIS and (
        is_lone_link(block) or bool(_IN_TAIL.fullmatch(text)) or is_furniture(text)
    )


def _of_tail(blocks: Sequence[Block], start: int, flagged: set[int]) -> set[int]:
    tail = blocks[start:]
    first = next((block.index for block in tail if _fits_tail(block)), None)
    if first is None:
        return set()
    strong = sum(_fits_tail(block) for block in tail)
    if strong == 1 and not (
        is_lone_link(blocks[first]) or first in flagged or first == len(blocks) - 1
    ):
        return set()
    while first > start and strong > 2 and len(blocks[first - 1].text) <= _LABEL:
        first -= 1
    return {block.index for block in blocks[first:]}
