"""Homes for the program: a collection compiled, a log folded, ready to be measured."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from quizcli.days import learning_day
from quizcli.store import database, library, log
from tests.bench import decks
from tests.bench.answers import answers

# What the measurement must not be held up by: bundled decks, and the guard against held keys.
CONFIG = "bundled = false\nguard = false\n"


class Home(Struct, frozen=True):
    """A prepared home; `program` is the command that runs quizcli."""

    folder: Path
    program: tuple[str, ...]
    cards: int
    reviews: int

    @property
    def database(self) -> Path:
        """The log and its caches."""
        return self.folder / "quizcli.db"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a learner at a terminal who has set nothing."""
        return {**environment(), "QUIZCLI_HOME": str(self.folder)}

    def run(self, *arguments: str) -> str:
        """The output of a call."""
        return subprocess.run(
            [*self.program, *arguments], env=self.environment, cwd=self.folder,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    def restore(self) -> None:
        """Put the log and caches back as they were when the home was made."""
        for path in self.folder.glob("quizcli.db?*"):
            path.unlink()
        shutil.copyfile(self.folder / "pristine", self.database)


def environment() -> dict[str, str]:
    """The environment without whatever would change how a program runs."""
    dropped = ("QUIZCLI_", "COV", "PYTHON", "ANKI_", "TERMCARD_")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(dropped)}
    return kept | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


def make(folder: Path, program: Sequence[str], cards: int, reviews: int, seed: int) -> Home:
    """The home with so many cards and reviews, made unless it is there from before."""
    home = Home(folder / f"{cards}-{reviews}-{seed}", tuple(program), cards, reviews)
    if not (home.folder / "pristine").exists():
        begun = time.perf_counter()
        shutil.rmtree(home.folder, ignore_errors=True)
        home.folder.mkdir(parents=True)
        (home.folder / "config.toml").write_text(CONFIG)
        decks.write(home.folder / "decks", cards, seed)
        home.run("due")
        if reviews:
            _fill(home, seed)
        _settle(home)
        print(f"made {home.folder.name} in {time.perf_counter() - begun:.1f} s", flush=True)
    home.restore()
    home.run("due")  # caches that another version has left would be made anew by each call
    _settle(home)
    return home


def _fill(home: Home, seed: int) -> None:
    """Answers up to yesterday, straight into the log."""
    connection = database.connect(home.database)
    cards = library.cards(connection)
    yesterday = learning_day(datetime.now()) - 1
    with database.writing(connection):
        log.insert(connection, answers(cards, home.reviews, yesterday, seed))
    connection.close()


def _settle(home: Home) -> None:
    """One file, as a closed program leaves it, and a copy of it."""
    connection = database.connect(home.database)
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.execute("pragma optimize")
    connection.close()
    shutil.copyfile(home.database, home.folder / "pristine")
