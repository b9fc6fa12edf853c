"""What the log's file holds besides the log: computed from it and the decks, dropped freely."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

TABLES = ("states", "tallies", "cards", "notes", "files", "folders")
# The one entry of the table `cache` that is not computed: the name of this machine.
KEPT = "device"

# What has to be the same however the caches came about; times and places on disk may differ.
COMPARED = {
    "states": "* from {}.states",
    "tallies": "* from {}.tallies",
    "cards": "* from {}.cards",
    "notes": "* from {}.notes",
    "files": "path, sha256, position, deck, problems, duplicates from {}.files",
    "cache": "* from {}.cache where key in ('renames', 'renamed', 'rules', 'format', 'roll')",
}

# An entry keeps its row, so that no page of an index is written.
REMEMBER = "insert into cache values (?, ?) on conflict (key) do update set value = excluded.value"


def read(connection: sqlite3.Connection, key: str) -> str:
    """An entry of the table `cache`; an empty text where there is none."""
    row = connection.execute("select value from cache where key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


def remember(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Write entries of the table `cache`; runs inside the caller's transaction."""
    connection.executemany(REMEMBER, values.items())


def drop(connection: sqlite3.Connection) -> None:
    """Empty them all; runs inside the caller's transaction."""
    for table in TABLES:
        connection.execute(f"delete from {table}")
    connection.execute("delete from cache where key <> ?", (KEPT,))


@contextmanager
def beside(fresh: sqlite3.Connection, path: Path) -> Iterator[None]:
    """The file attached to another database as `kept`, all along as it was at one moment.

    It is one transaction on both, undone at the end; others may write to the file meanwhile.
    """
    fresh.execute("attach database ? as kept", (str(path),))
    fresh.execute("begin")
    fresh.execute("select 1 from kept.sqlite_master").fetchone()
    try:
        yield
    finally:
        fresh.execute("rollback")
        fresh.execute("detach database kept")


def differences(fresh: sqlite3.Connection) -> dict[str, int]:
    """Table → how many rows of what is `beside` are not as in `fresh`; without equal ones."""
    found = {table: _differing(fresh, columns) for table, columns in COMPARED.items()}
    return {table: count for table, count in found.items() if count}


def _differing(connection: sqlite3.Connection, columns: str) -> int:
    """How many rows only one of the two has; a row that differs counts once."""
    one, other = (f"select {columns.format(schema)}" for schema in ("main", "kept"))
    return max(
        int(connection.execute(f"select count(*) from ({only})").fetchone()[0])
        for only in (f"{one} except {other}", f"{other} except {one}")
    )
