"""Mocks on disk: what is written comes back, in this version and the next."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest

from quizcli.mock.interview import Attempt
from quizcli.mock.scorecard import scorecard, scored
from quizcli.store import attempts, database, migrations, named
from tests.mock.making import RIGHT, SHAPES, exam, interview, now, said
from tests.ui.samples import SHAPES as EVERY_SHAPE

BEGUN = exam(confidence=True, pass_mark=75)


def worked() -> Attempt:
    run = BEGUN.wait(now(12)).pause().resume(now(60))
    for place, shape in enumerate(SHAPES):
        run = run.go(place).respond(RIGHT[shape]).rate("sure").flag()
    return run


def gone_over() -> Attempt:
    run = interview(2).respond(said("kernel")).hand_in().respond(said("more")).finish()
    return scored(run.confirm(frozenset({"isolation"})))


@pytest.mark.parametrize(
    "run", [exam(), worked(), scored(worked().finish()), interview(speak=True), gone_over()],
    ids=["begun", "worked at", "scored", "spoken", "gone over"],
)  # fmt: skip
def test_an_attempt_comes_back_as_it_was(run):
    assert run == named.load(named.dump(run))


@pytest.mark.parametrize("name", EVERY_SHAPE)
def test_every_shape_comes_back_as_it_was(name):
    assert EVERY_SHAPE[name] == named.load(named.dump(EVERY_SHAPE[name]))


def test_fields_of_another_version_are_passed_over_or_take_their_default():
    text = json.loads(named.dump(worked().paper.wish))
    later = json.dumps({**text, "mood": "fine"})
    earlier = json.dumps({key: value for key, value in text.items() if key != "pass_mark"})

    assert worked().paper.wish == named.load(later)
    assert named.load(earlier).pass_mark is None


@pytest.fixture
def connection(tmp_path):
    with closing(database.connect(tmp_path / "log.db")) as opened:
        yield opened


def test_one_mock_runs_until_it_is_closed_and_is_then_left_alone(connection):
    with database.writing(connection):
        begun = attempts.begin(connection, "u1", "2026-11-24T09:00:00.000Z", BEGUN)
        saved = attempts.save(connection, begun, worked())
    assert saved == attempts.running(connection)
    assert worked() == attempts.running(connection).attempt
    assert attempts.finished(connection) is None

    done = scored(worked().finish())
    with database.writing(connection):
        attempts.close(connection, saved, done, 100, {"score": 1.0})
        with pytest.raises(attempts.TakenError):
            attempts.save(connection, saved, exam())
        with pytest.raises(attempts.TakenError):
            attempts.close(connection, saved, exam(), 200, {"score": 0.0})

    assert attempts.running(connection) is None
    assert (done, 100) == ((kept := attempts.finished(connection, saved.number)).attempt, kept.day)
    assert [{"score": 1.0}] == [entry.summary for entry in attempts.entries(connection)]
    assert scorecard(done) == scorecard(kept.attempt)


def test_the_last_wish_is_remembered(connection):
    assert attempts.last_wish(connection) is None
    with database.writing(connection):
        attempts.begin(connection, "u1", "2026-11-24T09:00:00.000Z", exam(level="mid"))
        attempts.begin(connection, "u2", "2026-11-24T10:00:00.000Z", exam(level="senior"))

    assert "senior" == attempts.last_wish(connection).level


def test_a_log_of_the_first_version_keeps_its_events(tmp_path):
    path = tmp_path / "log.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        migrations.apply(old, "first")
        old.execute(f"pragma application_id = {database.APPLICATION_ID}")
        old.execute("pragma user_version = 1")
        old.execute(
            "insert into events (uid, device, session, at, day, kind, card, target, fingerprint) "
            "values ('u', '', '', '2026-01-01T00:00:00.000Z', 1, 'review', 'c', '', '')"
        )
    with closing(database.connect(path)) as opened:
        assert ("u",) == opened.execute("select uid from events").fetchone()
        assert () == attempts.entries(opened)
        assert (database.VERSION,) == opened.execute("pragma user_version").fetchone()
