"""What every row is measured with: the programs, the homes, the number of rounds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from msgspec import Struct, field

from tests.bench import homes, installed, timing
from tests.bench.homes import Home
from tests.bench.installed import Installed

BARE = "bare"
AT_ONCE = "two at once"


class Setting(Struct, frozen=True):
    """One run of the bench; whatever is made for it lies below `folder`."""

    folder: Path
    rounds: int = 15
    seed: int = 1
    quick: bool = False
    largest: int = field(default=100_000)

    @property
    def sizes(self) -> tuple[int, ...]:
        """The collections, in cards."""
        return tuple(size for size in (1_000, 10_000, 100_000) if size <= self.largest)

    @property
    def longest(self) -> int:
        """The longest log, in reviews."""
        return 100_000 if self.quick else 1_000_000

    def quizcli(self) -> Installed:
        """The program, from a wheel built in this run."""
        return _quizcli(self.folder / "environments")

    def peer(self, name: str) -> Installed | None:
        """A peer; None when it cannot be installed."""
        return _peer(self.folder / "environments", name)

    def home(self, cards: int, reviews: int) -> Home:
        """A home as it was made."""
        return _home(self, cards, reviews)

    def large(self) -> Home:
        """The largest collection with the longest log."""
        return self.home(self.sizes[-1], self.longest)

    def of_size(self, cards: int) -> Home:
        """A collection with a log of its measure."""
        return self.large() if cards == self.sizes[-1] else self.home(cards, 10 * cards)

    def bare(self, python: str | None = None) -> Callable[[], float]:
        """The contestant all are compared to: an interpreter that starts and does nothing."""
        words = [python or self.quizcli().python, "-c", "pass"]
        return timing.call(words, homes.environment(), self.folder)

    def at_once(self) -> Callable[[], float]:
        """What two processes at once lose on this machine, for rows whose work is shared by two."""
        return timing.at_once(self.quizcli().python, homes.environment(), self.folder)


@cache
def _quizcli(folder: Path) -> Installed:
    return installed.quizcli(folder)


@cache
def _peer(folder: Path, name: str) -> Installed | None:
    return installed.peer(folder, name)


@cache
def _home(setting: Setting, cards: int, reviews: int) -> Home:
    program = [setting.quizcli().command("quizcli")]
    return homes.make(setting.folder / "homes", program, cards, reviews, setting.seed)
