"""Copies of the log: made through SQLite's backup API, thinned out like Anki's, put back whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from quizcli.errors import StoreError
from quizcli.store import database

# How many of each are kept, as in Anki's preferences.
DAILY, WEEKLY, MONTHLY = 12, 10, 9
NAME = "quizcli-%Y-%m-%dT%H%M%S.db"


@dataclass(frozen=True, slots=True)
class Difference:
    """Two logs compared: events only the present one has, and events only the other has."""

    only_here: int
    only_there: int
    both: int
    newest_there: str


def write(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the database while it is in use; the copy appears whole or not at all.

    Raises StoreError when it cannot be written.
    """
    half = path.with_name(f"{path.name}.half")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
        with closing(sqlite3.connect(half)) as copy:
            connection.backup(copy)
            copy.execute("pragma journal_mode = delete")
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        half.unlink(missing_ok=True)
        raise StoreError(f"{path} cannot be written: {error}.") from error


def listed(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies in a folder with their times, newest first."""
    found = []
    for path in folder.glob("quizcli-*.db"):
        try:
            found.append((datetime.strptime(path.name, NAME), path))
        except ValueError:
            continue
    return sorted(found, reverse=True)


def kept(times: Iterable[datetime]) -> set[datetime]:
    """The times to keep: the newest of each of the last days, weeks and months that have one."""
    newest_first = sorted(times, reverse=True)
    keep: set[datetime] = set(newest_first[:1])
    for count, period in ((DAILY, "%Y-%m-%d"), (WEEKLY, "%G-%V"), (MONTHLY, "%Y-%m")):
        newest: dict[str, datetime] = {}
        for time in newest_first:
            newest.setdefault(time.strftime(period), time)
        keep |= set(list(newest.values())[:count])
    return keep


def automatic(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path | None:
    """Make the day's copy if there is none, and drop those not worth keeping; gives its path."""
    there = listed(folder)
    if there and there[0][0].date() >= now.date():
        return None
    path = folder / now.strftime(NAME)
    write(connection, path)
    there = listed(folder)
    keep = kept(time for time, _ in there)
    for time, old in there:
        if time not in keep:
            old.unlink(missing_ok=True)
    return path


def compare(connection: sqlite3.Connection, path: Path) -> Difference:
    """What the log in another file has that this one has not, and the other way round.

    Raises StoreError when the file is no log of ours.
    """
    if not path.is_file():
        raise StoreError(f"There is no backup {path}.")
    database.connect(path).close()
    with database.faults(path):
        connection.execute("attach database ? as other", (str(path),))
        try:
            here, there, both, newest = connection.execute(
                "select (select count(*) from main.events), count(*), "
                "coalesce(sum(uid in (select uid from main.events)), 0), coalesce(max(at), '') "
                "from other.events"
            ).fetchone()
        finally:
            connection.execute("detach database other")
    return Difference(here - both, there - both, both, newest)


def put_back(connection: sqlite3.Connection, path: Path) -> None:
    """Make the database what the copy is, in one step; the file stays the same file.

    Raises StoreError when the copy cannot be read.
    """
    with database.faults(path), closing(sqlite3.connect(path)) as source:
        source.backup(connection)
        connection.execute("pragma journal_mode = wal")
