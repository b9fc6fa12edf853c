"""The plan of the day and what it is made of, asked of the table of cards.

Imports neither pathlib nor msgspec nor json: `due` may have to count before a prompt.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from quizcli.drill.queue import Candidate, Done, Limits, Plan, plan

# So many due cards are looked at beyond the day's limit, since some wait for a sibling.
LOOK_AHEAD = 200

# From so many due cards on, to look for the most urgent ones by interval beats sorting them all.
BACKLOG = 2000

CANDIDATE = "c.card, c.note, c.deck"
IS_DUE = "c.due > 0 and c.due <= :day and c.last_seen <> :day and c.buried <> :day"
SEEN = "c.last_seen > 0 and c.last_seen = :day"  # the first half lets SQLite see that an index fits
HELD_BACK = (
    "c.due > 0 and c.due <= :day and (c.buried = :day or c.last_seen = :day and c.pending = 0)"
)
COMES_BACK = f"{SEEN} and c.pending = 1 and c.buried <> :day"


def today(connection: sqlite3.Connection, day: int, limits: Limits, filters: str = "1") -> Plan:
    """The day's plan over the cards that meet an SQL condition on `c` (the table of cards).

    All of it as of one moment, for another terminal may be answering: a card that is counted but no
    longer found would be taken for one beyond the limit, and new cards would wait for it.
    """
    connection.execute("begin")
    try:
        return _today(connection, day, limits, filters)
    finally:
        connection.execute("commit")


def _today(connection: sqlite3.Connection, day: int, limits: Limits, filters: str) -> Plan:
    answered = done(connection, day)
    room = max(0, limits.reviews - answered.reviews) + LOOK_AHEAD
    count = count_due(connection, day, filters)
    index = "cards_urgent" if count > BACKLOG else "cards_due"
    # Found by the index alone; the rest of a row is read only where it is wanted.
    rows = connection.execute(
        f"select {CANDIDATE}, c.due, c.interval from cards c where c.card in ("
        f"select c.card from cards c indexed by {index} where {IS_DUE} and {filters} "
        "order by c.interval, c.card limit :room) "
        f"union all select {CANDIDATE}, c.due, c.interval from cards c "
        f"where {COMES_BACK} and {filters}",
        {"day": day, "room": room},
    )
    due = [Candidate(*row) for row in rows]
    return plan(due, _new(connection, day, filters), day, limits, answered, count - len(due))


def count_due(connection: sqlite3.Connection, day: int, filters: str = "1") -> int:
    """How many cards are due, whatever the limits say."""
    rows = connection.execute(
        f"select count(*) from cards c where {IS_DUE} and {filters} "
        f"union all select count(*) from cards c where {COMES_BACK} and {filters}",
        {"day": day},
    )
    return sum(row[0] for row in rows)


def next_due(
    connection: sqlite3.Connection, day: int, put_off: int = 0, filters: str = "1"
) -> tuple[int, int] | None:
    """The next learning day with due cards, and how many; None when nothing is scheduled.

    Cards that are due but not asked today come tomorrow: `put_off` are those that the day's plan
    leaves out, others were buried or have been answered before they became due again.
    """
    rows = connection.execute(
        f"select count(*) from cards c where c.due > 0 and c.due = :day + 1 and {filters} "
        f"union all select count(*) from cards c where {HELD_BACK} and {filters}",
        {"day": day},
    )
    tomorrow = put_off + sum(count for (count,) in rows)
    if tomorrow:
        return day + 1, tomorrow
    row = connection.execute(
        "select c.due, count(*) from cards c "
        f"where c.due > 0 and c.due > ? and {filters} group by c.due order by c.due limit 1",
        (day,),
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def _new(connection: sqlite3.Connection, day: int, filters: str) -> Iterator[Iterator[Candidate]]:
    """The new cards of each folder of decks, in authored order."""
    for folder in _folders(connection):
        rows = connection.execute(
            f"select {CANDIDATE} from cards c where c.fresh = 1 "
            f"and c.folder = :folder and c.buried <> :day and {filters} order by c.position",
            {"folder": folder, "day": day},
        )
        yield (Candidate(*row) for row in rows)


def _folders(connection: sqlite3.Connection) -> Iterator[str]:
    """The folders that have new cards, each found by one step through the index."""
    query = "select min(folder) from cards where fresh = 1 and folder > ?"
    folder = connection.execute(query, ("",)).fetchone()[0]
    while folder is not None:
        yield folder
        folder = connection.execute(query, (folder,)).fetchone()[0]


def done(connection: sqlite3.Connection, day: int) -> Done:
    """What was answered on the day: new cards and reviews counted apart."""
    rows = connection.execute(
        f"select {CANDIDATE}, c.due, c.interval, s.first = s.last_seen from cards c "
        f"join states s on s.card = c.card where {SEEN}",
        {"day": day},
    ).fetchall()
    new = sum(row[-1] for row in rows)
    return Done(new, len(rows) - new, tuple(Candidate(*row[:-1]) for row in rows))
