"""Numbers with units: `15 min`, `900 s` and `0.25 h` are one quantity."""

from __future__ import annotations

import re

from quizcli.grading.words import NUMBERS, UNITS, plain

# How many of the smallest unit of its kind one unit holds; KB and KiB are taken as one.
SIZES = {
    "time": {
        "ms": 1,
        "s": 1000,
        "min": 60_000,
        "h": 3_600_000,
        "d": 86_400_000,
        "week": 604_800_000,
    },
    "bytes": {"b": 1, "kb": 2**10, "mb": 2**20, "gb": 2**30, "tb": 2**40},
    "long time": {"month": 1, "year": 12},
}
MULTIPLES = {"k": 1e3, "m": 1e6, "thousand": 1e3, "million": 1e6, "billion": 1e9}

_QUANTITY = re.compile(r"[~≈]?\s*([+-]?(?:\d[\d,_ ]*)?\.?\d+)\s*(.*)", re.DOTALL)


def number(text: str) -> float | None:
    """The number a text is, with thousands separators; None when it is none."""
    compact = NUMBERS.get(
        plain(text).strip(), re.sub(r"(?<=\d)[,_ ](?=\d{3}(?!\d))", "", text.strip())
    )
    try:
        return float(compact)
    except ValueError:
        return None


def measure(text: str, unit: str) -> float | None:
    """The quantity a text names, in `unit`; a text without a unit is taken to be in it.

    None when the text is no number or its unit is of another kind.
    """
    found = _QUANTITY.fullmatch(text.strip())
    if found is None:
        first, _, rest = text.strip().partition(" ")
        value, named = number(first), rest
    else:
        value, named = number(found[1]), found[2]
    if value is None:
        return None
    named = plain(named).strip().rstrip(".")
    if named == "m" and _measure(plain(unit)) in SIZES["time"]:
        named = "min"
    for word, times in MULTIPLES.items():
        if named == word and plain(unit) != word:
            return value * times
        if named.startswith(f"{word} "):
            value, named = value * times, named[len(word) + 1 :]
    factor = _factor(named, plain(unit))
    return None if factor is None else value * factor


def _factor(named: str, unit: str) -> float | None:
    """How many of `unit` one of the named unit is; None when they are of different kinds."""
    counted, per = _rate(named)
    wanted, wanted_per = _rate(unit)
    if per != wanted_per and (per or counted):
        return None
    if not counted:
        return 1.0
    one, other = _measure(counted), _measure(wanted)
    if one == other:
        # Things that are counted go by several names: 65,536 IPs are 65,536 addresses.
        return 1.0 if wanted else None
    for sizes in SIZES.values():
        if one in sizes and other in sizes:
            return sizes[one] / sizes[other]
    return None


def _measure(word: str) -> str | None:
    """The unit of time, size or share that a word names, an s more or less; None for a thing."""
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"))


def _rate(unit: str) -> tuple[str, str]:
    """What is counted and per what: `records per second` is `records` per `s`."""
    counted, _, per = f" {unit}".replace(" per ", "/").partition("/")
    return counted.strip(), UNITS.get(per.strip(), per.strip())
