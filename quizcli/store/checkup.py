"""What may be wrong in the log of a sound file, each found by itself and said in a sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from quizcli.days import LAST_DAY
from quizcli.phrases import counted
from quizcli.store import (
    attempts,
    database,
    faults,
    library,
    log,
    projection,
    reports,
    rollup,
    salvage,
)
from quizcli.store.jsonl import KINDS
from quizcli.store.mending import Row, mended

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError)
# The learning day and the UTC date of one instant, time zones and the hour of rollover counted.
DAYS_APART = 2
# What all rows but a few odd ones meet; SQLite tells it ten times as fast as Python.
USUAL = """
day between 1 and :last and (grade is null or grade between 0 and 5)
and strftime('%Y-%m-%dT%H:%M:%fZ', at) is at and at < '9000' and kind not glob '*[^a-z]*'
and (seconds is null or seconds between 0 and 1e8)
and case when offered is null then 1 when not json_valid(offered) then 0
    when json_type(offered) <> 'array' then 0
    else not exists (select 1 from json_each(offered) where type <> 'text') end
and case when detail is null then 1 when not json_valid(detail) then 0
    when json_type(detail) <> 'object' then 0
    else json_type(detail, '$.points') is null
        or json_type(detail, '$.points') = 'object' and not exists
        (select 1 from json_each(detail, '$.points') where type not in ('integer', 'real')) end
and not instr(uid || card || target || fingerprint || device || session, char(0))
"""


class Finding(Struct, frozen=True):
    """One thing found: its kind, how often, in words; and what mends it, giving what was done.

    With a `question` it is mended only if the learner agrees.
    """

    kind: str
    count: int
    message: str
    mend: Callable[[], str] | None = None
    question: str = ""


def altered(connection: sqlite3.Connection) -> list[str]:
    """Names of tables, indexes and views that are missing or not as this version makes them.

    The record of migrations is sqlite-utils' own, whose versions may word it otherwise.
    """
    query = "select name, sql from sqlite_master where tbl_name not like '\\_sqlite%' escape '\\'"
    fresh = database.empty()
    wanted = dict(fresh.execute(query))
    fresh.close()
    there = dict(connection.execute(query))
    return sorted(name for name, sql in wanted.items() if there.get(name, "") != sql)


def impossible(connection: sqlite3.Connection) -> dict[int, Row]:
    """Row id → the row as it can be, for events with fields that cannot."""
    found = {}
    query = f"select rowid, {log.COLUMNS} from events where not coalesce({USUAL}, 0)"
    for number, *values in connection.execute(query, {"last": LAST_DAY}):
        row = mended(values)
        if row is not None and row != tuple(values):
            found[number] = row
    return found


def put_right(connection: sqlite3.Connection, rows: dict[int, Row]) -> None:
    """Write the rows as they can be; runs inside the caller's transaction."""
    fields = ", ".join(f"{name} = ?" for name in log.FIELDS)
    connection.executemany(
        f"update events set {fields} where rowid = ?",
        ((*row, number) for number, row in rows.items()),
    )


def oddities(connection: sqlite3.Connection) -> Iterator[Finding]:
    """What is strange in the log and stays as it is."""
    marks = ", ".join("?" for _ in KINDS)
    for kind, where, values, words in (
        ("unknown-kind", f"kind not in ({marks})", KINDS,
         "of a kind that a newer quizcli may know; it stays and counts for nothing"),
        ("dangling-void", "kind = 'void' and target not in (select uid from events)", (),
         "undoing what is not in this log, which may come from another"),
        ("day-apart",
         "abs(day - (julianday(substr(at, 1, 10)) - julianday('0001-01-01') + 1)) > ?",
         (DAYS_APART,), "whose learning day is not that of its time; the day counts"),
    ):  # fmt: skip
        row = connection.execute(f"select count(*) from events where {where}", values).fetchone()
        if row[0]:
            yield Finding(kind, row[0], f"{counted(row[0], 'event')} {words}.")
    for number in attempts.unreadable(connection):
        yield Finding("mock", 1, f"Mock {number} cannot be read; its answers are in the log.")


def unreadable(connection: sqlite3.Connection) -> str:
    """What of the caches makes no sense; empty when all does."""
    for name, read in (
        ("card states", projection.check_readable),
        ("compiled decks", library.check_readable),
        ("roll-up", rollup.check_readable),
        ("report", reports.check_readable),
    ):
        try:
            read(connection)
        except UNREADABLE:
            return name
    return ""


def is_sound(path: Path) -> bool:
    """Whether the file, its tables, the events and the caches all make sense."""
    if salvage.faults_of(path):
        return False
    with faults.told(path), closing(database.reading(path)) as connection:
        return not (altered(connection) or impossible(connection) or unreadable(connection))
