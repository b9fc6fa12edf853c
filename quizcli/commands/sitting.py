"""A sitting at the terminal: the session, its screens and the log brought together."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from quizcli.days import span
from quizcli.drill.ask import Ask, arrange
from quizcli.drill.session import Session, Stamp, voids
from quizcli.grading import Response, Verdict, answer_texts, terms
from quizcli.model import Card, Event, Grade
from quizcli.sched import NEW
from quizcli.shapes import Typed
from quizcli.store import log
from quizcli.ui.outcomes import Act, Edited, Graded, Menu, OpenEditor, Outcome
from quizcli.ui.screens.ask import ask_screen
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

# A card left open this long was not being answered; more would spoil the medians.
LONGEST_ANSWER_SECONDS = 600.0
ACTS = {Act.SKIP: ("bury", "skipped until tomorrow"), Act.SUSPEND: ("suspend", "suspended")}


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given, so that undo can show it again."""

    ask: Ask
    response: Response
    verdict: Verdict


class Sitting:
    """The controller of reviews and drills: outcomes in, screens out, every act logged at once."""

    def __init__(
        self,
        space: Workspace,
        session: Session,
        title: str,
        minutes: float | None = None,
    ) -> None:
        self.space = space
        self.session = session
        self.title = title
        self.status = ""
        self.until = time.monotonic() + minutes * 60 if minutes else None
        self._given: list[Given | None] = []
        self._ask: Ask | None = None
        self._shown_at = 0.0
        self._titles = {deck.slug: deck.title or deck.slug for deck in space.decks}
        self._terms: dict[str, frozenset[str]] = {}
        self._asked = 0
        self.seconds = 0.0

    def start(self) -> Screen | None:
        """The first question, or the page that says why there is none."""
        return self.advance()

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
        """What follows an outcome; whatever it means is in the log before this returns."""
        self.status = ""
        match outcome:
            case Graded():
                return self._graded(outcome)
            case Menu():
                return self.choose(outcome.key)
            case Edited():
                return self._edited(outcome)
            case Act.QUIT | Act.INTERRUPT:
                return None
            case Act.UNDO:
                return self._undone(screen)
            case Act.EDIT:
                return self._editor(screen)
            case _:
                return self._acted(outcome, screen)

    def close(self) -> None:
        """Nothing is left to do: every act was logged when it happened."""

    def ending(self) -> Screen | None:
        """The page for when the queue is empty; None leaves."""
        return None

    def choose(self, key: str) -> Screen | None:
        """What a letter on that page leads to; None leaves."""
        return None

    def advance(self) -> Screen | None:
        """The next question, or the page at the end."""
        card = self._current()
        late = self.until is not None and time.monotonic() >= self.until
        if card is None or late:
            self._ask = None
            return self.ending()
        self._asked += 1
        seed = f"{self.space.session_id}{self._asked}"
        return self._show(arrange(card, seed))

    def _current(self) -> Card | None:
        """The card to ask now; one that no deck has any more leaves the queue."""
        while self.session.current is not None:
            card = self.space.card(self.session.current)
            if card is not None:
                return card
            gone = self.session.current
            rest = tuple(other for other in self.session.queue if other != gone)
            self.session = replace(self.session, queue=rest, total=self.session.total - 1)
        return None

    def _show(self, ask: Ask, given: Given | None = None) -> Screen:
        self._ask = ask
        self._shown_at = time.monotonic()
        answered = (given.response, given.verdict) if given else None
        return ask_screen(self._context(ask), answered)

    def _context(self, ask: Ask) -> TurnContext:
        card = ask.card
        state = self.session.state(card.id)
        return TurnContext(
            ask=ask,
            heading=f"{self.title} › {self._titles.get(card.note.deck, card.note.deck)}",
            done=self.session.done,
            total=self.session.total,
            again=self.session.again,
            intervals=self._intervals(card) if self.session.kind != "cram" else None,
            scale="sm2" if self.space.settings.grades == "sm2" else "keys",
            terms=self._terms_of(card),
            status=self.status,
            changed=self._has_changed(card),
            marked=state.marked,
        )

    def _intervals(self, card: Card) -> dict[Grade, str]:
        day = self.space.day
        stamp = Stamp("", "", day)
        after = {grade: self.session.after(card, grade, stamp) for grade in Grade}
        return {
            grade: "today" if state.pending and state.last_seen == day else span(state.due - day)
            for grade, state in after.items()
        }

    def _terms_of(self, card: Card) -> frozenset[str]:
        """The terms of the card's deck, which no typed answer may be a misspelling of."""
        if not isinstance(card.shape, Typed) or card.shape.is_code:
            return frozenset()
        deck = card.note.deck
        if deck not in self._terms:
            cards = self.space.chosen([f"deck:{deck}"])
            self._terms[deck] = terms(text for c in cards for text in answer_texts(c.shape))
        return self._terms[deck]

    def _has_changed(self, card: Card) -> bool:
        seen = self.space.last_fingerprint(card.id)
        return bool(seen) and seen != card.fingerprint

    def _graded(self, outcome: Graded) -> Screen | None:
        ask = self._asking()
        seconds = min(time.monotonic() - self._shown_at, LONGEST_ANSWER_SECONDS)
        self.seconds += seconds
        self._log(
            *self.session.answer(
                ask.card,
                outcome.grade,
                self.space.stamp(),
                outcome.verdict,
                round(seconds, 1),
                ask.offered,
            )
        )
        self._given.append(Given(ask, outcome.response, outcome.verdict))
        if self.session.is_leech_now(ask.card.id):
            lapses = self.session.state(ask.card.id).lapses
            self.status = (
                f"Leech: forgotten {lapses} times. u then o edits it, u then x suspends it."
            )
        return self.advance()

    def _asking(self) -> Ask:
        if self._ask is None:
            raise RuntimeError("no card is being asked")
        return self._ask

    def _log(self, session: Session, events: tuple[Event, ...]) -> None:
        self.space.append(events)
        self.session = session

    def _acted(self, act: Act, screen: Screen) -> Screen | OpenEditor | None:
        if self._ask is None:
            return screen
        card = self._ask.card
        if act is Act.INFO:
            return self._information(card, screen)
        if act is Act.MARK:
            kind = "unmark" if self.session.state(card.id).marked else "mark"
            self._record(card, kind)
            self.status = "Mark taken off." if kind == "unmark" else "Marked."
            return self._again(screen)
        if act is Act.RESTART:
            self._record(card, "reset")
            self.status = "Starts over as a new card."
            return self._again(screen)
        kind, words = ACTS[act]
        self._record(card, kind)
        self.status = f"{card.id}: {words}. u undoes."
        return self.advance()

    def _record(self, card: Card, kind: str) -> None:
        self._log(*self.session.act(card, kind, self.space.stamp()))
        self._given.append(None)

    def _again(self, screen: Screen) -> Screen:
        """The same side of the same card, with the news on it."""
        context = self._context(self._asking())
        with_context = getattr(screen, "with_context", None)
        return with_context(context) if with_context else screen

    def _information(self, card: Card, screen: Screen) -> Screen:
        from quizcli.commands.card import page

        return page(self.space, card, screen)

    def _undone(self, screen: Screen) -> Screen | None:
        if not self.session.history:
            return self._undone_before(screen)
        turn = self.session.history[-1]
        given = self._given.pop()
        self._log(*self.session.undo(self.space.stamp()))
        self.status = "Taken back: give another grade." if given else "Taken back."
        card = self.space.card(turn.card)
        if card is None:
            return self.advance()
        return self._show(given.ask, given) if given else self._show(self._fresh(card))

    def _fresh(self, card: Card) -> Ask:
        self._asked += 1
        return arrange(card, f"{self.space.session_id}{self._asked}")

    def _undone_before(self, screen: Screen) -> Screen | None:
        """Take back the last turn of an earlier run and put its card in front."""
        turn = log.last_turn(self.space.connection)
        if not turn:
            self.status = "There is nothing to undo."
            return self._again(screen) if self._ask else screen
        self.space.append(voids(tuple(turn), self.space.stamp()))
        cards = tuple(dict.fromkeys(event.card for event in turn))
        states = self.space.states(cards)
        rest = tuple(other for other in self.session.queue if other not in cards)
        self.session = replace(
            self.session,
            queue=cards + rest,
            total=self.session.total + len(set(cards) - set(self.session.queue)),
            states={**self.session.states, **{card: states.get(card, NEW) for card in cards}},
        )
        self.status = "Taken back: the last answer of an earlier run."
        return self.advance()

    def _editor(self, screen: Screen) -> Screen | OpenEditor:
        if self._ask is None:
            return screen
        place = self._ask.card.note.place
        return OpenEditor(place.path, place.line)

    def _edited(self, outcome: Edited) -> Screen | None:
        """The same card as the file has it now; the old one while the file has an error there."""
        ask = self._asking()
        before = ask.card
        self.space.reload()
        card = self.space.card(before.id)
        if outcome.error:
            self.status = outcome.error
        elif card is None:
            problem = next(
                (p for p in self.space.problems if p.place.path == before.note.place.path), None
            )
            self.status = str(problem) if problem else f"{before.id} is gone from its deck."
        else:
            self.status = "Edited." if card.fingerprint != before.fingerprint else "Unchanged."
        return self._show(self._fresh(card) if card else ask)
