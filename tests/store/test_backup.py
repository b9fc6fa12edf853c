"""Backups, restoring, and what can be saved of a damaged file."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from quizcli.errors import StoreError
from quizcli.model import Event
from quizcli.store import backup, database, log, salvage

NOW = datetime(2026, 11, 23, 10)


def event(number: int) -> Event:
    return Event(
        f"u{number:05d}",
        f"2026-11-23T10:00:00.{number % 1000:03d}Z",
        100,
        "review",
        f"card-{number}",
        4,
    )


@pytest.fixture
def connection(tmp_path):
    opened = database.connect(tmp_path / "quizcli.db")
    with database.writing(opened):
        log.insert(opened, map(event, range(2000)))
    yield opened
    opened.close()


def count(connection) -> int:
    return connection.execute("select count(*) from events").fetchone()[0]


def test_a_copy_is_made_once_a_day(connection, tmp_path):
    folder = tmp_path / "backups"

    assert backup.automatic(connection, folder, NOW) is not None
    assert backup.automatic(connection, folder, NOW + timedelta(hours=8)) is None
    assert backup.automatic(connection, folder, NOW + timedelta(days=1)) is not None
    assert 2 == len(backup.listed(folder))


def test_copies_are_thinned_to_days_weeks_and_months():
    times = [NOW - timedelta(days=n) for n in range(400)]
    keep = backup.kept(times)

    assert set(times[:12]) <= keep
    assert 12 + 10 + 9 >= len(keep) >= 12 + 8 + 6
    assert len({t.strftime("%Y-%m") for t in keep}) >= 9


def test_a_restore_says_what_changes_and_gives_back_the_log(connection, tmp_path):
    path = tmp_path / "copy.db"
    backup.write(connection, path)
    with database.writing(connection):
        log.insert(connection, [event(9000)])
        connection.execute("delete from events where uid in ('u00001', 'u00002')")

    assert (1, 2, 1998) == (
        (change := backup.compare(connection, path)).only_here,
        change.only_there,
        change.both,
    )
    backup.put_back(connection, path)
    assert 2000 == count(connection)


def test_a_file_that_is_no_backup_is_refused(connection, tmp_path):
    (tmp_path / "text.db").write_text("hello" * 1000)
    with pytest.raises(StoreError, match="not a quizcli log"):
        backup.compare(connection, tmp_path / "text.db")
    with pytest.raises(StoreError, match="There is no backup"):
        backup.compare(connection, tmp_path / "none.db")


@pytest.mark.parametrize("seed", range(5))
def test_events_around_damaged_pages_are_saved(connection, tmp_path, seed):
    """Eight pages behind the schema are overwritten; most of 2,000 events must survive."""
    path = tmp_path / "quizcli.db"
    connection.execute("pragma wal_checkpoint(truncate)")
    connection.close()
    data = bytearray(path.read_bytes())
    dice = random.Random(seed)
    for page in dice.sample(range(36, len(data) // 4096), 8):
        data[page * 4096 : (page + 1) * 4096] = dice.randbytes(4096)
    path.write_bytes(data)

    assert salvage.faults_of(path)
    saved, aside = salvage.salvage(path, NOW)
    assert aside.exists()
    assert saved > 1000
    assert [] == salvage.faults_of(path)


def test_a_file_of_rubbish_gives_a_fresh_log_and_stays_beside_it(tmp_path):
    path = tmp_path / "quizcli.db"
    path.write_bytes(b"rubbish" * 3000)
    saved, aside = salvage.salvage(path, NOW)

    assert (0, b"rubbish" * 3000) == (saved, aside.read_bytes())
