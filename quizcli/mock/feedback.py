"""What a mock tells the log: one event an answered question, so that reviews and topics know."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from quizcli.drill.ask import Ask
from quizcli.drill.stamp import Stamp
from quizcli.mock.given import Given
from quizcli.mock.interview import Attempt
from quizcli.mock.paper import Item
from quizcli.model import Event
from quizcli.shapes import Rubric


def events(attempt: Attempt, stamp: Stamp) -> tuple[Event, ...]:
    """The events of a scored attempt; of one without feedback a kind that moves no schedule."""
    kind = "mock" if attempt.paper.wish.feedback else "quiz"
    found: list[Event] = []
    for item, given in zip(attempt.paper.items, attempt.given, strict=True):
        verdict = given.verdict
        if verdict is None or verdict.grade is None:
            continue
        told = replace(
            stamp.event(item.card, kind, len(found)),
            grade=verdict.grade.value,
            seconds=round(given.seconds, 1),
            chosen=verdict.chosen,
            offered=Ask(item.card, item.shape).offered,
            detail=_detail(item, given),
        )
        found.append(told)
    return tuple(found)


def _detail(item: Item, given: Given) -> dict[str, Any] | None:
    """Points made and missed by their keys, which weak topics read, and how sure one was."""
    detail: dict[str, Any] = {}
    if isinstance(item.shape, Rubric):
        made = given.points or frozenset()
        detail["points"] = {point.key: float(point.key in made) for point in item.shape.points}
    if given.sureness:
        detail["confidence"] = given.sureness
    return detail or None
