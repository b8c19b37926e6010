"""Looking words up and taking them away."""

from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Shell

ARTICLE = "# 山路\n\n下雨了，山路很滑。\n\n雨停了，山路\t还是\x1b很滑。\n"


def test_a_word_is_looked_up_in_either_script(shell: Shell) -> None:
    assert shell.out("look-up", "汉语") == shell.out("look-up", "漢語")
    assert "汉语 漢語  Hàn yǔ\n    Chinese language\n" in shell.out("look-up", "汉语")
    assert shell.json("look-up", "汉语")[0]["pinyin"] == "Han4 yu3"


def test_an_unknown_word_is_said_to_be_unknown(shell: Shell) -> None:
    assert "does not have this word" in shell.run("look-up", "字字字", status=1).stderr


def test_the_words_of_an_article_come_frequent_ones_first(shell: Shell) -> None:
    words = shell.json("words", input=ARTICLE)
    assert (words[0]["simplified"], words[0]["count"]) == ("山路", 3)
    assert words[0]["english"].startswith("mountain road")
    frequent = shell.out("words", "--at-least", "2", input=ARTICLE).splitlines()
    assert frequent[0].split() == ["TIMES", "WORD", "PINYIN", "ENGLISH"]
    assert frequent[1].startswith("3      山路  shān lù")
    assert len(frequent) < len(words) + 1


def test_words_leave_as_cards(shell: Shell, written: Callable[[str, str], Path]) -> None:
    article = written("a.md", ARTICLE)
    out = article.with_name("cards.txt")
    shell.run("words", str(article), "--anki", "--out", str(out))
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["#separator:tab", "#html:false"]
    cards = [line.split("\t") for line in lines[3:]]
    assert {len(card) for card in cards} == {5}
    assert cards[0][:3] == ["山路", "山路", "shān lù"]
    assert "\x1b" not in out.read_text(encoding="utf-8")


def test_one_form_at_a_time(shell: Shell) -> None:
    shell.run("words", "--anki", "--json", input=ARTICLE, status=2)
