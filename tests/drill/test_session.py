"""The session machine and its law: an undone turn leaves no trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.drill.session import Session, begin
from quizcli.model import Event, Grade
from quizcli.sched import Rules, replay
from quizcli.sched.sm2 import Sm2
from tests.making import card, stamp

RULES = Rules(Sm2(), fuzz=False)
CARDS = {name: card(name) for name in "abcdefghij"}


def session(names: str = "abc", kind: str = "review") -> Session:
    return begin(tuple(names), {}, RULES, kind)


def answered(start: Session, *grades: int) -> tuple[Session, list[Event]]:
    log: list[Event] = []
    for number, grade in enumerate(grades):
        assert start.current
        start, events = start.answer(CARDS[start.current], Grade(grade), stamp(number))
        log += events
    return start, log


def test_a_passed_card_leaves_the_queue():
    after, _ = answered(session(), 4, 3)

    assert ("c", 2, 0) == (after.current, after.done, after.again)


def test_a_failed_card_comes_back_after_the_others_until_it_is_passed():
    after, _ = answered(session("abcdefghij"), 1)
    assert "abcdefgahij" == "a" + "".join(after.queue)
    assert (0, 1) == (after.done, after.again)

    after, _ = answered(session("a"), 1, 2, 0)
    assert ("a", 1) == (after.current, after.again)
    assert answered(session("a"), 1, 2, 0, 3)[0].current is None


def test_the_states_are_those_of_a_fresh_fold():
    after, log = answered(session(), 1, 4, 5, 2, 4)

    assert replay(log, RULES) == after.states


@given(st.lists(st.integers(0, 5), min_size=1, max_size=len(CARDS)), st.data())
def test_undo_at_any_depth_gives_back_the_session_of_before(grades, data):
    sessions, log = [session("abcdefghij")], []
    for number, grade in enumerate(grades):
        here = sessions[-1]
        after, events = here.answer(CARDS[here.current], Grade(grade), stamp(number))
        sessions.append(after)
        log += events
    depth = data.draw(st.integers(1, len(grades)))
    here = sessions[-1]
    for number in range(depth):
        here, voids = here.undo(stamp(100 + number))
        log += voids

    assert sessions[-1 - depth] == here
    assert replay(log, RULES) == here.states


@pytest.mark.parametrize("kind", ["bury", "suspend"])
def test_a_hidden_card_leaves_the_queue_and_undo_brings_it_back(kind):
    after, events = session().act(CARDS["a"], kind, stamp(1))

    assert ("b", [kind]) == (after.current, [event.kind for event in events])
    assert session() == after.undo(stamp(2))[0]


def test_the_keys_show_what_a_grade_would_bring():
    due = {g: session().after(CARDS["a"], g, stamp(1)).due - 100 for g in Grade}

    assert {1} == set(due.values())


def test_a_drill_counts_due_cards_and_leaves_the_others_alone():
    states = replay([Event("x", "2025", 99, "review", "a", 4)], RULES)
    drilled = begin(("a", "b"), states, RULES, "drill")
    drilled, first = drilled.answer(CARDS["a"], Grade.GOOD, stamp(1))
    drilled, second = drilled.answer(CARDS["b"], Grade.GOOD, stamp(2))

    assert ["review", "drill"] == [event.kind for event in first + second]
    assert 6 == drilled.state("a").interval
    assert "new" == drilled.state("b").phase


def test_a_cram_moves_nothing_but_asks_failed_cards_again():
    crammed, events = session(kind="cram").answer(CARDS["a"], Grade.AGAIN, stamp(1))

    assert "cram" == events[0].kind
    assert "new" == crammed.state("a").phase
    assert "bca" == "".join(crammed.queue)


def test_the_eighth_lapse_names_a_leech():
    here, named = begin(("a",), {}, RULES), []
    for number in range(17):
        day = 100 + number
        grade = Grade.AGAIN if number % 2 else Grade.GOOD
        here = begin(("a",), here.states, RULES)
        here, _ = here.answer(CARDS["a"], grade, stamp(number, day))
        named.append(here.is_leech_now("a"))

    assert [15] == [number for number, leech in enumerate(named) if leech]
