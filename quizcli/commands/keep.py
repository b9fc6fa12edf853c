"""`quizcli backup`, `quizcli restore` and `quizcli doctor`: the log kept safe."""

from __future__ import annotations

import sys
from pathlib import Path

from quizcli.errors import StoreError, UsageError
from quizcli.store import backup, database, library, paths, projection, salvage
from quizcli.workspace import Workspace


def make_backup(space: Workspace, output: Path | None) -> int:
    """Copy the log to a file, or into the folder of backups."""
    path = output or backup_folder() / space.clock.now().strftime(backup.NAME)
    backup.write(space.connection, path)
    print(path)
    return 0


def backup_folder() -> Path:
    """Where automatic copies go."""
    return paths.data_folder() / "backups"


def list_backups() -> int:
    """Print the copies there are, newest first."""
    found = backup.listed(backup_folder())
    if not found:
        print("There is no backup yet; `quizcli backup` makes one.")
    for time, path in found:
        print(f"{time:%Y-%m-%d %H:%M}  {path}")
    return 0


def restore(space: Workspace, file: Path | None, yes: bool) -> int:
    """Say what would change, and put the copy back when that is wanted."""
    path = file or _newest()
    if not path.is_file():
        raise UsageError(f"There is no backup {path}.")
    change = backup.compare(space.connection, path)
    print(
        f"{path}: newest event {change.newest_there or 'none'}. Of the present log "
        f"{change.only_here} events would go, {change.only_there} would come, {change.both} stay."
    )
    if not yes and not _agreed():
        print("Nothing was changed. --yes does it without asking.")
        return 0
    before = backup_folder() / space.clock.now().strftime(backup.NAME)
    backup.write(space.connection, before)
    backup.put_back(space.connection, path)
    print(f"Restored. The log of before is {before}")
    return 0


def _newest() -> Path:
    found = backup.listed(backup_folder())
    if not found:
        raise UsageError("There is no backup yet; `quizcli backup` makes one.")
    return found[0][1]


def _agreed() -> bool:
    if not sys.stdin.isatty():
        return False
    print("Restore it? [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().casefold() in ("y", "yes")


def doctor(space: Workspace) -> int:
    """Find what is wrong with the log, say it, and mend what can be mended without loss."""
    path = paths.database_file()
    if not path.exists():
        print(f"{path}: there is no log yet; nothing to mend.")
        return 0
    found = salvage.faults_of(path)
    if found:
        return _salvaged(space, path, found)
    connection = database.connect(path)
    with database.faults(path), database.writing(connection):
        renamed = library.renamed(connection)
        wrong = projection.differences(connection, space.rules, renamed)
        if wrong:
            projection.rebuild(connection, space.rules, renamed)
    events = connection.execute("select count(*) from events").fetchone()[0]
    connection.close()
    states = f"rebuilt, {len(wrong)} were not as the log says" if wrong else "as the log says"
    print(f"{path}: sound. {events} events; card states {states}.")
    return 0


def _salvaged(space: Workspace, path: Path, found: list[str]) -> int:
    print(f"{path} is damaged: {found[0]}")
    count, aside = salvage.salvage(path, space.clock.now())
    print(f"{count} events were brought into a fresh log. The damaged file is {aside}")
    newest = backup.listed(backup_folder())
    if newest:
        print(f"Events it lost may be in the backup {newest[0][1]}")
        _merge(path, newest[0][1])
    return 0


def _merge(path: Path, other: Path) -> None:
    """Add what a backup has and the salvaged log has not."""
    connection = database.connect(path)
    try:
        missing = backup.compare(connection, other).only_there
        with database.faults(path):
            connection.execute("attach database ? as other", (str(other),))
            connection.execute("insert or ignore into events select * from other.events")
            connection.execute("detach database other")
        print(f"{missing} events came from there.")
    except StoreError as error:
        print(f"The backup could not be used: {error}")
    finally:
        connection.close()
