"""The forecast: how many cards come due on each of the coming days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizcli.model import Card, CardState
from quizcli.sched import NEW

DAYS = 30


class Forecast(Struct, frozen=True):
    """Cards due from `day` on, as the log stands: `due[0]` is today and holds the overdue ones."""

    day: int
    due: tuple[int, ...]
    overdue: int
    later: int

    @property
    def total(self) -> int:
        """Cards due in the whole stretch."""
        return sum(self.due)


def forecast(
    cards: Iterable[Card], states: Mapping[str, CardState], day: int, days: int = DAYS
) -> Forecast:
    """What comes due in so many days, without suspended and new cards.

    A card buried today, or answered and due all the same, counts for tomorrow, and one that was
    failed today and comes back for today. Answers to come will add to the later days.
    """
    due, overdue, later = [0] * days, 0, 0
    for card in cards:
        state = states.get(card.id, NEW)
        if state.suspended or not state.due:
            continue
        comes_back = state.pending and state.last_seen == day
        hidden = state.buried == day or (state.last_seen == day and not comes_back)
        wait = max(0 if comes_back else state.due - day, 1 if hidden else 0)
        if wait >= days:
            later += 1
        else:
            due[wait] += 1
            overdue += state.due < day and not hidden
    return Forecast(day, tuple(due), overdue, later)
