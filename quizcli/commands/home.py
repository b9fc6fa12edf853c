"""Bare `quizcli`: what today holds, and the way to everything else."""

from __future__ import annotations

from collections.abc import Callable

from quizcli.commands.due import sentence
from quizcli.commands.news import broken_files
from quizcli.commands.terminal import terminal
from quizcli.drill.queue import Plan
from quizcli.phrases import counted
from quizcli.store import glance, library
from quizcli.ui.menus import choose
from quizcli.workspace import Workspace


def run(space: Workspace) -> int:
    """Show today and go where the learner chooses; off a terminal only say it."""
    plan = space.plan()
    today = sentence(glance.counted(space.connection, space.day, plan), space.day)
    found = terminal(space)
    if not (found.stdin.isatty() and found.stdout.isatty()):
        print(f"{today}\nStart with: quizcli review. All commands: quizcli --help")
        return 0
    key = choose(found, f"quizcli — {today}", _items(space, plan))
    return PLACES[key](space) if key else 0


def _items(space: Workspace, plan: Plan) -> list[tuple[str, str, str]]:
    due, new = len(plan.reviews), len(plan.new)
    decks, errors = len(space.decks), len(broken_files(space))
    faulty = f", {counted(errors, 'file')} with errors" if errors else ""
    practice = _weakest(space) if space.has_history else "after the first reviews"
    return [
        ("r", "Review now", f"{due} due, {new} new"),
        ("d", "Drill weak topics", practice),
        ("t", "Table quiz", _tables(space)),
        ("m", "Timed mock", "exam or interview"),
        ("s", "Stats", ""),
        ("l", "List decks", f"{counted(decks, 'deck')}{faulty}"),
        ("q", "Leave", ""),
    ]


def _weakest(space: Workspace) -> str:
    from quizcli.commands.memory import report

    found = report(space).topics
    weak = [topic.name for topic in found if topic.standing == "weak"]
    if weak:
        return ", ".join(weak)
    known = any(topic.standing == "ok" for topic in found)
    return "none is reliably weak" if known else "after some more reviews"


def _tables(space: Workspace) -> str:
    return counted(library.count_tables(space.connection), "table")


def _review(space: Workspace) -> int:
    from quizcli.commands import review

    return review.run(space)


def _drill(space: Workspace) -> int:
    from quizcli.commands import drill

    return drill.run(space, which=["weak"])


def _table(space: Workspace) -> int:
    from quizcli.commands import table

    return table.run(space, [], [], "", None, None)


def _mock(space: Workspace) -> int:
    from quizcli.commands import mock

    return mock.run(space, mock.Asked())


def _stats(space: Workspace) -> int:
    from quizcli.commands import stats

    return stats.run(space, "", as_json=False, html=None)


def _decks(space: Workspace) -> int:
    from quizcli.commands import decks

    return decks.run(space, as_json=False)


PLACES: dict[str, Callable[[Workspace], int]] = {
    "r": _review,
    "d": _drill,
    "t": _table,
    "m": _mock,
    "s": _stats,
    "l": _decks,
    "q": lambda _: 0,
}
