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
    _action(
        "search",
        "/ ／ ctrl+f",
        "search",
        "Search the notes: words, #tag, kind:note, colour:green, on:2025-03-01, is:lost.",
        core=True,
        weight=80,
    ),
    _action("kind", "K f2", "kind", "Show the next kind only: bookmarks, highlights, notes."),
    _action("colour", "C f3", "colour", "Show the next colour only.", weight=40),
    _action("tag", "T f4", "tag", "Show the next tag only.", weight=45),
    _action("article", "A f6", "", "Show only the notes of this article, or of all."),
    _action("date", "D f7", "", "Show the notes of today, of 7 days, of 30 days, or all."),
    _action("lost", "O f8", "", "Show only notes whose words are no longer in their article."),
    _action("edit", "n f5", "edit", "Edit the note.", core=True, weight=70),
    _action("recolour", "c", "", "Give the highlight the next colour."),
    _action("attach", "r f10", "", "Attach a note again whose words are no longer there."),
    _action("remove", "d delete", "delete", "Delete the note.", core=True),
    _action("undo", "z ctrl+z", "undo", "Bring back the note deleted last."),
    _action("export", "e f9", "export", "Export the notes shown.", core=True),
    _action("back", "escape q", "back", "Go back.", core=True),
)
