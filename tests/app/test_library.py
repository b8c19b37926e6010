"""What a person does in the list of articles."""

from tests.app.conftest import Running
from tests.app.screen_text import screen_lines, screen_text


async def test_the_list_shows_titles_with_their_english(running: Running) -> None:
    async with running((100, 30)) as (app, _):
        text = screen_text(app)
        assert "河边的书店" in text
        assert "The bookshop by the river" in text
        assert "夜市的[燈]" in text
        assert "3 articles" in screen_lines(app)[0]
