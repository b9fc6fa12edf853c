"""What a turn's screen is told besides its question: place in the run, intervals, known terms."""

from __future__ import annotations

from collections.abc import Container
from functools import cached_property

from quizcli.days import span
from quizcli.drill.ask import Ask
from quizcli.drill.session import Session, Stamp
from quizcli.grading import answer_texts, terms
from quizcli.model import Card, Grade
from quizcli.store import log
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.screens.grades import Scale
from quizcli.workspace import Workspace


class DeckTerms(Container[str]):
    """The terms of a deck's answers, read when it is first asked whether a word is one of them."""

    def __init__(self, space: Workspace, deck: str) -> None:
        self._space, self._deck = space, deck

    def __contains__(self, word: object) -> bool:
        return word in self._words

    @cached_property
    def _words(self) -> frozenset[str]:
        shapes = self._space.shapes(self._deck)
        return terms(text for shape in shapes for text in answer_texts(shape))


class Contexts:
    """Makes the contexts of one run's turns; what decks say is looked up once."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._titles = {deck.slug: deck.title or deck.slug for deck in space.decks}
        self._terms: dict[str, DeckTerms] = {}

    @property
    def scale(self) -> Scale:
        """The keys that grade."""
        return "sm2" if self._space.settings.grades == "sm2" else "keys"

    def heading(self, title: str, card: Card) -> str:
        """What is being done, and in which deck."""
        return f"{title} › {self._titles.get(card.note.deck, card.note.deck)}"

    def of(self, session: Session, ask: Ask, title: str, status: str) -> TurnContext:
        """The context of a turn."""
        card = ask.card
        return TurnContext(
            ask=ask,
            heading=self.heading(title, card),
            done=session.done,
            total=session.total,
            again=session.again,
            intervals=self.intervals(session, card) if session.kind != "cram" else None,
            scale=self.scale,
            terms=self._terms_of(card.note.deck),
            status=status,
            changed=self._has_changed(card),
            marked=session.state(card.id).marked,
        )

    def intervals(self, session: Session, card: Card) -> dict[Grade, str]:
        """What each grade brings the card, in words."""
        day = self._space.day
        stamp = Stamp("", "", day)
        after = {grade: session.after(card, grade, stamp) for grade in Grade}
        return {
            grade: "today" if state.pending and state.last_seen == day else span(state.due - day)
            for grade, state in after.items()
        }

    def _terms_of(self, deck: str) -> DeckTerms:
        return self._terms.setdefault(deck, DeckTerms(self._space, deck))

    def _has_changed(self, card: Card) -> bool:
        former = (card.id.replace(card.note.id, old, 1) for old in card.note.was)
        seen = log.last_fingerprint(self._space.connection, [card.id, *former])
        return bool(seen) and seen != card.fingerprint
