"""Numbers of things and lists of names, as one says them."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: float, thing: str) -> str:
    """`1 card`, `12 cards`, `2.5 minutes`."""
    shown = f"{number:g}" if isinstance(number, float) else f"{number}"
    return f"{shown} {thing}{'' if number == 1 else 's'}"


def listed(names: Sequence[str]) -> str:
    """`Glacier`, `IA and Glacier`, `Standard, IA and Glacier`."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
