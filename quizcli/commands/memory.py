"""What the log says about memory, for the commands that report it or act on it."""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.insight.practice import USUAL_CARDS, Practice, practice, size_for, weakest_first
from quizcli.insight.roll import Roll
from quizcli.insight.topic import Topic
from quizcli.insight.weak import grouped, topics
from quizcli.store import rollup
from quizcli.workspace import Workspace


def rolled(space: Workspace) -> Roll:
    """Everything the statistics need of the log, rolled up."""
    with space.caching():
        return rollup.rolled(space.connection, space.renamed, space.day)


def topics_today(space: Workspace) -> tuple[Topic, ...]:
    """The sections, weakest first."""
    return topics(space.cards(), rolled(space), space.states(), space.day)


def weakest(
    space: Workspace, filters: Sequence[str] = (), minutes: float | None = None
) -> Practice:
    """Practice of the topics that are weakest today, as long as the minutes last."""
    cards, states, roll = space.chosen(filters), space.states(), rolled(space)
    found = topics(cards, roll, states, space.day)
    size = size_for(minutes, roll) if minutes else USUAL_CARDS
    return practice(found, grouped(cards, "section"), roll, states, space.day, size)


def weakest_due(space: Workspace, cards: Sequence[str]) -> tuple[str, ...]:
    """The cards with those likeliest to be forgotten today first."""
    return weakest_first(cards, rolled(space), space.day)
