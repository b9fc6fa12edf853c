"""`quizcli drill`: practice; what is due counts only where that was wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from quizcli.commands.sit import sit
from quizcli.commands.sitting import Sitting
from quizcli.drill.ask import shuffled
from quizcli.drill.session import begin
from quizcli.model import CardState
from quizcli.sched.replay import LEECH_LAPSES
from quizcli.ui.screens.empty import no_match
from quizcli.ui.screens.summary import Summary, summary
from quizcli.ui.text import clean
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

NO_CHANGE = "The schedule stays as it was."
DUE_COUNTED = "Cards that were due count as reviewed; the others stay where they were."


class Drill(Sitting):
    """A run over chosen cards; a cram leaves the schedule alone, a drill counts what is due."""

    def __init__(
        self,
        space: Workspace,
        cards: tuple[str, ...],
        what: str,
        kind: str = "cram",
        minutes: float | None = None,
    ) -> None:
        session = begin(cards, space.states(cards), space.rules, kind)
        super().__init__(space, session, "Drill", minutes)
        self._what = what

    def ending(self) -> Screen:
        """How it went."""
        if not self.session.total:
            return no_match("Drill", self._what)
        return summary(
            Summary(
                "Drill",
                Counter(self.session.grades),
                self.session.done,
                self.session.total,
                self.seconds,
                left=len(self.session.queue),
                next_review=NO_CHANGE if self.session.kind == "cram" else DUE_COUNTED,
                status=self.status,
            )
        )


def run(
    space: Workspace,
    filters: Sequence[str],
    tags: Sequence[str],
    limit: int,
    minutes: float | None = None,
) -> int:
    """Drill some of the chosen cards, those seen before first; gives the exit code."""
    chosen = space.chosen(filters, tags)
    states = space.states()
    open_ = [card.id for card in chosen if not (card.id in states and states[card.id].suspended)]
    mixed = shuffled(tuple(open_), space.session_id)
    seen_first = sorted(mixed, key=lambda card: card not in states)
    what = " ".join(filters) or "the decks"
    return sit(space, Drill(space, tuple(seen_first[:limit]), what, minutes=minutes))


def weak(space: Workspace, filters: Sequence[str], minutes: float | None) -> int:
    """Drill the weakest topics after saying what that is made of; gives the exit code."""
    from quizcli.commands.memory import weakest

    found = weakest(space, filters, minutes)
    if found.cards:
        topics = ", ".join(found.topics)
        print(clean(f"{topics}: {found.sentence}."))
    return sit(space, Drill(space, found.cards, "weak topics", "drill", minutes))


def picked(space: Workspace, filters: Sequence[str], which: str) -> int:
    """Drill the cards failed today, the leeches or the marked ones; gives the exit code."""
    day, states = space.day, space.states()
    wanted: dict[str, Callable[[CardState], bool]] = {
        "failed today": lambda s: s.last_seen == day and s.phase in ("learning", "relearning"),
        "leeches": lambda s: s.lapses >= LEECH_LAPSES,
        "marked": lambda s: s.marked,
    }
    cards = [c.id for c in space.chosen(filters) if c.id in states and wanted[which](states[c.id])]
    return sit(space, Drill(space, tuple(cards), f"“{which}”", "drill"))
