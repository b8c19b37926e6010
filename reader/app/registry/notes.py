"""What a person can do in the list of bookmarks, highlights and notes."""

from reader.app.actions import ActionMaker, Where

_action = ActionMaker(Where.NOTES, "notes")

NOTES = (
    _action("open", "enter", "open", "Go to the place in the article.", core=True, weight=90),
    _action("up", "up k", "", "Go to the note above.", "row(-1)", core=True),
    _action("down", "down j", "", "Go to the note below.", "row(1)", core=True),
    _action("page-up", "pageup", "", "Go up by a page.", "page(-1)", core=True),
    _action("page-down", "pagedown space", "", "Go down by a page.", "page(1)", core=True),
    _action("first", "home g", "", "Go to the first note.", core=True),
    _action("last", "end G", "", "Go to the last note.", core=True),
    _action("search", "/ ／ ctrl+f", "search", "Search the notes.", core=True, weight=80),
    _action("edit", "n f5", "edit", "Edit the note.", core=True),
    _action("remove", "d delete", "delete", "Delete the note.", core=True),
    _action("undo", "z ctrl+z", "undo", "Bring back the note deleted last."),
    _action("export", "e f9", "export", "Export the notes as Markdown.", core=True),
    _action("back", "escape q", "back", "Go back.", core=True),
)
