"""The doctor on a log whose file is sound: settings, events that cannot be, caches, the clock."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from quizcli.commands import backup
from quizcli.commands.memory import report, report_anew, rolled
from quizcli.days import iso_day
from quizcli.drill.redate import ZONES_APART, ahead, redated
from quizcli.phrases import counted
from quizcli.settings import PREFIX, Settings
from quizcli.store import backups, checkup, database, faults, library, log, paths, rollup
from quizcli.store import caches as cached
from quizcli.store.checkup import Finding
from quizcli.workspace import Workspace

# Variables that are no settings: where things lie, and what time it is.
NO_SETTINGS = {"HOME", "NOW"}


def settings() -> Iterator[Finding]:
    """Variables that look like settings and are none; a file of settings is read by `caches`."""
    names = {name.upper() for name in Settings.__struct_fields__} | NO_SETTINGS
    for variable in sorted(os.environ):
        name = variable.removeprefix(PREFIX)
        if name != variable and name not in names:
            yield Finding("setting", 1, f"{variable} is set, but no setting is called so.")


def fields(space: Workspace) -> Finding | None:
    """Events with grades, days, instants or texts that cannot be."""
    with _log() as connection:
        rows = checkup.impossible(connection)
    if not rows:
        return None

    def mend() -> str:
        before = backups.place(paths.backup_folder(), backup.now(space))
        with _log() as connection:
            backups.write(connection, before)
            with database.writing(connection):
                checkup.put_right(connection, rows)
                cached.drop(connection)
        return f"That was taken out of them. The log of before is {before}"

    words = f"{counted(len(rows), 'event')} with a grade, day, time or text that cannot be"
    return Finding(
        "impossible", len(rows), f"{words}, such as {rows[min(rows)][0]}.", mend, "Take that out?"
    )


def caches(space: Workspace) -> Iterator[Finding]:
    """Card states, compiled decks and statistics that are not what log and decks give."""
    with _log() as connection:
        broken = checkup.unreadable(connection)
    if broken:
        yield Finding("caches", 1, f"The cached {broken} cannot be read.", _dropped)
    space.check_writable()
    wrong = _wrong(space)
    if not wrong:
        return
    words = ", ".join(f"{count} in {table}" for table, count in wrong.items())

    def mend() -> str:
        _dropped()
        space.reload()
        return "All caches were made anew."

    count = sum(wrong.values())
    yield Finding(
        "caches", count, f"{counted(count, 'cached row')} not as log and decks say ({words}).", mend
    )


def _dropped() -> str:
    with _log() as connection, database.writing(connection):
        cached.drop(connection)
    return "All caches were dropped; they are made anew."


def _wrong(space: Workspace) -> dict[str, int]:
    """Table → rows that differ from caches made anew beside it."""
    path = paths.database_file()
    rolled(space)
    with (
        closing(database.empty()) as fresh, faults.told(path), cached.beside(fresh, path)
    ):  # fmt: skip
        log.copy(fresh)
        space.bring_up_to_date(fresh)
        rollup.like_kept(fresh, library.renamed(fresh))
        found = cached.differences(fresh)
    return found or _wrong_report(space)


def _wrong_report(space: Workspace) -> dict[str, int]:
    """The report, where it is not as computed anew from caches that are sound.

    Where something was logged meanwhile it is computed anew the next time in any case.
    """
    newest = log.newest(space.connection)
    wrong = report(space) != report_anew(space)
    return {"report": 1} if wrong and log.newest(space.connection) == newest else {}


def clock(space: Workspace) -> Iterator[Finding]:
    """Events that a clock dated into the future, whose cards would wait until then."""
    events = ahead(log.between_days(space.connection, space.day + ZONES_APART), space.day)
    if not events:
        return
    last = log.day_after(space.connection, [event.uid for event in events], space.day)

    def mend() -> str:
        space.append(redated(events, last, space.stamp()))
        return f"They were undone and logged again, the newest on {iso_day(last)}."

    newest = iso_day(max(event.day for event in events))
    words = f"{counted(len(events), 'event')} dated after today, up to {newest}"
    yield Finding(
        "future", len(events),
        f"{words}: the clock was ahead. Their cards wait until then.",
        mend, f"Date them back, the newest to {iso_day(last)}?",
    )  # fmt: skip


def odd(space: Workspace) -> Iterator[Finding]:
    """What is strange in the log and stays as it is."""
    yield from checkup.oddities(space.connection)


@contextmanager
def _log() -> Iterator[sqlite3.Connection]:
    """The log by itself, without bringing caches up to date."""
    path = paths.database_file()
    with faults.told(path), closing(database.connect(path)) as connection:
        yield connection
