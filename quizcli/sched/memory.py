"""What every scheduler keeps of a card, and what it must be able to do with it."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from quizcli.model import Grade

LONGEST_INTERVAL = 36_500  # days: a hundred years


class Memory(Struct, frozen=True):
    """A card as its scheduler sees it: `interval` in days, `last` the learning day it was counted.

    `values` belongs to the scheduler alone; an empty tuple is a card never seen.
    """

    interval: int = 0
    repetitions: int = 0
    values: tuple[float, ...] = ()
    last: int = 0


def checked(grade: object) -> Grade:
    """The grade as a Grade.

    Raises ValueError, naming it, for anything but an int from 0 to 5.
    """
    if isinstance(grade, Grade):
        return grade
    if isinstance(grade, int) and not isinstance(grade, bool) and 0 <= grade <= 5:
        return Grade(grade)
    raise ValueError(f"a grade is a whole number from 0 to 5, not {grade!r}")


class Scheduler(Protocol):
    """Gives the next interval of a card; pure, so that any log can be folded by any scheduler."""

    @property
    def name(self) -> str:
        """The name in the settings."""

    @property
    def early_passes_count(self) -> bool:
        """Whether a pass before the due day changes the memory."""

    def next(self, memory: Memory, grade: Grade, day: int) -> Memory:
        """The memory after a counted repetition on a learning day."""

    def same_day(self, memory: Memory, grade: Grade) -> Memory:
        """The memory after a further answer on the day of a counted repetition."""

    def ease(self, memory: Memory) -> float | None:
        """The ease factor for people, such as 2.5; None where the scheduler has none."""

    def aiming_at(self, retention: float) -> Scheduler:
        """The scheduler for a share of due cards to be recalled; itself where it aims at none."""
