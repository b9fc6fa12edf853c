"""The session machine and its law: an undone turn leaves no trace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.drill.session import Answer, Session, begin
from quizcli.drill.stamp import Stamp
from quizcli.grading import Verdict
from quizcli.model import CardState, Event, Grade
from quizcli.sched import Rules, replay, step
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


def test_a_card_that_came_back_and_is_passed_is_no_longer_to_come():
    after, _ = answered(session("ab"), 1, 4, 4)

    assert (None, 0, 2, 3) == (after.current, after.again, after.done, after.answered)


def test_a_hard_card_comes_back_where_the_rules_repeat_it():
    strict = begin(("a", "b"), {}, replace(RULES, repeat_hard=True))
    after, _ = strict.answer(CARDS["a"], Grade.HARD, stamp(1))

    assert ("b", "a") == after.queue


STAMP = Stamp("u1", "2026-01-01T00:00:01.000Z", 100, "laptop", "s1")


def test_an_answer_is_logged_with_all_that_is_known_of_it():
    verdict = Verdict((), Grade.AGAIN, "b")
    after, events = session().answer(
        CARDS["a"], Grade.AGAIN, STAMP, verdict, 4.5, offered=("b", "a")
    )

    assert (
        Event(
            "u1", "2026-01-01T00:00:01.000Z", 100, "review", "a", 1, 4.5, "b", ("b", "a"),
            fingerprint="print-of-a", device="laptop", session="s1",
        ),
    ) == events  # fmt: skip
    assert ((Grade.AGAIN,), "a", events) == (
        after.grades, after.history[-1].card, after.history[-1].events,
    )  # fmt: skip


def test_an_act_is_logged():
    after, events = session().act(CARDS["a"], "mark", STAMP)

    assert (
        Event(
            "u1", "2026-01-01T00:00:01.000Z", 100, "mark", "a", fingerprint="print-of-a",
            device="laptop", session="s1",
        ),
    ) == events  # fmt: skip
    assert ("a", events) == (after.history[-1].card, after.history[-1].events)


def test_an_undo_is_logged_with_what_it_takes_back():
    _, events = answered(session(), 4)[0].undo(replace(STAMP, uid="u2"))

    assert (
        Event(
            "u2", "2026-01-01T00:00:01.000Z", 100, "void", "a", target="u0000", device="laptop",
            session="s1",
        ),
    ) == events  # fmt: skip


def test_the_events_of_a_turn_over_several_cards_are_told_apart():
    turn = [Answer(CARDS["a"], Grade.GOOD), Answer(CARDS["b"], Grade.AGAIN)]
    after, events = session().answer_all(turn, stamp(1))
    _, acts = session().act_all([CARDS["a"], CARDS["b"]], "mark", stamp(2))
    _, voids = after.undo(stamp(3))

    assert ["u0001", "u0001.1"] == [event.uid for event in events]
    assert ["u0002", "u0002.1"] == [event.uid for event in acts]
    assert ["u0003", "u0003.1"] == [event.uid for event in voids]
    assert ("c", "b") == after.queue


def test_cards_from_outside_the_queue_count_towards_the_whole():
    turn = [Answer(CARDS[name], Grade.GOOD) for name in "adef"]
    after, _ = session().answer_all(turn, stamp(1))

    assert (6, 4, ("b", "c")) == (after.total, after.done, after.queue)


@pytest.mark.parametrize("grade", [Grade.AGAIN, Grade.GOOD])
def test_another_question_about_a_card_moves_nothing_and_does_not_come_back(grade):
    after, events = session().answer_all([Answer(CARDS["a"], grade, kind="quiz")], stamp(1))

    assert ("quiz", grade) == (events[0].kind, events[0].grade)
    assert (("b", "c"), 0, "new") == (after.queue, after.again, after.state("a").phase)


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
    assert after.state("a").hidden(100)
    assert session() == after.undo(stamp(2))[0]


@pytest.mark.parametrize("kind", ["bury", "suspend"])
def test_a_failed_card_that_is_hidden_does_not_come_back(kind):
    after, _ = answered(session(), 1)[0].act(CARDS["a"], kind, stamp(1))

    assert (("b", "c"), 0) == (after.queue, after.again)


@pytest.mark.parametrize("kind", ["mark", "keep", "reset"])
def test_other_acts_leave_the_queue_alone(kind):
    failed, log = answered(session(), 1)
    after, events = failed.act(CARDS["b"], kind, stamp(1))

    assert (failed.queue, failed.back) == (after.queue, after.back)
    assert replay([*log, *events], RULES) == after.states


def test_an_act_goes_on_from_where_the_card_stands():
    failed, log = answered(session(), 1)
    after, events = failed.act(CARDS["a"], "mark", stamp(1))

    assert replace(failed.state("a"), marked=True) == after.state("a")
    assert replay([*log, *events], RULES) == after.states


def test_the_keys_show_what_a_grade_would_bring():
    due = {g: session().after(CARDS["a"], g, stamp(1)).due - 100 for g in Grade}

    assert {1} == set(due.values())


def test_the_keys_show_where_this_card_would_stand():
    once, _ = session().answer(CARDS["a"], Grade.GOOD, stamp(1, 99))
    shown = once.after(CARDS["a"], Grade.GOOD, stamp(2, 100))

    assert (106, 101) == (shown.due, once.after(CARDS["b"], Grade.GOOD, stamp(2, 100)).due)
    assert once.answer(CARDS["a"], Grade.GOOD, stamp(2, 100))[0].state("a") == shown


def test_the_keys_show_the_spread_that_the_answer_will_have():
    states = {"a": CardState(90, 40, 5, 0, "review", (250.0,), 50, 50)}
    spread = begin(("a",), states, Rules(Sm2()))
    shown = spread.after(CARDS["a"], Grade.GOOD, stamp(1))
    after, events = spread.answer(CARDS["a"], Grade.GOOD, stamp(1))

    assert after.state("a") == shown == step(states["a"], events[0], Rules(Sm2()))


@pytest.mark.parametrize(
    ("kind", "due", "counts"),
    [
        ("review", 0, True),
        ("cram", 100, False),
        ("drill", 1, True),
        ("drill", 99, True),
        ("drill", 100, True),
        ("drill", 101, False),
        ("drill", 0, False),
    ],
)
def test_an_answer_counts_in_a_review_and_in_a_drill_of_what_is_due(kind, due, counts):
    run = begin(("a",), {"a": CardState(due, last_seen=90)}, RULES, kind)

    assert counts is run.counts("a", 100)


def test_a_drilled_card_counts_once_a_day_and_until_it_is_passed():
    states = {"a": CardState(100, 6, 2, 0, "review", (250.0,), 94, 94)}
    start = begin(("a",), states, RULES, "drill")
    passed, _ = start.answer(CARDS["a"], Grade.GOOD, stamp(1))
    failed, _ = start.answer(CARDS["a"], Grade.AGAIN, stamp(1))

    assert (False, True) == (passed.counts("a", 100), failed.counts("a", 100))


def test_more_cards_are_added_at_the_end_and_once():
    states = {"c": CardState(7), "d": CardState(8)}
    after = session("abc").extended(("c", "d"), states)

    assert (("a", "b", "c", "d"), 4) == (after.queue, after.total)
    assert [7, 8] == [after.state(name).due for name in "cd"]


def test_more_cards_do_not_set_back_the_ones_that_were_answered():
    begun, _ = answered(session("ab"), 4)

    assert begun.state("a") == begun.extended(("c",), {"a": CardState(7)}).state("a")


def test_cards_put_in_front_stand_as_they_are_said_to():
    begun, _ = answered(session("abc"), 4)
    after = begun.put_in_front(("c", "d", "e"), {"a": CardState(6), "d": CardState(7)})

    assert (("c", "d", "e", "b"), 5) == (after.queue, after.total)
    assert [begun.state("a").due, 0, 7, 0] == [after.state(name).due for name in "acde"]


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


def test_a_card_that_was_a_leech_before_is_not_named_again():
    states = {"a": CardState(100, 1, 1, 8, "review", (130.0,), 99, 99)}

    assert not begin(("a",), states, RULES).is_leech_now("a")
    assert not answered(begin(("a",), states, RULES), 4)[0].is_leech_now("a")


def test_a_card_named_twice_is_asked_once():
    once = begin(("a", "b", "a"), {}, RULES)

    assert (("a", "b"), 2) == (once.queue, once.total)


@pytest.mark.parametrize("answered", ["a", "ab", "b", "xa", "cba"])
def test_what_was_answered_leaves_the_queue_wherever_it_stood(answered):
    after, _ = begin(("a", "b", "c", "d"), {}, RULES).answer_all(
        [Answer(CARDS.get(card) or replace(CARDS["a"], id=card), Grade.GOOD) for card in answered],
        stamp(1),
    )

    assert "".join(after.queue) == "".join(card for card in "abcd" if card not in answered)
    assert len(answered) == after.done
