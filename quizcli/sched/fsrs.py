"""FSRS-6 over learning days: the chance to recall a card, and a scheduler that aims at one.

Source: open-spaced-repetition, "The Algorithm", FSRS-6, with its default parameters (py-fsrs 6).
A gap is counted in learning days here, where py-fsrs counts periods of 24 hours.
"""

from __future__ import annotations

from math import exp
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from quizcli.model import Grade
from quizcli.sched.memory import LONGEST_INTERVAL, Memory, checked

W = (
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
    1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
)  # fmt: skip

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = (AGAIN, AGAIN, AGAIN, HARD, GOOD, EASY)

DECAY = -W[20]
# Makes the recall exactly 0.9 after as many days as the stability says.
FACTOR = 0.9 ** (1 / DECAY) - 1
LEAST_STABILITY = 0.001
LEAST_DIFFICULTY, MOST_DIFFICULTY = 1.0, 10.0
RETENTION = 0.90

_GROWTH = exp(W[8])
_SHORT_LOSS = exp(W[17] * W[18])
_SHORT_GROWTH = tuple(exp(W[17] * (rating - GOOD + W[18])) for rating in range(AGAIN, EASY + 1))
_BONUS = {HARD: W[15], GOOD: 1.0, EASY: W[16]}
_EASIEST = W[4] - exp(W[5] * (EASY - 1)) + 1


def first(rating: int) -> tuple[float, float]:
    """Stability in days and difficulty (1 to 10) after the first answer to a card."""
    return W[rating - 1], _clamped(W[4] - exp(W[5] * (rating - 1)) + 1)


def after(stability: float, difficulty: float, gap: int, rating: int) -> tuple[float, float]:
    """Stability and difficulty after an answer `gap` learning days after the one before."""
    if gap < 1:
        grown = _after_same_day(stability, rating)
    else:
        recalled = retrievability(stability, gap)
        if rating == AGAIN:
            grown = _after_lapse(stability, difficulty, recalled)
        else:
            grown = _after_recall(stability, difficulty, recalled, rating)
    return max(grown, LEAST_STABILITY), _next_difficulty(difficulty, rating)


def retrievability(stability: float, gap: float) -> float:
    """The chance to recall a card `gap` days after its last answer; 1.0 on the same day."""
    return float((1 + FACTOR * gap / stability) ** DECAY)


def interval(stability: float, retention: float, longest: int) -> int:
    """Whole days, at least one, until the recall has fallen to the retention asked for."""
    days = float(stability / FACTOR * (retention ** (1 / DECAY) - 1))
    return min(max(round(days), 1), longest)


class Fsrs(Struct, frozen=True):
    """FSRS-6 as the scheduler: the next day a card is asked is when recall falls to `retention`."""

    longest: int = LONGEST_INTERVAL
    retention: float = RETENTION
    name: str = "fsrs"
    early_passes_count: bool = True

    def next(self, memory: Memory, grade: Grade, day: int) -> Memory:
        """The memory after a counted repetition; `values` are stability and difficulty."""
        grade = checked(grade)
        values = _answered(memory, grade, day)
        repetitions = memory.repetitions + 1 if grade.passed else 0
        return Memory(interval(values[0], self.retention, self.longest), repetitions, values, day)

    def same_day(self, memory: Memory, grade: Grade) -> Memory:
        """The memory after a further answer on the same day; the interval stays."""
        values = _answered(memory, checked(grade), memory.last)
        return Memory(memory.interval, memory.repetitions, values, memory.last)

    def ease(self, memory: Memory) -> float | None:
        """None: FSRS has a difficulty, not an ease factor."""
        return None

    def aiming_at(self, retention: float) -> Self:
        """The scheduler for another retention."""
        return replace(self, retention=retention)


def _answered(memory: Memory, grade: Grade, day: int) -> tuple[float, float]:
    rating = RATINGS[grade]
    if not memory.values:
        return first(rating)
    stability, difficulty = memory.values
    return after(stability, difficulty, day - memory.last, rating)


def _after_same_day(stability: float, rating: int) -> float:
    growth = float(_SHORT_GROWTH[rating - 1] * stability ** -W[19])
    return stability * (growth if rating == AGAIN else max(growth, 1.0))


def _after_recall(stability: float, difficulty: float, recalled: float, rating: int) -> float:
    return float(
        stability
        * (
            1
            + _GROWTH
            * (11 - difficulty)
            * stability ** -W[9]
            * (exp((1 - recalled) * W[10]) - 1)
            * _BONUS[rating]
        )
    )


def _after_lapse(stability: float, difficulty: float, recalled: float) -> float:
    forgotten = (
        W[11] * difficulty ** -W[12] * ((stability + 1) ** W[13] - 1) * exp((1 - recalled) * W[14])
    )
    return float(min(forgotten, stability / _SHORT_LOSS))


def _next_difficulty(difficulty: float, rating: int) -> float:
    damped = difficulty - W[6] * (rating - GOOD) * (MOST_DIFFICULTY - difficulty) / 9
    return _clamped(W[7] * _EASIEST + (1 - W[7]) * damped)


def _clamped(difficulty: float) -> float:
    return min(max(difficulty, LEAST_DIFFICULTY), MOST_DIFFICULTY)
