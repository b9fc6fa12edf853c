"""A topic's numbers: what a report shows of a section, a deck or a tag."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

By = Literal["section", "deck", "tag"]
Standing = Literal["weak", "ok", "too little data"]

# Fewer graded answers than this are not enough to call a topic weak, or a trend a trend.
LEAST_ANSWERS = 8


class Trend(Struct, frozen=True):
    """Right answers out of all, in the last 14 learning days and in the 14 before."""

    recent: int
    recent_right: int
    before: int
    before_right: int

    @property
    def change(self) -> float | None:
        """The difference of the two shares; None when either rests on too few answers."""
        if min(self.recent, self.before) < LEAST_ANSWERS:
            return None
        return self.recent_right / self.recent - self.before_right / self.before


class CardMemory(Struct, frozen=True):
    """A seen card as it stands today; `answers` and `wrong` count one answer a day."""

    card: str
    prompt: str
    recall: float
    answers: int
    wrong: int
    lapses: int
    seconds: float | None


class MissedPoint(Struct, frozen=True):
    """A point of a rubric that answers left out, `missed` of the `asked` times."""

    card: str
    key: str
    text: str
    asked: int
    missed: int


class Topic(Struct, frozen=True):
    """A section, deck or tag: predicted recall over its seen cards, and the evidence beside it.

    `accuracy` is shrunk to the mean of all topics; its true value lies between `low` and `high`
    with a chance of 80 %, and below that mean with a chance of `below_mean`. `seconds` is the
    median time of an answer, `likely_missed` how many of the seen cards would be missed
    today, and `losses` the chance of each of them, kept where the topic is weak and may share
    cards with another: a tag.
    """

    name: str
    standing: Standing
    cards: int
    seen: int
    recall: float | None
    answers: int
    right: int
    accuracy: float
    low: float
    high: float
    below_mean: float
    lapses: int
    seconds: float | None
    slow: bool
    trend: Trend
    worst: tuple[CardMemory, ...] = ()
    missed_points: tuple[MissedPoint, ...] = ()
    losses: tuple[tuple[str, float], ...] = ()
    likely_missed: float = 0.0

    @property
    def loss(self) -> float:
        """The chance to miss a card drawn from the seen ones; 0 when none was seen."""
        return 0.0 if self.recall is None else 1 - self.recall
