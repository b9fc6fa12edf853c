"""The doctor on the log's file: gone, emptied or damaged, and brought back with all its events."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from quizcli.commands.restore import damaged_name
from quizcli.errors import StoreError
from quizcli.phrases import counted
from quizcli.store import backups, checkup, database, paths, restore, salvage
from quizcli.store.checkup import Finding
from quizcli.workspace import Workspace


def lost(space: Workspace) -> Finding | None:
    """A log that is gone or empty though there are backups."""
    path = paths.database_file()
    try:
        backups.check_not_lost(path, paths.backup_folder())
    except backups.LostError as error:
        return _revived(space, path, "lost", str(error))
    return None


def damaged(space: Workspace) -> Finding | None:
    """A file that is not what SQLite or this program wrote.

    Raises StoreError for a file that is none of ours, or of a newer version.
    """
    path = paths.database_file()
    if not database.has_content(path):
        return None
    found = _faults(path)
    if not found:
        return None
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return _revived(space, path, "damaged", f"{path} is damaged: {found[0]}{more}.")


def _faults(path: Path) -> list[str]:
    found = salvage.faults_of(path)
    if found:
        return found
    # An older log is brought to this version first, as every command would.
    with closing(database.in_memory(path)) as copy:
        parts = checkup.altered(copy)
    return [f"{', '.join(parts)} not as they should be"] if parts else []


def _revived(space: Workspace, path: Path, kind: str, message: str) -> Finding:
    """All that can be read of the file and of the newest backup, ready to take its place."""
    backup, base = _base()
    saved = salvage.salvage(path, base)
    words = [f"{counted(saved.read, 'event')} of it can be read"]
    if backup:
        words.append(f"{saved.from_backup} more are in the backup {backup}")
    words.append(f"{saved.lost} are lost" if saved.lost else "none is known to be lost")
    if saved.mocks:
        words.append(f"{counted(saved.mocks, 'mock')} too")

    def mend() -> str:
        aside = damaged_name(space, path)
        existed = path.exists()
        backups.write_over(base, path, aside)
        base.close()
        kept = f" The damaged file is {aside}" if existed else ""
        return f"They are in a fresh log.{kept}"

    return Finding(
        kind, saved.lost, f"{message} {', '.join(words)}.", mend, "Bring them into a fresh log?"
    )


def _base() -> tuple[Path | None, sqlite3.Connection]:
    """The newest backup that is sound, in memory; without one an empty log."""
    for _, path in backups.listed(paths.backup_folder()):
        try:
            return path, restore.opened(path)
        except StoreError:
            continue
    return None, database.empty()
