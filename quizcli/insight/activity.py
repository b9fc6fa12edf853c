"""Activity: today, the streak, the days of a heat map, time spent."""

from __future__ import annotations

from msgspec import Struct

from quizcli.insight.roll import Roll
from quizcli.insight.tally import DayTally

HEAT_WEEKS = 53


class DayCount(Struct, frozen=True):
    """One learning day: answers, right ones among them, seconds, and cards seen first."""

    day: int
    answers: int
    right: int
    seconds: float
    new: int


class Activity(Struct, frozen=True):
    """What was done: `streak` counts learning days in a row, today included once it has an answer.

    `heat` has every day of 53 whole weeks, Mondays first, to today; `by_week` the seconds of each
    of these weeks.
    """

    today: DayCount
    streak: int
    best_streak: int
    active_days: int
    answers: int
    seconds: float
    best_day: DayCount | None
    heat: tuple[DayCount, ...]

    @property
    def by_week(self) -> tuple[float, ...]:
        """Seconds spent in each week of the heat map."""
        weeks = [self.heat[start : start + 7] for start in range(0, len(self.heat), 7)]
        return tuple(sum(count.seconds for count in week) for week in weeks)

    @property
    def seconds_a_day(self) -> float | None:
        """Mean seconds of a day with answers."""
        return self.seconds / self.active_days if self.active_days else None


def activity(roll: Roll, day: int) -> Activity:
    """What was done up to a learning day."""
    days = sorted(d for d, tally in roll.days.items() if tally.answers and d <= day)
    runs = _runs(days)
    # A day that has not been studied yet does not break the streak: there is time until it ends.
    running = runs[-1] if runs and days[-1] >= day - 1 else 0
    counts = [_count(d, roll) for d in days]
    monday = day - (day - 1) % 7 - 7 * (HEAT_WEEKS - 1)
    return Activity(
        today=_count(day, roll),
        streak=running,
        best_streak=max(runs, default=0),
        active_days=len(days),
        answers=sum(count.answers for count in counts),
        seconds=sum(count.seconds for count in counts),
        best_day=max(counts, key=lambda count: (count.answers, count.day), default=None),
        heat=tuple(_count(d, roll) for d in range(monday, day + 1)),
    )


def _count(day: int, roll: Roll) -> DayCount:
    tally = roll.days.get(day, DayTally())
    return DayCount(day, tally.answers, tally.right, round(tally.seconds, 1), tally.new)


def _runs(days: list[int]) -> list[int]:
    """The lengths of the runs of consecutive days, in order."""
    runs: list[int] = []
    for place, day in enumerate(days):
        if place and day == days[place - 1] + 1:
            runs[-1] += 1
        else:
            runs.append(1)
    return runs
