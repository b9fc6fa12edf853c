"""The review as a machine: answers go in, events and the next session come out.

Its law: replaying the standing events gives exactly the states of before an undone turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from quizcli.drill.stamp import Stamp, voids
from quizcli.grading import Verdict
from quizcli.model import Card, CardState, Event, Grade
from quizcli.sched import NEW, Rules, is_leech, step

# A failed card comes back after this many others, or last when fewer are left.
COME_BACK_AFTER = 6


class Answer(Struct, frozen=True):
    """A graded answer to one card; of a given `kind` only where the session's would say too much.

    `quiz` is such a kind: another question about the card, which is evidence and no repetition.
    """

    card: Card
    grade: Grade
    verdict: Verdict | None = None
    seconds: float | None = None
    offered: tuple[str, ...] = ()
    kind: str = ""


class Turn(Struct, frozen=True):
    """One act of the learner: what it logged, and the session as it was before."""

    card: str
    events: tuple[Event, ...]
    before: Session

    @property
    def was_graded(self) -> bool:
        """Whether it was an answer, and no other act."""
        return any(event.grade is not None for event in self.events)

    def __repr__(self) -> str:
        """Without `before`, whose own turns would repeat all that was before them."""
        return f"Turn({self.card!r}, {self.events!r})"


class Session(Struct, frozen=True):
    """A run of asks over `queue`, which has no card twice.

    `kind` is review, drill (due cards count) or cram (none does).
    """

    queue: tuple[str, ...]
    states: Mapping[str, CardState]
    rules: Rules
    kind: str = "review"
    total: int = 0
    grades: tuple[Grade, ...] = ()
    back: frozenset[str] = frozenset()
    history: tuple[Turn, ...] = ()

    @property
    def current(self) -> str | None:
        """The card to ask now; None when the session is done."""
        return self.queue[0] if self.queue else None

    @property
    def done(self) -> int:
        """How many cards have left the queue for today."""
        return self.total - len(self.queue)

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

    def counts(self, card: str, day: int) -> bool:
        """Whether an answer to the card is a repetition, and not only evidence."""
        return self._kind(card, day) == "review"

    def after(self, card: Card, grade: Grade, stamp: Stamp) -> CardState:
        """Where the card would stand if it were graded so: for the intervals on the keys."""
        kind = self._kind(card.id, stamp.day)
        event = Event(stamp.uid, stamp.at, stamp.day, kind, card.id, grade.value)
        return step(self.state(card.id), event, self.rules)

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
        return self.answer_all((Answer(card, grade, verdict, seconds, offered),), stamp)

    def answer_all(
        self, answers: Sequence[Answer], stamp: Stamp
    ) -> tuple[Session, tuple[Event, ...]]:
        """The session after one turn over several cards, in the queue or not, and their events."""
        events: list[Event] = []
        states, back = dict(self.states), set(self.back)
        again: list[str] = []
        for place, answer in enumerate(answers):
            card = answer.card.id
            event = self._event(answer, stamp, place)
            events.append(event)
            states[card] = step(states.get(card, NEW), event, self.rules)
            back.discard(card)
            if self._comes_back(event, answer.grade, states[card]):
                again.append(card)
        answered = {answer.card.id for answer in answers}
        rest = _without(self.queue, answered)
        joined = len(answered) - (len(self.queue) - len(rest))
        moved = replace(
            self,
            queue=rest[:COME_BACK_AFTER] + tuple(again) + rest[COME_BACK_AFTER:] if again else rest,
            total=self.total + joined,
            states=states,
            grades=(*self.grades, *(answer.grade for answer in answers)),
            back=frozenset(back.union(again)),
        )
        return self._recorded(moved, answers[0].card.id, tuple(events))

    def act(self, card: Card, kind: str, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
        """The session after bury, suspend, reset, mark or unmark, and its event."""
        return self.act_all((card,), kind, stamp)

    def act_all(
        self, cards: Sequence[Card], kind: str, stamp: Stamp
    ) -> tuple[Session, tuple[Event, ...]]:
        """The session after one act on several cards, and their events."""
        events = tuple(stamp.event(card, kind, place) for place, card in enumerate(cards))
        states = dict(self.states)
        for event in events:
            before = states.get(event.card, NEW)
            states[event.card] = step(before, event, self.rules)
        moved = replace(self, states=states)
        if kind in ("bury", "suspend"):
            gone = {card.id for card in cards}
            moved = replace(moved, queue=_without(self.queue, gone), back=self.back - gone)
        return self._recorded(moved, cards[0].id, events)

    def undo(self, stamp: Stamp) -> tuple[Session, tuple[Event, ...]]:
        """The session as it was before the last act, and the voids that undo it.

        Raises IndexError when nothing was done in this session.
        """
        turn = self.history[-1]
        return turn.before, voids(turn.events, stamp)

    def put_in_front(self, cards: tuple[str, ...], states: Mapping[str, CardState]) -> Session:
        """The session with cards before all others, standing as `states` say (new: left out)."""
        queue = cards + _without(self.queue, set(cards))
        return replace(
            self,
            queue=queue,
            total=self.total + len(queue) - len(self.queue),
            states={**self.states, **{card: states.get(card, NEW) for card in cards}},
        )

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

    def _event(self, answer: Answer, stamp: Stamp, place: int = 0) -> Event:
        kind = answer.kind or self._kind(answer.card.id, stamp.day)
        chosen = answer.verdict.chosen if answer.verdict else None
        return stamp.event(
            answer.card, kind, place, answer.grade.value, answer.seconds, chosen, answer.offered
        )

    def _comes_back(self, event: Event, grade: Grade, state: CardState) -> bool:
        """Whether the card is asked again in this session."""
        if event.kind == "quiz":
            return False
        return state.pending if event.kind == "review" else not grade.passed

    def _kind(self, card: str, day: int) -> str:
        """The kind of an answer: in a drill, cards that are due today count as reviewed."""
        if self.kind != "drill":
            return self.kind
        state = self.state(card)
        return "review" if state.is_due(day) or state.pending else "drill"

    def _recorded(
        self, moved: Session, card: str, events: tuple[Event, ...]
    ) -> tuple[Session, tuple[Event, ...]]:
        turn = Turn(card, events, self)
        return replace(moved, history=(*self.history, turn)), events


def begin(
    cards: tuple[str, ...], states: Mapping[str, CardState], rules: Rules, kind: str = "review"
) -> Session:
    """A session over the cards in this order."""
    queue = tuple(dict.fromkeys(cards))
    return Session(queue, dict(states), rules, kind, total=len(queue))


def _without(queue: tuple[str, ...], cards: AbstractSet[str]) -> tuple[str, ...]:
    """The queue without some cards; nearly always they are its first ones."""
    front = len(cards)
    if cards >= set(queue[:front]):
        return queue[front:]
    return tuple(card for card in queue if card not in cards)
