"""What a turn costs must not grow with the log: every look at the events goes by an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest

from quizcli.model import Event
from quizcli.sched import Rules
from quizcli.store import database, log, projection


@pytest.fixture
def connection(tmp_path):
    opened = database.connect(tmp_path / "quizcli.db")
    append(opened, *(review(number) for number in range(50)))
    yield opened
    opened.close()


def review(number: int) -> Event:
    at = f"2026-01-01T00:00:00.{number:03d}Z"
    return Event(f"u{number:03d}", at, 100, "review", f"card-{number % 9}", 4)


def append(connection: sqlite3.Connection, *events: Event) -> None:
    with database.writing(connection):
        log.insert(connection, events)
        projection.catch_up(connection, Rules(), {})


def walks(connection: sqlite3.Connection, act: Callable[[], object]) -> list[str]:
    """Steps in the plans of an act that read all events, or index them all to begin with."""
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    act()
    connection.set_trace_callback(None)
    plans = [
        str(row[3])
        for statement in statements
        if statement.lstrip().startswith(("select", "with", "update", "delete", "insert"))
        for row in connection.execute(f"explain query plan {statement}")
    ]
    assert plans
    return [
        step
        for step in plans
        if "AUTOMATIC" in step or step.startswith(("SCAN events", "SCAN e", "SCAN v"))
    ]


def test_an_answer_is_logged_and_folded_without_reading_all_events(connection):
    assert [] == walks(connection, lambda: append(connection, review(50)))


def test_the_events_of_a_card_are_found_without_reading_all_events(connection):
    assert [] == walks(connection, lambda: log.of_cards(connection, ["card-1"]))


def test_the_events_of_a_day_are_found_without_reading_all_events(connection):
    assert [] == walks(connection, lambda: log.between_days(connection, 100, 101))
