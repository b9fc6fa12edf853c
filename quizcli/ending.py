"""How the program ends when it cannot go on."""

from __future__ import annotations

import sys

from quizcli.errors import QuizError, StoreError, shortened

LONGEST_SENTENCE = 1000


def exit_code(error: Exception) -> int:
    """The exit code of an error, after its sentence was said.

    Raises the error itself when it is neither one of ours nor what a damaged log led to: then it
    is a bug, and shows.
    """
    told = error if isinstance(error, QuizError) else _damage(error)
    if told is None:
        raise error
    # What the sentence names may be of any file; loaded now because most runs end well.
    from quizcli.ui.report import say
    from quizcli.ui.text import one_line

    say(shortened(one_line(str(told)), LONGEST_SENTENCE), sys.stderr, label="error: ")
    return told.exit_code


def _damage(error: Exception) -> StoreError | None:
    """The fault of the log behind an error; None when the log is sound, or has no part in it.

    Damage may raise anything anywhere: numbers are no numbers, texts make no sense.
    """
    import sqlite3

    from quizcli.store import checkup, database, faults, paths

    path = paths.database_file()
    if isinstance(error, OSError):
        return None  # of a stream or another file
    if isinstance(error, sqlite3.Error) and faults.tells(error):
        return faults.sentence(path, error)
    try:
        sound = not database.has_content(path) or checkup.is_sound(path)
    except StoreError as fault:
        return fault
    return None if sound else StoreError(f"{path} is damaged. Run: quizcli doctor")
