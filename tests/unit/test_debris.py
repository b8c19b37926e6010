"""A web site's furniture is recognised; the article's own words are not."""

import pytest

from reader.articles.importer import import_file
from reader.articles.source import SourceFile

TEXT = "河水从山里流出来，绕过村子，一直流到看不见的地方去。\n村里的人都说它没有尽头。"


def debris(text: str, name: str = "a.txt") -> list[str]:
    blocks = import_file(SourceFile(name, text.encode())).blocks
    return [block.text for block in blocks if block.debris]


def test_a_tail_of_buttons_and_counters() -> None:
    tail = ["-", "河流", "+關注", "關注", "12文章", "3456瀏覽量", "27 -", "村莊", "25"]
    tail += ["發布評論請先 登錄", "相關推薦", "評論"]
    found = debris(TEXT + "\n" + "\n".join(tail))
    assert found == tail[1:]


@pytest.mark.parametrize(
    "line",
    [
        "» 转载保留版权:例子网 » 《河》",
        "[例子](https://example.org/a)",
        "分享到：微博 微信",
        "上一篇：山",
        "阅读原文",
        "点赞 12",
        "未经授权，不得转载",
        "https://example.org/a/b",
        "长按二维码关注我们",
        "广告",
        "展开全文",
    ],
)
def test_single_lines_at_the_end(line: str) -> None:
    assert len(debris(f"{TEXT}\n{line}\n")) == 1


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        TEXT + "\n文丨张三\n编辑 | 李四\n图片来源 | 例子社",
        TEXT + "\n· FIN ·",
        TEXT + "\n（张三、李四为化名）",
        TEXT + "\n“是吗？”他说",
        TEXT + "\n题图来源：《河》",
        "评论\n\n" + TEXT + "\n关注\n" + TEXT,
        TEXT + "\n[1] 例子：《河流志》，2020 年。\n[2] https://example.org/b",
        "位置很好的一座桥\n\n" + TEXT,
        "首页新闻说\n\n" + TEXT,
        "山中一夜雨\n树杪百重泉\n月出惊山鸟\n时鸣春涧中",
        "推荐\n25\n分享",
        TEXT + "\n二〇二四年五月",
    ],
)
def test_the_articles_own_words_stay(text: str) -> None:
    assert debris(text) == []


@pytest.mark.parametrize(
    "line",
    ["首页 > 新闻 > 正文", "您的位置：河流网>山村", "字号：[大 中 小]", "点击上方蓝字关注我们"],
)
def test_furniture_above_the_text(line: str) -> None:
    assert debris(f"{line}\n{TEXT}") == [line]


def test_the_last_link_gives_address_and_source() -> None:
    text = f"{TEXT}\n\n[qq](https://new.example.org/a/1)\n"
    document = import_file(SourceFile("a.md", text.encode()))
    assert document.address == "https://new.example.org/a/1"
    assert document.source == "new.example.org"
    named = import_file(SourceFile("a.md", text.replace("[qq]", "[河流日报]").encode()))
    assert named.source == "河流日报"
    copied = import_file(SourceFile("a.txt", f"{TEXT}\n» 转载保留版权:例子网 » 《河》".encode()))
    assert copied.source == "例子网"
