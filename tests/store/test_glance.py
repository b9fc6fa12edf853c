"""The day's plan from one table, held against the states it stands for."""

from __future__ import annotations

import sqlite3
from itertools import product
from random import Random

import pytest
from msgspec.structs import replace

from quizcli.deckfiles import find
from quizcli.drill.queue import Limits
from quizcli.model import Event
from quizcli.sched import NEW
from quizcli.store import glance, paths, today
from quizcli.workspace import Workspace

KINDS = ["review"] * 12 + ["suspend", "resume", "bury", "reset", "mock"]
FIRST, DAYS = 739_900, 30
ALL = Limits(new=9999, reviews=99999)


@pytest.fixture
def space(tmp_path, monkeypatch):
    """Two folders with 60 notes each."""
    monkeypatch.setenv("QUIZCLI_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for folder in "ab":
        notes = "\n".join(
            f"  - {{id: {folder}{n}, prompt: Q{n}?, answer: A, explain: e}}" for n in range(60)
        )
        (tmp_path / "shelf" / folder).mkdir(parents=True)
        (tmp_path / "shelf" / folder / "deck.yaml").write_text(f"deck: {folder}\nnotes:\n{notes}\n")
    monkeypatch.setattr(find, "bundled", lambda: tmp_path / "shelf")
    opened = Workspace()
    yield opened
    opened.close()


def live(space, dice: Random) -> int:
    """Thirty days of a learner who does everything at times; gives the day after."""
    ids = [card.id for card in space.cards()]
    for day in range(FIRST, FIRST + DAYS):
        events = [
            Event(
                f"{day}-{n}", f"2026-01-01T00:00:{n:02}.000Z", day, dice.choice(KINDS), card,
                grade=dice.choice([1, 3, 4, 5]),
            )
            for n, card in enumerate(dice.sample(ids, 12))
        ]  # fmt: skip
        space.append(
            event if event.kind in ("review", "mock") else replace(event, grade=None)
            for event in events
        )
    return FIRST + DAYS


@pytest.mark.parametrize("seed", range(4))
def test_what_is_due_and_new_is_what_the_states_say(space, monkeypatch, seed):
    """On the next day and on the same; of a backlog chosen by interval, and by day."""
    after = live(space, Random(seed))
    states = {card.id: space.states().get(card.id, NEW) for card in space.cards()}
    for day, backlog in product((after, after - 1), (0, 9999)):
        open_ = {card: s for card, s in states.items() if not s.suspended and s.buried != day}
        due = {
            card
            for card, s in open_.items()
            if (0 < s.due <= day and s.last_seen != day) or (s.pending and s.last_seen == day)
        }
        fresh = {card for card, s in open_.items() if s.phase == "new" and not s.due}
        monkeypatch.setattr(today, "BACKLOG", backlog)
        found = today.today(space.connection, day, ALL)

        assert due == set(found.reviews)
        assert len(due) == today.count_due(space.connection, day)
        assert fresh == set(found.new)


def test_the_most_urgent_of_a_backlog_are_chosen(space, monkeypatch):
    monkeypatch.setattr(today, "BACKLOG", 0)
    monkeypatch.setattr(today, "LOOK_AHEAD", 0)
    day = live(space, Random(7)) + 400
    states = space.states()
    found = today.today(space.connection, day, Limits(reviews=10))
    others = [s.interval for card, s in states.items() if card not in found.reviews and s.due]

    assert 10 == len(found.reviews)
    assert max(states[card].interval for card in found.reviews) <= min(others)
    assert found.parked == today.count_due(space.connection, day) - 10
    assert () == found.new


def test_a_plan_reads_no_more_new_cards_than_it_gives(space):
    read: list[str] = []
    space.connection.create_function("noted", 1, lambda card: read.append(card) or 1)
    found = today.today(space.connection, FIRST, Limits(new=5), "noted(c.card)")

    assert 5 == len(found.new)
    assert len(read) <= 5 + 2  # Python's cursors step once ahead, one in each folder


def test_a_plan_is_as_of_one_moment_while_another_terminal_answers(space):
    day = live(space, Random(5))
    due = today.today(space.connection, day, ALL).reviews
    other = Workspace()
    answers = iter([Event("late", "2026-02-01T00:00:00.000Z", day, "review", due[0], grade=4)])
    space.connection.create_function("meanwhile", 0, lambda: other.append(answers) or 1)
    found = today.today(space.connection, day, ALL, "meanwhile()")
    other.close()

    assert (set(due), 0) == (set(found.reviews), found.parked)
    assert found.new
    assert due[0] not in today.today(space.connection, day, ALL).reviews


def numbers(found: glance.Counts) -> tuple[object, ...]:
    return found.due, found.new, found.parked, found.waiting, found.coming


def fresh(space, day: int, limits: Limits = ALL) -> tuple[object, ...]:
    connection = space.connection
    return numbers(glance.counted(connection, day, today.today(connection, day, limits)))


def test_counts_are_computed_once_while_nothing_happens(space):
    day = live(space, Random(1))
    first = glance.counts(space.connection, day, ALL.new, ALL.reviews)
    asked: list[str] = []
    space.connection.set_trace_callback(asked.append)
    second = glance.counts(space.connection, day, ALL.new, ALL.reviews)
    space.connection.set_trace_callback(None)

    assert 1 == len(asked)
    assert numbers(first) == numbers(second) == fresh(space, day)


def test_counts_follow_whatever_happens(space):
    day = live(space, Random(2))
    for turn in range(3):
        for limits in (ALL, Limits(3, 5)):
            for later in (0, 1, 400):
                chosen = limits.new, limits.reviews
                found = glance.counts(space.connection, day + later, *chosen)
                assert numbers(found) == fresh(space, day + later, limits)
        at = f"2026-02-01T00:00:0{turn}.000Z"
        space.append([Event(f"e{turn}", at, day, "review", f"a{turn}", grade=4)])
    deck = space.deck_folders[0] / "a" / "deck.yaml"
    deck.write_text(deck.read_text().replace("id: a59", "id: a60").replace("id: a58", "id: a61"))
    space.reload()

    found = glance.counts(space.connection, day, ALL.new, ALL.reviews)

    assert numbers(found) == fresh(space, day)


@pytest.mark.parametrize("begin", ["begin immediate", "begin exclusive"])
def test_counts_are_told_while_another_program_writes(space, begin):
    day = live(space, Random(3))
    other = sqlite3.connect(paths.database_file(), isolation_level=None)
    other.execute(begin)
    space.connection.execute("pragma busy_timeout = 0")
    found = glance.counts(space.connection, day, ALL.new, ALL.reviews)
    other.execute("rollback")
    other.close()
    kept = space.connection.execute("select count(*) from cache where key = 'counts'").fetchone()

    assert (numbers(found), (0,)) == (fresh(space, day), kept)
