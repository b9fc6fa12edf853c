"""What the pages of a running mock share: the clock in the header, the ways to other pages."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Self

from msgspec.structs import replace
from rich.text import Text

from quizcli.days import duration
from quizcli.grading import Response
from quizcli.mock.interview import LAST_MINUTE, Attempt
from quizcli.ui.outcomes import Outcome, Waited
from quizcli.ui.text import line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Page, Screen

LEAVES = {"c-c", "c-d", "q", "escape"}


class MockPage(Page, frozen=True):
    """A page whose clock ticks; `run` is the attempt as of the last tick."""

    run: Attempt
    status: str = ""
    alarm: bool = False

    @property
    def timed(self) -> bool:
        """The clock runs."""
        return True

    @property
    def place(self) -> object:
        """The question, and the part of it."""
        return self.run.place

    @property
    def rings(self) -> bool:
        """Once, when the last minute begins."""
        return self.alarm

    def with_run(self, run: Attempt, *, alarm: bool = False) -> Self:
        """The same page with the clock and the answers of the attempt."""
        return replace(self, run=run, alarm=alarm)

    def draft(self, text: str) -> Response | None:
        """The answer as it stands, `text` being in the field; None where the page has no field."""
        return None

    def tick(self, seconds: float, text: str) -> Screen | Outcome:
        """What stands in the field counts, should time be up."""
        return Waited(self.draft(text))

    def heading(self, caps: Caps) -> Text:
        """What it is, and which question."""
        number = f"{self.run.here + 1}"
        if not self.run.paper.is_exam:
            number += f" of {len(self.run.given)}"
        kind = "Mock" if self.run.paper.is_exam else "Interview"
        return line(f"{kind} {number}" if caps.low else f"{kind} · question {number}")

    def clock(self, caps: Caps) -> Text:
        """How far one is, and the time left, in as many words as there is room for."""
        variants = _exam_clock(self.run) if self.run.paper.is_exam else _open_clock(self.run)
        room = caps.width * 2 // 3
        return next((row for row in variants if row.cell_len <= room), variants[-1])

    def spoken_place(self) -> str:
        """Question, answers, flags and the clock as a sentence."""
        run = self.run
        where = f"Question {run.here + 1} of {len(run.given)}."
        if not run.paper.is_exam:
            return (
                f"{where} {clock_text(run.step_left)} for it, {clock_text(run.left)} left in all."
            )
        flagged = f", {run.flagged} flagged" if run.flagged else ""
        return f"{where} {run.answered} answered{flagged}. {clock_text(run.left)} left."


def go_to(index: int) -> Callable[[Attempt], Attempt]:
    """The step to a question."""
    return lambda run: run.go(index)


def clock_text(seconds: float) -> str:
    """A time left: the second that is running counts whole."""
    return duration(ceil(seconds))


def _exam_clock(run: Attempt) -> list[Text]:
    answered = f"{run.answered}/{len(run.given)}"
    flagged = f" · {run.flagged} flagged" if run.flagged else ""
    left = clock_text(run.left)
    style = "alarm" if run.left <= LAST_MINUTE else "bold"
    return [
        line(f"{answered} answered{flagged}  ", (f"⏱ {left} left", style)),
        line(f"{answered} answered  ", (f"⏱ {left} left", style)),
        line(f"{answered}  ", (f"⏱ {left}", style)),
    ]


def _open_clock(run: Attempt) -> list[Text]:
    this, left = clock_text(run.step_left), clock_text(run.left)
    near = "alarm" if run.step_left <= LAST_MINUTE else "bold"
    style = "alarm" if run.left <= LAST_MINUTE else "bold"
    return [
        line((f"⏱ {this} for this", near), " · ", (f"{left} left", style)),
        line((f"⏱ {this}", near), " · ", (f"{left} left", style)),
        line((f"⏱ {this}", near), (f" {left}", style)),
    ]
