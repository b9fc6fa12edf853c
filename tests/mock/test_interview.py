"""The machine: deadlines, pauses, gaps, strictness, what is being typed when time is up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.grading import Answers, Ordered, Picked
from quizcli.mock.interview import Attempt, Pause
from tests.mock.making import HOPS, QUEUE, RIGHT, SHAPES, exam, interview, now, said


def test_time_is_counted_in_all_and_to_the_question_shown():
    run = exam().wait(now(10)).go(1).wait(now(25))

    assert 575 == run.left
    assert [10, 15, 0, 0] == [work.seconds for work in run.given]


def test_what_was_shown_was_seen():
    run = exam().go(2)

    assert [True, False, True, False] == [work.seen for work in run.given]


def test_when_time_is_up_an_exam_is_done():
    run = exam(seconds=60).wait(now(30)).wait(now(59))
    assert "asking" == run.phase

    run = run.wait(now(60))
    assert ("done", "time") == (run.phase, run.ended)


def test_what_is_being_typed_when_time_is_up_counts():
    run = exam(QUEUE, seconds=20).wait(now(19)).wait(now(20), Answers(("visibility",)))

    assert Answers(("visibility",)) == run.given[0].response
    assert run.given[0].late


def test_a_pause_stops_the_clock_and_is_noted():
    paused = exam().wait(now(10)).pause()
    run = paused.wait(now(500)).resume(now(500)).wait(now(505))

    assert not paused.running
    assert 15 == run.used
    assert (Pause("wish", 490, used=10),) == run.pauses
    assert run.stopped is None


def test_a_pause_is_noted_however_short_and_never_shorter_than_nothing():
    paused = exam().wait(now(10)).pause()

    assert [0.5, 0] == [paused.resume(now(10, wall)).pauses[0].seconds for wall in (10.5, 9)]


def test_what_stands_still_is_neither_stopped_nor_started_again():
    run = exam().wait(now(10))
    paused, done = run.pause(), run.finish()

    assert paused == paused.leave() == paused.pause()
    assert run == run.resume(now(500))
    assert done == done.resume(now(500))


def test_only_an_interview_that_is_asked_is_handed_in_by_the_question():
    done = interview(1).finish()

    assert exam() == exam().hand_in()
    assert done == done.hand_in()


@pytest.mark.parametrize(
    ("steady", "wall", "running"),
    [(30, 30, True), (31, 31, False), (0.25, 3600, False), (1, -50, True)],
    ids=["a slow machine", "stopped with ^Z", "a closed lid", "a clock set back"],
)
def test_a_silence_of_more_than_half_a_minute_pauses_by_itself(steady, wall, running):
    run = exam().wait(now(10)).wait(now(10 + steady, 10 + wall))

    assert running is run.running
    assert (10 + steady if running else 10) == run.used


def test_a_gap_is_noted_with_how_long_it_was():
    run = exam().wait(now(10)).wait(now(10, 3610)).resume(now(11, 3640))

    assert [("gap", 3630)] == [(pause.cause, pause.seconds) for pause in run.pauses]


def test_who_is_not_watched_may_think_for_long_unless_the_machine_slept():
    run = exam().wait(now(100), watched=False)

    assert (100, True) == (run.used, run.running)
    assert not run.wait(now(101, 900), watched=False).running


def test_a_strict_mock_has_no_pause_and_no_gap():
    run = exam(strict=True).wait(now(10)).pause().wait(now(10, 110))

    assert run.running
    assert 110 == run.used


def test_a_strict_deadline_goes_on_while_the_program_is_away():
    left = exam(strict=True).wait(now(10)).leave()
    back = left.resume(now(0.0, 400))

    assert 200 == back.left
    late = left.resume(now(0.0, 601))
    assert ("done", "time") == (late.phase, late.ended)


def test_else_the_time_away_does_not_count():
    run = exam().wait(now(10)).leave().resume(now(0.0, 99_999)).wait(now(5.0, 100_004))

    assert 585 == run.left
    assert (Pause("left", 99_989, used=10),) == run.pauses


def test_a_strict_deadline_binds_also_when_the_clock_is_set_back():
    run = exam(strict=True).wait(now(10)).wait(now(35, -500))

    assert 565 == run.left


def test_an_answer_may_be_changed_and_taken_back_until_the_end():
    run = exam().respond(Picked(("WAF",))).go(1).go(0).respond(Picked(("NACL",)))
    assert Picked(("NACL",)) == run.given[0].response

    assert run.respond(Picked(())).given[0].response is None
    assert run.finish() == run.finish().respond(Picked(("WAF",)))


def test_only_a_whole_order_is_an_answer():
    run = exam(HOPS).respond(Ordered(("ALB",)))

    assert (0,) == run.open
    assert () == run.respond(RIGHT[HOPS]).open


def test_how_sure_one_was_goes_with_the_answer():
    run = exam(confidence=True).rate("sure")
    assert "" == run.at.sureness

    run = run.respond(Picked(("WAF",))).rate("sure")
    assert "sure" == run.respond(Picked(("WAF",))).at.sureness
    assert "" == run.respond(Picked(("NACL",))).at.sureness


def test_an_interview_goes_on_to_its_follow_up_and_never_back():
    run = interview().respond(said("a kernel")).hand_in()
    assert ("asking", 0, 1) == run.place
    assert run == run.go(1)
    assert ("a kernel", "") == run.at.texts

    run = run.respond(said("less memory")).hand_in()
    assert ("asking", 1, 0) == run.place
    assert ("a kernel", "less memory") == run.given[0].texts


def test_what_is_written_to_a_follow_up_alone_stays_with_it():
    run = interview().hand_in().respond(said("less memory"))

    assert ("", "less memory") == run.at.texts


def test_what_is_finished_stands_still():
    run = exam().wait(now(10)).finish()

    assert ("done", "finished", None) == (run.phase, run.ended, run.last)
    assert run == run.wait(now(20))


def test_the_limit_of_a_question_hands_in_what_stands_there():
    run = interview().wait(now(29)).wait(now(58)).wait(now(87)).wait(now(116))
    assert 4 == run.step_left
    assert ("asking", 0, 0) == run.wait(now(119.5)).place

    run = run.wait(now(120), said("half a sen"))
    assert ("asking", 0, 1) == run.place
    assert "half a sen" == run.given[0].text
    assert 60 == run.step_left


def test_no_question_has_more_time_than_is_left_in_all():
    assert 90 == interview(seconds=90).step_left


def test_an_interview_ends_with_going_over_what_was_answered():
    run = interview(3).hand_in().hand_in().respond(said("another operating system")).finish()
    assert ("marking", 1) == (run.phase, run.here)
    assert {"legacy"} == run.proposal()

    assert "done" == run.confirm(frozenset()).phase


def test_a_point_is_ticked_and_no_longer_whatever_was_confirmed_before():
    run = interview(2).respond(said("another operating system")).hand_in().hand_in()
    run = run.respond(said("kernel")).hand_in().hand_in().finish()
    both = run.tick("isolation")

    assert [{"legacy"}, {"legacy", "isolation"}] == [run.proposal(), both.proposal()]
    assert {"isolation"} == both.tick("legacy").proposal()
    confirmed = both.confirm(frozenset({"legacy"})).back()
    assert frozenset() == confirmed.tick("legacy").proposal()


def test_one_may_go_back_to_correct_what_was_confirmed():
    run = interview().respond(said("kernel")).hand_in().hand_in().respond(said("price")).finish()
    run = run.confirm(frozenset({"isolation"}))
    assert 1 == run.here

    run = run.back().confirm(frozenset({"legacy"}))
    assert frozenset({"legacy"}) == run.given[0].points
    assert 1 == run.here


def test_marking_goes_on_to_what_is_left_and_back_no_further_than_the_first():
    run = interview(3)
    for text in ("kernel", "price", "kernel"):
        run = run.respond(said(text)).hand_in().hand_in()
    assert ("marking", 0) == (run.phase, run.here)
    assert run == run.back()

    run = replace(run, here=1).confirm(frozenset())
    assert 2 == run.here
    run = run.confirm(frozenset({"legacy"}))
    assert 0 == run.here
    assert {"isolation"} == run.proposal()

    again = replace(run, here=2)
    assert {"legacy"} == again.proposal(), "what was confirmed, not what the text says"
    assert frozenset() == again.back().proposal()
    assert "done" == run.confirm(frozenset()).phase


def test_there_is_no_way_back_before_the_marking():
    run = exam().go(2)

    assert run == run.back()


def test_an_interview_without_any_answer_is_done_at_once():
    assert "done" == interview().finish().phase


def test_speaking_time_up_counts_as_said():
    run = interview(1, seconds=60, speak=True).wait(now(30)).wait(now(60))

    assert ("marking", "time") == (run.phase, run.ended)


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.booleans()),
        st.tuples(st.just("go"), st.integers(0, 3)),
        st.tuples(st.just("wait"), st.floats(0, 29)),
        st.tuples(st.sampled_from(["flag", "pause", "resume", "gap", "kill"]), st.none()),
    ),
    max_size=40,
)


@given(acts=ACTS, strict=st.booleans())
def test_no_answer_is_ever_lost(acts, strict):
    """Whatever happens between an answer and the end, the answer given last is the one kept."""
    run, steady, kept = exam(seconds=300, strict=strict), 0.0, {}
    for act, value in acts:
        match act:
            case "answer" if run.phase == "asking":
                kept[run.here] = RIGHT[SHAPES[run.here]] if value else None
                run = run.respond(kept[run.here])
            case "go":
                run = run.go(value)
            case "wait":
                steady += value
                run = run.wait(now(steady))
            case "flag":
                run = run.flag()
            case "pause":
                run = run.pause()
            case "resume":
                run = run.resume(now(steady))
            case "gap":
                steady += 100
                run = run.wait(now(steady))
            case "kill":
                run = run.leave().resume(now(steady))

        assert 0 <= run.left <= 300
        assert kept == {i: run.given[i].response for i in kept}
    assert kept == {i: run.finish().given[i].response for i in kept}


@given(steps=st.lists(st.floats(0, 30), max_size=60))
def test_time_used_is_the_time_of_all_questions_together(steps):
    run: Attempt = exam(seconds=100)
    steady = 0.0
    for place, step in enumerate(steps):
        steady += step
        run = run.wait(now(steady)).go(place)

    assert sum(work.seconds for work in run.given) == pytest.approx(run.used)
    assert min(steady, run.used) == pytest.approx(run.used)


def test_a_flag_changes_nothing_else():
    run = exam()

    assert run == run.flag().flag()
    assert replace(run.at, flagged=True) == run.flag().at
