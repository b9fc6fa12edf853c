"""What can be saved of a damaged file: all that does not stand on the damaged pages."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizcli.model import Event
from quizcli.sched import Rules
from quizcli.store import database, log, pages, projection, salvage
from quizcli.store.mending import mended

PAGE = 4096
EVENTS = 600


def event(number: int) -> Event:
    """Some are long, so that they do not fit on a page of their own."""
    at = f"2026-11-23T10:{number // 60 % 60:02d}:{number % 60:02d}.{number % 1000:03d}Z"
    detail = {"words": "w" * (9000 if number % 97 == 0 else number % 40)}
    return Event(
        f"u{number:05d}", at, 739943, "review", f"card-{number % 50}", 4, 2.5, detail=detail
    )


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> bytes:
    """The bytes of a log with its caches and a mock."""
    path = tmp_path_factory.mktemp("sound") / "quizcli.db"
    with closing(database.connect(path)) as connection:
        with database.writing(connection):
            log.insert(connection, map(event, range(EVENTS)))
            projection.catch_up(connection, Rules(), {})
            connection.execute(
                "insert into mocks (uid, started, wish, paper, work) values ('m', '', '', '', 'w')"
            )
        connection.execute("pragma wal_checkpoint(truncate)")
    return path.read_bytes()


@pytest.fixture(scope="module")
def homes(sound) -> dict[str, frozenset[int]]:
    """Table or index → the pages it stands on, as SQLite tells them."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(as_rollback(sound))
        try:
            rows = connection.execute("select name, pageno from dbstat").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("SQLite was built without dbstat")
    found: dict[str, set[int]] = {}
    for name, number in rows:
        found.setdefault(name, set()).add(number - 1)
    return {name: frozenset(numbers) for name, numbers in found.items()}


def as_rollback(data: bytes) -> bytes:
    """The database in the journal mode that one in memory can have (file format, bytes 18, 19)."""
    return data[:18] + b"\1\1" + data[20:]


def saved(data: bytes, folder: Path, base: sqlite3.Connection | None = None):
    """What a salvage of the bytes brings: its counts, and the uids there are then."""
    path = folder / "quizcli.db"
    path.write_bytes(data)
    base = base or database.empty()
    found = salvage.salvage(path, base)
    uids = {uid for (uid,) in base.execute("select uid from events")}
    mocks = base.execute("select uid, work from mocks").fetchall()
    base.close()
    return found, uids, mocks


def uids_on(data: bytes) -> set[str]:
    """The events whose rows stand whole on the pages there are."""
    return {str(row[0]) for _, values in pages.cut(data).rows() if (row := mended(values))}


ALL = {f"u{number:05d}" for number in range(EVENTS)}
SEEDS = range(12)


def test_page_by_page_every_row_is_read_as_it_was_logged(sound):
    """Also those that are longer than a page."""
    rows = [row for _, values in pages.cut(sound).rows() if (row := mended(values))]
    with closing(database.empty()) as fresh:
        fresh.executemany(log.INSERT, rows)

        assert list(map(event, range(EVENTS))) == list(log.read(fresh))


@pytest.mark.parametrize("seed", SEEDS)
def test_damage_outside_the_events_loses_none(sound, homes, tmp_path, seed):
    dice = random.Random(seed)
    elsewhere = sorted(set(range(len(sound) // PAGE)) - homes["events"])
    broken = spoilt(sound, dice.sample(elsewhere, dice.randint(1, 8)), dice)
    found, uids, _ = saved(broken, tmp_path)

    assert (ALL, 0) == (uids, found.lost)


@pytest.mark.parametrize("seed", SEEDS)
def test_damage_among_the_events_loses_only_what_stood_there(sound, homes, tmp_path, seed):
    dice = random.Random(seed)
    chosen = dice.sample(sorted(homes["events"]), dice.randint(1, 6))
    found, uids, _ = saved(spoilt(sound, chosen, dice), tmp_path)
    beyond = EVENTS - 1 - max(int(uid[1:]) for uid in uids)

    assert uids_on(spoilt(sound, chosen)) <= uids <= ALL
    # Of the last rows no number is left that would tell.
    assert len(ALL) == len(uids) + found.lost + beyond


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_backup_has_comes_back(sound, homes, tmp_path, seed):
    dice = random.Random(seed)
    base = database.empty()
    with database.writing(base):
        log.insert(base, map(event, range(500)))
    chosen = dice.sample(sorted(homes["events"]), dice.randint(1, len(homes["events"])))
    found, uids, _ = saved(spoilt(sound, chosen, dice), tmp_path, base)

    assert {f"u{number:05d}" for number in range(500)} <= uids
    assert len(uids) == found.read + found.from_backup


def spoilt(sound: bytes, numbers: Iterable[int], dice: random.Random | None = None) -> bytes:
    """The file with some pages overwritten: by nothing, or by noise half of the time."""
    data = bytearray(sound)
    for number in numbers:
        noise = dice is not None and dice.random() < 0.5
        data[number * PAGE : (number + 1) * PAGE] = (
            dice.randbytes(PAGE) if dice and noise else bytes(PAGE)
        )
    return bytes(data)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_of_a_truncated_file_all_that_is_left_is_saved(sound, tmp_path, share):
    left = sound[: int(len(sound) * share) + 100]
    _, uids, _ = saved(left, tmp_path)

    assert uids_on(left[: len(left) // PAGE * PAGE]) <= uids <= ALL


def test_mocks_are_saved_too(sound, homes, tmp_path):
    broken = spoilt(sound, homes["states"] | {0})

    assert [("m", "w")] == saved(broken, tmp_path)[2]


def test_answers_that_wait_in_the_write_ahead_log_are_saved(sound, homes, tmp_path):
    """As after a kill: the newest answers are not in the file itself yet."""
    path = tmp_path / "quizcli.db"
    path.write_bytes(sound)
    writer = database.connect(path)
    with database.writing(writer):
        log.insert(writer, [event(7000)])
    waiting = path.with_name("quizcli.db-wal").read_bytes()
    writer.close()
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "quizcli.db-wal").write_bytes(waiting)
    data = spoilt(sound, homes["states"])

    assert ALL | {"u07000"} == saved(data, broken)[1]


@pytest.mark.parametrize("waiting", [b"", b"rubbish" * 2000], ids=["empty", "rubbish"])
def test_a_write_ahead_log_of_something_else_does_no_harm(sound, tmp_path, waiting):
    (tmp_path / "quizcli.db-wal").write_bytes(waiting)

    assert ALL == saved(sound, tmp_path)[1]


@pytest.mark.parametrize(
    "data", [b"", b"SQLite format 3\0", b"rubbish" * 3000, bytes(9000)], ids=repr
)
def test_of_rubbish_nothing_comes_and_nothing_fails(tmp_path, data):
    found, uids, _ = saved(data, tmp_path)

    assert (set(), 0) == (uids, found.lost)


@given(st.binary(max_size=3 * 512), st.integers(0, 2))
@settings(max_examples=200, deadline=None)
def test_any_bytes_can_be_cut_into_pages(data, leaves):
    """Whatever the pages claim, reading ends and gives rows or none."""
    page = bytearray(data.ljust(1536, b"\0"))
    for number in range(leaves):
        page[512 * number + (0 if number else 100)] = pages.TABLE_LEAF
    rows: Iterator[tuple[int, tuple]] = pages.Pages(bytes(page), 512, 512).rows()

    assert all(isinstance(number, int) and isinstance(values, tuple) for number, values in rows)
