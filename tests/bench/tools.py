"""Programs of the machine that some rows need."""

from __future__ import annotations

from shutil import which


def has(program: str) -> bool:
    """Whether the machine has the program."""
    return which(program) is not None
