"""Answers that a wrong clock dated into the future, brought back to the day they must be of.

As events are never changed, each is undone and logged again with another date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec.structs import replace

from quizcli.days import instant, parse_instant
from quizcli.drill.stamp import Stamp, voids
from quizcli.model import Event
from quizcli.sched.replay import standing

# A log from another time zone may be a learning day ahead of the one here.
ZONES_APART = 1


def ahead(events: Iterable[Event], today: int) -> tuple[Event, ...]:
    """Those of the events that stand though they are dated after today, wherever that is."""
    return tuple(
        event
        for event in standing(events)
        if event.day > today + ZONES_APART and event.kind != "void"
    )


def redated(events: Sequence[Event], last: int, stamp: Stamp) -> tuple[Event, ...]:
    """The events that undo these and log them again, all moved back by as many days.

    The newest of them then falls on the day `last`; the days between them stay what they were.
    """
    back = max(event.day for event in events) - last
    again = (
        replace(
            event,
            uid=f"{stamp.uid}.{place}",
            day=event.day - back,
            at=_taken_back(event, back),
            detail={**(event.detail or {}), "redated": event.uid},
        )
        for place, event in enumerate(events, len(events))
    )
    return (*voids(tuple(events), stamp), *again)


def _taken_back(event: Event, back: int) -> str:
    """The event's instant so many days before; one of another day only until it fits the new."""
    moment = parse_instant(event.at)
    apart = moment.toordinal() - event.day
    days = back if abs(apart) <= ZONES_APART else max(0, back + apart)
    return instant(moment - timedelta(days=days))
