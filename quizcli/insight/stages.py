"""How far a single card has come."""

from __future__ import annotations

from typing import Literal

from quizcli.model import CardState

Stage = Literal["new", "learning", "young", "mature", "suspended"]

# A review is mature when its card had waited this long: the line Anki's statistics draw.
MATURE_DAYS = 21


def stage(state: CardState) -> Stage:
    """How far a card has come; suspended ones stand apart."""
    if state.suspended:
        return "suspended"
    match state.phase:
        case "new":
            # A new card missed in a mock is due without having been introduced.
            return "learning" if state.due else "new"
        case "learning" | "relearning":
            return "learning"
        case "review":
            return "mature" if state.interval >= MATURE_DAYS else "young"
