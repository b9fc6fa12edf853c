"""What a review screen is given: the ask, where the session stands, what each grade would bring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quizcli.drill.ask import Ask
from quizcli.grading import Verdict
from quizcli.model import Grade
from quizcli.ui.text import one_line

Scale = Literal["keys", "sm2"]

KEYS = {
    "keys": {"1": Grade.AGAIN, "2": Grade.HARD, "3": Grade.GOOD, "4": Grade.EASY},
    "sm2": {str(int(grade)): grade for grade in Grade},
}
NAMES = {
    Grade.BLANK: "Blank",
    Grade.AGAIN: "Again",
    Grade.CLOSE: "Close",
    Grade.HARD: "Hard",
    Grade.GOOD: "Good",
    Grade.EASY: "Easy",
}


@dataclass(frozen=True, slots=True)
class TurnContext:
    """One turn of a session as its screens show it.

    `intervals` says in words what the grades bring ("today", "3 d"); without it the bar shows
    names alone. `again` counts failed cards that are still to come back. `note` is a sentence about
    the card that the program has to say, shown with the answer. `seed` mixes the steps of an order.
    """

    ask: Ask
    heading: str
    done: int = 0
    total: int = 0
    again: int = 0
    intervals: Mapping[Grade, str] | None = None
    scale: Scale = "keys"
    terms: frozenset[str] = frozenset()
    status: str = ""
    changed: bool = False
    marked: bool = False
    note: str = ""
    seed: str = ""

    @property
    def keys(self) -> Mapping[str, Grade]:
        """The digits that grade, and what they give."""
        return KEYS[self.scale]

    def key_of(self, grade: Grade) -> str:
        """The digit under which a grade is offered: on four keys all failures are Again."""
        return digit(self.scale, grade)

    def interval(self, grade: Grade) -> str:
        """What a grade brings, in words; empty when the session does not say."""
        shown = self.intervals or {}
        found = shown.get(grade) or shown.get(grade if grade.passed else Grade.AGAIN, "")
        return one_line(found)


def digit(scale: Scale, grade: Grade) -> str:
    """The key of a grade on a scale; on four keys all failures are Again."""
    if scale == "sm2":
        return str(int(grade))
    shown = grade if grade.passed else Grade.AGAIN
    return next(key for key, value in KEYS[scale].items() if value == shown)


def suggested(verdict: Verdict) -> Grade:
    """The grade Space takes: the grader's own, Good where the learner alone knows."""
    return Grade.GOOD if verdict.grade is None else verdict.grade
