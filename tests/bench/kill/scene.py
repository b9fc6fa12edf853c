"""A scene: one thing people do with the program, and what its killing must not break."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import ClassVar, Protocol

from tests.bench.kill.child import Ended, Kill


class Scene(Protocol):
    """Acts in one home, which stands some `kills`; `acknowledged` counts over all acts."""

    name: ClassVar[str]
    cards: ClassVar[int]
    kills: ClassVar[int]
    talks: ClassVar[bool]  # whether something is said long before the end
    home: Path
    acknowledged: int

    def __init__(self, home: Path, dice: Random) -> None: ...

    def act(self, kill: Kill | None = None) -> Ended:
        """Do it once."""

    def wrong(self, ended: Ended) -> Iterator[str]:
        """What the kill broke, in sentences."""
