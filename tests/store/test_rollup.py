"""The cached roll-up is the one of the whole log, whatever was logged, undone or merged since."""

from __future__ import annotations

import random

import pytest

from quizcli.insight.roll import Roll
from quizcli.insight.rows import rows
from quizcli.model import Event
from quizcli.store import database, log, rollup


def append(connection, *events: Event) -> None:
    with database.writing(connection):
        log.insert(connection, events)


def rolled(connection, day: int) -> Roll:
    with database.writing(connection):
        return rollup.rolled(connection, {}, day)


@pytest.fixture
def connection(tmp_path):
    opened = database.connect(tmp_path / "quizcli.db")
    yield opened
    opened.close()


def answer(number: int, day: int, dice: random.Random) -> Event:
    at = f"2026-01-{1 + day % 28:02d}T00:00:{number % 60:02d}.{number % 1000:03d}Z"
    return Event(
        f"u{number:05d}", at, day, dice.choice(["review", "review", "drill", "mock", "reset"]),
        f"card{dice.randrange(6)}", dice.randrange(6), dice.choice([None, 2.0, 9.5]),
        dice.choice([None, "x", "y"]), ("x", "y"),
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(8))
def test_extending_day_by_day_gives_the_roll_up_of_all(connection, seed):
    dice = random.Random(seed)
    number = 0
    for day in range(100, 130):
        for _ in range(dice.randrange(6)):
            number += 1
            append(connection, answer(number, day, dice))
        if dice.random() < 0.3 and number:
            target = f"u{dice.randrange(1, number + 1):05d}"
            append(connection, Event(f"v{number}{day}", "2026", day, "void", target=target))
        if dice.random() < 0.15:
            append(connection, answer(90_000 + day, day - 7, dice))
        if dice.random() < 0.6:
            cached = rolled(connection, day)
            fresh = Roll().extend(rows(log.read(connection)))

            assert fresh == cached, f"seed {seed}, day {day}"


def test_only_days_not_rolled_up_yet_are_read_again(connection):
    dice = random.Random(1)
    append(connection, *(answer(n, 100 + n // 10, dice) for n in range(1, 200)))
    rolled(connection, 125)
    append(connection, answer(500, 125, dice))
    asked = []
    connection.set_trace_callback(asked.append)
    rolled(connection, 125)
    connection.set_trace_callback(None)

    assert [] == [sql for sql in asked if "day >= 0" in sql]
    assert [] == [sql for sql in asked if sql.startswith("insert or replace into tallies")]
