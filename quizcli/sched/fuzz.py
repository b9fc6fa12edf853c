"""The spread of due dates: a hash, never a random number, so every machine folds the same dates."""

from __future__ import annotations

from functools import lru_cache

from quizcli.digest import blake2b

LEAST_INTERVAL = 3

# (from day, to day, hundredths of the days in between): Anki's scheduler, states/fuzz.rs.
BANDS = ((2.5, 7.0, 15), (7.0, 20.0, 10), (20.0, 1e9, 5))


def spread(interval: int, card: str, repetition: int, longest: int) -> int:
    """The interval in days moved by up to 5-15 %, by a hash of the card and its repetition."""
    if interval < LEAST_INTERVAL:
        return interval
    earliest, width = _window(interval, longest)
    digest = blake2b(f"{card}\0{repetition}".encode(), 8)
    return earliest + int.from_bytes(digest) % width


@lru_cache(maxsize=4096)
def _window(interval: int, longest: int) -> tuple[int, int]:
    """The earliest of the intervals that one may become, and how many there are."""
    reach = 1 + sum(
        share * max(0.0, min(interval, upper) - lower) / 100 for lower, upper, share in BANDS
    )
    earliest = min(max(2, round(interval - reach)), longest)
    return earliest, min(round(interval + reach), longest) - earliest + 1
