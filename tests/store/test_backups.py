"""Backups: whole or not at all, as often as wanted, and put back in one step."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from quizcli.errors import StoreError
from quizcli.model import Event
from quizcli.store import backups, database, faults, log, restore, schema
from quizcli.store.rotation import Rotation

NOW = datetime(2026, 11, 23, 10)


def event(number: int, kind: str = "review", grade: int | None = 4) -> Event:
    at = f"2026-11-23T10:{number // 60 % 60:02d}:{number % 60:02d}.000Z"
    return Event(f"u{number:05d}", at, 739943, kind, f"card-{number}", grade)


def append(connection: sqlite3.Connection, *events: Event) -> None:
    with database.writing(connection):
        log.insert(connection, events)


def uids(connection: sqlite3.Connection) -> set[str]:
    return {uid for (uid,) in connection.execute("select uid from events")}


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "quizcli.db"


@pytest.fixture
def connection(path):
    with closing(database.connect(path)) as opened:
        append(opened, *map(event, range(20)))
        yield opened


USUAL = Rotation()


def automatic(connection, folder, now, rotation=USUAL):
    return backups.automatic(connection, folder, now, rotation)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class TestWriting:
    def test_a_copy_has_every_answer_of_a_log_in_use(self, connection, tmp_path):
        backups.write(connection, tmp_path / "copies" / "copy.db")
        with closing(sqlite3.connect(tmp_path / "copies" / "copy.db")) as copy:
            assert uids(connection) == uids(copy)
            assert [("delete",)] == copy.execute("pragma journal_mode").fetchall()

    def test_nothing_but_the_copy_is_left(self, connection, tmp_path):
        backups.write(connection, tmp_path / "copies" / "copy.db")

        assert ["copy.db"] == names(tmp_path / "copies")

    def test_a_copy_that_cannot_be_finished_leaves_the_one_before(
        self, connection, tmp_path, monkeypatch
    ):
        folder = tmp_path / "copies"
        backups.write(connection, folder / "copy.db")
        before = (folder / "copy.db").read_bytes()
        append(connection, event(99))

        def full(path, target):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(StoreError, match="cannot be written: No space left on device"):
            backups.write(connection, folder / "copy.db")

        assert ["copy.db"] == names(folder)
        assert before == (folder / "copy.db").read_bytes()

    def test_a_damaged_log_is_not_copied(self, connection, path, tmp_path):
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()
        data = bytearray(path.read_bytes())
        data[4096:8192] = bytes(4096)
        path.write_bytes(data)
        with (
            closing(sqlite3.connect(path)) as damaged,
            pytest.raises(faults.DamagedError, match="quizcli doctor"),
        ):
            backups.write(damaged, tmp_path / "copies" / "copy.db")

        assert [] == names(tmp_path / "copies")


class TestAutomatic:
    def test_a_copy_is_made_when_something_was_logged_since_the_last(self, connection, tmp_path):
        later = NOW + timedelta(hours=1)

        assert automatic(connection, tmp_path / "b", NOW)
        assert automatic(connection, tmp_path / "b", later) is None
        append(connection, event(50))
        assert automatic(connection, tmp_path / "b", later)
        assert 2 == len(backups.listed(tmp_path / "b"))

    def test_a_log_without_events_is_not_copied(self, tmp_path):
        with closing(database.connect(tmp_path / "empty.db")) as empty:
            assert automatic(empty, tmp_path / "b", NOW) is None
        assert not (tmp_path / "b").exists()

    def test_copies_that_were_thrown_away_are_made_again(self, connection, tmp_path):
        automatic(connection, tmp_path / "b", NOW).unlink()

        assert automatic(connection, tmp_path / "b", NOW)

    def test_old_copies_and_half_made_ones_go(self, connection, tmp_path):
        folder = tmp_path / "b"
        folder.mkdir()
        for days in range(60):
            (folder / (NOW - timedelta(days=days + 1)).strftime(backups.NAME)).touch()
        for name, hours in (("old", 48), ("fresh", 1)):
            half = folder / f"quizcli-x.db.{name}.half"
            half.touch()
            os.utime(half, (NOW.timestamp() - hours * 3600,) * 2)
        (folder / "my notes.txt").touch()
        automatic(connection, folder, NOW, Rotation(daily=2, weekly=1, monthly=1))

        assert 2 + 2 + 1 + 1 == len(backups.listed(folder))
        assert (folder / "my notes.txt").exists()
        assert ["quizcli-x.db.fresh.half"] == [path.name for path in folder.glob("*.half")]

    def test_old_copies_that_cannot_be_removed_are_a_sentence(
        self, connection, tmp_path, monkeypatch
    ):
        folder = tmp_path / "b"
        folder.mkdir()
        for days in range(90):
            (folder / (NOW - timedelta(days=days + 1)).strftime(backups.NAME)).touch()
        unlink = Path.unlink

        def refused(path, missing_ok=False):
            if path.suffix == ".db":
                raise PermissionError(13, "Permission denied")
            unlink(path, missing_ok=missing_ok)

        monkeypatch.setattr(Path, "unlink", refused)
        with pytest.raises(StoreError, match="cannot be removed: Permission denied"):
            automatic(connection, folder, NOW)

        assert NOW in [time for time, _ in backups.listed(folder)]

    def test_two_copies_of_one_second_do_not_meet(self, tmp_path):
        first = backups.place(tmp_path, NOW)
        first.touch()

        assert first != backups.place(tmp_path, NOW)
        assert first.parent == backups.place(tmp_path, NOW).parent


class TestLost:
    def test_a_log_that_vanished_is_not_begun_anew(self, connection, path, tmp_path):
        folder = tmp_path / "b"
        automatic(connection, folder, NOW)
        connection.close()
        backups.check_not_lost(path, folder)
        path.write_bytes(b"")
        with pytest.raises(backups.LostError, match="is empty, but there are backups"):
            backups.check_not_lost(path, folder)
        path.unlink()
        with pytest.raises(backups.LostError, match="is gone, but there are backups"):
            backups.check_not_lost(path, folder)

    def test_without_backups_it_is_a_first_start(self, path, tmp_path):
        backups.check_not_lost(path, tmp_path / "b")


class TestRestoring:
    @pytest.fixture
    def copy(self, connection, tmp_path) -> Path:
        """A backup; since then three answers were given, and two events were never there."""
        backups.write(connection, tmp_path / "copy.db")
        append(connection, event(30), event(31), event(32, "suspend", None))
        connection.execute("delete from events where uid in ('u00001', 'u00002')")
        return tmp_path / "copy.db"

    def test_what_would_change_is_told_by_kind(self, connection, copy, path):
        with closing(restore.opened(copy)) as opened:
            change = restore.compare(opened, path)

        assert {"review": 2, "suspend": 1} == change.lost
        assert {"review": 2} == change.added
        assert 18 == change.both
        assert "2026-11-23T10:00:31.000Z" == change.newest_here
        assert "2026-11-23T10:00:19.000Z" == change.newest_there

    def test_the_log_is_what_the_copy_was_also_for_who_has_it_open(self, connection, copy, path):
        with closing(database.connect(path)) as other, closing(restore.opened(copy)) as opened:
            restore.put_back(opened, connection, path)

            assert {f"u{n:05d}" for n in range(20)} == uids(connection) == uids(other)
            assert [("wal",)] == other.execute("pragma journal_mode").fetchall()

    def test_looking_at_a_copy_leaves_its_bytes_alone(self, tmp_path, monkeypatch):
        """Also one of an older version, which is migrated in memory."""
        copy = tmp_path / "copy.db"
        with monkeypatch.context() as patch:
            patch.setattr(schema, "STEPS", {"first": schema.FIRST})
            patch.setattr(database, "VERSION", 1)
            database.connect(copy).close()
        before = copy.read_bytes()
        with closing(restore.opened(copy)) as opened:
            assert [] == opened.execute("select * from mocks").fetchall()

        assert before == copy.read_bytes()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"hello " * 1000, "damaged or not a quizcli log"),
            (b"", "is not a quizcli log"),
            (None, "There is no backup"),
        ],
        ids=["text", "empty", "missing"],
    )
    def test_a_file_that_is_no_backup_is_refused(self, tmp_path, content, words):
        if content is not None:
            (tmp_path / "other.db").write_bytes(content)
        with pytest.raises(StoreError, match=words):
            restore.opened(tmp_path / "other.db")

    def test_a_copy_of_a_newer_version_is_refused(self, copy):
        with closing(sqlite3.connect(copy)) as newer:
            newer.execute("pragma user_version = 99")
        with pytest.raises(StoreError, match=r"newer quizcli \(format 99"):
            restore.opened(copy)

    def test_a_damaged_copy_is_refused(self, copy):
        data = bytearray(copy.read_bytes())
        data[4096:8192] = bytes(4096)
        copy.write_bytes(data)
        with pytest.raises(StoreError, match=r"is damaged.*choose another"):
            restore.opened(copy)

    def test_a_stop_at_any_moment_of_a_restore_leaves_one_log_or_the_other(
        self, connection, copy, path, tmp_path
    ):
        """What is on disk at each page written is what a kill would leave."""
        seen = set()
        with closing(restore.opened(copy)) as opened:
            before, after = frozenset(uids(connection)), frozenset(uids(opened))

            def look(*_):
                seen.add(left_on_disk(path, tmp_path / "left"))

            opened.backup(connection, pages=1, progress=look)
            look()

        assert {before, after} == seen


def left_on_disk(path: Path, folder: Path) -> frozenset[str]:
    """The events that are found after a kill now."""
    folder.mkdir(exist_ok=True)
    for ending in ("", "-wal"):
        side = path.with_name(path.name + ending)
        if side.exists():
            (folder / side.name).write_bytes(side.read_bytes())
        else:
            (folder / side.name).unlink(missing_ok=True)
    (folder / f"{path.name}-shm").unlink(missing_ok=True)
    with closing(sqlite3.connect(folder / path.name)) as left:
        return frozenset(uids(left))


class TestWritingOver:
    """A damaged file is replaced; at every moment the old one or the new one is there."""

    @pytest.fixture
    def damaged(self, tmp_path) -> Path:
        path = tmp_path / "home" / "quizcli.db"
        path.parent.mkdir()
        path.write_bytes(b"damaged")
        path.with_name("quizcli.db-wal").write_bytes(b"waiting")
        return path

    def test_the_old_file_is_kept_with_what_waited_beside_it(self, connection, damaged):
        aside = damaged.with_name("aside")
        backups.write_over(connection, damaged, aside)

        assert b"damaged" == aside.read_bytes()
        assert b"waiting" == aside.with_name("aside-wal").read_bytes()
        assert ["aside", "aside-wal", "quizcli.db"] == names(damaged.parent)
        with closing(database.connect(damaged)) as opened:
            assert uids(connection) == uids(opened)

    def test_a_link_stays_a_link(self, connection, damaged, tmp_path):
        link = tmp_path / "link.db"
        link.symlink_to(damaged)
        backups.write_over(connection, link, damaged.with_name("aside"))

        assert link.is_symlink()
        assert damaged.read_bytes() != b"damaged"

    def test_where_files_have_one_name_only_the_old_one_is_copied(
        self, connection, damaged, monkeypatch
    ):
        def refused(path, target):
            raise OSError(1, "Operation not permitted")

        monkeypatch.setattr(Path, "hardlink_to", refused)
        backups.write_over(connection, damaged, damaged.with_name("aside"))

        assert b"damaged" == damaged.with_name("aside").read_bytes()

    @pytest.mark.parametrize("step", range(5))
    def test_a_stop_at_any_step_loses_neither(self, connection, damaged, monkeypatch, step):
        steps = iter(range(100))

        class Killed(BaseException):
            pass

        def counted(act):
            def run(*arguments, **named):
                if next(steps) == step:
                    raise Killed
                return act(*arguments, **named)

            return run

        for name in ("hardlink_to", "replace"):
            monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
        monkeypatch.setattr(backups, "_to_disk", counted(backups._to_disk))
        with pytest.raises(Killed):
            backups.write_over(connection, damaged, damaged.with_name("aside"))
        monkeypatch.undo()

        kept = {path.name: path.read_bytes() for path in damaged.parent.iterdir()}
        assert b"damaged" in (kept["quizcli.db"], kept.get("aside"))
        assert b"waiting" in kept.values()
        if kept["quizcli.db"] != b"damaged":
            with closing(database.connect(damaged)) as opened:
                assert uids(connection) == uids(opened)
