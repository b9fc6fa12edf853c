"""What a text export is made of, the same for every format."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from quizcli.days import iso_day
from quizcli.model import Card, CardState, Deck
from quizcli.sched.replay import Rules, memory_of

ROOT = "quizcli"


class Sheet(Struct, frozen=True):
    """The cards to export, in their order; `states` is None when progress stays at home."""

    cards: tuple[Card, ...]
    decks: tuple[Deck, ...] = ()
    states: Mapping[str, CardState] | None = None
    rules: Rules = field(default_factory=Rules)

    def standing(self, card: Card) -> dict[str, str | int | float | bool | None]:
        """Where a card stands, in words and numbers; empty when progress stays at home."""
        if self.states is None:
            return {}
        state = self.states.get(card.id, CardState(due=0))
        is_new = state.phase == "new"
        return {
            "phase": state.phase,
            "due": None if is_new else iso_day(state.due),
            "interval": None if is_new else state.interval,
            "ease": None if is_new else self.rules.scheduler.ease(memory_of(state)),
            "repetitions": state.repetitions,
            "lapses": state.lapses,
            "suspended": state.suspended,
        }
