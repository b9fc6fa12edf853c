"""A paper: the questions of one mock as they were when it was drawn, and the time for them."""

from __future__ import annotations

from msgspec import Struct

from quizcli.drill.ask import mixed_steps
from quizcli.mock.wish import Wish
from quizcli.model import Card
from quizcli.shapes import Order, Question

FOLLOW_UP_SECONDS = 60.0
MOST_FOLLOW_UPS = 2


class Item(Struct, frozen=True):
    """One question: the card, its shape arranged for showing, its topic and its time.

    `seconds` is the share of an exam question, the limit of an open one; each of its `follow_ups`
    has a limit of its own. `known` are terms that no word of the answer may be a misspelling of.
    """

    card: Card
    shape: Question
    topic: str
    seconds: float
    follow_ups: tuple[str, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The section the question is about; the deck where it has none."""
        return self.card.note.section or self.card.note.deck

    @property
    def whole_seconds(self) -> float:
        """The time with that of the follow-up questions."""
        return self.seconds + FOLLOW_UP_SECONDS * len(self.follow_ups)

    def limit(self, step: int) -> float:
        """Seconds for the question (step 0) or for a follow-up question (from 1)."""
        return FOLLOW_UP_SECONDS if step else self.seconds


class Paper(Struct, frozen=True):
    """The questions in their order, the seconds for all of them, and the wish they were drawn by.

    The seed gives the same paper again from the same decks.
    """

    wish: Wish
    seed: str
    items: tuple[Item, ...]
    seconds: float

    @property
    def is_exam(self) -> bool:
        """Whether the program marks it, and one may go back."""
        return self.wish.kind == "exam"

    def steps(self, index: int) -> tuple[str, ...]:
        """The steps of an order question as they are offered, mixed by the seed."""
        item = self.items[index]
        if not isinstance(item.shape, Order):
            return ()
        return mixed_steps(item.shape, f"{self.seed}\0{item.card.id}")
