"""Shares shrunk to their common mean: few answers move a topic little, many move it all the way."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from quizcli.insight import beta

LEAST_STRENGTH, MOST_STRENGTH = 2.0, 500.0


class Prior(Struct, frozen=True):
    """What is expected of a topic before its own answers: a mean worth `strength` answers."""

    mean: float
    strength: float

    def posterior(self, answers: int, right: int) -> tuple[float, float]:
        """The two parameters of the beta distribution of a topic's share."""
        return (
            self.mean * self.strength + right,
            (1 - self.mean) * self.strength + answers - right,
        )

    def share(self, answers: int, right: int) -> float:
        """The share of right answers, shrunk to the mean."""
        a, b = self.posterior(answers, right)
        return a / (a + b)

    def below_mean(self, answers: int, right: int) -> float:
        """The chance that the topic's share lies below the mean."""
        return beta.below(self.mean, *self.posterior(answers, right))


def prior(scores: Iterable[tuple[int, int]]) -> Prior:
    """The prior from every topic's (answers, right): mean pooled, strength by moments.

    Beta-binomial moments after Kleinman (1973): a share over n answers has the variance
    pq (1 + (n - 1) rho) / n, and the strength is 1 / rho - 1. Shares that differ less than chance
    alone would have them differ get the most strength.
    """
    known = [(answers, right) for answers, right in scores if answers]
    total, rights = sum(n for n, _ in known), sum(right for _, right in known)
    # One answer of each kind is added, so that no mean is ever quite 0 or 1.
    mean = (rights + 1) / (total + 2)
    freedom = len(known) - 1
    spare = total - sum(n * n for n, _ in known) / total - freedom if known else 0.0
    if spare <= 0:
        return Prior(mean, LEAST_STRENGTH)
    spread = sum(n * (right / n - mean) ** 2 for n, right in known) / (mean * (1 - mean))
    alike = (spread - freedom) / spare
    strength = 1 / alike - 1 if alike > 0 else MOST_STRENGTH
    return Prior(mean, min(max(strength, LEAST_STRENGTH), MOST_STRENGTH))
