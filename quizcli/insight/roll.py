"""The roll-up: everything the statistics need of the log, extended answer by answer.

Whoever holds the log may keep a roll-up of all days before today, its tallies apart, and extend it
by today's rows; the statistics of days need only the tallies of the
cards in these rows. It cannot take a row back: a void, a merge or a renaming that touches a day
already in it means rolling the log up again.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from math import log
from typing import Self

from msgspec import Struct, field

from quizcli.insight.rows import Fields
from quizcli.insight.stages import MATURE_DAYS
from quizcli.insight.tally import DayTally, Tally
from quizcli.model import ANSWERS, LONGEST_ANSWER_SECONDS
from quizcli.sched.fsrs import retrievability

# Raised when a number changes its meaning, so that an older roll-up is made anew.
VERSION = 4
# First days of the bands in which recall by interval is counted.
WAIT_BANDS = (1, 2, 4, 8, 15, 31, 61, 121)
# Lower ends of the bands in which predicted recall is held against answers.
PREDICTION_BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98)

# When a card is answered: for the first time, on a later day, or again on the same day.
FRESH, LATER, REPEATED = range(3)
GRADES = 6
_LEAST_CHANCE = 1e-6


class Habit(Struct, array_like=True):
    """How often a grade was given, how many of these answers were timed, and their seconds."""

    answers: int = 0
    timed: int = 0
    seconds: float = 0.0


class Band(Struct, array_like=True):
    """Answers in a band of waits or of predictions, the recall the observer expected, and right."""

    answers: int = 0
    expected: float = 0.0
    right: int = 0


class Roll(Struct):
    """The roll-up of a log of `count` answers.

    `habits` has one Habit for each grade in each of FRESH, LATER and REPEATED; `surprise` is the
    observer's log loss summed over all answers it could predict.
    """

    count: int = 0
    cards: dict[str, Tally] = field(default_factory=dict)
    days: dict[int, DayTally] = field(default_factory=dict)
    habits: list[Habit] = field(default_factory=lambda: [Habit() for _ in range(3 * GRADES)])
    waits: list[Band] = field(default_factory=lambda: [Band() for _ in WAIT_BANDS])
    predictions: list[Band] = field(default_factory=lambda: [Band() for _ in PREDICTION_BANDS])
    surprise: float = 0.0

    def extend(self, rows: Iterable[Fields]) -> Self:
        """Takes in standing rows, which come in the order of the fold; gives itself back."""
        for card, day, kind, grade, seconds, chosen, offered, points in rows:
            if kind == "reset":
                self.cards.pop(card, None)
            if grade is None or kind not in ANSWERS:
                continue
            tally = self.cards.get(card)
            if tally is None:
                tally = self.cards[card] = Tally()
            self._take_in(tally, day, kind, grade, seconds)
            if offered and chosen:
                tally.pick(chosen, offered, grade >= 3, day, self.count)
            if points:
                tally.mark(points)
        return self

    def habit(self, stage: int, grade: int) -> Habit:
        """The learner's habit for a grade, FRESH, LATER or REPEATED."""
        return self.habits[stage * GRADES + grade]

    def _take_in(
        self, tally: Tally, day: int, kind: str, grade: int, seconds: float | None
    ) -> None:
        self.count += 1
        today = self.days.get(day)
        if today is None:
            today = self.days[day] = DayTally()
        right = grade >= 3
        today.answers += 1
        today.right += right
        if not tally.last:
            stage = FRESH
            today.new += 1
        elif tally.last == day:
            stage = REPEATED
        else:
            stage = LATER
            self._predict(tally, day, right)
            if kind == "review":
                self._retain(today, day - tally.last, right)
        habit = self.habit(stage, grade)
        habit.answers += 1
        if seconds is not None:
            spent = min(seconds, LONGEST_ANSWER_SECONDS)
            today.seconds += spent
            habit.timed += 1
            habit.seconds += spent
            tally.spend(spent)
        tally.remember(grade, day)

    def _predict(self, tally: Tally, day: int, right: bool) -> None:
        chance = retrievability(tally.stability, day - tally.last)
        band = self.predictions[bisect_right(PREDICTION_BANDS, chance) - 1]
        band.answers += 1
        band.expected += chance
        band.right += right
        self.surprise -= log(max(chance if right else 1 - chance, _LEAST_CHANCE))

    def _retain(self, today: DayTally, wait: int, right: bool) -> None:
        if wait >= MATURE_DAYS:
            today.mature += 1
            today.mature_right += right
        else:
            today.young += 1
            today.young_right += right
        band = self.waits[bisect_right(WAIT_BANDS, wait) - 1]
        band.answers += 1
        band.right += right
