"""Numbers of things, lists of names and other words that several pages say alike."""

from __future__ import annotations

from collections.abc import Sequence

OLDER_GUIDE = "The older guide says:"


def counted(number: float, thing: str) -> str:
    """`1 card`, `12 cards`, `2.5 minutes`."""
    shown = f"{number:g}" if isinstance(number, float) else f"{number}"
    return f"{shown} {thing}{'' if number == 1 else 's'}"


def standing(known: int, cells: int, due: int) -> str:
    """`3 of 9 known`, `3 of 9 known, 2 due`."""
    return f"{known} of {cells} known" + (f", {due} due" if due else "")


def listed(names: Sequence[str]) -> str:
    """`Glacier`, `IA and Glacier`, `Standard, IA and Glacier`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
