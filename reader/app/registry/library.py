"""What a person can do in the list of articles."""

from reader.app.actions import ActionMaker, Where

_action = ActionMaker(Where.LIBRARY, "library")

LIBRARY = (
    _action("open", "enter", "open", "Read the article.", core=True, weight=90),
    _action("up", "up k", "", "Go to the article above.", "row(-1)", core=True),
    _action("down", "down j", "", "Go to the article below.", "row(1)", core=True),
    _action("page-up", "pageup", "", "Go up by a page.", "page(-1)", core=True),
    _action("page-down", "pagedown space", "", "Go down by a page.", "page(1)", core=True),
    _action("first", "home g", "", "Go to the first article.", core=True),
    _action("last", "end G", "", "Go to the last article.", core=True),
    _action(
        "search",
        "/ ／ ctrl+f",
        "search",
        "Search titles and sources as you type, then the texts, in either script.",
        core=True,
        weight=85,
    ),
    _action("next-unread", "u f6", "unread", "Go to the next article not read to its end."),
    _action("show", "f f7", "", "Show all articles, or those new, begun or read.", core=True),
    _action(
        "sort", "o f3", "sort", "Sort by date, title, progress, time added or length.", core=True
    ),
    _action("script", "s f2", "script", "Show titles in the next script.", core=True, weight=60),
    _action("add", "a f4", "add", "Add a file or a folder of articles.", core=True, weight=70),
    _action("export", "e f9", "export", "Export all notes as Markdown.", core=True, weight=45),
    _action("notes", "N f8", "notes", "List all bookmarks, highlights and notes.", core=True),
    _action("remove", "d delete", "", "Remove an imported article; its notes are kept."),
    _action("undo", "z ctrl+z", "", "Bring back the article removed last."),
    _action("leave", "escape", "", "End the search, or go back to the whole list."),
    _action("quit", "q", "quit", "Leave the reader.", weight=40),
)
