"""Retention: how much of what was due was recalled, by maturity, by interval, and as predicted."""

from __future__ import annotations

from msgspec import Struct

from quizcli.insight.roll import PREDICTION_BANDS, WAIT_BANDS, Roll
from quizcli.insight.score import Score

# Stretches of learning days that end today; None is the whole log.
WINDOWS = {"today": 1, "7 days": 7, "30 days": 30, "12 months": 365, "all": None}


class Retention(Struct, frozen=True):
    """True retention in one stretch of days: first reviews of a day, of cards seen before.

    Young cards had waited less than 21 days, mature ones longer.
    """

    window: str
    young: Score
    mature: Score

    @property
    def all(self) -> Score:
        """Young and mature together."""
        return Score(self.young.answers + self.mature.answers, self.young.right + self.mature.right)


class IntervalRecall(Struct, frozen=True):
    """Reviews of cards that had waited so many days; `longest` is None for the last band."""

    shortest: int
    longest: int | None
    score: Score


class PredictedBand(Struct, frozen=True):
    """Answers whose recall the observer put between two chances: `expected` is its mean."""

    lowest: float
    highest: float
    expected: float
    score: Score


class Observer(Struct, frozen=True):
    """How well the memory model predicted this learner: mean log loss, and band by band."""

    answers: int
    log_loss: float | None
    bands: tuple[PredictedBand, ...]


def retention(roll: Roll, day: int) -> tuple[Retention, ...]:
    """True retention in each of the windows."""
    found = []
    for window, days in WINDOWS.items():
        tallies = [t for d, t in roll.days.items() if d <= day and (not days or d > day - days)]
        young = Score(sum(t.young for t in tallies), sum(t.young_right for t in tallies))
        mature = Score(sum(t.mature for t in tallies), sum(t.mature_right for t in tallies))
        found.append(Retention(window, young, mature))
    return tuple(found)


def by_interval(roll: Roll) -> tuple[IntervalRecall, ...]:
    """Recall by the days a card had waited, in bands that about double."""
    ends = (*(first - 1 for first in WAIT_BANDS[1:]), None)
    return tuple(
        IntervalRecall(first, last, Score(band.answers, band.right))
        for first, last, band in zip(WAIT_BANDS, ends, roll.waits, strict=True)
    )


def observer(roll: Roll) -> Observer:
    """What the memory model predicted, held against the answers that came."""
    answers = sum(band.answers for band in roll.predictions)
    ends = (*PREDICTION_BANDS[1:], 1.0)
    bands = tuple(
        PredictedBand(low, high, band.expected / band.answers, Score(band.answers, band.right))
        for low, high, band in zip(PREDICTION_BANDS, ends, roll.predictions, strict=True)
        if band.answers
    )
    return Observer(answers, roll.surprise / answers if answers else None, bands)
