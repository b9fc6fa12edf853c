"""The beta distribution: how sure a share is after so many answers."""

from __future__ import annotations

from math import exp, lgamma, log, log1p, sqrt

_TINY = 1e-300
_CLOSE = 1e-15
_NEAR = 1e-10
_MOST_TERMS = 10_000
_MOST_STEPS = 200


def below(x: float, a: float, b: float) -> float:
    """The chance that a share distributed as Beta(a, b) lies below x: the incomplete beta.

    Raises ValueError unless a and b are positive.
    """
    if a <= 0 or b <= 0:
        raise ValueError(f"a and b are positive, not {a} and {b}")
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    front = _density(x, a, b) * x * (1 - x)
    # The fraction converges fast on the side of the mean (Numerical Recipes, 3rd ed., §6.4).
    if x < (a + 1) / (a + b + 2):
        return min(1.0, front * _fraction(x, a, b) / a)
    return max(0.0, 1 - front * _fraction(1 - x, b, a) / b)


def quantile(share: float, a: float, b: float) -> float:
    """The x below which `share` of Beta(a, b) lies, by Newton's method held between bounds.

    Raises ValueError unless a and b are positive and `share` is between 0 and 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share is between 0 and 1, not {share}")
    low, high, x = 0.0, 1.0, _guess(share, a, b)
    for _ in range(_MOST_STEPS):
        excess = below(x, a, b) - share
        low, high = (low, x) if excess > 0 else (x, high)
        slope = _density(x, a, b)
        step = excess / slope if slope else 1.0
        halfway = (low + high) / 2
        following = x - step if low <= x - step <= high else halfway
        if abs(following - x) < _NEAR:
            return following
        x = following
    return x


def interval(a: float, b: float, share: float = 0.8) -> tuple[float, float]:
    """The central interval that holds `share` of Beta(a, b)."""
    tail = (1 - share) / 2
    return quantile(tail, a, b), quantile(1 - tail, a, b)


def _guess(share: float, a: float, b: float) -> float:
    """Where a normal curve of the same mean and spread has the share.

    Logistic; within 0.02 of the truth from ten answers on.
    """
    mean = a / (a + b)
    if not 0 < share < 1:
        return mean
    spread = sqrt(mean * (1 - mean) / (a + b + 1))
    near = mean + spread * log(share / (1 - share)) / 1.702
    return near if 0 < near < 1 else mean


def _density(x: float, a: float, b: float) -> float:
    if not 0 < x < 1:
        return 0.0
    scale = lgamma(a + b) - lgamma(a) - lgamma(b)
    return exp(scale + (a - 1) * log(x) + (b - 1) * log1p(-x))


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta by Lentz's method, kept off divisions by 0."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1) or _TINY)
    value = d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1 / (1 + even * d or _TINY)
        c = 1 + even / c or _TINY
        value *= c * d
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + odd * d or _TINY)
        c = 1 + odd / c or _TINY
        value *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return value
