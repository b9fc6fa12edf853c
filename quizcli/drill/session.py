"""The review as a machine: answers go in, events and the next session come out.

Its law: replaying the standing events gives exactly the states of before an undone turn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from quizcli.grading import Verdict
from quizcli.model import Card, CardState, Event, Grade
from quizcli.sched import NEW, Rules, is_leech, step

# A failed card comes back after this many others, or last when fewer are left.
COME_BACK_AFTER = 6


@dataclass(frozen=True, slots=True)
class Stamp:
    """What makes an event one: its id and instant, the learning day, device and session."""

    uid: str
    at: str
    day: int
    device: str = ""
    session: str = ""

    def event(self, card: Card, kind: str, place: int = 0) -> Event:
        """An event about a card; `place` counts the events of one turn from 0."""
        return Event(
            self._uid(place), self.at, self.day, kind, card.id,
            fingerprint=card.fingerprint, device=self.device, session=self.session,
        )  # fmt: skip

    def void(self, target: Event, place: int = 0) -> Event:
        """An event that undoes another."""
        return Event(
            self._uid(place), self.at, self.day, "void", target.card,
            target=target.uid, device=self.device, session=self.session,
        )  # fmt: skip

    def _uid(self, place: int) -> str:
        return f"{self.uid}.{place}" if place else self.uid


def voids(events: tuple[Event, ...], stamp: Stamp) -> tuple[Event, ...]:
    """The events that undo a turn."""
    return tuple(stamp.void(event, place) for place, event in enumerate(events))


@dataclass(frozen=True, slots=True)
class Turn:
    """One act of the learner: what it logged, and the session as it was before."""

    card: str
    events: tuple[Event, ...]
    before: Session
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """A run of asks over `queue`; `kind` is review, drill (due cards count) or cram (none does)."""

    queue: tuple[str, ...]
    states: Mapping[str, CardState]
    rules: Rules
    kind: str = "review"
    total: int = 0
    grades: tuple[Grade, ...] = ()
    back: frozenset[str] = frozenset()
    history: tuple[Turn, ...] = field(default=(), repr=False)

    @property
    def current(self) -> str | None:
        """The card to ask now; None when the session is done."""
        return self.queue[0] if self.queue else None

    @property
    def done(self) -> int:
        """How many cards have left the queue for today."""
        return self.total - len(set(self.queue))

    @property
    def again(self) -> int:
        """How many failed cards are still to come back."""
        return len(self.back)

    @property
    def answered(self) -> int:
        """How many answers were graded and stand."""
        return len(self.grades)

    def state(self, card: str) -> CardState:
        """Where a card stands now."""
        return self.states.get(card, NEW)

    def after(self, card: Card, grade: Grade, stamp: Stamp) -> CardState:
        """Where the card would stand if it were graded so: for the intervals on the keys."""
        return step(self.state(card.id), self._review(card, grade, stamp), self.rules, card.id)

    def answer(
        self,
        card: Card,
        grade: Grade,
        stamp: Stamp,
        verdict: Verdict | None = None,
        seconds: float | None = None,
        offered: tuple[str, ...] = (),
    ) -> tuple[Session, tuple[Event, ...]]:
        """The session after a graded answer, and its event."""
        event = replace(
            self._review(card, grade, stamp),
            seconds=seconds,
            chosen=verdict.chosen if verdict else None,
            offered=offered,
        )
        state = step(self.state(card.id), event, self.rules, card.id)
        comes_back = state.pending if event.kind == "review" else not grade.passed
        rest = self.queue[1:]
        if comes_back:
            place = min(COME_BACK_AFTER, len(rest))
            rest = (*rest[:place], card.id, *rest[place:])
        moved = replace(
            self,
            queue=rest,
            states={**self.states, card.id: state},
            grades=(*self.grades, grade),
            back=self.back | {card.id} if comes_back else self.back - {card.id},
        )
        return self._recorded(moved, card.id, (event,), verdict)

    def act(
        self, card: Card, kind: str, stamp: Stamp, detail: dict[str, Any] | None = None
    ) -> tuple[Session, tuple[Event, ...]]:
        """The session after bury, suspend, reset, keep, mark or unmark, and its event."""
        event = replace(stamp.event(card, kind), detail=detail)
        state = step(self.state(card.id), event, self.rules, card.id)
        moved = replace(self, states={**self.states, card.id: state})
        if kind in ("bury", "suspend"):
            rest = tuple(other for other in self.queue if other != card.id)
            moved = replace(moved, queue=rest, back=self.back - {card.id})
        return self._recorded(moved, card.id, (event,))

    def undo(self, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
        """The session as it was before the last act, and the voids that undo it.

        Raises IndexError when nothing was done in this session.
        """
        turn = self.history[-1]
        return turn.before, voids(turn.events, stamp)

    def is_leech_now(self, card: str) -> bool:
        """Whether the last answer made the card a leech."""
        lapses = self.state(card).lapses
        before = self.history[-1].before.state(card).lapses if self.history else lapses
        return lapses > before and is_leech(lapses)

    def extended(self, cards: tuple[str, ...], states: Mapping[str, CardState]) -> Session:
        """The session with more cards at its end."""
        added = tuple(card for card in cards if card not in self.queue)
        return replace(
            self,
            queue=self.queue + added,
            total=self.total + len(added),
            states={**states, **self.states},
        )

    def _review(self, card: Card, grade: Grade, stamp: Stamp) -> Event:
        kind = self._kind(card.id, stamp.day)
        return replace(stamp.event(card, kind), grade=grade.value)

    def _kind(self, card: str, day: int) -> str:
        """The kind of an answer: in a drill, cards that are due today count as reviewed."""
        if self.kind != "drill":
            return self.kind
        state = self.state(card)
        is_due = 0 < state.due <= day and state.last_seen != day
        return "review" if is_due or state.pending else "drill"

    def _recorded(
        self,
        moved: Session,
        card: str,
        events: tuple[Event, ...],
        verdict: Verdict | None = None,
    ) -> tuple[Session, tuple[Event, ...]]:
        turn = Turn(card, events, self, verdict)
        return replace(moved, history=(*self.history, turn)), events


def begin(
    cards: tuple[str, ...], states: Mapping[str, CardState], rules: Rules, kind: str = "review"
) -> Session:
    """A session over the cards in this order."""
    return Session(cards, dict(states), rules, kind, total=len(cards))
