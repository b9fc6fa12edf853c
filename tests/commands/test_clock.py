"""Clocks that are wrong, zones that change, hours that come twice."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from quizcli.clock import Clock
from quizcli.days import learning_day
from quizcli.errors import UsageError

Zone = Callable[[str], None]


@pytest.fixture
def zone(monkeypatch) -> Iterator[Zone]:
    """Move to another time zone."""

    def move(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    "text",
    [
        "yesterday", "2026-13-01", "2026-11-24T25:00", "0001-01-01", "9999-12-31T23:59", "1969",
        "1899-01-01", "   ", "2026-11-24T08:00:00+99:00", "\x1b[31m", "١٩٧٠-٠١-٠١",
    ],
)  # fmt: skip
def test_a_time_that_is_none_is_a_sentence(text):
    with pytest.raises(UsageError, match="QUIZCLI_NOW is a time such as"):
        Clock(text).now()


@pytest.mark.parametrize("text", ["2026-11-24", "2026-11-24T08:00Z", "1990-01-01T00:00"])
def test_any_real_day_can_be_tried(text):
    assert datetime.fromisoformat(text).year == Clock(text).now().year


def test_instants_go_up_whatever_the_clock_does(monkeypatch):
    clock = Clock("2026-11-24T08:00")
    first = clock.instant()
    now = time.time()
    steps = iter([-3600.0, -86400.0, 1e9, 0.0])
    monkeypatch.setattr(time, "time", lambda: now + next(steps))
    found = [first, *(clock.instant() for _ in range(4))]

    assert sorted(set(found)) == found


def test_instants_are_later_than_any_of_the_log():
    clock = Clock("2026-11-24T08:00")
    clock.after("2026-11-24T23:00:00.120Z")
    clock.after("2026-11-24T22:00:00.000Z")
    later = datetime(2026, 11, 24, 23, 0, 0, 121_000, tzinfo=UTC)

    assert later.timestamp() * 1000 == clock.instant()


def walk(zone: Zone, name: str, start: datetime, hours: int) -> list[int]:
    """The learning days of every half hour from an instant on."""
    zone(name)
    begin = start.timestamp()
    moments = (datetime.fromtimestamp(begin + 1800 * n) for n in range(hours * 2))
    return [learning_day(moment.astimezone()) for moment in moments]


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Europe/Berlin", "2026-03-28T12:00"), ("Europe/Berlin", "2026-10-24T12:00"),
        ("America/New_York", "2026-03-07T12:00"), ("America/New_York", "2026-10-31T12:00"),
        # The hour of rollover itself is left out.
        ("XST-1XDT,M3.5.0/4,M10.5.0/5", "2026-03-28T12:00"),
    ],
)  # fmt: skip
def test_a_day_begins_once_when_the_hour_changes(zone, name, start):
    """Two learning days, then a third: none is left out, none comes again."""
    zone(name)
    days = walk(zone, name, datetime.fromisoformat(start), 48)

    assert sorted(days) == days
    assert {0, 1, 2} == {day - days[0] for day in days}


def test_an_hour_of_rollover_that_comes_twice_goes_back_for_that_hour(zone):
    """Wall time decides: at 3:30 it is yesterday, also when it was 4:30 before."""
    zone("XST-1XDT,M3.5.0/2,M10.5.0/5")
    days = walk(zone, "XST-1XDT,M3.5.0/2,M10.5.0/5", datetime.fromisoformat("2026-10-25T02:00"), 6)

    assert 2 == len(set(days))


class TestAnswers:
    """The log under a clock or a zone that changes between two sessions."""

    @pytest.fixture
    def answer(self, quiz):
        """Answer some cards well; gives the cards that were asked."""

        def at(now: str, count: int = 2) -> list[str]:
            before = logged(quiz)
            result = quiz("review", stdin="\n3\n" * count + ":q\n", now=now)
            assert 0 == result.code, result.err
            return [card for uid, card in logged(quiz).items() if uid not in before]

        return at

    def due(self, quiz, now: str) -> int:
        return quiz("due", "--json", now=now).json["due"]

    @pytest.mark.parametrize(
        "back", ["2026-11-23T09:00", "2026-11-22T10:00", "2026-11-20T10:00", "2016-11-23T10:00"],
        ids=["an hour", "a day", "three days", "ten years"],
    )  # fmt: skip
    def test_a_clock_set_back_asks_no_card_twice(self, quiz, answer, back):
        first = answer("2026-11-23T10:00")
        second = answer(back)

        assert 4 == len({*first, *second})
        assert not set(first) & set(answer("2026-11-23T11:00"))
        assert [] == quiz("doctor", "--json", now="2026-11-24T10:00").json["findings"]

    def test_the_log_keeps_its_order_within_a_day(self, quiz, answer):
        answer("2026-11-23T10:00")
        answer("2026-11-23T09:00")
        rows = [json.loads(row) for row in quiz("log", "export").out.splitlines()]

        assert sorted(row["at"] for row in rows) == [row["at"] for row in rows]
        assert 4 == len({row["at"] for row in rows})

    def test_a_clock_set_back_into_yesterday_leaves_today_as_it_was(self, quiz, answer):
        """What was answered then counts for yesterday; the states are those of a fresh fold."""
        answer("2026-11-22T10:00")
        answer("2026-11-23T10:00", 4)
        answer("2026-11-22T12:00")

        assert [] == quiz("doctor", "--json").json["findings"]

    def test_a_clock_that_was_years_ahead_is_found_and_put_right(self, quiz, answer):
        ahead = answer("2031-01-01T10:00")

        assert 0 == self.due(quiz, "2026-11-24T10:00")
        said = quiz("doctor", now="2026-11-23T10:00")
        assert (1, True) == (said.code, "2 events dated after today, up to 2031-01-01" in said.out)
        assert 0 == quiz("doctor", "--yes", now="2026-11-23T10:00").code
        assert set(ahead) == set(answer("2026-11-24T10:00"))

    def test_from_tokyo_to_new_york_no_card_is_asked_twice(self, quiz, answer, zone):
        zone("Asia/Tokyo")
        first = answer("2026-11-24T08:00+09:00")
        zone("America/New_York")
        second = answer("2026-11-23T19:00-05:00")

        assert 4 == len({*first, *second})
        assert [] == quiz("doctor", "--json", now="2026-11-23T19:30-05:00").json["findings"]
        assert 4 == self.due(quiz, "2026-11-25T10:00-05:00")


def logged(quiz) -> dict[str, str]:
    rows = (json.loads(row) for row in quiz("log", "export").out.splitlines())
    return {row["uid"]: row["card"] for row in rows}
