"""SQLite's faults, put into sentences about the file."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import TracebackType

from quizcli.errors import StoreError

BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
SHUT = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
BROKEN = (sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class UnwritableError(StoreError):
    """Nothing can be written there; what there is may still be read."""


class DamagedError(StoreError):
    """What is there does not hold together, or is no database at all."""


class NewerError(StoreError):
    """A newer version wrote it, or its header is damaged and says so."""


class told:  # noqa: N801  (as `database.writing`)
    """Turns SQLite's errors into one sentence about the file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            raise sentence(self._path, error) from error


def sentence(path: Path, error: sqlite3.Error) -> StoreError:
    """SQLite's error as one of ours, which says what happened to the file and what to do."""
    found = code(error)
    if found in BUSY:
        return StoreError(f"{path} is in use by another program; wait for it, then try again.")
    if found in SHUT:
        return UnwritableError(
            f"{path} cannot be written; check the permissions of the file and its folder."
        )
    # Also the file that tells readers what waits in the write-ahead log needs its 32 kB.
    if found == sqlite3.SQLITE_FULL or _whole_code(error) == sqlite3.SQLITE_IOERR_SHMSIZE:
        return UnwritableError(
            f"The disk is full: {path} cannot grow. Nothing graded before is lost."
        )
    if found == sqlite3.SQLITE_IOERR:
        return UnwritableError(f"{path} could not be read or written: {error}.")
    return DamagedError(f"{path} is damaged or not a quizcli log ({error}). Run: quizcli doctor")


def code(error: sqlite3.Error) -> int:
    """The primary result code; 0 for errors of the sqlite3 module itself, such as broken text."""
    return _whole_code(error) & 0xFF


def _whole_code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0)


def tells(error: sqlite3.Error) -> bool:
    """Whether the error says by itself what is wrong with the file, not with our use of it."""
    return code(error) in (*BUSY, *SHUT, *FULL, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
