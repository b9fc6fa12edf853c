"""Maturity: how far the cards of each deck have come, and which ones do not stick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from quizcli.insight.stages import Stage, stage
from quizcli.model import Card, CardState
from quizcli.sched import NEW
from quizcli.sched.replay import LEECH_LAPSES


class Maturity(Struct, frozen=True):
    """The cards of one deck by stage; a mature card has an interval of 21 days or more."""

    deck: str
    new: int
    learning: int
    young: int
    mature: int
    suspended: int

    @property
    def cards(self) -> int:
        """All cards of the deck."""
        return self.new + self.learning + self.young + self.mature + self.suspended


class Leech(Struct, frozen=True):
    """A card forgotten again and again."""

    card: str
    prompt: str
    deck: str
    lapses: int
    suspended: bool


def maturity(cards: Iterable[Card], states: Mapping[str, CardState]) -> tuple[Maturity, ...]:
    """The stages of each deck's cards, decks in the order in which they come."""
    decks: dict[str, Counter[Stage]] = {}
    for card in cards:
        decks.setdefault(card.note.deck, Counter())[stage(states.get(card.id, NEW))] += 1
    return tuple(
        Maturity(deck, n["new"], n["learning"], n["young"], n["mature"], n["suspended"])
        for deck, n in decks.items()
    )


def leeches(cards: Iterable[Card], states: Mapping[str, CardState]) -> tuple[Leech, ...]:
    """The cards with at least eight lapses, most lapses first."""
    found = [
        Leech(card.id, card.shape.prompt, card.note.deck, state.lapses, state.suspended)
        for card in cards
        if (state := states.get(card.id, NEW)).lapses >= LEECH_LAPSES
    ]
    return tuple(sorted(found, key=lambda leech: (-leech.lapses, leech.card)))
