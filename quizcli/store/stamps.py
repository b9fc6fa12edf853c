"""Deck files as the file system describes them: which of them have to be looked at again.

Paths are texts here, for `due` takes up an edited deck, and pathlib is half of Python's own start.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterable

from msgspec import Struct

from quizcli.digest import sha256
from quizcli.store.current import SETTLED_NS, changed_ns

MOST_HASHED = 64 << 20  # bytes; no deck is as large, and a pipe or device has no end


class FileStamp(Struct, frozen=True):
    """A deck file as the file system describes it."""

    path: str
    mtime_ns: int
    size: int
    inode: int


class Compiled(Struct, frozen=True):
    """A deck file as it was compiled; `duplicates` says that a note of it stands elsewhere too."""

    stamp: FileStamp
    compiled_ns: int
    sha256: str
    duplicates: bool

    def is_still(self, stamp: FileStamp) -> bool:
        """Whether the file is surely as it was, so that it need not be read."""
        return stamp == self.stamp and 0 <= stamp.mtime_ns < self.compiled_ns - SETTLED_NS


def stamps(paths: Iterable[str | os.PathLike[str]]) -> list[FileStamp]:
    """The stamps of the deck files, in the order given.

    Left out are those that vanished meanwhile and those whose name is no text to be stored.
    """
    found = []
    for each in paths:
        path = os.fspath(each)
        if not _is_text(path):
            continue
        try:
            status = os.stat(path)  # noqa: PTH116
        except FileNotFoundError:
            continue
        except OSError:  # such as a link to itself; whoever reads it says what is wrong
            found.append(FileStamp(path, -1, -1, -1))
            continue
        found.append(FileStamp(path, status.st_mtime_ns, status.st_size, status.st_ino))
    return found


def compiled(connection: sqlite3.Connection) -> dict[str, Compiled]:
    """The deck files as they were compiled, by their paths, in order."""
    rows = connection.execute(
        "select path, mtime_ns, size, inode, compiled_ns, sha256, duplicates "
        "from files order by position"
    )
    return {
        path: Compiled(FileStamp(path, mtime, size, inode), at, digest, bool(duplicates))
        for path, mtime, size, inode, at, digest, duplicates in rows
    }


def remember_folders(connection: sqlite3.Connection, roots: Iterable[os.PathLike[str]]) -> None:
    """Note when each folder below the roots was changed: a new deck file changes its folder."""
    found = {os.fspath(root): changed_ns(root) for root in roots}
    for root in roots:
        for where, folders, _ in os.walk(root):
            folders[:] = [f for f in folders if not f.startswith(".") and _is_text(f)]
            below = (os.path.join(where, folder) for folder in folders)  # noqa: PTH118
            found |= {path: changed_ns(path) for path in below}
    connection.execute("delete from folders")
    connection.executemany("insert into folders values (?, ?)", found.items())


def _is_text(name: str) -> bool:
    """Whether a name can be stored: file systems allow some that are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def digest(path: str) -> str:
    """What tells the contents of a file from any others."""
    try:
        status = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_HASHED:
            return f"unread: {status.st_mode:o} {status.st_size} {status.st_mtime_ns}"
        with open(path, "rb") as file:  # noqa: PTH123
            return sha256(file.read()).hex()
    except OSError as error:
        return f"unreadable: {error.strerror}"
