"""The plan up to an interview: cards to see each day, and the recall to expect on the date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from msgspec import Struct

from quizcli.insight.roll import Roll
from quizcli.insight.simulate import Load, SimulatedDay, simulate
from quizcli.model import Card, CardState
from quizcli.sched import NEW, Rules

# A card learned in the last days is hardly known on the date, so these are left for reviews: a
# fifth of the time, at most a week.
REST_DIVISOR, MOST_REST_DAYS = 5, 7


class Plan(Struct, frozen=True):
    """What to do each day before `until_day`, and what is known on it.

    `recall` and `recall_if_stopped` are means over the cards seen by then and by now, `known` the
    cards that would be recalled out of all `cards`.
    """

    day: int
    until_day: int
    cards: int
    seen: int
    unseen: int
    new_each_day: int
    rest_days: int
    minutes_each_day: float
    recall: float | None
    known: float
    recall_if_stopped: float | None
    known_if_stopped: float
    days: tuple[SimulatedDay, ...]

    @property
    def days_left(self) -> int:
        """Learning days from today to the day before the date."""
        return self.until_day - self.day


def plan(
    cards: Sequence[Card],
    roll: Roll,
    states: Mapping[str, CardState],
    day: int,
    until_day: int,
    rules: Rules,
    reviews_per_day: int,
    seed: int = 0,
) -> Plan:
    """The even pace at which all cards are seen some days before the date.

    Raises ValueError when the date is not after `day`.
    """
    left = until_day - day
    if left < 1:
        raise ValueError("the date of a plan lies after today")
    cards = [card for card in cards if not states.get(card.id, NEW).suspended]
    unseen = sum(not states.get(card.id, NEW).due for card in cards)
    rest = min(left // REST_DIVISOR, MOST_REST_DAYS)
    new = ceil(unseen / (left - rest))
    load = Load(new, reviews_per_day)
    course = simulate(cards, roll, states, day, left, rules, load, seed)
    recalls = [roll.cards[card.id].recall(until_day) for card in cards if card.id in roll.cards]
    last = course.days[-1]
    return Plan(
        day=day,
        until_day=until_day,
        cards=len(cards),
        seen=len(cards) - unseen,
        unseen=unseen,
        new_each_day=new,
        rest_days=rest,
        minutes_each_day=course.minutes / left,
        recall=last.recall,
        known=last.known,
        recall_if_stopped=sum(recalls) / len(recalls) if recalls else None,
        known_if_stopped=sum(recalls),
        days=course.days,
    )
