"""Learning days, instants and spans of days in words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.days import (
    LAST_DAY,
    duration,
    instant,
    iso_day,
    learning_day,
    parse_day,
    parse_instant,
    span,
)

moments = st.datetimes(datetime(1970, 1, 2), datetime(8999, 12, 30), timezones=st.just(UTC))
TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    ("wall", "rollover", "day"),
    [
        ("2026-11-24T03:59:59", {}, "2026-11-23"),
        ("2026-11-24T04:00", {}, "2026-11-24"),
        ("2026-11-24T03:59:59+09:00", {}, "2026-11-23"),
        ("2026-11-24T00:00", {"rollover_hour": 0}, "2026-11-24"),
        ("2026-11-24T05:59", {"rollover_hour": 6}, "2026-11-23"),
    ],
)
def test_a_learning_day_begins_at_its_hour_by_the_clock_on_the_wall(wall, rollover, day):
    assert day == iso_day(learning_day(datetime.fromisoformat(wall), **rollover))


@given(st.integers(1, LAST_DAY))
def test_a_day_is_read_as_it_is_written(day):
    assert day == parse_day(iso_day(day))


@pytest.fixture
def in_new_york(monkeypatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_new_york")
@pytest.mark.parametrize(
    ("microsecond", "milliseconds"), [(0, "000"), (5_000, "005"), (7_999, "007"), (999_999, "999")]
)
def test_an_instant_is_utc_with_milliseconds_wherever_the_machine_is(microsecond, milliseconds):
    moment = datetime(2026, 11, 23, 16, 15, 2, microsecond, TOKYO)

    assert f"2026-11-23T07:15:02.{milliseconds}Z" == instant(moment)


@given(moments, moments)
def test_the_order_of_instants_as_text_is_that_of_time(one, other):
    whole = sorted(moment.replace(microsecond=0) for moment in (one, other))

    assert whole == [parse_instant(text) for text in sorted(map(instant, whole))]


@pytest.mark.parametrize(
    "text", ["2026-11-23T07:15:02", "2026-11-23T07:15:02Z", "2026-11-23T16:15:02+09:00"]
)
def test_an_instant_without_an_offset_is_utc(text):
    assert datetime(2026, 11, 23, 7, 15, 2, tzinfo=UTC) == parse_instant(text)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-3, "today"), (0, "today"), (1, "1 d"), (59, "59 d"), (60, "2 mo"), (76, "2.5 mo"),
        (364, "12 mo"), (365, "1 y"), (475, "1.3 y"), (36_500, "100 y"),
    ],
)  # fmt: skip
def test_an_interval_is_told_in_days_then_months_then_years(days, words):
    assert words == span(days)


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [
        (0, "0:00"), (42.9, "0:42"), (60, "1:00"), (725, "12:05"), (3599, "59:59"),
        (3600, "1:00:00"), (3720, "1:02:00"), (36_005, "10:00:05"),
    ],
)  # fmt: skip
def test_a_duration_is_told_as_a_clock_has_it(seconds, clock):
    assert clock == duration(seconds)
