"""SM-2 in its two published readings, in integers alone: an ease of 2.50 is 250 hundredths."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from quizcli.model import Grade
from quizcli.sched.memory import LONGEST_INTERVAL, Memory, checked

FIRST_EASE = 250
LEAST_EASE = 130
FIRST_INTERVALS = (1, 6)

# EF' = EF + 0.1 - (5 - q)(0.08 + (5 - q) 0.02), in hundredths (Wozniak 1990, §3.2, step 5).
EASE_STEPS = {Grade(q): 10 - (5 - q) * (8 + (5 - q) * 2) for q in range(6)}


def _ease_of(memory: Memory) -> int:
    return int(memory.values[0]) if memory.values else FIRST_EASE


def _ease_after(ease: int, grade: Grade) -> int:
    return max(LEAST_EASE, ease + EASE_STEPS[grade])


def _half_even(hundredths: int) -> int:
    """A number of hundredths rounded to whole units, halves to the even neighbour."""
    whole, rest = divmod(hundredths, 100)
    return whole + (rest > 50 or (rest == 50 and whole % 2 == 1))


def _ceil(hundredths: int) -> int:
    return -(-hundredths // 100)


class _Easing(Struct, frozen=True):
    """What both readings share: an ease factor, and a same-day drill that changes nothing."""

    longest: int = LONGEST_INTERVAL
    name: str = ""
    early_passes_count: bool = False

    def same_day(self, memory: Memory, grade: Grade) -> Memory:
        """The same memory: SM-2's same-day drill changes nothing."""
        return memory

    def ease(self, memory: Memory) -> float | None:
        """The ease factor, from 1.3 up."""
        return _ease_of(memory) / 100

    def aiming_at(self, retention: float) -> Self:
        """Itself: SM-2 aims at no share."""
        return self


class Sm2(_Easing, frozen=True):
    """Wozniak's SuperMemo 2 plug-in, procedure Repetition: interval by the old ease, then ease."""

    name: str = "sm2"

    def next(self, memory: Memory, grade: Grade, day: int) -> Memory:
        """The memory after a counted repetition; every grade changes the ease."""
        grade = checked(grade)
        ease = _ease_of(memory)
        after = (_ease_after(ease, grade),)
        if not grade.passed:
            return Memory(1, 0, after, day)
        if memory.repetitions < len(FIRST_INTERVALS):
            interval = FIRST_INTERVALS[memory.repetitions]
        else:
            interval = _half_even(memory.interval * ease)
        return Memory(min(interval, self.longest), memory.repetitions + 1, after, day)


class Sm2Thesis(_Easing, frozen=True):
    """Wozniak, Optimization of learning (1990), §3.2: ease first, intervals rounded up."""

    name: str = "sm2-1990"

    def next(self, memory: Memory, grade: Grade, day: int) -> Memory:
        """The memory after a counted repetition; a fail leaves the ease as it was."""
        grade = checked(grade)
        if not grade.passed:
            return Memory(1, 0, (_ease_of(memory),), day)
        ease = _ease_after(_ease_of(memory), grade)
        if memory.repetitions < len(FIRST_INTERVALS):
            interval = FIRST_INTERVALS[memory.repetitions]
        else:
            interval = _ceil(memory.interval * ease)
        return Memory(min(interval, self.longest), memory.repetitions + 1, (ease,), day)
