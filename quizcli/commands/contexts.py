"""What a turn's screen is told besides its question: place in the run, intervals, known terms."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from quizcli.days import span
from quizcli.drill.ask import Ask
from quizcli.drill.session import Session
from quizcli.drill.stamp import Stamp
from quizcli.grading import answer_texts, terms
from quizcli.model import Card, Grade
from quizcli.store import library, log
from quizcli.ui.screens.ask import sides
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


class Intervals(Mapping[Grade, str]):
    """What each grade brings a card, in words; found when the answer side shows it."""

    def __init__(self, session: Session, card: Card, space: Workspace) -> None:
        self._session, self._card, self._space = session, card, space

    @cached_property
    def _stamp(self) -> Stamp:
        return Stamp("", "", self._space.day)

    def __getitem__(self, grade: Grade) -> str:
        day = self._stamp.day
        state = self._session.after(self._card, grade, self._stamp)
        return "today" if state.pending and state.last_seen == day else span(state.due - day)

    def __iter__(self) -> Iterator[Grade]:
        return iter(Grade)

    def __len__(self) -> int:
        return len(Grade)


class Contexts:
    """Makes the contexts of one run's turns; what decks say is looked up once."""

    def __init__(self, space: Workspace) -> None:
        self._space = space
        self._titles: dict[str, str] = {}
        self._terms: dict[str, DeckTerms] = {}
        self._next: tuple[Card, bool] | None = None

    def current(self, session: Session) -> tuple[Session, Card | None]:
        """The session without cards in front that no deck has any more, and the card to ask now."""
        while session.current is not None:
            card = self.card(session.current)
            if card is not None:
                return session, card
            session = replace(session, queue=session.queue[1:], total=session.total - 1)
        return session, None

    def card(self, card: str) -> Card | None:
        """A card of the queue, read before it is wanted or now; None when no deck has it."""
        if self._next is not None and self._next[0].id == card:
            return self._next[0]
        return self._space.card(card)

    def read_ahead(self, card: str) -> None:
        """Reads the card that comes next and loads its screens, while another is looked at."""
        if self._next is None or self._next[0].id != card:
            found = self._space.card(card)
            self._next = (found, self._has_changed(found)) if found else None
            if found:
                sides(found.shape)
                self._title_of(found)

    def forget(self) -> None:
        """Reads anew what decks say of the next card."""
        self._next = None

    @property
    def scale(self) -> Scale:
        """The keys that grade."""
        return "sm2" if self._space.settings.grades == "sm2" else "keys"

    def heading(self, title: str, card: Card) -> str:
        """What is being done, and in which deck."""
        return f"{title} › {self._title_of(card)}"

    def of(self, session: Session, ask: Ask, title: str, status: str) -> TurnContext:
        """The context of a turn."""
        card = ask.card
        # Asked of a drill alone: to tell the day takes longer than all else here.
        moves = session.kind == "review" or session.counts(card.id, self._space.day)
        return TurnContext(
            ask=ask,
            heading=self.heading(title, card),
            done=session.done,
            total=session.total,
            again=session.again,
            intervals=self.intervals(session, card) if moves else None,
            scale=self.scale,
            terms=self._terms_of(card.note.deck),
            status=status,
            changed=self._has_changed(card),
            marked=session.state(card.id).marked,
        )

    def intervals(self, session: Session, card: Card) -> Mapping[Grade, str]:
        """What each grade brings the card, in words."""
        return Intervals(session, card, self._space)

    def _title_of(self, card: Card) -> str:
        deck, path = card.note.deck, card.note.place.path
        if deck not in self._titles:
            found = library.deck(self._space.log_and_decks, path)
            self._titles[deck] = found.title if found else deck
        return self._titles[deck]

    def _terms_of(self, deck: str) -> DeckTerms:
        if deck not in self._terms:
            self._terms[deck] = DeckTerms(self._space, deck)
        return self._terms[deck]

    def _has_changed(self, card: Card) -> bool:
        if self._next is not None and self._next[0] is card:
            # Known once only: the card may come back, and has been seen by then.
            (_, changed), self._next = self._next, None
            return changed
        former = (card.id.replace(card.note.id, old, 1) for old in card.note.was)
        seen = log.last_fingerprint(self._space.log_and_decks, [card.id, *former])
        return bool(seen) and seen != card.fingerprint
