"""Answers dated into the future: which they are, and that only their days are moved back."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.days import iso_day, parse_day
from quizcli.drill.redate import ahead, redated
from quizcli.drill.stamp import Stamp
from quizcli.model import Event
from quizcli.sched import Rules, replay

TODAY = parse_day("2026-11-24")
STAMP = Stamp("mend", "2026-11-24T10:00:00.000Z", TODAY, "laptop", "doctor")


def event(uid: str, day: int, kind: str = "review", **more) -> Event:
    """An event of a card, dated so many days after today."""
    at = f"{iso_day(TODAY + day)}T08:00:00.120Z"
    return Event(uid, at, TODAY + day, kind, "card", 4 if kind == "review" else None, **more)


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ([event("a", 0), event("b", 1)], []),
        ([event("a", 2)], ["a"]),
        ([event("a", 900, "suspend"), event("b", 2)], ["b", "a"]),
        ([event("a", 2), event("undo", 0, "void", target="a")], []),
        ([event("a", 0), event("undo", 2, "void", target="a")], []),
    ],
    ids=["another zone", "two days", "in order", "undone", "an undo itself"],
)
def test_an_event_is_ahead_that_stands_two_days_or_more_after_today(log, found):
    assert found == [each.uid for each in ahead(log, TODAY)]


def test_events_are_undone_and_logged_again_so_that_the_newest_is_of_the_last_day():
    log = [event("a", 30, detail={"confidence": "sure"}), event("b", 33, seconds=4.5)]
    undone, also, first, second = redated(log, TODAY, STAMP)

    assert [
        Event(
            uid, STAMP.at, TODAY, "void", "card", target=target, device="laptop", session="doctor"
        )
        for uid, target in (("mend", "a"), ("mend.1", "b"))
    ] == [undone, also]
    assert [
        event("mend.2", -3, detail={"confidence": "sure", "redated": "a"}),
        event("mend.3", 0, seconds=4.5, detail={"redated": "b"}),
    ] == [first, second]


def test_a_log_that_was_redated_gives_the_states_of_answers_on_the_right_days():
    right = [event("a", -9), event("b", -3), event("c", 0)]
    ahead_of_time = [event("b", 397), event("c", 400)]
    mended = [right[0], *ahead_of_time, *redated(ahead_of_time, TODAY, STAMP)]

    assert replay(right, Rules()) == replay(mended, Rules())
    assert () == ahead(mended, TODAY)


def test_an_instant_that_is_not_ahead_stays_where_only_the_day_is():
    far, near = replace(event("a", 2_500_000), at=STAMP.at), event("b", 2_500_001)
    *_, first, second = redated([far, near], TODAY, STAMP)

    assert [(TODAY - 1, "2026-11-23T10:00:00.000Z"), (TODAY, "2026-11-24T08:00:00.120Z")] == [
        (each.day, each.at) for each in (first, second)
    ]
