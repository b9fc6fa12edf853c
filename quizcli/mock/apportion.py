"""Seats shared out by weight, as parliaments do it: nobody is a whole seat away from their due."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def apportion(
    weights: Sequence[float], seats: int, rooms: Sequence[int], ties: Sequence[str]
) -> tuple[int, ...]:
    """The seats of each by the method of largest remainders (Hamilton), none above its room.

    What one has no room for is shared among the others by the same rule; equal remainders go to the
    smaller of `ties`. Raises ValueError when all rooms together are too small.
    """
    if seats > sum(room for room, weight in zip(rooms, weights, strict=True) if weight > 0):
        raise ValueError(f"there is no room for {seats} seats")
    given = [0] * len(weights)
    # Fractions, for a remainder must not depend on how a machine rounds.
    shares = [Fraction(weight).limit_denominator(10**6) for weight in weights]
    open_ = [index for index, share in enumerate(shares) if share > 0]
    left = seats
    while open_:
        total = sum(shares[index] for index in open_)
        full = [index for index in open_ if left * shares[index] / total >= rooms[index]]
        if not full:
            break
        for index in full:
            given[index] = rooms[index]
        left = seats - sum(given)
        open_ = [index for index in open_ if index not in full]
    total = sum(shares[index] for index in open_)
    quotas = {index: left * shares[index] / total for index in open_}
    for index, quota in quotas.items():
        given[index] = int(quota)
    rest = seats - sum(given)
    for index in sorted(open_, key=lambda i: (int(quotas[i]) - quotas[i], ties[i]))[:rest]:
        given[index] += 1
    return tuple(given)
