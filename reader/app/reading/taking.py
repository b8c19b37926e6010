"""Taking text along, and following what it points to: copies, links, pictures, contents."""

import webbrowser

from textual import work

from reader.app.reading.noting import Noting
from reader.app.widgets.contents import Contents
from reader.app.widgets.link_dialog import LinkDialog
from reader.articles.model import BlockKind, MarkKind, Place


class Taking(Noting):
    """Nothing is opened before its address was shown and the person said yes."""

    def action_copy(self, what: str) -> None:
        """Copy the selection, else the current sentence, its paragraph, or it and its English."""
        if self.selection is not None:
            text, name = self.selected_text(), "the selection"
            self.select(None)
        elif what == "paragraph":
            text, name = self._paragraph(), "the paragraph"
        elif what == "pair":
            text, name = self._pair(), "the sentence with its English"
        else:
            text, name = self._sentence(), "the sentence"
        if not text.strip():
            self.say("There is nothing to copy here.")
            return
        self.app.copy_to_clipboard(text)
        self.say(f"Copied {name}.")

    def action_copy_text(self) -> None:
        """Copy what is selected (the terminal's usual key)."""
        self.action_copy("sentence")

    def _sentence(self) -> str:
        if self.english_only:
            return self._english()
        if not self.block.sentences:
            return ""
        span = self.block.sentences[self.current.sentence]
        return self.composer.shown_text(self.current.block, *span).strip()

    def _paragraph(self) -> str:
        if not self.english_only:
            return self.composer.shown_text(self.current.block, 0, len(self.block.text))
        english = (
            self.book.get(Place(self.current.block, number))
            for number in range(len(self.block.sentences))
        )
        return " ".join(each.text.strip() for each in english if each is not None)

    def _pair(self) -> str:
        return "\n".join(filter(None, (self._sentence(), self._english())))

    def _english(self) -> str:
        english = self.book.get(self.current)
        return english.text.strip() if english is not None else ""

    def action_open_target(self) -> None:
        """Show the addresses of the links or picture here; enter opens one."""
        addresses = self._addresses()
        if not addresses:
            self.say("There is no link or picture here.")
            return
        self.app.push_screen(LinkDialog(addresses), self._open_address)

    def _addresses(self) -> list[str]:
        block = self.block
        if block.kind is BlockKind.IMAGE:
            return [block.target] if block.target else []
        links = [mark for mark in block.marks if mark.kind is MarkKind.LINK and mark.target]
        if block.sentences:
            here = block.sentences[self.current.sentence]
            mine = [mark for mark in links if mark.start < here.end and mark.end > here.start]
            links = mine or links
        return list(dict.fromkeys(mark.target for mark in links))

    @work(thread=True, group="browser")
    def _open_in_browser(self, address: str) -> None:
        if not webbrowser.open(address):
            self.app.call_from_thread(self.say, f"No browser could open {address}.", error=True)

    def _open_address(self, address: str | None) -> None:
        if address:
            self._open_in_browser(address)

    def action_contents(self) -> None:
        """Show the headings and go to the one that is chosen."""
        headings = self.article.headings
        if not headings:
            self.say("This article has no headings.")
            return
        shown = [self.in_script(heading.text) for heading in headings]
        dialog = Contents(headings, shown, self.current.block)
        self.app.push_screen(dialog, self._to_block)

    def _to_block(self, block: int | None) -> None:
        if block is not None:
            place = Place(block, 0)
            self.page.put(place, min(2, self.page.height // 4), english=self.english_only)
            self.go(place)
