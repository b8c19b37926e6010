"""What single lines of Chinese articles are: bylines, end marks, unfinished sentences."""

import re

_CREDIT = re.compile(
    r"(?:文|图|圖|作者|原作者|编辑|編輯|责编|責編|责任编辑|責任編輯|记者|記者|见习记者|通讯员|"
    r"制图|製圖|摄影|攝影|图片|圖片|题图|題圖|头图|頭圖|封面|插画|插畫|来源|來源|撰文|撰稿|供稿|"
    r"文字|翻译|翻譯|译者|譯者|编译|編譯|校对|校對|审校|審校|监制|監製|出品|策划|策劃|排版|运营|"
    r"整理|采访|採訪|设计|設計|视觉|視覺|发自|資料|资料)"
    r"(?:来源|來源|供图|供圖|/|、|[&＆及和])?"
)
_BYLINE = re.compile(
    rf"[（(【\[]?(?:{_CREDIT.pattern}){{1,3}}\s*[丨|｜︱│/／:：]\s*\S.{{0,60}}", re.S
)
_END_MARK = re.compile(
    r"[·•■◆●▪\-—–＊*（(【\[\s]*(?:FIN|END|The End|完|全文完|本文完|待续|待續|正文完)"
    r"[·•■◆●▪\-—–＊*）)】\]\s]*",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:(?:发布|發布|發佈|发表|發表|更新|时间|時間|日期)(?:时间|時間|日期|于|於)?\s*[:：]?\s*)?"
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:[T\s]*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
    r"(?:\s+\S{1,12}){0,4}"
)
_SOURCE = re.compile(
    r"(?:^|[\s|｜丨])(?:文章)?(?:来源|來源|出处|出處)\s*[:：|｜丨]\s*([^\s|｜丨]{2,30})"
)
_COPIED = re.compile(r"(?:转载保留版权|轉載保留版權)\s*[:：]\s*([^»《\s]+)")
_LONGEST_DATE_LINE = 120
"""In characters; the pattern would take long to see that a line of blanks is none."""
_CLOSERS = "”’」』）)】》〉\"']"
_SENTENCE_END = "。！？!?…；;"
_UNFINISHED = "，,、：:——-"


def is_byline(text: str) -> bool:
    """Whether the line names an author, an editor, a photographer or a source of pictures."""
    return bool(_BYLINE.fullmatch(text.strip()))


def is_date_line(text: str) -> bool:
    """Whether the line gives the time of publication, perhaps with a name or two after it."""
    bare = text.strip()
    return len(bare) <= _LONGEST_DATE_LINE and _DATE_LINE.fullmatch(bare) is not None


def named_source(text: str) -> str:
    """The publication that a line names as the source (``来源：某报``), or empty."""
    match = _COPIED.search(text) or _SOURCE.search(text)
    return match.group(1) if match else ""


def is_end_mark(text: str) -> bool:
    """Whether the line only says that the article ends (``· FIN ·``, ``（完）``)."""
    return bool(_END_MARK.fullmatch(text.strip()))


def ends_sentence(text: str) -> bool:
    """Whether the line ends with a stop, closing marks after it included."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return bare.endswith(tuple(_SENTENCE_END)) or (bare.endswith(".") and not bare.endswith(".."))


def is_unfinished(text: str) -> bool:
    """Whether the line ends with a mark that announces more (comma, colon, dash)."""
    return text.rstrip().endswith(tuple(_UNFINISHED))
