"""Which copies are worth their place: all of these two days, then some of days, weeks and months.

The rule and its numbers are those of Anki's automatic backups.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct


class Rotation(Struct, frozen=True):
    """Minutes between two copies (0: none is made by itself), and how many of each are kept."""

    minutes: int = 30
    daily: int = 12
    weekly: int = 10
    monthly: int = 9

    def wants(self, now: datetime, times: Iterable[datetime]) -> bool:
        """Whether it is time for a copy; one that a wrong clock dated after now does not count."""
        pause = timedelta(minutes=self.minutes)
        return self.minutes > 0 and not any(now - pause < time <= now for time in times)

    def kept(self, now: datetime, times: Iterable[datetime]) -> set[datetime]:
        """The times of the copies to keep.

        Going back from yesterday, the newest of each of so many days is kept, then of each of so
        many weeks before, then of months; a period without a copy uses up nothing.
        """
        yesterday = (now - timedelta(days=1)).date()
        keep: set[datetime] = set()
        stages = [(self.daily, _day), (self.weekly, _week), (self.monthly, _month)]
        last: datetime | None = None
        for time in sorted(times, reverse=True):
            if time.date() >= yesterday:
                keep.add(time)
                last = time
                continue
            while stages and stages[0][0] == 0:
                stages.pop(0)
            if not stages:
                break
            left, period = stages[0]
            if last is None or period(time) != period(last):
                keep.add(time)
                last = time
                stages[0] = (left - 1, period)
        return keep


def _day(time: datetime) -> tuple[int, ...]:
    return (time.toordinal(),)


def _week(time: datetime) -> tuple[int, ...]:
    return time.isocalendar()[:2]


def _month(time: datetime) -> tuple[int, ...]:
    return time.year, time.month
