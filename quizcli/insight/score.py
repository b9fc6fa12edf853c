"""So many right out of so many, and how sure the share is."""

from __future__ import annotations

from msgspec import Struct

from quizcli.insight import beta


class Score(Struct, frozen=True):
    """Right answers out of all."""

    answers: int = 0
    right: int = 0

    @property
    def share(self) -> float | None:
        """The share of right answers; None when there was none."""
        return self.right / self.answers if self.answers else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true share lies with a chance of 80 % (Jeffreys); None without answers."""
        if not self.answers:
            return None
        return beta.interval(self.right + 0.5, self.answers - self.right + 0.5)
