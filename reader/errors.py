"""The errors that a person can cause or cure."""


class ReaderError(Exception):
    """What went wrong in one sentence that names the file and the fix.

    Raised wherever a person can do something about it. The commands print it on standard
    error and exit with status 1; the app shows it in the status line. Nothing else may reach a
    person: any other exception is a bug.
    """
