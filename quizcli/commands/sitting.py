"""A sitting at the terminal: the session, its screens and the log brought together."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from quizcli.commands.contexts import Contexts
from quizcli.commands.news import ACTS, TAKES_BACK, gone, leech
from quizcli.drill.ask import LEAST_CELLS, Ask, arrange
from quizcli.drill.session import Session
from quizcli.drill.stamp import voids
from quizcli.grading import Response, Verdict
from quizcli.model import LONGEST_ANSWER_SECONDS, Card, Event
from quizcli.store import faults, log
from quizcli.store.settling import Settling
from quizcli.ui.outcomes import Act, Edited, Filled, Graded, Menu, OpenEditor, Outcome
from quizcli.ui.screens.ask import ask_screen
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

if TYPE_CHECKING:
    from quizcli.commands.grids import GivenGrid, Grids
    from quizcli.drill.grid import Play


class Given(Struct, frozen=True):
    """An answer as it was given, so that undo can show it again."""

    ask: Ask
    response: Response
    verdict: Verdict


class Sitting:
    """The controller of reviews and drills: outcomes in, screens out, every act logged at once.

    `takes_waiting` says that due cells which wait for a sibling may join a turn over their table.
    """

    takes_waiting = True

    def __init__(
        self, space: Workspace, session: Session, title: str, minutes: float | None = None
    ) -> None:
        self.space = space
        self.session = session
        self.title = title
        self.status = ""
        self.until = time.monotonic() + minutes * 60 if minutes else None
        self.play: Play | None = None
        self._found_logged = log.newest(space.connection)
        self._settling = Settling(space.connection, space.fold)
        self.given: list[Given | GivenGrid | None] = []  # one for each turn of the history
        self._ask: Ask | None = None
        self._shown_at = 0.0
        self.contexts = Contexts(space)
        self._asked, self.seconds = 0, 0.0
        self.aside: list[Session] = []  # other sessions of this run

    def start(self) -> Screen | None:
        """The first question, or the page that says why there is none."""
        return self.advance()

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | OpenEditor | None:
        """What follows an outcome; whatever it means is in the log before this returns."""
        self.status = ""
        match outcome:
            case Graded():
                return self._graded(outcome)
            case Filled():
                self.grids.answered(outcome)
                return self.advance()
            case Menu():
                return self.choose(outcome.key)
            case Edited():
                return self._edited(outcome, screen)
            case Act.QUIT | Act.INTERRUPT:
                if self.play is not None:
                    self.grids.left(screen)
                return None
            case Act.UNDO:
                return self.undone(screen)
            case Act.EDIT:
                return self._editor(screen)
            case Act():
                return self._acted(outcome, screen)
            case _:
                return screen

    def rest(self) -> None:
        """Folds and settles what was logged, once it is much, and reads the next card."""
        with faults.told(self.space.path):
            self._settling.rest()
            for card in self.session.queue[1:2]:
                self.contexts.read_ahead(card)

    def close(self) -> None:
        """Every act was logged when it happened; the states follow what is left."""
        self.space.fold()

    @property
    def over(self) -> bool:
        """Whether nothing is being asked."""
        return self._ask is None and self.play is None

    def ending(self) -> Screen | None:
        """The page for when the queue is empty; None leaves."""
        return None

    def choose(self, key: str) -> Screen | None:
        """What a letter on that page leads to; None leaves."""
        return None

    def header(self) -> str:
        """What stands in the header of a table turn instead of the bar."""
        return ""

    def rebuilt(self) -> Screen | None:
        """The table turn anew, after its deck was edited."""
        return self.advance()

    def skip_grid(self, play: Play) -> Screen | None:
        """Goes on without a table turn: its cells wait until tomorrow."""
        self.grids.bury(play)
        return self.advance()

    def advance(self) -> Screen | None:
        """The next question, or the page at the end."""
        self.session, card = self.contexts.current(self.session)
        late = self.until is not None and time.monotonic() >= self.until
        self._ask = self.play = None
        if card is None or late:
            return self.ending()
        ask = self._fresh(card)
        return self._as_grid(card) or self._show(ask)

    @cached_property
    def grids(self) -> Grids:
        """The turns over tables; loaded with the first table."""
        from quizcli.commands.grids import Grids

        return Grids(self)

    def _as_grid(self, card: Card) -> Screen | None:
        """A turn over the card's table, when enough of it is due today."""
        if self.session.kind != "review" or card.note.table is None:
            return None
        if not self.space.settings.grids or self.space.count_due(card.note) < LEAST_CELLS:
            return None
        made = self.grids.gathered(card, f"{self.space.session_id}{self._asked}")
        return self.show_grid(made) if made else None

    def show_grid(self, given: GivenGrid) -> Screen:
        """The page of a table turn, or its end when it was answered before."""
        self._ask, self.play = None, given.play
        return self.grids.screen(given.play, given.grades)

    def _show(self, ask: Ask, given: Given | None = None) -> Screen:
        self._ask, self.play = ask, None
        self._shown_at = time.monotonic()
        answered = (given.response, given.verdict) if given else None
        return ask_screen(self._context(ask), answered)

    def _context(self, ask: Ask) -> TurnContext:
        return self.contexts.of(self.session, ask, self.title, self.status)

    def _graded(self, outcome: Graded) -> Screen | None:
        ask = self._asking()
        seconds = min(time.monotonic() - self._shown_at, LONGEST_ANSWER_SECONDS)
        self.seconds += seconds
        stamp, taken = self.space.stamp(), round(seconds, 1)
        turn = self.session.answer(
            ask.card, outcome.grade, stamp, outcome.verdict, taken, ask.offered
        )
        self.log(turn, Given(ask, outcome.response, outcome.verdict))
        self.tell_leeches(ask.card.id)
        return self.advance()

    def tell_leeches(self, *cards: str) -> None:
        """Says which of the cards just answered were forgotten once too often."""
        for card in filter(self.session.is_leech_now, cards):
            self.status = leech(card if len(cards) > 1 else "", self.session.state(card).lapses)

    def _asking(self) -> Ask:
        if self._ask is None:
            raise RuntimeError("no card is being asked")
        return self._ask

    def log(
        self, moved: tuple[Session, tuple[Event, ...]], given: Given | GivenGrid | None
    ) -> None:
        """Logs a turn and takes the session after it; `given` shows it again after an undo."""
        session, events = moved
        self.space.record(events)
        self.session = session
        self.given.append(given)

    def _acted(self, act: Act, screen: Screen) -> Screen | OpenEditor | None:
        if self.play is not None:
            return self.grids.acted(act, screen)
        if self._ask is None:
            return screen
        card = self._ask.card
        if act in (Act.INFO, Act.MARK):
            return self.looked_at(card, act, screen, None)
        if act is Act.RESTART:
            self.record(card, "reset")
            self.status = "Starts over as a new card."
            return self.again(screen)
        kind, words = ACTS[act]
        self.record(card, kind)
        self.status = f"{words}; {TAKES_BACK}"
        return self.advance()

    def looked_at(self, card: Card, act: Act, screen: Screen, given: GivenGrid | None) -> Screen:
        """Tells more of a card, or marks it."""
        if act is Act.INFO:
            from quizcli.commands.card import page

            return page(self.space, card, self.again(screen))
        kind = "unmark" if self.session.state(card.id).marked else "mark"
        self.record(card, kind, given)
        self.status = "Mark taken off." if kind == "unmark" else "Marked."
        return self.again(screen)

    def record(self, card: Card, kind: str, given: GivenGrid | None = None) -> None:
        """Logs what was done to a card; `given` is the turn over a table that it was done in."""
        self.log(self.session.act(card, kind, self.space.stamp()), given)

    def again(self, screen: Screen) -> Screen:
        """The same side of the same turn, with the news on it."""
        if self.play is not None:
            return self.grids.again(screen)
        with_context = getattr(screen, "with_context", None)
        return with_context(self._context(self._ask)) if self._ask and with_context else screen

    def undone(self, screen: Screen) -> Screen | None:
        """The last act of this run taken back, or one of a run before."""
        if not self.session.history:
            return self.undone_before(screen)
        turn = self.session.history[-1]
        given = self.given.pop()
        self.session, events = self.session.undo(self.space.stamp())
        self.space.record(events)
        spent = sum(event.seconds or 0.0 for event in turn.events)
        self.seconds -= spent
        self.status = "Taken back: give another grade." if turn.was_graded else "Taken back."
        if given is not None and not isinstance(given, Given):
            return self.grids.shown_again(given)
        card = self.space.card(turn.card)
        if card is None:
            return self.advance()
        if given is None:
            return self._show(self._fresh(card))
        screen = self._show(given.ask, given)
        self._shown_at -= spent
        return screen

    def _fresh(self, card: Card) -> Ask:
        self._asked += 1
        return arrange(card, f"{self.space.session_id}{self._asked}")

    def undone_before(self, screen: Screen) -> Screen | None:
        """Take back the last turn of an earlier run and put its card in front."""
        space = self.space
        turn = log.last_turn(space.connection, space.device, self._found_logged, space.session_id)
        if not turn:
            self.status = "There is nothing to undo."
            return self.again(screen)
        self.space.append(voids(tuple(turn), self.space.stamp()))
        cards = tuple(dict.fromkeys(event.card for event in turn))
        self.session = self.session.put_in_front(cards, self.space.states(cards))
        self.status = "Taken back: the last answer of an earlier run."
        return self.advance()

    def _editor(self, screen: Screen) -> Screen | OpenEditor:
        card = self._ask.card if self._ask else self.grids.card(screen) if self.play else None
        return OpenEditor.at(card.note.place, self.space.settings.editor) if card else screen

    def _edited(self, outcome: Edited, screen: Screen) -> Screen | None:
        """The same card as the file has it now; the old one while the file has an error there.

        A side that was not edited stays as it is, with what was answered on it.
        """
        if self.play is not None:
            return self.grids.edited(outcome.error)
        before = self._asking().card
        self.space.reload()
        self.contexts.forget()
        card = self.space.card(before.id)
        if outcome.error or card is None:
            self.status = outcome.error or gone(self.space, before)
            return self.again(screen)
        self.status = "Unchanged." if card == before else "Edited."
        return self.again(screen) if card == before else self._show(self._fresh(card))
