"""What a person can do while reading an article."""

from reader.annotations.colours import COLOURS
from reader.app.actions import ActionMaker, Where

_action = ActionMaker(Where.READING, "reading")

READING = (
    _action(
        "previous-sentence",
        "up k",
        "sentence",
        "Go to the sentence before.",
        core=True,
        weight=90,
    ),
    _action(
        "next-sentence", "down j", "sentence", "Go to the next sentence.", core=True, weight=90
    ),
    _action("previous-word", "left h", "word", "Go to the word before and look it up.", core=True),
    _action("next-word", "right l", "word", "Go to the next word and look it up.", core=True),
    _action(
        "script", "s f2", "script", "Show the next script.", "cycle_script", core=True, weight=85
    ),
    _action(
        "layout", "t f3", "layout", "Show the next layout.", "cycle_layout", core=True, weight=80
    ),
    _action("bookmark", "b f4", "bookmark", "Bookmark the sentence, or take it off.", core=True),
    _action("note", "n f5", "note", "Write a note on the sentence.", core=True, weight=70),
    _action("article-note", "i ctrl+n", "", "Write a note on the whole article."),
    _action("find", "/ ／ ctrl+f", "find", "Find in the Chinese or the English.", core=True),
    _action("previous-block", "ctrl+up {", "", "Go to the paragraph before.", core=True),
    _action("next-block", "ctrl+down }", "", "Go to the next paragraph.", core=True),
    _action("previous-heading", "[", "", "Go to the heading before."),
    _action("next-heading", "]", "", "Go to the next heading."),
    _action(
        "reveal",
        "space",
        "reveal",
        "Show the English of the sentence, then go to the next.",
        weight=95,
        when="studying",
    ),
    _action("page-down", "space pagedown", "", "Go down by a page.", core=True),
    _action("page-up", "pageup", "", "Go up by a page.", core=True),
    _action("first", "home g", "", "Go to the start of the article.", core=True),
    _action("last", "end G", "", "Go to the end of the article.", core=True),
    _action("next-match", "n ctrl+g", "next", "Go to the next match.", weight=95, when="finding"),
    _action(
        "previous-match",
        "N ctrl+r",
        "previous",
        "Go to the match before.",
        weight=94,
        when="finding",
    ),
    _action("contents", "T o ctrl+o", "", "Show the table of contents and jump.", core=True),
    _action("highlight", "v f6", "", "Select words and highlight them in a colour.", "select"),
    _action("longer", "shift+right", "", "Select a character more.", "extend_character(1)"),
    _action("shorter", "shift+left", "", "Select a character less.", "extend_character(-1)"),
    *(
        _action(
            colour,
            str(key),
            "colour",
            f"Highlight what is selected in {colour}.",
            f"colour('{colour}')",
            weight=96,
            when="selecting",
        )
        for key, colour in enumerate(COLOURS, start=1)
    ),
    _action(
        "unhighlight",
        "0 delete",
        "take off",
        "Take off the highlights that the selection touches.",
        weight=92,
        when="selecting",
    ),
    _action(
        "previous-listed", "up k", "go", "Go to the note before.", "listed(-1)", when="listing"
    ),
    _action("next-listed", "down j", "go", "Go to the next note.", "listed(1)", when="listing"),
    _action("edit-listed", "e", "edit", "Change the note in the list.", weight=93, when="listing"),
    _action(
        "delete-listed",
        "delete d",
        "delete",
        "Delete what the list's cursor is on.",
        weight=92,
        when="listing",
    ),
    _action("undo-delete", "U", "", "Bring back what was deleted last."),
    _action("correct", "e f7", "", "Write a better English for the sentence."),
    _action("alternatives", "A =", "", "Show other translations of the sentence."),
    _action(
        "look-up", "enter", "", "Look the word up; in study mode, show the English.", "activate"
    ),
    _action("copy-sentence", "y", "", "Copy the sentence.", "copy('sentence')"),
    _action("copy-paragraph", "Y", "", "Copy the paragraph.", "copy('paragraph')"),
    _action("copy-pair", "ctrl+y", "", "Copy the sentence with its English.", "copy('pair')"),
    _action(
        "open-link",
        "u",
        "",
        "Show the address of the link or picture, then open it.",
        "open_target",
    ),
    _action("left-narrower", "<", "", "Make the Chinese column narrower.", "ratio(-1)"),
    _action("left-wider", ">", "", "Make the Chinese column wider.", "ratio(1)"),
    _action("wider", "+", "", "Make the text wider.", "measure(1)"),
    _action("narrower", "-", "", "Make the text narrower.", "measure(-1)"),
    _action("swap", "x", "", "Swap the columns."),
    _action("changes", "m", "", "Mark where the shown script has other words.", "changed_words"),
    _action(
        "side-notes",
        "N f8",
        "",
        "Show the notes of this article at the side.",
        "notes_list",
        core=True,
    ),
    _action("back", "escape q", "", "Go back.", core=True),
)
