"""What is wrong with a database file, and all that can be read of it brought into a fresh one."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from operator import itemgetter
from pathlib import Path

from msgspec import Struct

from quizcli.store import caches, database, faults, log, pages
from quizcli.store.mending import Row, mended

MOCKS = "number, uid, started, day, wish, paper, work, summary"
MOCK_FIELDS = len(MOCKS.split(", "))
KEEP_MOCK = f"insert or replace into mocks ({MOCKS}) values (?{', ?' * (MOCK_FIELDS - 1)})"


class Saved(Struct, frozen=True):
    """What a salvage brought: how many events were read of the file, came from the backup alone,
    and are in neither, as far as the numbers of the rows tell."""

    read: int
    from_backup: int
    lost: int
    mocks: int


def faults_of(path: Path) -> list[str]:
    """What SQLite's own check finds in the file; empty when it is sound.

    Raises StoreError when the file cannot be looked at, is none of ours or of a newer version.
    """
    try:
        _check_ours(path)
        with closing(database.reading(path)) as connection, faults.told(path):
            return database.found_wrong(connection, "integrity_check")
    except faults.DamagedError as error:
        sqlite = isinstance(error.__cause__, sqlite3.Error)
        return [str(error.__cause__ if sqlite else error)]


def _check_ours(path: Path) -> None:
    try:
        database.check_ours(path)
    except faults.NewerError as error:
        with closing(database.reading(path)) as connection, faults.told(path):
            if not database.made_here(connection):
                raise
        raise faults.DamagedError("its header names a version not written yet") from error


def salvage(path: Path, base: sqlite3.Connection) -> Saved:
    """Add all that can be read of a damaged file to `base`: a backup in memory, or an empty log.

    The file stays as it is.
    """
    numbered, mocks = _read(path)
    backed_up = {uid for (uid,) in base.execute("select uid from events")}
    with database.writing(base):
        caches.drop(base)
        base.executemany(
            log.INSERT, (row for _, row in sorted(numbered.values(), key=itemgetter(0)))
        )
        base.executemany(KEEP_MOCK, mocks)
    highest = max((number for number, _ in numbered.values()), default=0)
    return Saved(
        read=len(numbered),
        from_backup=len(backed_up - numbered.keys()),
        lost=max(0, highest - len(backed_up | numbered.keys())),
        mocks=len(mocks),
    )


def _read(path: Path) -> tuple[dict[str, tuple[int, Row]], list[Row]]:
    """The events by uid with their row numbers, and the mocks, that the file still holds.

    First as SQLite reads them, then page by page: of the file as it is, and with the answers that
    wait in its write-ahead log.
    """
    events: dict[str, tuple[int, Row]] = {}
    mocks: dict[str, Row] = {}

    def take(rows: Iterable[tuple[int, Row]]) -> None:
        for number, values in rows:
            if values and values[0] in events:
                continue
            if len(values) == MOCK_FIELDS and _is_mock(values):
                # The number is the row's own key, which the record leaves out.
                mocks.setdefault(str(values[1]), (number, *values[1:]))
            elif row := mended(values):
                events.setdefault(str(row[0]), (number, row))

    with tempfile.TemporaryDirectory(prefix="quizcli-") as folder:
        work = Path(folder) / "log.db"
        for ending in ("", *database.SIDE_FILES):
            side = path.with_name(path.name + ending)
            if side.exists():
                shutil.copyfile(side, work.with_name(work.name + ending))
        as_it_is = work.read_bytes() if work.exists() else b""
        # Closing the connection writes what waits into the file.
        with suppress(sqlite3.Error), closing(sqlite3.connect(work)) as connection:
            take(_rows(connection, f"select rowid, {log.COLUMNS} from events"))
            take(_rows(connection, f"select number, {MOCKS} from mocks"))
        folded_in = work.read_bytes()
        take(pages.cut(folded_in).rows())
        if folded_in != as_it_is:
            take(pages.cut(as_it_is).rows())
    return events, list(mocks.values())


def _rows(connection: sqlite3.Connection, query: str) -> Iterator[tuple[int, Row]]:
    """The rows of a query up to the first that cannot be read."""
    with suppress(sqlite3.Error):
        for number, *values in connection.execute(query):
            yield number, tuple(values)


def _is_mock(values: Row) -> bool:
    _, uid, started, day, wish, paper, work, summary = values
    texts = all(isinstance(text, str) for text in (uid, started, wish, paper, work))
    return texts and isinstance(day, int | None) and isinstance(summary, str | None)
