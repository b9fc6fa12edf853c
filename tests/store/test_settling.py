"""Commits wait in the write-ahead log until nobody waits for them."""

from __future__ import annotations

import shutil
import sqlite3

import pytest

from quizcli.store import database
from quizcli.store.settling import ROWS_SETTLED_TOGETHER, Settling


@pytest.fixture
def path(tmp_path):
    return tmp_path / "quizcli.db"


@pytest.fixture
def connection(path):
    opened = database.connect(path)
    opened.execute("pragma wal_checkpoint(truncate)")
    yield opened
    opened.close()


def commit(connection: sqlite3.Connection, rows: int = ROWS_SETTLED_TOGETHER) -> None:
    """So many commits of a row."""
    for _ in range(rows):
        connection.execute("insert into tallies values (hex(randomblob(16)), hex(randomblob(999)))")


def in_file(path) -> int:
    """The rows in the file alone, without its write-ahead log."""
    alone = path.with_name("alone.db")
    shutil.copyfile(path, alone)
    opened = sqlite3.connect(alone)
    (found,) = opened.execute("select count(*) from tallies").fetchone()
    opened.close()
    return int(found)


def test_commits_wait_until_many_can_be_settled_at_rest(path, connection):
    settling = Settling(connection, lambda: None)
    commit(connection, ROWS_SETTLED_TOGETHER - 1)
    settling.rest()
    assert 0 == in_file(path)

    commit(connection, 1)
    assert 0 == in_file(path)

    settling.rest()
    assert ROWS_SETTLED_TOGETHER == in_file(path)


def test_no_number_of_commits_settles_by_itself(path, connection):
    Settling(connection, lambda: None)
    commit(connection, 1200)

    assert 0 == in_file(path)


def test_the_write_ahead_log_is_used_again(path, connection):
    settling, sizes = Settling(connection, lambda: None), []
    for _ in range(3):
        commit(connection)
        settling.rest()
        sizes.append(path.with_name("quizcli.db-wal").stat().st_size)

    assert sizes[0] <= sizes[2] < 1.5 * sizes[0]


def test_the_fold_begins_the_write_ahead_log_again_and_no_answer_has_to(path, connection):
    log = path.with_name("quizcli.db-wal")

    def salts() -> bytes:
        """What SQLite changes in the log's header when it begins it again."""
        return log.read_bytes()[16:24]

    settling = Settling(connection, lambda: commit(connection, 1))
    commit(connection)
    before = salts()
    settling.rest()
    after = salts()
    assert before != after

    commit(connection)
    assert after == salts()


def test_another_program_that_reads_only_puts_it_off(path, connection):
    settling = Settling(connection, lambda: None)
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("begin")
    reader.execute("select 1 from tallies").fetchone()
    commit(connection)
    settling.rest()
    assert 0 == in_file(path)

    reader.close()
    commit(connection)
    settling.rest()
    assert 2 * ROWS_SETTLED_TOGETHER == in_file(path)


def test_the_last_to_close_the_file_settles_it(path):
    opened = database.connect(path)
    Settling(opened, lambda: None)
    commit(opened, 3)
    opened.close()

    assert 3 == in_file(path)
