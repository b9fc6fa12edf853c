"""`quizcli states`: where each card stands, for people and for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quizcli.commands.listing import print_json
from quizcli.days import iso_day, span
from quizcli.model import CardState
from quizcli.sched import Scheduler
from quizcli.sched.replay import memory_of
from quizcli.store import library
from quizcli.ui.report import print_table
from quizcli.workspace import Workspace

VERSION = 1


def run(space: Workspace, filters: Sequence[str], orphans: bool, as_json: bool) -> int:
    """Print the states of the chosen cards, with `orphans` also of cards that no deck has."""
    states = space.states()
    known = {card.id for card in space.chosen(filters)} if filters or not orphans else None
    rows = {
        card: state
        for card, state in sorted(states.items())
        if known is None or card in known or (orphans and not library.has(space.connection, card))
    }
    if as_json:
        listed = [as_dict(card, state, space.rules.scheduler) for card, state in rows.items()]
        print_json(VERSION, states=listed)
        return 0
    if filters and states and not rows:
        print("None of these cards has been reviewed yet.")
        return 0
    _show(rows, space)
    return 0


def as_dict(card: str, state: CardState, scheduler: Scheduler) -> dict[str, object]:
    """One state for programs: `due` an ISO date or null, `interval` in days."""
    return {
        "card": card,
        "due": iso_day(state.due) if state.due else None,
        "interval": state.interval,
        "repetitions": state.repetitions,
        "ease": scheduler.ease(memory_of(state)),
        "lapses": state.lapses,
        "phase": state.phase,
    }


def _show(rows: Mapping[str, CardState], space: Workspace) -> None:
    if not rows:
        print("No card has been reviewed yet. Start with: quizcli review")
        return
    print_table(
        ("Card", "Phase", "Due", "Interval", "Ease", "Lapses"),
        [
            (
                card,
                "suspended" if state.suspended else state.phase,
                iso_day(state.due) if state.due else "",
                span(state.interval) if state.interval else "",
                _ease(space.rules.scheduler.ease(memory_of(state))),
                str(state.lapses),
            )
            for card, state in rows.items()
        ],
        whole=1,
    )


def _ease(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
