"""The end of a review: how it went, what comes next, where to go on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from quizcli.days import duration
from quizcli.model import Grade
from quizcli.phrases import counted
from quizcli.ui.screens.grades import FOUR, NAMES, of_four
from quizcli.ui.screens.pages import Bar, Entry, MenuPage


class Summary(Struct, frozen=True):
    """What a run came to; `next_review` is a sentence, empty where there is none."""

    heading: str
    grades: Mapping[Grade, int]
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    left: int = 0
    next_review: str = ""
    entries: tuple[Entry, ...] = ()
    status: str = ""
    day_done: bool = False
    can_undo: bool = False


def summary(run: Summary) -> MenuPage:
    """The page at the end of a run, complete or left early."""
    counts = _counts(run.grades)
    answers = sum(counts.values())
    return MenuPage(
        heading=run.heading,
        said=(_opening(run), answers_sentence(run.grades, run.seconds)),
        bars=tuple(Bar(NAMES[grade], count) for grade, count in counts.items()) if answers else (),
        then=(run.next_review,) if run.next_review else (),
        entries=run.entries,
        right=f"{run.done}/{run.total}" if run.total else "",
        status=run.status,
        can_undo=run.can_undo or answers > 0,
    )


def _counts(grades: Mapping[Grade, int]) -> dict[Grade, int]:
    counts = dict.fromkeys(FOUR, 0)
    for grade, count in grades.items():
        counts[of_four(grade)] += count
    return counts


def _opening(run: Summary) -> str:
    if run.left:
        return f"Time is up: {counted(run.left, 'card')} left."
    return "Done for today." if run.day_done else "Done."


def answers_sentence(grades: Mapping[Grade, int], seconds: float) -> str:
    """How many answers there were, in what time, and how many of them were remembered."""
    counts = _counts(grades)
    answers = sum(counts.values())
    remembered = answers - counts[Grade.AGAIN]
    if not answers:
        return "No card was answered."
    time = f" in {duration(seconds)}" if seconds else ""
    share = round(100 * remembered / answers)
    return f"{counted(answers, 'answer')}{time}, {remembered} remembered ({share}%)."
