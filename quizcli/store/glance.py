"""The plan of the day in numbers, kept: what `due` says before every prompt.

Imports neither pathlib nor msgspec nor json, each of which costs as much as Python's own start;
what plans a day is loaded when its numbers are not there.
"""

from __future__ import annotations

import sqlite3

TYPE_CHECKING = False  # a name of our own: typing's would cost its import
if TYPE_CHECKING:
    from quizcli.drill.queue import Plan

# Entries of the cache from which the counts of a day follow, and the counts themselves.
COUNTED_FROM = "('upto', 'rules', 'compiled_at', 'counts')"
UNKEPT = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)


class Counts:
    """A day's plan in numbers, and on which later day how many cards come; None for never."""

    __slots__ = ("coming", "due", "new", "parked", "waiting")

    def __init__(
        self, due: int, new: int, parked: int, waiting: int, coming: tuple[int, int] | None
    ) -> None:
        self.due, self.new, self.parked, self.waiting = due, new, parked, waiting
        self.coming = coming


def counts(connection: sqlite3.Connection, day: int, new: int, reviews: int) -> Counts:
    """The plan of the day in numbers, of caches that are current; at most so many of each kind.

    They are kept, for a prompt asks again and again, until something they follow from is another.
    """
    values = dict(connection.execute(f"select key, value from cache where key in {COUNTED_FROM}"))
    numbers, _, before = values.pop("counts", "").partition("|")
    basis = f"{day} {new} {reviews} {sorted(values.items())}"
    if before == basis:
        due, fresh, parked, waiting, *coming = map(int, numbers.split())
        return Counts(due, fresh, parked, waiting, (coming[0], coming[1]) if coming else None)
    from quizcli.drill.queue import Limits
    from quizcli.store.today import today

    found = counted(connection, day, today(connection, day, Limits(new, reviews)))
    told = (found.due, found.new, found.parked, found.waiting, *(found.coming or ()))
    _keep_counts(connection, f"{' '.join(map(str, told))}|{basis}")
    return found


def _keep_counts(connection: sqlite3.Connection, text: str) -> None:
    """Leave the counts for the next call, unless somebody else writes or nobody can."""
    try:
        with connection:
            connection.execute("insert or replace into cache values ('counts', ?)", (text,))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in UNKEPT:
            raise


def counted(connection: sqlite3.Connection, day: int, found: Plan, filters: str = "1") -> Counts:
    """A plan in numbers; `filters` is the SQL condition of the cards it was made of."""
    from quizcli.store.today import next_due

    coming = next_due(connection, day, found.put_off, filters)
    return Counts(len(found.reviews), len(found.new), found.parked, found.waiting, coming)
