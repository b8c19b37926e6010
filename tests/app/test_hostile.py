"""Nothing that stands in an article, its English or a note reaches the terminal as a command."""

import re
from pathlib import Path

from textual.app import App

from reader.annotations.model import Kind
from reader.annotations.targets import sentence_target
from reader.app.app import ReaderApp
from reader.app.screens.notes import NotesScreen
from reader.services import Services
from tests.support.settling import press, settled

# A title for the window, a cleared screen, a bell, another direction of writing; and markup.
HARM = "\x1b]0;x\x07\x1b[2J\x9b2J\u202e\u2066\x08\x7f[/b][bold]"
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

CHINESE = f"""---
title: "题\\e[2J\\u202e\\a[b]"
source: "源\\e[2J"
---

# 标题{HARM}

正文{HARM}在这里。第二句{HARM}也在。

![图{HARM}](http://example.org/{HARM})

见[链接{HARM}](http://example.org/a)。
"""
ENGLISH = f"""---
title: "A title \\e[2J"
---

# Head{HARM}

The text{HARM} is here.
The second sentence{HARM} too.

![picture{HARM}](http://example.org/{HARM})

See{HARM}.
"""


def drawn(app: App[None]) -> str:
    return "".join(
        segment.text for strip in app.screen._compositor.render_strips() for segment in strip
    )


async def test_no_screen_draws_what_a_terminal_would_obey(
    empty_services: Services, tmp_path: Path
) -> None:
    (tmp_path / "bad.md").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "bad.en.md").write_text(ENGLISH, encoding="utf-8")
    (added,) = empty_services.library.add(tmp_path / "bad.md")
    article = empty_services.library.open(added.id)
    block = next(block for block in article.blocks if len(block.sentences) > 1)
    target = sentence_target(article, block.index, 0)
    empty_services.annotations.add(Kind.NOTE, target, f"note{HARM}", tags=f"t{HARM}")
    app = ReaderApp(empty_services)
    async with app.run_test(size=(120, 36)) as pilot:
        await settled(pilot)
        seen = drawn(app)
        assert "A title ␛[2J" in seen
        await press(pilot, "enter")
        for keys in (
            ["down", "down"],
            ["e"],
            ["escape", "n"],
            ["escape", "A"],
            ["escape", "o"],
            ["escape", "end", "u"],
            ["escape", "slash", "正"],
        ):
            await press(pilot, *keys)
            seen += drawn(app)
            assert not ACTING.findall(seen), keys
        app.push_screen(NotesScreen(empty_services))
        await settled(pilot)
        seen += drawn(app)
    assert "The second sentence␛]0;x␇" in seen
    assert "第二句␛]0;x␇" in seen
    assert not ACTING.findall(seen)
