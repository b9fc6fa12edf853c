"""Which backups are made and kept: the rule of Anki's."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from quizcli.store.rotation import Rotation

NOW = datetime(2022, 2, 22, 12)


def days_back(count: int) -> list[datetime]:
    return [NOW - timedelta(days=n) for n in range(count)]


def test_a_copy_waits_for_half_an_hour_after_the_last():
    made = NOW - timedelta(minutes=20)

    assert Rotation().wants(NOW, [])
    assert not Rotation().wants(NOW, [made])
    assert Rotation().wants(NOW + timedelta(minutes=10), [made])
    assert not Rotation(minutes=0).wants(NOW, [])


def test_a_copy_dated_after_now_does_not_stop_the_next():
    assert Rotation().wants(NOW, [NOW + timedelta(days=400)])


def test_all_copies_of_today_and_yesterday_are_kept():
    times = [NOW - timedelta(hours=n) for n in range(36)]

    assert set(times) == Rotation(daily=0, weekly=0, monthly=0).kept(NOW, times)


def test_days_then_weeks_then_months_are_kept():
    kept = Rotation(daily=3, weekly=2, monthly=1).kept(NOW, days_back(400))

    assert [
        "2022-02-22", "2022-02-21",
        "2022-02-20", "2022-02-19", "2022-02-18",
        "2022-02-13", "2022-02-06",
        "2022-01-31",
    ] == [f"{time:%Y-%m-%d}" for time in sorted(kept, reverse=True)]  # fmt: skip


def test_of_several_copies_in_a_period_the_newest_is_kept():
    day = datetime(2022, 2, 10)
    times = [day.replace(hour=hour) for hour in (6, 9, 18)]

    assert {times[-1]} == Rotation(daily=5).kept(NOW, times)


def test_a_break_uses_up_no_days():
    """After a year without study the copies of before are still there."""
    times = [time - timedelta(days=365) for time in days_back(60)]

    assert set(times[:12]) <= Rotation().kept(NOW, times)


@pytest.mark.parametrize("years", [1, 3])
def test_a_copy_a_day_comes_to_some_thirty(years):
    """What is thinned out day by day is never more, and reaches back for almost a year."""
    kept: set[datetime] = set()
    for time in reversed(days_back(365 * years)):
        kept = Rotation().kept(time, kept | {time})

    assert 2 + 12 + 10 + 9 >= len(kept) >= 30
    assert NOW - min(kept) > timedelta(days=300)
