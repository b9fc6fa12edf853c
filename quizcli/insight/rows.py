"""What the statistics read of the log: one plain tuple an answer, as a cursor may hand over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quizcli.model import ANSWERS, Event
from quizcli.sched.replay import present_id, standing

# The fields of a Row; a cursor may hand over plain tuples.
Fields = tuple[
    str, int, str, int | None, float | None, str | None, tuple[str, ...], Mapping[str, float] | None
]


class Row(NamedTuple):
    """A standing event as the roll-up reads it.

    `points` holds the marks of an open question, 0 for a rubric point that was missed.
    """

    card: str
    day: int
    kind: str
    grade: int | None = None
    seconds: float | None = None
    chosen: str | None = None
    offered: tuple[str, ...] = ()
    points: Mapping[str, float] | None = None


def rows(events: Iterable[Event], renamed: Mapping[str, str] | None = None) -> Iterator[Row]:
    """The standing answers and resets in the order of the fold, under the cards' present ids."""
    names = renamed or {}
    for event in standing(events):
        if event.kind in ANSWERS or event.kind == "reset":
            yield Row(
                present_id(event.card, names),
                event.day,
                event.kind,
                event.grade,
                event.seconds,
                event.chosen,
                event.offered,
                event.detail.get("points") if event.detail else None,
            )
