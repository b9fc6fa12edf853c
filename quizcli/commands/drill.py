"""`quizcli drill`: practice; what is due counts only where that was wanted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from quizcli.commands.sit import sit
from quizcli.commands.sitting import Sitting
from quizcli.drill.ask import shuffled
from quizcli.drill.session import begin
from quizcli.errors import UsageError
from quizcli.model import Card, CardState
from quizcli.sched import NEW
from quizcli.sched.replay import LEECH_LAPSES
from quizcli.ui.screens.empty import no_match
from quizcli.ui.screens.summary import Summary, summary
from quizcli.ui.text import clean
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

USUAL_CARDS = 20
# Which cards are meant by the name of an option, by where they stand on a learning day.
FITS: dict[str, Callable[[CardState, int], bool]] = {
    "failed-today": lambda s, day: s.last_seen == day and s.phase in ("learning", "relearning"),
    "leeches": lambda s, _: s.lapses >= LEECH_LAPSES,
    "marked": lambda s, _: s.marked,
}
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
                can_undo=bool(self.session.history),
            )
        )


def run(
    space: Workspace,
    filters: Sequence[str] = (),
    tags: Sequence[str] = (),
    which: Sequence[str] = (),
    limit: int | None = None,
    minutes: float | None = None,
) -> int:
    """Drill some of the chosen cards; gives the exit code.

    `which` is weak, failed-today, leeches, marked, or nothing for those seen before first.
    """
    if len(which) > 1:
        raise UsageError(f"--{which[0]} and --{which[1]} do not go together; leave out one.")
    chosen = space.chosen(filters, tags)
    if which == ["weak"]:
        return _weak(space, chosen, limit, minutes)
    states, day = space.states(), space.day
    shown: list[str] = [card.id for card in chosen if not states.get(card.id, NEW).suspended]
    if which:
        cards = [card for card in shown if FITS[which[0]](states.get(card, NEW), day)]
        what, kind, most = f"“{which[0].replace('-', ' ')}”", "drill", limit
    else:
        mixed = shuffled(tuple(shown), space.session_id)
        cards = sorted(mixed, key=lambda card: card not in states)
        what, kind, most = " ".join(filters) or "the decks", "cram", limit or USUAL_CARDS
    return sit(space, Drill(space, tuple(cards[:most]), what, kind, minutes))


def _weak(
    space: Workspace, chosen: Sequence[Card], limit: int | None, minutes: float | None
) -> int:
    """Drill the weakest topics after saying what that is made of."""
    from quizcli.commands.memory import weakest

    found = weakest(space, chosen, minutes, limit)
    if found.cards:
        topics = ", ".join(found.topics)
        print(clean(f"{topics}: {found.sentence}."))
    return sit(space, Drill(space, found.cards, "weak topics", "drill", minutes))
