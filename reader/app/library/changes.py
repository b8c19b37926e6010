"""Adding, removing and exporting from the list of articles."""

from textual import work

from reader.app.cells import one_line
from reader.app.library.messages import Changed, Failed
from reader.app.screens.base import ReaderScreen
from reader.app.screens.confirm import ConfirmScreen
from reader.app.widgets.article_list import ArticleList
from reader.articles.model import ArticleInfo, Origin
from reader.errors import ReaderError
from reader.services import Services


class LibraryChanges(ReaderScreen):
    """The part of the library screen that changes the library."""

    def __init__(self, services: Services) -> None:
        """Changes to the library of ``services``."""
        super().__init__()
        self.services = services
        self.wanted = ""
        """The id of the article to go to when the list is read again."""
        self._removed: list[ArticleInfo] = []

    @property
    def articles(self) -> ArticleList:
        """The list."""
        return self.query_one(ArticleList)

    def reload(self) -> None:
        """Read the list again."""
        raise NotImplementedError

    def on_failed(self, message: Failed) -> None:
        """Say why."""
        self.say(one_line(message.reason), error=True)

    def action_add(self) -> None:
        """Add a file or a folder."""
        from reader.app.screens.add import AddScreen

        self.app.push_screen(AddScreen(self.services), self._go_to)

    def _go_to(self, article: str | None) -> None:
        """Have the cursor on ``article`` when the list is read again."""
        self.wanted = article or ""

    def action_remove(self) -> None:
        """Remove the article under the cursor after asking."""
        entry = self.articles.current
        if entry is None:
            return
        if entry.info.origin is Origin.CORPUS:
            self.say("This article came with the reader and stays.")
            return
        question = f"Remove “{entry.info.title}”? Its notes are kept; z brings it back."

        def answered(yes: bool | None) -> None:
            if yes:
                self._remove(entry.info)

        self.app.push_screen(ConfirmScreen(question, "remove"), answered)

    @work(thread=True, group="change")
    def _remove(self, info: ArticleInfo) -> None:
        try:
            self.services.library.remove(info.id)
        except ReaderError as error:
            self.post_message(Failed(str(error)))
        else:
            self.post_message(Changed(f"Removed “{info.title}”; z brings it back.", info))

    def action_undo(self) -> None:
        """Bring back the article removed last."""
        if self._removed:
            self._restore(self._removed.pop())
        else:
            self.say("Nothing was removed since the start.")

    @work(thread=True, group="change")
    def _restore(self, info: ArticleInfo) -> None:
        try:
            back = self.services.library.restore(info.id)
        except ReaderError as error:
            self.post_message(Failed(str(error)))
        else:
            said = f"“{info.title}” is back." if back else f"“{info.title}” has to be added again."
            self.post_message(Changed(said, wanted=info.id))

    def on_changed(self, message: Changed) -> None:
        """Read the list again and say what was done."""
        if message.removed:
            self._removed.append(message.removed)
        self.wanted = message.wanted or self.wanted
        self.reload()
        self.say(one_line(message.sentence))

    def action_export(self) -> None:
        """Export all notes as Markdown."""
        from reader.app.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.services), lambda said: self.say(said or ""))
