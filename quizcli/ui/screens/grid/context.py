"""What a screen for a turn over a table is given besides the turn itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct, field

from quizcli.model import Grade
from quizcli.ui.screens.grades import KEYS, Scale


class GridContext(Struct, frozen=True):
    """Where the run stands, and how grades are given.

    `intervals` says in words what each grade brings a card; cards whose schedule stays as it is are
    left out. `now` reads a steady clock in seconds. `counted` stands in the header instead of the
    bar: `round 2/5`.
    """

    heading: str
    now: Callable[[], float]
    done: int = 0
    total: int = 0
    again: int = 0
    counted: str = ""
    status: str = ""
    scale: Scale = "keys"
    intervals: Mapping[str, Mapping[Grade, str]] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()

    @property
    def keys(self) -> Mapping[str, Grade]:
        """The digits that grade, and what they give."""
        return KEYS[self.scale]

    def interval(self, card: str, grade: Grade) -> str:
        """What a grade brings the card, in words; empty when it brings nothing."""
        return self.intervals.get(card, {}).get(grade, "")
