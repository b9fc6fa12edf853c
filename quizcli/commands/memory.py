"""What the log says about memory, for the commands that report it or act on it."""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.insight import pages
from quizcli.insight.pages import Report
from quizcli.insight.practice import USUAL_CARDS, Practice, practice, size_for, weakest_first
from quizcli.insight.roll import Roll
from quizcli.insight.weak import grouped, topics
from quizcli.model import Card
from quizcli.store import library, log, reports, rollup
from quizcli.workspace import Workspace


def rolled(space: Workspace) -> Roll:
    """Everything the statistics need of the log, rolled up."""
    with space.caching():
        return rollup.rolled(space.connection, space.renamed, space.day)


def report_anew(space: Workspace) -> Report:
    """The report computed from the log's caches and the decks."""
    goal = space.settings.retention
    return pages.report(space.cards(), rolled(space), space.states(), space.day, goal)


def report(space: Workspace) -> Report:
    """What the log says today, computed anew when it, the decks or the rules have changed."""
    connection = space.connection
    happened = f"{log.newest(connection)} {library.compiled_at(connection)}"
    basis = f"{space.day} {space.settings.retention} {happened}\n{space.identity}"
    found = reports.kept(connection, basis)
    if found is None:
        found = report_anew(space)
        with space.caching():
            reports.keep(connection, basis, found)
    return found


def weakest(
    space: Workspace,
    cards: Sequence[Card],
    minutes: float | None = None,
    limit: int | None = None,
) -> Practice:
    """Practice of those topics of the cards that are weakest today, as long as the minutes last."""
    states, roll = space.states(), rolled(space)
    found = topics(cards, roll, states, space.day)
    size = size_for(minutes, roll) if minutes else USUAL_CARDS
    size = min(size, limit) if limit else size
    return practice(found, grouped(cards, "section"), roll, states, space.day, size)


def weakest_due(space: Workspace, cards: Sequence[str]) -> tuple[str, ...]:
    """The cards with those likeliest to be forgotten today first."""
    return weakest_first(cards, rolled(space), space.day)
