"""What a person sees: the text of the screen, line by line."""

from textual.app import App


def screen_lines(app: App[None]) -> list[str]:
    """The lines of the screen as they are drawn, without trailing blanks."""
    return [
        "".join(segment.text for segment in line).rstrip()
        for line in app.screen._compositor.render_strips()
    ]


def screen_text(app: App[None]) -> str:
    """All lines of the screen."""
    return "\n".join(screen_lines(app))
