"""Imports, exports, merges and migrations: all or nothing, in the log as in the file written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import ClassVar
from zipfile import ZipFile

from quizcli.store import database, jsonl
from tests.bench.kill import homes
from tests.bench.kill.child import Ended, Kill, run
from tests.bench.kill.laws import logged

EVENTS = 120


class _Once:
    """Something done once in a home, and that a killed run must leave to be done again."""

    cards: ClassVar[int] = 20
    kills: ClassVar[int] = 1
    talks: ClassVar[bool] = False
    arguments: tuple[str, ...] = ()

    def __init__(self, home: Path, dice: Random) -> None:
        self.home, self.dice = home, dice
        self.acknowledged = 0
        self.prepare()

    def prepare(self) -> None:
        """What has to be there before."""

    def act(self, kill: Kill | None = None) -> Ended:
        return run(list(self.arguments), kill=kill)

    def again(self) -> Iterator[str]:
        """The same once more, to its end."""
        ended = run(list(self.arguments))
        if ended.code != 0:
            yield f"{' '.join(self.arguments)} ended with {ended.code} afterwards: {ended.err}"


class _Arriving(_Once):
    """Events that come into a log: all of them or none, and all after a second time."""

    expected: frozenset[str] = frozenset()

    def wrong(self, ended: Ended) -> Iterator[str]:
        before = self.before
        found = frozenset(event.uid for event in logged(self.home))
        if found not in (before, self.expected):
            yield f"{len(found - before)} of {len(self.expected - before)} events arrived"
        if not ended.killed and found != self.expected:
            yield "it ended well and not all has arrived"
        yield from self.again()
        if self.expected != {event.uid for event in logged(self.home)}:
            yield "a second time does not bring what is missing"

    before: frozenset[str] = frozenset()


class Merge(_Arriving):
    """The log of another machine, part of which is here already."""

    name: ClassVar[str] = "merge (log import)"

    def prepare(self) -> None:
        other = homes.reviews(EVENTS, "other")
        own = [*homes.reviews(EVENTS, "own"), *other[: EVENTS // 3]]
        homes.keep(self.home, own)
        file = self.home / "other.jsonl"
        file.write_text("".join(jsonl.dump(event) + "\n" for event in other))
        self.arguments = ("log", "import", str(file))
        self.before = frozenset(event.uid for event in own)
        self.expected = self.before | {event.uid for event in other}


class AnkiImport(_Arriving):
    """Reviews out of a package that another home has exported."""

    name: ClassVar[str] = "import anki"

    def prepare(self) -> None:
        package = self.home / "reviews.apkg"
        self.arguments = ("import", "anki", str(package))
        path = self.home / "quizcli.db"
        homes.keep(self.home, homes.reviews(EVENTS, "other"))
        run(["export", "anki", "-o", str(package), "--with-progress"])
        path.unlink()
        run(list(self.arguments))
        self.expected = frozenset(event.uid for event in logged(self.home))
        path.unlink()
        if len(self.expected) != EVENTS:
            raise RuntimeError(f"only {len(self.expected)} reviews came home")


class AnkiDeck(_Once):
    """Foreign notes made a deck: the file is whole or absent."""

    name: ClassVar[str] = "import anki --as-deck"

    def prepare(self) -> None:
        file, self.deck = self.home / "foreign.anki2", self.home / "decks" / "foreign.yaml"
        self.arguments = ("import", "anki", str(file), "--as-deck", "foreign")
        run(["export", "anki", "-o", str(self.home / "own.apkg")])
        with ZipFile(self.home / "own.apkg") as package:
            file.write_bytes(package.read("collection.anki2"))
        with closing(sqlite3.connect(file, isolation_level=None)) as foreign:
            foreign.execute("update notes set guid = 'of somebody else ' || guid")
            foreign.execute("update col set models = replace(models, 'quizcli', 'somebody')")
        run(list(self.arguments))
        self.whole = self.deck.read_bytes()
        self.deck.unlink()

    def wrong(self, ended: Ended) -> Iterator[str]:
        if self.deck.exists():
            if self.deck.read_bytes() != self.whole:
                yield f"half a deck: {self.deck.stat().st_size} of {len(self.whole)} bytes"
        else:
            yield from self.again()


class Migration(_Once):
    """A log of the first version of the schema, opened by this one."""

    name: ClassVar[str] = "migration"
    arguments = ("states", "--json")

    def prepare(self) -> None:
        self.events = homes.reviews(EVENTS, "own")
        homes.keep_of_old(self.home, self.events)

    def wrong(self, ended: Ended) -> Iterator[str]:
        if self.events != logged(self.home):
            yield "the log is not what it was"
        yield from self.again()


class FirstStart(_Once):
    """A home without a log."""

    name: ClassVar[str] = "first start"
    arguments = ("states", "--json")

    def wrong(self, ended: Ended) -> Iterator[str]:
        yield from self.again()


class _Export(_Once):
    """A file written: what was there before, or the new one, whole."""

    cards: ClassVar[int] = 300
    kills: ClassVar[int] = 6
    old = b"what was there before\n"
    command: ClassVar[tuple[str, ...]] = ()

    def prepare(self) -> None:
        homes.keep(self.home, homes.reviews(EVENTS, "own"))
        self.file = self.home / "out" / "file"
        self.file.parent.mkdir()
        self.arguments = (*self.command, "-o", str(self.file))
        self.before: bytes | None = None

    def act(self, kill: Kill | None = None) -> Ended:
        self.file.unlink(missing_ok=True)
        self.before = self.dice.choice((None, self.old))
        if self.before is not None:
            self.file.write_bytes(self.before)
        return super().act(kill)

    def wrong(self, ended: Ended) -> Iterator[str]:
        found = self.file.read_bytes() if self.file.exists() else None
        if found != self.before and (found is None or not self.whole()):
            yield f"half a file: {len(found or b'')} bytes"
        if not ended.killed and found == self.before:
            yield "it ended well and wrote nothing"
        yield from self.again()
        if not self.whole():
            yield "the file is not whole after a second time"

    def whole(self) -> bool:
        """Whether the file is what a run to its end writes."""
        return self.file.read_bytes() == run(list(self.command)).out


class CsvExport(_Export):
    """Cards as a spreadsheet."""

    name: ClassVar[str] = "export csv"
    command = ("export", "csv")


class MarkdownExport(_Export):
    """Cards as study sheets."""

    name: ClassVar[str] = "export markdown"
    command = ("export", "markdown")


class LogExport(_Export):
    """The log as lines."""

    name: ClassVar[str] = "log export"
    command = ("log", "export")


class AnkiExport(_Export):
    """A package, whole when its collection is and holds every card."""

    name: ClassVar[str] = "export anki"
    command = ("export", "anki", "--with-progress")

    def whole(self) -> bool:
        with ZipFile(self.file) as package, closing(sqlite3.connect(":memory:")) as inside:
            inside.deserialize(package.read("collection.anki2"))
            sound = inside.execute("pragma integrity_check").fetchone()[0] == "ok"
            cards = inside.execute("select count(*) from cards").fetchone()[0]
        with closing(database.connect(self.home / "quizcli.db")) as connection:
            expected = connection.execute("select count(*) from cards").fetchone()[0]
        return bool(sound and cards == expected)
