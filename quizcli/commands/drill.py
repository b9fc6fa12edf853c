"""`quizcli drill`: practice that leaves the schedule alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from quizcli.commands.sitting import Sitting
from quizcli.commands.terminal import present
from quizcli.drill.ask import shuffled
from quizcli.drill.session import begin
from quizcli.ui.screens.empty import no_match
from quizcli.ui.screens.summary import Summary, summary
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace


class Drill(Sitting):
    """A run over chosen cards that the schedule does not see."""

    def __init__(self, space: Workspace, cards: tuple[str, ...], filters: Sequence[str]) -> None:
        session = begin(cards, space.states(cards), space.rules, "cram")
        super().__init__(space, session, "Drill")
        self._filters = filters

    def ending(self) -> Screen:
        """How it went."""
        if not self.session.total:
            return no_match("Drill", " ".join(self._filters) or "the decks")
        return summary(
            Summary(
                "Drill",
                Counter(self.session.grades),
                self.session.done,
                self.session.total,
                self.seconds,
                left=len(set(self.session.queue)),
                next_review="The schedule stays as it was.",
                status=self.status,
            )
        )


def run(space: Workspace, filters: Sequence[str], tags: Sequence[str], limit: int) -> int:
    """Drill some of the chosen cards, those seen before first; gives the exit code."""
    chosen = space.chosen(filters, tags)
    states = space.states()
    open_ = [card.id for card in chosen if not (card.id in states and states[card.id].suspended)]
    mixed = shuffled(tuple(open_), space.session_id)
    seen_first = sorted(mixed, key=lambda card: card not in states)
    return present(space, Drill(space, tuple(seen_first[:limit]), filters))


def weak(space: Workspace) -> int:
    """Drill the weakest topics; gives the exit code."""
    from quizcli.commands.memory import weakest

    return present(space, Drill(space, weakest(space), ["the weak topics"]))
