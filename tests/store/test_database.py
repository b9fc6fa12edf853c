"""The file itself: migrations that stop half-way, and places where nothing can be written."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from quizcli.errors import StoreError
from quizcli.store import checkup, database, faults, migrations, schema


def contents(path: Path) -> tuple[int, frozenset[str]]:
    """The version and the names of all tables and indexes, as the next start finds them."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("pragma user_version").fetchone()[0]
        names = {name for (name,) in connection.execute("select name from sqlite_master")}
    return version, frozenset(names)


def of_version(number: int, path: Path) -> Path:
    """A log as an earlier version made it; version 0 made none."""
    if number:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(schema, "STEPS", dict([*schema.STEPS.items()][:number]))
            patch.setattr(database, "VERSION", number)
            database.connect(path).close()
    return path


@pytest.fixture(scope="module")
def steps(tmp_path_factory) -> list[tuple[int, frozenset[str]]]:
    """What a log looks like after each number of migrations, from none to all."""
    folder = tmp_path_factory.mktemp("steps")
    numbers = range(1, database.VERSION + 1)
    made = [contents(of_version(number, folder / f"{number}.db")) for number in numbers]
    return [(0, frozenset[str]()), *made]


def traced(path: Path, tell) -> sqlite3.Connection:
    """A start that tells each statement before it runs."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.set_trace_callback(tell)
    try:
        database._prepare(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def test_a_new_file_is_what_one_of_nothing_becomes_step_by_step(tmp_path):
    """Also to sqlite-utils, which finds nothing left to do."""
    new, grown = tmp_path / "new.db", tmp_path / "grown.db"
    database.connect(new).close()
    with closing(sqlite3.connect(grown, isolation_level=None)) as connection:
        for step in schema.STEPS:
            migrations.apply(connection, step)

    assert written(grown) == written(new)
    with closing(sqlite3.connect(new, isolation_level=None)) as connection:
        migrations.apply(connection, [*schema.STEPS][-1])
    assert written(grown) == written(new)


def written(path: Path) -> tuple[dict[str, str], list[str]]:
    """The statements of all that is in a file, case and spacing aside, and the applied steps."""
    with closing(sqlite3.connect(path)) as connection:
        made = connection.execute("select name, sql from sqlite_master where sql is not null")
        applied = connection.execute("select migration_set || ' ' || name from _sqlite_migrations")
        return (
            {name: "".join(sql.casefold().split()) for name, sql in made},
            [name for (name,) in applied],
        )


@pytest.mark.parametrize("before", [0, 1], ids=["a first start", "an older log"])
def test_a_migration_killed_at_any_statement_is_whole_or_not_there(tmp_path, steps, before):
    """What is on disk before each statement is what a kill would leave; the next start goes on."""
    path = of_version(before, tmp_path / "quizcli.db")
    left: list[Path] = []

    def copy(_statement: str) -> None:
        left.append(tmp_path / f"left-{len(left)}" / "quizcli.db")
        left[-1].parent.mkdir()
        for ending in ("", "-wal", "-journal"):
            if (side := path.with_name(path.name + ending)).exists():
                shutil.copyfile(side, left[-1].with_name(side.name))

    traced(path, copy).close()
    found = [contents(one) for one in left]

    assert set(steps[before:] if before else (steps[0], steps[-1])) == {*found, contents(path)}
    for one in left[:: max(1, len(left) // 8)]:
        database.connect(one).close()
        assert steps[-1] == contents(one)


@pytest.mark.parametrize("before", [0, 1], ids=["a first start", "an older log"])
def test_a_migration_that_fails_anywhere_is_undone_and_made_later(tmp_path, steps, before):
    """Each access to a table is refused once, a few of the many in the suite."""
    accesses = refused(of_version(before, tmp_path / "count.db"), None)
    for number in range(0, accesses, accesses // 12):
        path = of_version(before, tmp_path / f"{number}.db")
        with pytest.raises(sqlite3.DatabaseError):
            refused(path, number)

        assert contents(path) in steps[before:]
        database.connect(path).close()
        assert steps[-1] == contents(path)


def refused(path: Path, place: int | None) -> int:
    """A start in which one access is refused; gives how many there were."""
    seen = 0

    def judge(*_: object) -> int:
        nonlocal seen
        seen += 1
        return sqlite3.SQLITE_OK if seen - 1 != place else sqlite3.SQLITE_DENY

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.set_authorizer(judge)
        database._prepare(connection, path)
    return seen


def test_a_full_disk_in_a_migration_leaves_what_was(tmp_path, steps):
    path = tmp_path / "quizcli.db"
    for pages in (2, 6, 20):
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(f"pragma max_page_count = {pages}")
            with pytest.raises(StoreError, match="The disk is full"), faults.told(path):
                database._prepare(connection, path)

        assert contents(path) in steps[:-1]
    database.connect(path).close()
    assert steps[-1] == contents(path)


class TestAFirstFill:
    """A new file is made and filled in one transaction; the write-ahead log follows."""

    def test_a_kill_in_the_midst_leaves_an_empty_log_to_whoever_comes_next(self, tmp_path):
        path, left = tmp_path / "quizcli.db", tmp_path / "left" / "quizcli.db"

        def fill(connection: sqlite3.Connection) -> None:
            connection.execute("pragma cache_size = 1")  # so that pages are written before the end
            with database.writing(connection):
                connection.executemany(
                    "insert into cache values (?, hex(randomblob(9999)))", [(n,) for n in range(9)]
                )
                left.parent.mkdir()
                for file in tmp_path.glob("quizcli.db*"):
                    shutil.copyfile(file, left.with_name(file.name))

        database.connect(path, fill).close()
        assert left.stat().st_size > 9 * 9999
        assert not database.has_content(left)
        with closing(database.connect(left)) as found:
            assert ("wal",) == found.execute("pragma journal_mode").fetchone()

    def test_a_program_that_reads_meanwhile_leaves_the_switch_to_the_next(self, path, monkeypatch):
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
        other, switch = sqlite3.connect(path, isolation_level=None), database._write_ahead

        def read_first(connection: sqlite3.Connection) -> None:
            other.execute("begin")
            other.execute("select * from cache").fetchall()
            switch(connection)

        monkeypatch.setattr(database, "_write_ahead", read_first)
        with closing(database.connect(path)) as first:
            assert ("delete",) == first.execute("pragma journal_mode").fetchone()
        other.close()
        monkeypatch.undo()
        with closing(database.connect(path)) as second:
            assert ("wal",) == second.execute("pragma journal_mode").fetchone()

    def test_what_fails_leaves_an_empty_file(self, path):
        def fill(connection: sqlite3.Connection) -> None:
            with database.writing(connection):
                connection.execute("insert into cache values ('a', 'b')")
                raise KeyError

        with pytest.raises(KeyError):
            database.connect(path, fill)
        assert not database.has_content(path)

    @pytest.fixture
    def path(self, tmp_path) -> Path:
        return tmp_path / "quizcli.db"


class TestReadOnly:
    @pytest.fixture
    def path(self, tmp_path) -> Path:
        path = tmp_path / "quizcli.db"
        with closing(database.connect(path)) as connection:
            connection.execute("insert into cache values ('a', 'b')")
        return path

    def test_a_copy_in_memory_has_what_the_file_has_and_leaves_it_alone(self, path):
        before = path.read_bytes()
        with closing(database.in_memory(path)) as memory:
            memory.execute("delete from cache")
        assert before == path.read_bytes()

    def test_answers_that_wait_in_the_write_ahead_log_are_in_the_copy(self, path):
        with closing(database.connect(path)) as writer:
            writer.execute("insert into cache values ('c', 'd')")
            with closing(database.in_memory(path)) as memory:
                assert [("a", "b"), ("c", "d")] == memory.execute("select * from cache").fetchall()

    def test_without_a_file_the_copy_is_an_empty_log(self, tmp_path):
        with closing(database.in_memory(tmp_path / "none" / "quizcli.db")) as memory:
            assert [(0,)] == memory.execute("select count(*) from events").fetchall()
        assert not (tmp_path / "none").exists()

    def test_a_file_that_may_not_be_written_is_told_apart(self, path, monkeypatch):
        monkeypatch.setattr("os.access", lambda *_: False)
        with pytest.raises(faults.UnwritableError, match="cannot be written"):
            database.connect(path)


def test_a_log_that_grew_by_migrations_has_nothing_altered(tmp_path):
    path = tmp_path / "quizcli.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrations.apply(old, next(iter(schema.STEPS)))
        old.execute("pragma user_version = 1")
        old.execute(f"pragma application_id = {database.APPLICATION_ID}")
    with closing(database.connect(path)) as grown:
        assert [] == checkup.altered(grown)
        grown.execute("drop index cards_due")
        assert ["cards_due"] == checkup.altered(grown)
