"""`quizcli backup`: copies of the log, made by hand or by itself, and the list of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

from quizcli.commands.listing import print_json
from quizcli.errors import StoreError, UsageError
from quizcli.store import backups, database, faults, log, paths
from quizcli.store.rotation import Rotation
from quizcli.ui.report import print_table
from quizcli.workspace import Workspace

VERSION = 1


def run(space: Workspace, output: Path | None, lists: bool, as_json: bool) -> int:
    """Copy the log to a file or into a folder, else into the folder of backups; or list those."""
    if lists or as_json:
        if output is not None:
            raise UsageError(f"To list backups makes none; leave out {output}.")
        return listing(as_json)
    log = existing_log()
    path = output or paths.backup_folder()
    if path.is_dir() or output is None:
        path = backups.place(path, now(space))
    if path.exists() and path.samefile(log):
        raise UsageError(f"{path} is the log itself; name another file.")
    with closing(database.reading(log)) as connection, faults.told(log):
        backups.write(connection, path)
    print(path)
    return 0


def existing_log() -> Path:
    """The log's file.

    Raises StoreError when there is none, or when it is none that this version can read.
    """
    path = paths.database_file()
    backups.check_not_lost(path, paths.backup_folder())
    if not database.has_content(path):
        raise StoreError(f"{path}: there is no log yet; `quizcli review` begins one.")
    database.check_ours(path)
    return path


def now(space: Workspace) -> datetime:
    """The wall-clock time by which copies are named."""
    return space.clock.wall()


def automatic(space: Workspace) -> None:
    """Make a backup when it is time; when that fails say so, for the review it follows was fine."""
    chosen = space.settings
    rotation = Rotation(
        chosen.backup_minutes, chosen.daily_backups, chosen.weekly_backups, chosen.monthly_backups
    )
    try:
        backups.automatic(space.connection, paths.backup_folder(), now(space), rotation)
    except StoreError as error:
        print(f"The backup failed: {error}", file=sys.stderr)


def listing(as_json: bool) -> int:
    """Print the copies there are, newest first, by the number that `restore` takes."""
    found = backups.listed(paths.backup_folder())
    rows = [_row(number, time, path) for number, (time, path) in enumerate(found, 1)]
    if as_json:
        print_json(VERSION, backups=rows)
        return 0
    if not rows:
        print("There is no backup yet; `quizcli backup` makes one.")
        return 0
    print_table(
        ("Number", "Made", "Events", "Newest answer", "File"),
        [_shown(row) for row in rows],
    )
    print(f"\nIn {paths.backup_folder()}")
    return 0


def _row(number: int, time: datetime, path: Path) -> dict[str, object]:
    """One copy for programs; of a damaged one nothing is known but its name."""
    events, newest = None, None
    try:
        with closing(database.reading(path)) as copy, faults.told(path):
            events, newest = log.count(copy), log.newest_answer(copy)
    except StoreError:
        pass
    return {
        "number": number,
        "made": f"{time:%Y-%m-%dT%H:%M:%S}",
        "events": events,
        "newest": newest,
        "path": str(path),
    }


def _shown(row: Mapping[str, object]) -> tuple[str, ...]:
    """One copy for people: both times as their clock has them, the file by its name."""
    newest = datetime.fromisoformat(str(row["newest"])).astimezone() if row["newest"] else None
    return (
        str(row["number"]),
        str(row["made"]).replace("T", " "),
        "damaged" if row["events"] is None else str(row["events"]),
        f"{newest:%Y-%m-%d %H:%M:%S}" if newest else "",
        Path(str(row["path"])).name,
    )
