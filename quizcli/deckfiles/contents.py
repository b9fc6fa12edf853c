"""The bytes of a deck file, read without waiting and without end: whatever stands at the path."""

from __future__ import annotations

import os
import stat

from quizcli.deckfiles.source import too_large
from quizcli.errors import Place, Problem
from quizcli.notes.limits import LARGEST_DECK

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
# A pipe that nobody writes to would keep us waiting before we could see that it is one.
_READ_ONLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def contents(path: str) -> bytes | Problem:
    """The bytes of a file, or why there are none: only a file is read, and at most a deck's size.

    A file that grows while it is read is as long as it was when it was opened.
    """
    try:
        with os.fdopen(os.open(path, _READ_ONLY), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                kind = _KINDS.get(stat.S_IFMT(status.st_mode), "no file")
                return Problem(Place(path), f"this is {kind}, and a deck is a file")
            if status.st_size > LARGEST_DECK:
                return too_large(path, status.st_size)
            return file.read(status.st_size)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return Problem(Place(path), f"cannot be read: {reason.lower()}")


def is_text(path: str) -> bool:
    """Whether a path can be written down; file systems allow names that are no text."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True
