"""The one SQLite file: opened, migrated, and its faults put into sentences."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from quizcli.errors import StoreError

VERSION = 3
APPLICATION_ID = 0x51_55_49_5A  # "QUIZ", so that another program's file is not taken for ours
BUSY_SECONDS = 5.0
# Read in one statement, that is as of one moment: another program may be making the log just now.
HEADER = (
    "select user_version, application_id, exists (select 1 from sqlite_master) "
    "from pragma_user_version, pragma_application_id"
)


@contextmanager
def faults(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one sentence about the file."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StoreError(sentence(path, error)) from error


def sentence(path: Path, error: sqlite3.Error) -> str:
    """What happened to the file and what to do."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return f"{path} is in use by another program; wait for it, then try again."
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return f"{path} cannot be written; check the permissions of the file and its folder."
    if code == sqlite3.SQLITE_FULL:
        return f"The disk is full: {path} cannot grow. Nothing graded before is lost."
    if code == sqlite3.SQLITE_IOERR:
        return f"{path} could not be read or written: {error}."
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return f"{path} is damaged or not a quizcli log ({error}). Run: quizcli doctor"
    return f"{path}: {error}."


def connect(path: Path) -> sqlite3.Connection:
    """The database at the path, made or migrated where needed.

    Raises StoreError when it is damaged, locked, not writable or from a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be made: {error.strerror}.") from error
    with faults(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version, owner, has_tables = connection.execute(HEADER).fetchone()
    if version > VERSION:
        raise StoreError(
            f"{path} was written by a newer quizcli (format {version}, this one knows {VERSION}); "
            "upgrade quizcli to open it."
        )
    if owner not in (0, APPLICATION_ID) or (not owner and has_tables):
        raise StoreError(f"{path} is not a quizcli log; move it away or set QUIZCLI_HOME.")
    connection.execute("pragma synchronous = full")
    if version < VERSION:
        _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    """Apply what is missing under the write lock: who comes second finds nothing to do."""
    from quizcli.store.migrations import apply

    _write_ahead(connection)
    with writing(connection):
        if connection.execute("pragma user_version").fetchone()[0] < VERSION:
            apply(connection)
            connection.execute(f"pragma application_id = {APPLICATION_ID}")
            connection.execute(f"pragma user_version = {VERSION}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a new file to its write-ahead log.

    Where several programs do it at once, SQLite refuses some of them without the usual wait, lest
    they wait for one another; so they ask again.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("pragma journal_mode = wal")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that takes the write lock at once; committed at the end, or undone whole."""
    with closing(connection.cursor()) as cursor:
        cursor.execute("begin immediate")
        try:
            yield connection
        except BaseException:
            cursor.execute("rollback")
            raise
        cursor.execute("commit")
