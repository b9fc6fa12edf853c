"""Where cards stand, told to the table of cards: so the queue, and `due`, ask no other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# No state means a fresh card (an aggregate gives a row all the same); a suspended card is neither
# fresh nor due.
QUEUED = """
    select coalesce(max(s.phase = 'new' and not s.due and not s.suspended), 1),
        coalesce(max(s.due * (1 - s.suspended)), 0), coalesce(max(s.interval), 0),
        coalesce(max(s.last_seen), 0), coalesce(max(s.pending * (1 - s.suspended)), 0),
        coalesce(max(s.buried), 0)
    from states s where s.card = cards.card
"""
PLACE = f"update cards set (fresh, due, interval, last_seen, pending, buried) = ({QUEUED})"


def place(connection: sqlite3.Connection, where: str, *values: str) -> None:
    """Tell where the cards that meet a condition stand; runs inside the caller's transaction."""
    connection.execute(f"{PLACE} where {where}", values)


def place_each(connection: sqlite3.Connection, cards: Iterable[str]) -> None:
    """Tell where some cards stand, each found by its id; runs inside the caller's transaction."""
    connection.executemany(f"{PLACE} where card = ?", ((card,) for card in cards))
