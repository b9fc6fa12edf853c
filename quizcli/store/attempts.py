"""Mocks: the paper as drawn, written once, and the work on it, written with every answer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizcli.errors import StoreError
from quizcli.mock.interview import Attempt
from quizcli.mock.paper import Paper
from quizcli.mock.wish import Wish
from quizcli.store import named

NO_PAPER = Paper(Wish(), "", (), 0.0)


class Entry(Struct, frozen=True):
    """A mock that is over; `day` is the learning day of its end, `summary` what lists say of it."""

    number: int
    day: int
    summary: Mapping[str, Any]


class TakenError(StoreError):
    """Another program has gone on with the mock."""


class Stored(Struct, frozen=True):
    """A mock with its number for people and its id in the log; `day` is None while it runs.

    `written` is the work as it is on disk, by which is seen whether another program wrote it.
    """

    number: int
    uid: str
    day: int | None
    attempt: Attempt
    written: str


def begin(connection: sqlite3.Connection, uid: str, started: str, attempt: Attempt) -> Stored:
    """Keep a new mock; gives it as it is stored. Runs inside the caller's transaction."""
    work = _work(attempt)
    row = connection.execute(
        "insert into mocks (uid, started, wish, paper, work) values (?, ?, ?, ?, ?) "
        "returning number",
        (uid, started, named.dump(attempt.paper.wish), named.dump(attempt.paper), work),
    ).fetchone()
    return Stored(int(row[0]), uid, None, attempt, work)


def save(connection: sqlite3.Connection, stored: Stored, attempt: Attempt) -> Stored:
    """Keep what was done; gives the mock as it is stored then. Runs inside a transaction.

    Raises TakenError when another program has gone on with it, or it is over.
    """
    work = _work(attempt)
    _write(connection, stored, "work = ?", work)
    return replace(stored, attempt=attempt, written=work)


def close(
    connection: sqlite3.Connection,
    stored: Stored,
    attempt: Attempt,
    day: int,
    summary: Mapping[str, Any],
) -> None:
    """Keep a scored mock for good. Runs inside the transaction that logs its answers.

    Raises TakenError as `save` does.
    """
    values = (_work(attempt), day, json.dumps(summary))
    _write(connection, stored, "work = ?, day = ?, summary = ?", *values)


def _write(connection: sqlite3.Connection, stored: Stored, what: str, *values: object) -> None:
    """Change the mock if it stands as it was stored; of two programs, one would undo the other."""
    changed = connection.execute(
        f"update mocks set {what} where number = ? and day is null and work = ?",
        (*values, stored.number, stored.written),
    ).rowcount
    if not changed:
        raise TakenError(
            f"Mock {stored.number} goes on in another terminal, or was finished there, with every "
            "answer that was given here before."
        )


def running(connection: sqlite3.Connection) -> Stored | None:
    """The mock that was begun and is not over."""
    return _one(connection, "day is null")


def finished(connection: sqlite3.Connection, number: int | None = None) -> Stored | None:
    """A mock that is over, by its number or the last one."""
    if number is None:
        return _one(connection, "day is not null")
    return _one(connection, "day is not null and number = ?", number)


def entries(connection: sqlite3.Connection) -> tuple[Entry, ...]:
    """The mocks that are over, oldest first, without their papers."""
    rows = connection.execute(
        "select number, day, summary from mocks where day is not null order by number"
    )
    return tuple(Entry(number, day, json.loads(summary)) for number, day, summary in rows)


def unreadable(connection: sqlite3.Connection) -> tuple[int, ...]:
    """The numbers of mocks whose paper or work makes no sense."""
    found = []
    for number, *texts in connection.execute("select number, wish, paper, work from mocks"):
        try:
            wish, paper, work = map(named.load, texts)
        except (ValueError, KeyError, TypeError):
            found.append(number)
            continue
        kinds = ((wish, Wish), (paper, Paper), (work, Attempt))
        if not all(isinstance(value, kind) for value, kind in kinds):
            found.append(number)
    return tuple(found)


def last_wish(connection: sqlite3.Connection) -> Wish | None:
    """What was asked for the last time."""
    row = connection.execute("select wish from mocks order by number desc limit 1").fetchone()
    return named.load(row[0]) if row else None


def _work(attempt: Attempt) -> str:
    """The attempt but for its paper, which never changes and is large."""
    return named.dump(replace(attempt, paper=NO_PAPER))


def _one(connection: sqlite3.Connection, where: str, *values: object) -> Stored | None:
    row = connection.execute(
        f"select number, uid, day, paper, work from mocks where {where} order by number desc",
        values,
    ).fetchone()
    if row is None:
        return None
    number, uid, day, paper, work = row
    attempt: Attempt = named.load(work)
    return Stored(number, uid, day, replace(attempt, paper=named.load(paper)), work)
