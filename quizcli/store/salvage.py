"""What is wrong with a database file, and its events brought into a fresh one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from quizcli.errors import StoreError
from quizcli.store import database, log

SIDE_FILES = ("-wal", "-shm")
# What keeps SQLite from a file that may well be sound.
KEPT_OUT = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
)
INDEXES = (
    ("sqlite_autoindex_events_1", "uid"),
    ("sqlite_autoindex_events_1", "uid desc"),
    ("events_card", "card, day, at, uid"),
    ("events_card", "card desc, day desc, at desc, uid desc"),
    ("events_day", "day"),
    ("events_day", "day desc"),
)
SELECT = f"select {log.COLUMNS} from events"


def faults_of(path: Path) -> list[str]:
    """What SQLite's own check finds in the file; empty when it is sound.

    Raises StoreError when the file cannot be checked.
    """
    try:
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("pragma integrity_check(20)").fetchall()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in KEPT_OUT:
            raise StoreError(database.sentence(path, error)) from error
        return [str(error)]
    return [str(row[0]) for row in rows if row[0] != "ok"]


def salvage(path: Path, now: datetime) -> tuple[int, Path]:
    """Move the damaged file aside and log what can still be read of it anew.

    Gives how many events were read, and where the damaged file is. Raises StoreError when the
    fresh file cannot be made.
    """
    aside = path.with_name(f"{path.name}.damaged-{now:%Y-%m-%dT%H%M%S}")
    for ending in ("", *SIDE_FILES):
        side = path.with_name(path.name + ending)
        if side.exists():
            side.rename(aside.with_name(aside.name + ending))
    fresh = database.connect(path)
    with database.faults(path), closing(fresh), database.writing(fresh):
        fresh.executemany(log.INSERT, _readable(aside))
        count = fresh.execute("select count(*) from events").fetchone()[0]
    return int(count), aside


def _readable(path: Path) -> Iterator[tuple[Any, ...]]:
    """The rows of the log that can be read, whichever way in still works."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = lambda data: data.decode(errors="replace")
        for way in ("not indexed order by rowid", "not indexed order by rowid desc"):
            yield from filter(_is_whole, _rows(connection, f"{SELECT} {way}"))
        # Rows between two damaged pages are found one by one, through the indexes.
        for index, way in INDEXES:
            query = f"select rowid from events indexed by {index} order by {way}"
            for key in list(_rows(connection, query)):
                yield from filter(_is_whole, _rows(connection, f"{SELECT} where rowid = ?", key))


def _rows(
    connection: sqlite3.Connection, query: str, values: tuple[Any, ...] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query up to the first that cannot be read."""
    try:
        yield from connection.execute(query, values)
    except sqlite3.Error:
        return


def _is_whole(row: tuple[Any, ...]) -> bool:
    """Whether the fields that every event has are there and of their kind."""
    fields = dict(zip(log.FIELDS, row, strict=True))
    texts = all(isinstance(fields[name], str) for name in ("uid", "at", "kind", "card"))
    return texts and isinstance(fields["day"], int)
