"""A table turn in a session: one turn, one event a cell, taken back as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.drill.session import Answer, Session, begin
from quizcli.model import CardState, Event, Grade
from quizcli.sched import Rules, replay
from quizcli.sched.sm2 import Sm2
from tests.making import card, stamp

RULES = Rules(Sm2(), fuzz=False)
DAY = 100
CELLS = {name: card(f"t#{name}/a") for name in "abcdefgh"}


def answers(*grades: int, kind: str = "") -> list[Answer]:
    return [
        Answer(CELLS[name], Grade(grade), seconds=1.0, offered=("x", "y", "z"), kind=kind)
        for name, grade in zip(CELLS, grades, strict=False)
    ]


def session(kind: str = "review", queued: str = "abcdefgh", due: int = DAY) -> Session:
    queue = tuple(CELLS[name].id for name in queued)
    known = CardState(due, 6, 2, 0, "review", (250.0,), DAY - 6, DAY - 6, first=DAY - 7)
    return begin(queue, {c.id: known for c in CELLS.values()}, RULES, kind)


def test_every_cell_has_an_event_of_its_own_in_one_turn():
    after, events = session().answer_all(answers(4, 1, 5), stamp(7, DAY))

    assert ["u0007", "u0007.1", "u0007.2"] == [event.uid for event in events]
    assert [4, 1, 5] == [event.grade for event in events]
    assert 1 == len(after.history)
    assert ("x", "y", "z") == events[0].offered


def test_cells_leave_the_queue_and_missed_ones_come_back_together():
    after, _ = session().answer_all(answers(4, 1, 0, 5), stamp(1, DAY))

    assert [*"efgh", *"bc"] == [name[2] for name in after.queue]
    assert (2, 2) == (after.done, after.again)


def test_cells_that_were_not_in_the_queue_count_towards_the_whole():
    after, _ = session(queued="ae").answer_all(answers(4, 1, 5), stamp(1, DAY))

    assert (4, 2, 1) == (after.total, after.done, after.again)


@given(
    st.lists(st.lists(st.integers(0, 5), min_size=1, max_size=8), min_size=1, max_size=5),
    st.sampled_from(["review", "drill", "cram"]),
)
def test_one_undo_takes_the_whole_grid_back_and_the_log_agrees(turns, kind):
    now, log = begin((), {}, RULES, kind), list[Event]()
    for number, grades in enumerate(turns):
        before, standing = now, list(log)
        now, events = now.answer_all(answers(*grades), stamp(2 * number, DAY))
        log += events
        assert replay(log, RULES) == dict(now.states)
        back, voids = now.undo(stamp(2 * number + 1, DAY))

        assert before == back
        assert len(events) == len(voids)
        assert replay(standing, RULES) == replay([*log, *voids], RULES)


def test_a_single_answer_is_a_turn_over_one_card():
    start = session()
    one = start.answer(CELLS["a"], Grade.AGAIN, stamp(1, DAY), None, 1.0, ("x", "y", "z"))

    assert start.answer_all(answers(1), stamp(1, DAY)) == one


def test_in_a_table_quiz_due_cells_count_and_others_do_not():
    due, _ = session("drill").answer_all(answers(4), stamp(1, DAY))
    early, events = session("drill", due=DAY + 1).answer_all(answers(1), stamp(1, DAY))

    assert due.state(CELLS["a"].id).due > DAY
    assert "drill" == events[0].kind
    assert session("drill", due=DAY + 1).state(CELLS["a"].id) == early.state(CELLS["a"].id)


@pytest.mark.parametrize("grade", list(Grade))
def test_another_question_about_a_cell_is_evidence_and_moves_nothing(grade):
    start = session("review")
    after, events = start.answer_all(answers(int(grade), kind="quiz"), stamp(1, DAY))

    assert ("quiz", int(grade)) == (events[0].kind, events[0].grade)
    assert start.states == after.states
    assert CELLS["a"].id not in after.back


def test_skipping_a_grid_puts_all_its_cells_off():
    cards = [CELLS[name] for name in "abc"]
    after, events = session().act_all(cards, "bury", stamp(1, DAY))

    assert ["u0001", "u0001.1", "u0001.2"] == [event.uid for event in events]
    assert [*"defgh"] == [name[2] for name in after.queue]
    assert all(after.state(card.id).buried == DAY for card in cards)
    assert session() == after.undo(stamp(2, DAY))[0]


def test_cards_put_in_front_are_asked_next_and_counted_once():
    after = session(queued="ab").put_in_front((CELLS["b"].id, CELLS["c"].id), {})

    assert [*"bca"] == [name[2] for name in after.queue]
    assert 3 == after.total
    assert "new" == after.state(CELLS["c"].id).phase
