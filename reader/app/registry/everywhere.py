"""What a person can do on every screen."""

from reader.app.actions import ActionMaker, Where

_action = ActionMaker(Where.EVERYWHERE, "app")

EVERYWHERE = (
    _action("help", "? ？ f1", "help", "Show every key, with a search.", core=True, weight=95),
    _action("palette", "ctrl+p", "", "Run any action by its name.", "command_palette"),
    _action("theme", "f12", "", "Switch to the next theme."),
    _action("refresh", "ctrl+l", "", "Draw the screen anew."),
    _action("quit", "ctrl+q", "", "Leave the reader; everything is stored already.", core=True),
)
