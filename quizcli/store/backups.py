"""Copies of the log: made whole or not at all, while it is in use, and thinned out with time."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from quizcli.errors import StoreError
from quizcli.store import database, faults, log
from quizcli.store.caches import remember
from quizcli.store.rotation import Rotation

NAME = "quizcli-%Y-%m-%dT%H%M%S.db"
HALF = ".half"
# A half-made copy this old belongs to no program that still runs.
STALE_SECONDS = 24 * 3600


def write(connection: sqlite3.Connection, path: Path) -> None:
    """Copy the database while it is in use; the copy appears whole and sound or not at all.

    Raises StoreError when it cannot be written, or when the log is damaged: a damaged copy must not
    push out a good one.
    """
    with _copied(connection, path) as copy:
        copy.replace(path)


def write_over(connection: sqlite3.Connection, path: Path, aside: Path) -> None:
    """Put a copy in the place of a damaged log, which is kept aside under another name.

    At every moment the old file or the new one stands at the path, whole. Raises StoreError when
    the copy cannot be written.
    """
    path = path.resolve()
    with _copied(connection, path) as copy:
        if path.exists():
            _keep(path, aside)
        # Answers of the old log that wait in its side files would be written into the new one.
        for ending in database.SIDE_FILES:
            side = path.with_name(path.name + ending)
            if side.exists():
                side.replace(aside.with_name(aside.name + ending))
        copy.replace(path)


def _keep(path: Path, aside: Path) -> None:
    """A second name for the file, or where the disk has no such thing a copy."""
    try:
        aside.hardlink_to(path)
    except FileExistsError:
        raise
    except OSError:
        shutil.copyfile(path, aside)


@contextmanager
def _copied(connection: sqlite3.Connection, path: Path) -> Iterator[Path]:
    """A sound copy on disk beside the path; gone again if nobody took it."""
    half = path.with_name(f"{path.name}.{os.urandom(4).hex()}{HALF}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(half)) as copy:
            connection.backup(copy)
            copy.execute("pragma journal_mode = delete")
            found = database.found_wrong(copy)
        if found:
            raise _damaged(found[0])
        _to_disk(half)
        yield half
        _to_disk(path.parent)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
    except sqlite3.Error as error:
        if faults.code(error) in faults.BROKEN:
            raise _damaged(str(error)) from error
        raise StoreError(f"{path} cannot be written: {error}.") from error
    finally:
        for left in (half, half.with_name(f"{half.name}-journal")):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _damaged(found: str) -> faults.DamagedError:
    return faults.DamagedError(f"The log is damaged ({found}). Run: quizcli doctor")


def _to_disk(path: Path) -> None:
    """Wait until the file, or the folder's list of files, is on disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def listed(folder: Path) -> list[tuple[datetime, Path]]:
    """The copies in a folder with their times, newest first."""
    found = []
    for path in folder.glob("quizcli-*.db"):
        with suppress(ValueError):
            found.append((datetime.strptime(path.name, NAME), path))
    return sorted(found, reverse=True)


def place(folder: Path, now: datetime, name: str = NAME) -> Path:
    """Where a copy made now goes; no copy is written over another."""
    while (path := folder / now.strftime(name)).exists():
        now += timedelta(seconds=1)
    return path


def automatic(
    connection: sqlite3.Connection, folder: Path, now: datetime, rotation: Rotation
) -> Path | None:
    """Make a copy if something was logged since the last, and thin the copies out; gives its path.

    Raises StoreError when it cannot be written.
    """
    newest = log.newest(connection)
    known = dict(connection.execute("select key, value from cache where key = 'backed_up'"))
    there = [time for time, _ in listed(folder)]
    unchanged = known.get("backed_up") == str(newest) and there
    if not newest or unchanged or not rotation.wants(now, there):
        return None
    path = place(folder, now)
    write(connection, path)
    with faults.told(path), database.writing(connection):
        remember(connection, {"backed_up": str(newest)})
    _thin_out(folder, now, rotation)
    return path


def _thin_out(folder: Path, now: datetime, rotation: Rotation) -> None:
    there = listed(folder)
    keep = rotation.kept(now, (time for time, _ in there))
    gone = [path for time, path in there if time not in keep]
    try:
        for path in (*gone, *_stale(folder, now)):
            path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"Old backups in {folder} cannot be removed: {error.strerror}.") from error


def _stale(folder: Path, now: datetime) -> list[Path]:
    """Copies that a program left half made."""
    halves = folder.glob(f"quizcli-*{HALF}*")
    return [path for path in halves if now.timestamp() - path.stat().st_mtime > STALE_SECONDS]


class LostError(StoreError):
    """There is no log, or an empty one, though there are copies of it."""


def check_not_lost(path: Path, folder: Path) -> None:
    """Raise StoreError when the log is gone or empty though there are copies of it.

    A fresh log in its place would let years of reviews look as if they had never been.
    """
    if database.has_content(path):
        return
    if listed(folder):
        what = "is empty" if path.exists() else "is gone"
        raise LostError(
            f"{path} {what}, but there are backups of it. `quizcli doctor` brings the newest back; "
            f"to begin anew, move {folder} away."
        )
