"""The word-by-word line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.chinese.dictionary import Dictionary
from reader.chinese.words import Segmenter
from reader.translation.gloss import Gloss
from reader.translation.model import GlossWord, Source


@pytest.fixture(scope="module")
def gloss(segmenter: Segmenter, dictionary: Dictionary) -> Gloss:
    return Gloss(segmenter, dictionary)


def line(gloss: Gloss, sentence: str) -> str:
    (translation,) = gloss.translate([sentence])
    assert translation
    assert translation.source is Source.GLOSS
    return translation.text


@pytest.mark.parametrize(
    ("sentence", "english"),
    [
        ("我们的老师在北京。", "Our teacher in Beijing."),
        ("我們的老師在北京。", "Our teacher in Beijing."),
        ("他得走了，他的。", "He went, his."),
        ("深度求索开源了大模型！", "DeepSeek opened source large model!"),
        ("他说：“走吧！”", "He said: “go!”"),
        ("梁文锋和李广密来了。", "Liang Wenfeng and Li Guang secret came."),
        ("用户达1.25亿（含App）。", "User reach 125 million (contain App)."),
        ("2025年1月，DeepSeek-R1发布。", "January 2025, DeepSeek-R1 release."),
        ("看 https://a.cn/b?c=1, 好。", "Look https://a.cn/b?c=1, good."),
        ("硅谷,我们来了.", "Silicon Valley, we came."),
        ("过去三周,DeepSeek研发的模型", "Past 3 weeks, DeepSeek R&D model"),
        ("14.8万亿token的5%的资源", "14.8 trillion token’s 5% resources"),
        ("国家级,v2", "National-level, v2"),
        ("“人工智能”——未来……", "“Artificial intelligence” — future…"),
        ("《汉语》、《英语》", "“Chinese language”, “English”"),
        ("贾扬清说话。", "Jia Yangqing talk."),
        ("他已经写完了三本书。", "He already wrote 3 books."),
        ("她看着窗外，没有说话。", "She looking outside the window, did not talk."),
        ("我不知道。", "I do not know."),
        ("他提醒我们。", "He remind us."),
        ("数百家公司", "Several hundred companies"),
        ("这本书我看了两遍。", "This book I looked 2 times."),
        ("她比我高。", "She than me high."),
        ("百分之五的人不去了。", "5% people do not go."),
        ("老人被送到了医院。", "Old people was delivered hospital."),
        ("门被打开了。", "Door was opened."),
        ("屏幕上有一个苹果。", "On screen has an apple."),
        ("两年前，公司在房间里开会。", "2 years ago, company in room hold a meeting."),
        ("下雨的时候，他在家。", "When rain, he at home."),
        ("接不住", "Cannot take"),
        ("孩子们在学习。", "Children is learning."),
        ("跌了一成三。", "Fell 13%."),
        ("到6日为止", "To the 6th until"),
    ],
)
def test_lines(gloss: Gloss, sentence: str, english: str) -> None:
    assert line(gloss, sentence).lower() == english.lower()


def test_what_has_no_chinese_has_no_gloss(gloss: Gloss) -> None:
    assert gloss.translate(["DeepSeek-R1 v2.", "", "汉"])[:2] == [None, None]


def test_words(gloss: Gloss) -> None:
    assert gloss.words("我喜歡漢語。") == [
        GlossWord("我", "wǒ", "I"),
        GlossWord("喜歡", "xǐ huan", "like"),
        GlossWord("漢語", "Hàn yǔ", "Chinese language"),
    ]


def test_readings_follow_the_sentence(gloss: Gloss) -> None:
    assert [word.pinyin for word in gloss.words("他在银行行走。")][2:] == ["yín háng", "xíng zǒu"]


@given(text=st.text(st.sampled_from("汉语我们的了着一个年3亿A- ，。“”《》\n") | st.characters()))
def test_any_text_has_a_gloss_of_one_line(gloss: Gloss, text: str) -> None:
    (translation,) = gloss.translate([text])
    if translation:
        assert translation.text == translation.text.strip()
        assert "  " not in translation.text
    assert all(word.word in text for word in gloss.words(text))
