"""Habits: how a learner grades and how long an answer takes, read off their own log."""

from __future__ import annotations

from typing import Self

from msgspec import Struct

from quizcli.insight.roll import FRESH, LATER, REPEATED, Roll
from quizcli.model import Grade

# What a learner without a log is taken to do: seconds of a passed and of a failed answer.
USUAL_SECONDS = {FRESH: (14.0, 18.0), LATER: (8.0, 13.0), REPEATED: (6.0, 9.0)}
# Shares passed where no memory predicts it, and shares of the passing grades.
USUAL_PASSED = {FRESH: 0.4, REPEATED: 0.8}
USUAL_GRADES = {Grade.HARD: 0.15, Grade.GOOD: 0.7, Grade.EASY: 0.15}
# The usual weighs as much as this many answers of the learner's own.
USUAL_ANSWERS = 10


class Habits(Struct, frozen=True):
    """Seconds by stage and (passed, failed), shares passed by stage, shares of passing grades."""

    seconds: dict[int, tuple[float, float]]
    passed: dict[int, float]
    grades: dict[Grade, float]

    @classmethod
    def of(cls, roll: Roll) -> Self:
        """The habits a log shows, filled up with the usual where it says little."""
        return cls(
            {stage: _seconds(roll, stage) for stage in USUAL_SECONDS},
            {stage: _passed(roll, stage) for stage in USUAL_PASSED},
            _grades(roll),
        )

    def grade(self, passed: bool, throw: float) -> Grade:
        """The grade that a throw between 0 and 1 falls on."""
        if not passed:
            return Grade.AGAIN
        reached = 0.0
        for grade, share in self.grades.items():
            reached += share
            if throw < reached:
                return grade
        return Grade.EASY


def _seconds(roll: Roll, stage: int) -> tuple[float, float]:
    passed, failed = USUAL_SECONDS[stage]
    return _mean(roll, stage, range(3, 6), passed), _mean(roll, stage, range(3), failed)


def _mean(roll: Roll, stage: int, grades: range, usual: float) -> float:
    habits = [roll.habit(stage, grade) for grade in grades]
    timed = sum(habit.timed for habit in habits)
    spent = sum(habit.seconds for habit in habits)
    return (spent + usual * USUAL_ANSWERS) / (timed + USUAL_ANSWERS)


def _passed(roll: Roll, stage: int) -> float:
    answers = [roll.habit(stage, grade).answers for grade in range(6)]
    usual = USUAL_PASSED[stage] * USUAL_ANSWERS
    return (sum(answers[3:]) + usual) / (sum(answers) + USUAL_ANSWERS)


def _grades(roll: Roll) -> dict[Grade, float]:
    given = {
        grade: roll.habit(LATER, grade).answers + usual * USUAL_ANSWERS
        for grade, usual in USUAL_GRADES.items()
    }
    total = sum(given.values())
    return {grade: count / total for grade, count in given.items()}
