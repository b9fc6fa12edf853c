"""Settings, decks, log, clock and dice, each opened on first use: what a command works with."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from quizcli import settings as settings_module
from quizcli.clock import Clock, new_uid
from quizcli.days import instant, learning_day
from quizcli.drill.queue import Limits, Plan
from quizcli.drill.stamp import Stamp
from quizcli.errors import Problem, StoreError
from quizcli.model import Card, CardState, Deck, Event, Note
from quizcli.sched import SCHEDULERS, Rules
from quizcli.settings import Resolved, Settings
from quizcli.shapes import Question
from quizcli.store import (
    caches,
    current,
    database,
    faults,
    filters,
    library,
    log,
    paths,
    projection,
    settling,
    stamps,
    today,
)


class Workspace(Struct, dict=True):
    """Everything a command needs from outside; `options` are settings given on the command line.

    `heed` is told the settings in force as soon as they are known; `behind` says that the cached
    states lack events which are in the log.
    """

    options: Mapping[str, object] = field(default_factory=dict)
    deck_paths: Sequence[str] = ()
    heed: Callable[[Settings], None] = lambda _: None
    behind: bool = False

    @cached_property
    def resolved(self) -> Resolved:
        """The settings in force and where each came from."""
        found = settings_module.load(paths.config_file(), os.environ, self.options)
        self.heed(found.settings)
        return found

    @property
    def settings(self) -> Settings:
        """The settings in force."""
        return self.resolved.settings

    @cached_property
    def clock(self) -> Clock:
        """The clock of this run."""
        return Clock(os.environ.get("QUIZCLI_NOW", ""))

    @property
    def day(self) -> int:
        """The learning day now."""
        return learning_day(self.clock.wall(), self.settings.rollover)

    @cached_property
    def session_id(self) -> str:
        """The id of this run in the log."""
        return new_uid(int(self.clock.now().timestamp() * 1000))

    @cached_property
    def rules(self) -> Rules:
        """What the fold depends on."""
        chosen = self.settings
        scheduler = SCHEDULERS[chosen.scheduler](chosen.longest_interval)
        aimed = scheduler.aiming_at(chosen.retention)
        return Rules(aimed, chosen.fuzz, chosen.repeat_hard, chosen.longest_interval)

    @property
    def limits(self) -> Limits:
        """How many cards a day."""
        return Limits(self.settings.new_per_day, self.settings.reviews_per_day)

    @cached_property
    def deck_folders(self) -> tuple[Path, ...]:
        """Where decks are looked for: the bundled, the user's, ./decks, and those named."""
        from quizcli.deckfiles import find

        names = [*self.settings.decks.split(os.pathsep), *self.deck_paths]
        named = [paths.expanded(name) for name in names if name]
        return find.shelves(paths.deck_folder(), named, self.settings.bundled)

    @cached_property
    def identity(self) -> str:
        """What the caches stand for besides log and deck files; any change makes them anew."""
        made_by = library.MADE_BY, projection.signature(self.rules)
        return "\n".join((*made_by, *map(str, self.deck_folders)))

    @cached_property
    def path(self) -> Path:
        """The file of the log."""
        return paths.database_file()

    @property
    def connection(self) -> sqlite3.Connection:
        """The database, up to date; where nothing can be written, a copy in memory to read from."""
        self.fold()
        return self._opened[0]

    @property
    def log_and_decks(self) -> sqlite3.Connection:
        """The database for what is up to date in it whether the states are or not."""
        return self._opened[0]

    def check_writable(self) -> None:
        """Raise StoreError when an answer could not be logged."""
        if (unwritable := self._opened[1]) is not None:
            raise unwritable

    @cached_property
    def _opened(self) -> tuple[sqlite3.Connection, StoreError | None]:
        _ = self.identity, self.clock  # what is wrong with settings comes before a log is made
        if not database.has_content(self.path):
            from quizcli.store import backups

            backups.check_not_lost(self.path, paths.backup_folder())
        try:
            return database.connect(self.path, self.bring_up_to_date), None
        except faults.UnwritableError as error:
            copy = database.in_memory(self.path)
            self.bring_up_to_date(copy)
            return copy, error

    def close(self) -> None:
        """Close the database, if it was opened; SQLite then folds its write-ahead log in."""
        if "_opened" in self.__dict__:
            self._opened[0].close()

    def bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        """Compile the decks that changed and fold the events that are new."""
        with faults.told(self.path):
            self._refresh(connection)

    def _refresh(self, connection: sqlite3.Connection) -> None:
        if current.is_current(connection, "identity", self.identity):
            if not current.is_made_for(connection, current.surroundings()):
                with database.writing(connection):
                    self._remember_surroundings(connection)
            return
        from quizcli.deckfiles import find
        from quizcli.takeup import compiled

        with database.writing(connection):
            stamps.remember_folders(connection, self.deck_folders)
            present = [folder for folder in self.deck_folders if folder.exists()]
            files = stamps.stamps(find.deck_files(present))
            library.refresh(connection, files, compiled)
            projection.catch_up(connection, self.rules, library.renamed(connection))
            caches.remember(connection, {"identity": self.identity})
            self._remember_surroundings(connection)

    def _remember_surroundings(self, connection: sqlite3.Connection) -> None:
        """Leave what `due` needs to answer next time without reading settings or decks."""
        if self.options or self.deck_paths:
            return
        limits = f"{self.limits.new} {self.limits.reviews} {self.settings.rollover}"
        caches.remember(connection, {"surroundings": current.surroundings(), "limits": limits})

    def stamp(self) -> Stamp:
        """A stamp for the event that happens now."""
        milliseconds = self._clock_of_log.instant()
        at = instant(datetime.fromtimestamp(milliseconds / 1000, UTC))
        return Stamp(new_uid(milliseconds), at, self.day, self.device, self.session_id)

    @cached_property
    def _clock_of_log(self) -> Clock:
        """The clock, later than all of today in the log: set back, it must not reorder the day."""
        if last := log.last_instant(self.connection, self.day):
            self.clock.after(last)
        return self.clock

    @cached_property
    def device(self) -> str:
        """A name for this machine's log, made once."""
        known = caches.read(self.connection, caches.KEPT)
        if known:
            return known
        name = os.urandom(4).hex()
        with self.writing():
            caches.remember(self.connection, {caches.KEPT: name})
        return name

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction on the log, its faults put into sentences.

        Raises StoreError where nothing can be written.
        """
        self.check_writable()
        with faults.told(self.path), database.writing(self.connection) as open_log:
            yield open_log

    @contextmanager
    def caching(self) -> Iterator[sqlite3.Connection]:
        """One transaction on what can be computed again, which need not last."""
        with faults.told(self.path), settling.caching(self.connection) as open_log:
            yield open_log

    def append(self, events: Iterable[Event]) -> int:
        """Log the events and bring the states along in one transaction; gives how many were new."""
        with self.writing() as open_log:
            added = log.insert(open_log, events)
            projection.catch_up(open_log, self.rules, self.renamed)
        return added

    def record(self, events: Iterable[Event]) -> None:
        """Log the events and write nothing else: the states follow when they are wanted."""
        self.check_writable()
        with faults.told(self.path), database.writing(self.log_and_decks) as open_log:
            log.insert(open_log, events)
        self.behind = True

    def fold(self) -> None:
        """Bring the cached states up to what was recorded."""
        if self.behind:
            with faults.told(self.path), settling.caching(self.log_and_decks) as open_log:
                projection.catch_up(open_log, self.rules, library.renamed(open_log))
            self.behind = False

    def plan(
        self, words: Sequence[str] = (), tags: Sequence[str] = (), limits: Limits | None = None
    ) -> Plan:
        """Today's plan over the cards that the words and tags choose."""
        where = self.condition(words, tags)
        return today.today(self.connection, self.day, limits or self.limits, where)

    def condition(self, words: Sequence[str] = (), tags: Sequence[str] = ()) -> str:
        """The SQL condition for the cards that the words and tags choose."""
        return filters.condition(self.connection, words, tags)

    def count_due(self, note: Note) -> int:
        """How many cards of a note are due today."""
        return today.count_due(self.connection, self.day, f"c.note = {filters.quoted(note.id)}")

    def cards(self, ids: Iterable[str] | None = None) -> tuple[Card, ...]:
        """Some cards by id, in authored order, or all."""
        return library.cards(self.log_and_decks, ids)

    def card(self, card: str) -> Card | None:
        """One card; None when no deck has it."""
        return next(iter(self.cards([card])), None)

    def shapes(self, deck: str) -> Iterator[Question]:
        """The questions of one deck, without the notes they come from."""
        return library.shapes(self.log_and_decks, deck)

    def chosen(self, words: Sequence[str], tags: Sequence[str] = ()) -> tuple[Card, ...]:
        """The cards that words and tags choose, in authored order.

        Raises UsageError for a word that names nothing.
        """
        where = self.condition(words, tags)
        return self.cards(None if where == "1" else library.ids(self.connection, where))

    @property
    def has_history(self) -> bool:
        """Whether anything was ever answered."""
        return projection.has_history(self.connection)

    @property
    def renamed(self) -> dict[str, str]:
        """Former note id → present one."""
        return library.renamed(self.connection)

    @property
    def decks(self) -> tuple[Deck, ...]:
        """All decks, in file order."""
        return library.decks(self.connection)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong in the decks."""
        return library.problems(self.connection)

    def reload(self) -> None:
        """Take up deck files that were changed meanwhile."""
        self.bring_up_to_date(self.connection)

    def states(self, cards: Iterable[str] | None = None) -> dict[str, CardState]:
        """Where cards stand; cards never seen are left out."""
        return projection.states(self.connection, cards)
