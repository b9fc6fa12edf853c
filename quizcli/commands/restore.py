"""`quizcli restore`: a backup put back, after saying what that would change."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from quizcli.commands import backup
from quizcli.errors import UsageError
from quizcli.phrases import counted
from quizcli.store import backups, database, faults, paths, restore
from quizcli.store.restore import Difference
from quizcli.ui.report import say
from quizcli.workspace import Workspace


def run(space: Workspace, which: str | None, yes: bool, as_json: bool) -> int:
    """Put a backup back, named by its file or its number; without one, list what there is."""
    if which is None:
        return backup.listing(as_json)
    if as_json:
        raise UsageError(f"--json lists the backups and restores none; leave out {which}.")
    path, log = _chosen(which), paths.database_file()
    if log.exists() and path.samefile(log):
        raise UsageError(f"{path} is the log itself; there is nothing to restore.")
    with closing(restore.opened(path)) as copy:
        _say(path, log, _change(copy, log))
        if not yes and not agreed("Restore it?"):
            say("Nothing was changed. --yes does it without asking.")
            return 0
        before = _put_back(space, copy, log)
    say("Restored." + (f" The log of before is {before}" if before else ""))
    return 0


def _chosen(which: str) -> Path:
    """The file meant: by its number in the list, else by its name."""
    if Path(which).exists():
        return Path(which)
    found = backups.listed(paths.backup_folder())
    if not which.isdecimal() or not 1 <= int(which) <= len(found):
        raise UsageError(f"There is no backup {which}; `quizcli restore` lists those there are.")
    return found[int(which) - 1][1]


def _change(copy: sqlite3.Connection, log: Path) -> Difference | None:
    """What the log would lose and gain; None when there is none that can be read."""
    if not database.has_content(log):
        return None
    try:
        database.check_ours(log)
        return restore.compare(copy, log)
    except faults.DamagedError:
        return None


def _say(path: Path, log: Path, change: Difference | None) -> None:
    if change is None:
        say(f"{path} would take the place of {log}, which is damaged, empty or gone.")
        return
    say(f"{path} would take the place of the present log.")
    print(f"Lost:  {_counted(change.lost, change.mocks_lost)}")
    print(f"Added: {_counted(change.added, change.mocks_added)}")
    print(f"Kept:  {change.both}")
    here, there = change.newest_here or "none", change.newest_there or "none"
    say(f"Newest answer: {here} in the present log, {there} in the backup.")


def _counted(kinds: Mapping[str, int], mocks: int) -> str:
    """`3 events (2 review, 1 suspend), 1 mock`."""
    words = counted(sum(kinds.values()), "event")
    if kinds:
        words += f" ({', '.join(f'{count} {kind}' for kind, count in kinds.items())})"
    return f"{words}, {counted(mocks, 'mock')}" if mocks else words


def agreed(question: str) -> bool:
    """Whether the person at the terminal says yes; without one nobody does."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def _put_back(space: Workspace, copy: sqlite3.Connection, log: Path) -> Path | None:
    """Restore, and give where the present log is kept; a damaged one is replaced as a file."""
    if not database.has_content(log):
        backups.write(copy, log)
        return None
    try:
        with closing(database.connect(log)) as present, faults.told(log):
            before = backups.place(paths.backup_folder(), backup.now(space))
            backups.write(present, before)
            restore.put_back(copy, present, log)
        return before
    except faults.DamagedError:
        aside = damaged_name(space, log)
        backups.write_over(copy, log, aside)
        return aside


def damaged_name(space: Workspace, log: Path) -> Path:
    """Where a damaged log is kept: beside the one that takes its place."""
    real = log.resolve()
    name = f"{real.name.replace('%', '%%')}.damaged-%Y-%m-%dT%H%M%S"
    return backups.place(real.parent, backup.now(space), name)
