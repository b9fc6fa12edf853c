"""What tests hold states and memories against."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from quizcli.sched.fsrs import retrievability
from quizcli.sched.memory import Memory
from quizcli.sched.replay import Rules, replay
from quizcli.store import log, projection


def recall(memory: Memory, day: int) -> float:
    """The chance that FSRS gives to recall a card on a learning day."""
    return retrievability(memory.values[0], day - memory.last)


def stale(
    connection: sqlite3.Connection, rules: Rules, renamed: Mapping[str, str] | None = None
) -> list[str]:
    """Ids of the cards whose cached state is not what a fresh fold gives."""
    cached, fresh = projection.states(connection), replay(log.read(connection), rules, renamed)
    return sorted(
        card for card in cached.keys() | fresh.keys() if cached.get(card) != fresh.get(card)
    )
