"""Turns over tables inside a sitting: gathered, shown, graded, and acted upon."""

from __future__ import annotations

import time
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from quizcli.commands.news import TAKES_BACK
from quizcli.commands.tables import shelved
from quizcli.drill.ask import LEAST_CELLS
from quizcli.drill.grid import Play, Round, begin
from quizcli.drill.grid_marks import marks
from quizcli.drill.grid_pool import need
from quizcli.drill.grid_rounds import fill
from quizcli.drill.session import Answer
from quizcli.model import Card, CardState, Grade
from quizcli.phrases import counted
from quizcli.ui.outcomes import Act, Filled
from quizcli.ui.screens.grid.ask import grid_screen
from quizcli.ui.screens.grid.context import GridContext
from quizcli.ui.screens.grid.end import GridEnd
from quizcli.ui.screens.grid.page import GridPage
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

if TYPE_CHECKING:
    from quizcli.commands.sitting import Sitting


class GivenGrid(Struct, frozen=True):
    """A table turn as it was left, so that undo can show it again; graded once it was marked."""

    play: Play
    grades: tuple[Grade, ...] = ()
    answered: bool = False


class Grids:
    """The table turns of one sitting."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._taken_back: Round | None = None

    @property
    def _space(self) -> Workspace:
        return self._sitting.space

    def gathered(self, card: Card, seed: str) -> GivenGrid | None:
        """The due cells of the card's table as one turn; None when they are too few.

        Cells that the queue lets wait because a sibling is asked today come along: what they wait
        for is not to be given away by a neighbour, and in a grid no cell is marked before all are
        filled. They stay where they are while more is due than a day takes.
        """
        (table,) = shelved(self._space, [card.note.id])
        states = {**table.states, **self._sitting.session.states}
        pool = replace(table, states=states).pool
        due = [
            cell
            for cell in pool.choosable
            if self._is_asked_today(pool.card(cell), states.get(pool.card(cell)))
        ]
        if len(due) < LEAST_CELLS or card.id not in map(pool.card, due):
            return None
        # The card whose turn it is comes before all others.
        round_ = fill(replace(pool, need={**pool.need, card.id: -1}), seed, due)
        return GivenGrid(begin(round_, time.monotonic())) if round_ else None

    def _is_asked_today(self, card: str, state: CardState | None) -> bool:
        """Whether a cell is due, and in the queue or free to join it."""
        if state is None or need(state, self._space.day) > 0:
            return False
        return card in self._sitting.session.queue or self._takes_waiting

    @cached_property
    def _takes_waiting(self) -> bool:
        """Whether the day has room for cards that the plan let wait."""
        return self._sitting.takes_waiting and not self._space.plan().parked

    def screen(self, play: Play, grades: tuple[Grade, ...] = ()) -> Screen:
        """The page of a turn, its clock beginning now; its end when it was graded before."""
        fresh = replace(play, since=time.monotonic())
        return grid_screen(self._context(fresh.round), fresh, grades)

    def answered(self, outcome: Filled) -> None:
        """Logs a turn."""
        sitting, answers = self._sitting, self._answers(outcome)
        if not answers:
            sitting.status = "These cells are gone from their deck."
            return
        sitting.seconds += sum(answer.seconds or 0.0 for answer in answers)
        turn = sitting.session.answer_all(answers, self._space.stamp())
        sitting.log(turn, GivenGrid(outcome.play, outcome.grades, answered=True))
        sitting.tell_leeches(*(answer.card.id for answer in answers))

    def shown_again(self, given: GivenGrid) -> Screen:
        """The page of a turn of which something was taken back."""
        self._taken_back = given.play.round if given.answered else None
        return self._sitting.show_grid(given)

    def left(self, screen: Screen) -> None:
        """Logs a turn that was marked when its page was left, unless that was taken back."""
        if isinstance(screen, GridEnd) and screen.play.round is not self._taken_back:
            self.answered(Filled(screen.play, screen.grades))

    def bury(self, play: Play) -> None:
        """Puts the cells of a turn off until tomorrow."""
        sitting, cards = self._sitting, tuple(self._cards(play.round).values())
        turn = sitting.session.act_all(cards, "bury", self._space.stamp())
        sitting.log(turn, GivenGrid(play))
        sitting.status = f"{counted(len(cards), 'cell')} skipped until tomorrow; {TAKES_BACK}"

    def _answers(self, outcome: Filled) -> tuple[Answer, ...]:
        """The turn as graded answers; what was not the card's own question is evidence alone."""
        cards = self._cards(outcome.play.round)
        return tuple(
            Answer(
                cards[mark.slot.card],
                grade,
                mark.verdict,
                round(mark.seconds, 1),
                mark.offered,
                "" if mark.slot.direct else "quiz",
            )
            for mark, grade in zip(marks(outcome.play), outcome.grades, strict=True)
            if mark.slot.card in cards
        )

    def card(self, screen: Screen) -> Card | None:
        """The card that is asked or pointed at on a page."""
        return self._space.card(screen.card) if isinstance(screen, GridPage) else None

    def again(self, screen: Screen) -> Screen:
        """The same page with the news on it."""
        if not isinstance(screen, GridPage):
            return screen
        return screen.with_context(self._context(screen.play.round))

    def edited(self, error: str) -> Screen | None:
        """The turn anew, as the file has the table now."""
        self._space.reload()
        self._sitting.status = error or "Read again."
        return self._sitting.rebuilt()

    def acted(self, act: Act, screen: Screen) -> Screen | None:
        """What follows a wish about the cell asked or pointed at; to skip is about all cells."""
        card = self.card(screen)
        if card is None or not isinstance(screen, GridPage):
            return screen
        sitting = self._sitting
        grades = screen.grades if isinstance(screen, GridEnd) else ()
        before = GivenGrid(screen.play, grades)
        match act:
            case Act.INFO | Act.MARK:
                return sitting.looked_at(card, act, screen, before)
            case Act.SUSPEND:
                sitting.record(card, "suspend", before)
                sitting.status = f"Cell suspended until you resume it; {TAKES_BACK}"
                left = screen.play.dropped(card.id)
                kept = zip(screen.play.round.slots, grades, strict=False)
                grades = tuple(grade for slot, grade in kept if slot.card != card.id)
                return sitting.show_grid(GivenGrid(left, grades)) if left else sitting.advance()
            case Act.SKIP:
                return sitting.skip_grid(screen.play)
            case _:
                return screen

    def _cards(self, round_: Round) -> dict[str, Card]:
        return {card.id: card for card in self._space.cards(round_.cards)}

    def _context(self, round_: Round) -> GridContext:
        sitting = self._sitting
        cards = self._cards(round_)
        direct = {slot.card for slot in round_.slots if slot.direct}
        session, contexts = sitting.session, sitting.contexts
        first = next(iter(cards.values()), None)
        return GridContext(
            heading=contexts.heading(sitting.title, first) if first else sitting.title,
            now=time.monotonic,
            done=session.done,
            total=session.total,
            again=session.again,
            counted=sitting.header(),
            status=sitting.status,
            scale=contexts.scale,
            intervals={
                card.id: contexts.intervals(session, card)
                for card in cards.values()
                if card.id in direct and session.counts(card.id, self._space.day)
            },
            marked=frozenset(card for card in cards if session.state(card).marked),
        )
