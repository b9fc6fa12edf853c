"""The statistics together: the data behind the pages of `stats`, however they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from quizcli.insight.activity import Activity, activity
from quizcli.insight.forecast import Forecast, forecast
from quizcli.insight.maturity import Leech, Maturity, leeches, maturity
from quizcli.insight.retention import (
    IntervalRecall,
    Observer,
    Retention,
    by_interval,
    observer,
    retention,
)
from quizcli.insight.roll import Roll
from quizcli.insight.topic import Topic
from quizcli.insight.weak import topics
from quizcli.model import Card, CardState

# The share of due cards to recall; schedulers trade it against the time reviews take.
GOAL = 0.90


class Stats(Struct, frozen=True):
    """Everything the stats pages show for one learning day."""

    day: int
    goal: float
    cards: int
    activity: Activity
    forecast: Forecast
    retention: tuple[Retention, ...]
    by_interval: tuple[IntervalRecall, ...]
    observer: Observer
    maturity: tuple[Maturity, ...]
    leeches: tuple[Leech, ...]

    @property
    def empty(self) -> bool:
        """Whether there is no answer to speak of yet."""
        return not self.activity.answers


class Report(Struct, frozen=True):
    """All that the log says on a learning day: the statistics, and the sections, weakest first."""

    stats: Stats
    topics: tuple[Topic, ...]


def report(
    cards: Sequence[Card],
    roll: Roll,
    states: Mapping[str, CardState],
    day: int,
    goal: float = GOAL,
) -> Report:
    """The report of these cards' states and of the whole roll-up on a learning day."""
    return Report(stats(cards, roll, states, day, goal), topics(cards, roll, states, day))


def stats(
    cards: Sequence[Card],
    roll: Roll,
    states: Mapping[str, CardState],
    day: int,
    goal: float = GOAL,
) -> Stats:
    """The statistics of these cards' states and of the whole roll-up on a learning day."""
    return Stats(
        day=day,
        goal=goal,
        cards=len(cards),
        activity=activity(roll, day),
        forecast=forecast(cards, states, day),
        retention=retention(roll, day),
        by_interval=by_interval(roll),
        observer=observer(roll),
        maturity=maturity(cards, states),
        leeches=leeches(cards, states),
    )
