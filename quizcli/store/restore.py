"""A copy put back in the log's place, and what that would change."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from quizcli.errors import StoreError
from quizcli.store import database, faults

COUNTED = """
select kind, count(*) from {there}.events
where uid not in (select uid from {here}.events) group by kind order by kind
"""
NEWEST = "select coalesce(max(at), '') from {log}.events where grade is not null"


class Difference(Struct, frozen=True):
    """Two logs compared: by kind, the events only one has; and the newest answer of each."""

    lost: Mapping[str, int]
    added: Mapping[str, int]
    both: int
    newest_here: str
    newest_there: str
    mocks_lost: int
    mocks_added: int


def opened(path: Path) -> sqlite3.Connection:
    """A sound copy of the log in a file, in memory and migrated there; the file stays as it is.

    Raises StoreError when there is none, or when the file is damaged or no log of ours.
    """
    if not path.exists():
        raise StoreError(f"There is no backup {path}.")
    try:
        database.check_ours(path)
        copy = database.in_memory(path)
        found = database.found_wrong(copy)
    except (faults.DamagedError, sqlite3.DatabaseError) as error:
        raise StoreError(f"{path} is damaged or not a quizcli log; choose another.") from error
    if found:
        copy.close()
        raise StoreError(f"{path} is damaged ({found[0]}); choose another.")
    return copy


def compare(copy: sqlite3.Connection, path: Path) -> Difference:
    """What the log at the path would lose and gain, were the copy put in its place.

    Raises StoreError when the log cannot be read.
    """
    with faults.told(path):
        copy.execute("attach database ? as present", (str(path),))
        try:
            lost = _only(copy, "present", "main")
            return Difference(
                lost=lost,
                added=_only(copy, "main", "present"),
                both=_number(copy, "select count(*) from present.events") - sum(lost.values()),
                newest_here=_text(copy, NEWEST.format(log="present")),
                newest_there=_text(copy, NEWEST.format(log="main")),
                mocks_lost=_mocks_only(copy, "present", "main"),
                mocks_added=_mocks_only(copy, "main", "present"),
            )
        finally:
            copy.execute("detach database present")


def _only(connection: sqlite3.Connection, there: str, here: str) -> Counter[str]:
    return Counter(dict(connection.execute(COUNTED.format(there=there, here=here)).fetchall()))


def _mocks_only(connection: sqlite3.Connection, there: str, here: str) -> int:
    return _number(
        connection,
        f"select count(*) from {there}.mocks where uid not in (select uid from {here}.mocks)",
    )


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])


def _text(connection: sqlite3.Connection, query: str) -> str:
    return str(connection.execute(query).fetchone()[0])


def put_back(copy: sqlite3.Connection, present: sqlite3.Connection, path: Path) -> None:
    """Make the log what the copy is, in one transaction; whoever has it open sees the change.

    Raises StoreError when it cannot be written.
    """
    with faults.told(path):
        copy.backup(present)
        present.execute("pragma journal_mode = wal")
