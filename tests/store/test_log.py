"""The log and its caches, on real SQLite."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.errors import StoreError
from quizcli.model import Event
from quizcli.sched import Rules, replay
from quizcli.sched.fsrs import Fsrs
from quizcli.sched.sm2 import Sm2, Sm2Thesis
from quizcli.store import database, faults, log, projection

RULES = Rules(Sm2(), fuzz=False)


@pytest.fixture
def connection(tmp_path):
    opened = database.connect(tmp_path / "quizcli.db")
    yield opened
    opened.close()


def event(uid: str, card: str = "c", grade: int | None = 4, day: int = 100, **more) -> Event:
    kind = more.pop("kind", "review")
    return Event(uid, f"2026-01-01T00:00:00.{len(uid):03d}Z", day, kind, card, grade, **more)


def append(connection: sqlite3.Connection, *events: Event, rules: Rules = RULES, **renamed: str):
    with database.writing(connection):
        log.insert(connection, events)
        projection.catch_up(connection, rules, renamed)


def test_an_event_comes_back_as_it_was_logged(connection):
    full = event(
        "a", seconds=3.2, chosen="x", offered=("x", "y"), fingerprint="f",
        device="d", session="s", detail={"points": ["é"]},
    )  # fmt: skip
    append(connection, full, event("bb", kind="void", grade=None, target="a"))

    assert [full, event("bb", kind="void", grade=None, target="a")] == list(log.read(connection))


def test_the_same_event_twice_is_logged_once(connection):
    append(connection, event("a"), event("a"))

    assert 0 == log.insert(connection, [event("a")])
    assert 1 == len(list(log.read(connection)))


def test_each_commit_waits_for_the_disk(connection, tmp_path):
    """In WAL mode anything below FULL loses the newest answers when the power goes."""
    append(connection, event("a"))
    again = database.connect(tmp_path / "quizcli.db")
    modes = [
        opened.execute(f"pragma {name}").fetchone()[0]
        for opened in (connection, again)
        for name in ("journal_mode", "synchronous")
    ]
    again.close()

    assert ["wal", 2, "wal", 2] == modes


kinds = st.sampled_from(["review", "review", "drill", "mock", "suspend", "resume", "reset", "bury"])


@st.composite
def histories(draw):
    events = []
    for number in range(draw(st.integers(1, 20))):
        uid = f"u{number:02d}"
        if number and draw(st.integers(0, 3)) == 0:
            target = f"u{draw(st.integers(0, 19)):02d}"
            events.append(
                event(uid, "", None, draw(st.integers(1, 30)), kind="void", target=target)
            )
        else:
            card = draw(st.sampled_from(["a", "old#x", "new#x"]))
            grade = draw(st.integers(0, 5))
            events.append(event(uid, card, grade, draw(st.integers(1, 30)), kind=draw(kinds)))
    return events


def kept(connection: sqlite3.Connection) -> list[str]:
    """The states as they stand on disk, a line each: also 2.0 and 2 are two things there."""
    return sorted(map(repr, connection.execute("select * from states")))


@pytest.mark.parametrize("scheduler", [Sm2(), Sm2Thesis(), Fsrs()], ids=lambda s: s.name)
@given(history=histories(), dice=st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_states_extended_turn_by_turn_are_those_of_a_fresh_fold(
    tmp_path_factory, scheduler, history, dice
):
    rules, renamed = replace(RULES, scheduler=scheduler), {"old": "new"}
    connection = database.connect(tmp_path_factory.mktemp("log") / "quizcli.db")
    mixed = list(history)
    dice.shuffle(mixed)
    while mixed:
        several = dice.randint(1, 3)
        append(connection, *mixed[:several], rules=rules, **renamed)
        del mixed[:several]
    extended = kept(connection)
    with database.writing(connection):
        projection.rebuild(connection, rules, renamed)

    assert extended == kept(connection)
    assert replay(history, rules, renamed) == projection.states(connection)
    connection.close()


def test_dropping_the_cached_states_changes_nothing(connection):
    append(connection, event("a", day=99), event("bb", day=100), event("ccc", "other", 1))
    before = projection.states(connection)
    with database.writing(connection):
        connection.execute("delete from states")
        connection.execute("delete from cache")
        projection.catch_up(connection, RULES, {})

    assert before == projection.states(connection)


def test_another_scheduler_folds_the_same_log_again_and_back(connection):
    append(connection, event("a", day=1), event("bb", day=2), event("ccc", grade=5, day=8))
    before = projection.states(connection)
    thesis = replace(RULES, scheduler=Sm2Thesis())
    append(connection, rules=thesis)
    other = projection.states(connection)
    append(connection)

    assert before == projection.states(connection)
    assert (15, 16) == (before["c"].interval, other["c"].interval)


def test_only_the_cards_an_event_reaches_are_folded_again(connection):
    append(connection, *(event(f"u{n}", f"card{n}") for n in range(50)))
    read = []
    connection.set_trace_callback(read.append)
    append(connection, event("zzzz", "card7", 1, 101))
    connection.set_trace_callback(None)

    writes = [statement for statement in read if "insert into states" in statement]
    assert 1 == len(writes)


@pytest.mark.parametrize(
    ("later", "refolds"),
    [
        (event("zzzz", day=101), False),
        (event("zzzz", day=99), True),
        (event("zzzz", kind="void", grade=None, target="a"), True),
    ],
    ids=["last", "earlier", "void"],
)
def test_a_card_is_folded_anew_only_when_its_past_has_changed(connection, later, refolds):
    append(connection, *(event("a" * n, day=100) for n in range(1, 4)))
    read = []
    connection.set_trace_callback(read.append)
    append(connection, later)
    connection.set_trace_callback(None)

    assert refolds is any("with recursive" in statement for statement in read)


def test_the_last_turn_is_found_whatever_was_undone_before(connection):
    append(connection, event("a"), event("bb", "d"))
    assert ["bb"] == [e.uid for e in log.last_turn(connection, "")]

    append(connection, event("v", kind="void", grade=None, target="bb"))
    assert ["a"] == [e.uid for e in log.last_turn(connection, "")]

    append(connection, event("ww", kind="void", grade=None, target="a"))
    assert [] == log.last_turn(connection, "")


def test_the_last_turn_of_a_device_is_what_it_logged_last_whatever_its_clock_said(connection):
    append(
        connection,
        event("aaa", "foreign", day=102, device="other"),
        event("bb", "tokyo", day=101, device="own"),
        event("a", "honolulu", day=100, device="own"),
    )
    found = []
    for undo in ("u", "v", "w", "x"):
        (turn,) = log.last_turn(connection, "own") or [event("", "nothing")]
        found.append(turn.card)
        append(connection, event(undo, kind="void", grade=None, target=turn.uid))

    assert ["honolulu", "tokyo", "foreign", "nothing"] == found


def test_a_grid_is_one_turn(connection):
    cells = [replace(event("g"), uid=uid, card=f"t#{uid}") for uid in ("g", "g.1", "g.2")]
    append(connection, event("a"), *cells)

    assert {"g", "g.1", "g.2"} == {e.uid for e in log.last_turn(connection, "")}


def test_reviews_can_be_read_by_people_with_a_sql_prompt(connection):
    append(
        connection,
        event("a", day=739943),
        event("bb"),
        event("v", kind="void", grade=None, target="bb"),
    )

    query = "select uid, day from reviews order by uid"
    assert [("a", "2026-11-23")] == connection.execute(query).fetchall()

    # An undo that was undone, and that once more.
    for uid, target, there in (("w", "v", ["a", "bb"]), ("x", "w", ["a"])):
        append(connection, event(uid, kind="void", grade=None, target=target))
        assert there == [row[0] for row in connection.execute(query)]


class TestBadWeather:
    """Each fault is one sentence."""

    def test_a_file_that_is_no_database(self, tmp_path):
        path = tmp_path / "quizcli.db"
        path.write_bytes(b"this is not a database at all" * 50)
        with pytest.raises(StoreError, match="damaged or not a quizcli log"):
            database.connect(path)

    def test_a_log_of_a_newer_version_is_left_as_it_is(self, tmp_path):
        path = tmp_path / "quizcli.db"
        database.connect(path).close()
        with sqlite3.connect(path) as raw:
            raw.execute("pragma user_version = 99")
        raw.close()
        before = path.read_bytes()
        with pytest.raises(StoreError, match=r"newer quizcli \(format 99"):
            database.connect(path)
        assert before == path.read_bytes()

    def test_a_database_of_another_program(self, tmp_path):
        path = tmp_path / "quizcli.db"
        with sqlite3.connect(path) as raw:
            raw.execute("create table other (x)")
        raw.close()
        with pytest.raises(StoreError, match="not a quizcli log"):
            database.connect(path)

    def test_a_home_that_cannot_be_made(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(StoreError, match="cannot be made"):
            database.connect(tmp_path / "file" / "home" / "quizcli.db")

    def test_another_program_holding_the_log(self, tmp_path, monkeypatch):
        monkeypatch.setattr(database, "BUSY_SECONDS", 0.01)
        path = tmp_path / "quizcli.db"
        holder, waiter = database.connect(path), database.connect(path)
        with (
            database.writing(holder),
            pytest.raises(StoreError, match="in use by another program"),
            faults.told(path),
            database.writing(waiter),
        ):
            raise AssertionError("both hold the lock")
        holder.close()
        waiter.close()

    def test_a_failed_transaction_leaves_nothing(self, connection):
        def broken():
            yield event("a")
            raise KeyError("b")

        with pytest.raises(KeyError), database.writing(connection):
            log.insert(connection, broken())
        assert [] == list(log.read(connection))

    def test_a_log_that_another_program_makes_meanwhile_is_ours(self, tmp_path, monkeypatch):
        """The other one comes between the looks at the number of the owner and at the tables."""
        path, real, made = tmp_path / "quizcli.db", sqlite3.connect, []

        def other_comes_first(statement: str) -> None:
            if "sqlite_master" in statement and not made:
                made.append(statement)
                database.connect(path).close()

        def watched(*arguments, **options) -> sqlite3.Connection:
            monkeypatch.setattr(sqlite3, "connect", real)
            connection = real(*arguments, **options)
            connection.set_trace_callback(other_comes_first)
            return connection

        monkeypatch.setattr(sqlite3, "connect", watched)
        opened = database.connect(path)

        assert (database.VERSION,) == opened.execute("pragma user_version").fetchone()
        assert 1 == len(made)
        opened.close()
