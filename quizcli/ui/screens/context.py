"""What a review screen is given: the ask, where the session stands, what each grade would bring."""

from __future__ import annotations

from collections.abc import Container, Mapping

from msgspec import Struct

from quizcli.drill.ask import Ask
from quizcli.grading import Verdict
from quizcli.model import Grade
from quizcli.ui.screens.grades import KEYS, Scale, of_four
from quizcli.ui.text import one_line


class TurnContext(Struct, frozen=True):
    """One turn of a session as its screens show it.

    `intervals` says in words what the grades bring ("today", "3 d"); without it the bar shows
    names alone. `again` counts failed cards that are still to come back. A word among the `terms`
    is no misspelling of another.
    """

    ask: Ask
    heading: str
    done: int = 0
    total: int = 0
    again: int = 0
    intervals: Mapping[Grade, str] | None = None
    scale: Scale = "keys"
    terms: Container[str] = frozenset()
    status: str = ""
    changed: bool = False
    marked: bool = False

    @property
    def keys(self) -> Mapping[str, Grade]:
        """The digits that grade, and what they give."""
        return KEYS[self.scale]

    def interval(self, grade: Grade) -> str:
        """What a grade brings, in words; empty when the session does not say."""
        shown = self.intervals or {}
        found = shown.get(grade) or shown.get(of_four(grade), "")
        return one_line(found)


def suggested(verdict: Verdict) -> Grade:
    """The grade Space takes: the grader's own, Good where the learner alone knows."""
    return Grade.GOOD if verdict.grade is None else verdict.grade
