"""The scripts as the app names them and goes through them."""

from reader.chinese.script import Script

NAMES = {
    Script.ORIGINAL: "as written",
    Script.HANS: "简体",
    Script.HANT: "繁體",
    Script.TW: "台灣",
    Script.HK: "香港",
}
"""Short names, each in its own script."""


def next_script(script: Script) -> Script:
    """The script after ``script``."""
    order = list(NAMES)
    return order[(order.index(script) + 1) % len(order)]
