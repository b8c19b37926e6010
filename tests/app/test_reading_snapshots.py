"""What the reading screen looks like; ``pytest --snapshot-update`` takes new pictures."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from reader.annotations.model import Kind
from reader.app.app import ReaderApp
from reader.app.choices import Choices
from reader.services import Services
from tests.support.settling import press, settled

Snapshot = Callable[..., bool]

CHINESE = """---
title: 河上的[浮桥]
date: 2025-03-01
---

# 一、老桥

镇上的人说，这座桥比软件公司还老。“走慢一点，”守桥人总是这样提醒，“木板会响。”桥下的水（春天最急）带来上游的消息。

> 桥不是给急的人修的。它等每一个人。

- 白天，卖茶的人先到。
- 夜里，只有风和灯。

![浮桥在雾里](https://example.org/bridge.png)

---

2024年，镇上装了32盏灯，花了1.5万元，**谁都说值**。守桥人后来写道：灯亮以后，夜里的脚步声多了一倍——这是好事……详见[镇志](https://example.org/annals)。
"""

ENGLISH = """---
title: The [floating] bridge
---

# 1. The old bridge

People in town say that this bridge is older than any software company.
"Walk a little slower," the bridge keeper always reminds them, "the planks will creak."
The water below (swiftest in spring) brings news from upstream.

> The bridge was not built for people in a hurry.
> It waits for everyone.

- By day the tea sellers are the first to come.
- At night there are only the wind and the lamps.

![The floating bridge in the mist](https://example.org/bridge.png)

---

In 2024 the town put up 32 lamps for 15,000 yuan, and **all agree that it was worth it**.
The bridge keeper wrote later: with the lamps, twice the footsteps, a good thing: [annals](https://example.org/annals).
"""


@pytest.fixture
def bridge(empty_services: Services, tmp_path: Path) -> str:
    """The id of an article with a block of almost every kind, and its English."""
    (tmp_path / "bridge.md").write_text(CHINESE, encoding="utf-8")
    (tmp_path / "bridge.en.md").write_text(ENGLISH, encoding="utf-8")
    (result,) = empty_services.library.add(tmp_path / "bridge.md")
    return result.id


def pressing(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Presses ``keys`` once the app has come to rest, and lets it come to rest again."""

    async def run(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await press(pilot, *keys)

    return run


@pytest.mark.parametrize("layout", ["side-by-side", "below", "chinese", "english", "study"])
@pytest.mark.parametrize("size", [(60, 20), (100, 30), (160, 40)], ids=lambda size: f"{size[0]}")
def test_layout(
    snap_compare: Snapshot,
    empty_services: Services,
    bridge: str,
    layout: str,
    size: tuple[int, int],
) -> None:
    Choices(empty_services.database).set("reading.layout", layout)
    app = ReaderApp(empty_services, bridge)
    assert snap_compare(app, terminal_size=size, run_before=pressing("down", "down"))


@pytest.mark.parametrize("theme", ["reader-light", "reader-ansi"])
def test_theme(snap_compare: Snapshot, empty_services: Services, bridge: str, theme: str) -> None:
    Choices(empty_services.database).set("theme", theme)
    app = ReaderApp(empty_services, bridge)
    assert snap_compare(app, terminal_size=(100, 30), run_before=pressing("down", "b", "v", "2"))


SITUATIONS = {
    "taiwan": ["down", "s", "s", "s", "m"],
    "find": ["slash", *"灯"],
    "found": ["slash", *"lamps", "enter", "n"],
    "selecting": ["down", "v", "shift+left"],
    "contents": ["o"],
    "link": ["end", "u"],
    "correcting": ["down", "e"],
    "swapped": ["x", ">", "+"],
    "note": ["down", "n"],
}


@pytest.mark.parametrize("situation", SITUATIONS)
def test_when(
    snap_compare: Snapshot, empty_services: Services, bridge: str, situation: str
) -> None:
    app = ReaderApp(empty_services, bridge)
    keys = SITUATIONS[situation]
    assert snap_compare(app, terminal_size=(100, 30), run_before=pressing(*keys))


def test_notes_at_the_side(snap_compare: Snapshot, empty_services: Services, bridge: str) -> None:
    article = empty_services.library.open(bridge)
    target = empty_services.annotations.sentence_target(article, 1, 1)
    empty_services.annotations.add(Kind.NOTE, target, "Who is the keeper?", tags=("people",))
    empty_services.annotations.add(Kind.BOOKMARK, target)
    app = ReaderApp(empty_services, bridge)
    assert snap_compare(app, terminal_size=(140, 30), run_before=pressing("N"))
