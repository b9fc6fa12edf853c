"""`quizcli review`: the cards that are due today, then new ones.

The pages of its end are loaded when it ends: the first card is to come soon.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizcli.commands.due import coming_sentence
from quizcli.commands.news import broken
from quizcli.commands.sit import grades, sit
from quizcli.commands.sitting import Sitting
from quizcli.drill.queue import Limits, Plan
from quizcli.drill.session import begin
from quizcli.errors import UsageError
from quizcli.store import library, today
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

if TYPE_CHECKING:
    from quizcli.ui.screens.pages import Entry, MenuPage

MORE_NEW = 10


class Review(Sitting):
    """A review over today's plan; its last page offers ways to go on."""

    def __init__(
        self,
        space: Workspace,
        plan: Plan,
        filters: Sequence[str],
        tags: Sequence[str],
        limit: int | None,
        minutes: float | None,
    ) -> None:
        cards = plan.cards[:limit]
        session = begin(cards, space.states(cards), space.rules)
        super().__init__(space, session, "Review", minutes)
        self.plan, self._filters, self._tags = plan, filters, tags
        self.takes_waiting = limit is None
        self._is_whole = not filters and not tags and limit is None

    def ending(self) -> Screen:
        """How it went, or why there was nothing to ask."""
        from quizcli.ui.screens.summary import Summary, summary

        if not self.session.total and not self.session.answered:
            return self._empty()
        return summary(
            Summary(
                self.title,
                grades(self),
                self.session.done,
                self.session.total,
                self.seconds,
                left=len(self.session.queue),
                next_review=self._coming(),
                entries=self._entries(),
                status=self.status,
                day_done=self._is_whole and self.session.kind == "review",
                can_undo=bool(self.session.history),
            )
        )

    def choose(self, key: str) -> Screen | None:
        """More new cards, practice, or another command after this one."""
        match key:
            case "n":
                return self._more_new()
            case "c":
                self.until = None
                return self.advance()
            case "w":
                return self._practise()
            case _:
                return None

    def _empty(self) -> MenuPage:
        from quizcli.ui.screens.empty import new_used_up, nothing_due

        if self._done_new() and self._unseen():
            return new_used_up("Review", self._done_new(), self._entries())
        return nothing_due("Review", self._coming(), self._entries())

    def _coming(self) -> str:
        parked = (
            f"{self.plan.parked} more are due; the day's limit is reached."
            if self.plan.parked
            else ""
        )
        put_off = self.space.plan().put_off
        found = today.next_due(self.space.connection, self.space.day, put_off)
        return " ".join(filter(None, (parked, coming_sentence(self.space.day, found))))

    def _entries(self) -> tuple[Entry, ...]:
        from quizcli.ui.screens.pages import Entry

        entries = []
        if self.session.queue:
            entries.append(Entry("c", "go on with the cards that are left"))
        if self._unseen():
            entries.append(Entry("n", f"learn {MORE_NEW} more new cards"))
        if self.space.has_history:
            entries.append(Entry("w", "practise the weakest topic (the schedule stays as it is)"))
        return tuple(entries)

    def _done_new(self) -> int:
        return today.done(self.space.connection, self.space.day).new

    def _unseen(self) -> bool:
        limits = Limits(self._done_new() + 1, 0)
        return bool(self.space.plan(self._filters, self._tags, limits).new)

    def _more_new(self) -> Screen | None:
        if self.session.kind != "review":
            self._resume_review()
        limits = Limits(self._done_new() + MORE_NEW, 0)
        cards = self.space.plan(self._filters, self._tags, limits).new
        self.session = self.session.extended(cards, self.space.states(cards))
        self.until = None
        return self.advance()

    def _practise(self) -> Screen | None:
        from quizcli.commands.memory import weakest

        cards = weakest(self.space, self.space.cards()).cards
        self.aside.append(self.session)
        self.session = begin(cards, self.space.states(cards), self.space.rules, "cram")
        self.title, self.until = "Practice", None
        return self.advance()

    def _resume_review(self) -> None:
        review = next(session for session in self.aside if session.kind == "review")
        self.aside.append(self.session)
        self.aside.remove(review)
        del self.given[len(review.history) :]
        self.session, self.title = review, "Review"

    def undone_before(self, screen: Screen) -> Screen | None:
        """Before the first act of a practice lies the last one of the review."""
        if self.session.kind == "review":
            return super().undone_before(screen)
        self._resume_review()
        return self.undone(screen)


def run(
    space: Workspace,
    filters: Sequence[str] = (),
    tags: Sequence[str] = (),
    new: int | None = None,
    limit: int | None = None,
    minutes: float | None = None,
    weak: bool = False,
) -> int:
    """Review today's cards, if wanted the likeliest forgotten ones first; gives the exit code."""
    if not library.has_cards(space.connection):
        raise UsageError(
            broken(space)
            or f"No decks in {', '.join(map(str, space.deck_folders))}. "
            "`quizcli new deck NAME` begins one."
        )
    limits = Limits(space.limits.new if new is None else new, space.limits.reviews)
    plan = space.plan(filters, tags, limits)
    if weak:
        from quizcli.commands.memory import weakest_due

        plan.reviews = weakest_due(space, plan.reviews)
    sitting = Review(space, plan, filters, tags, limit, minutes)
    sitting.status = broken(space)
    return sit(space, sitting)
