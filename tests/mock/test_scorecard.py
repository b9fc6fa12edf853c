"""Scores: recounted, by topic, with their uncertainty; what is gone over first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from quizcli.drill.stamp import Stamp
from quizcli.grading import Answers
from quizcli.mock.feedback import events
from quizcli.mock.interview import Attempt
from quizcli.mock.report import Report
from quizcli.mock.scorecard import PointMark, Question, Scorecard, scorecard, scored
from quizcli.model import Grade
from quizcli.sched import NEW, Rules, step
from quizcli.shapes import Sample
from tests.mock.making import (
    FIREWALL,
    HOPS,
    OPEN,
    QUEUE,
    RIGHT,
    SHAPES,
    WRONG,
    exam,
    interview,
    now,
    said,
)

STAMP = Stamp("mock-1", "2026-11-24T09:00:00.000Z", 100, "device", "mock-1")
ANSWERS = st.lists(st.sampled_from(["right", "wrong", "open"]), min_size=4, max_size=4)


def sat(kinds: list[str], run: Attempt | None = None) -> Attempt:
    run = run or exam()
    for place, (shape, kind) in enumerate(zip(SHAPES, kinds, strict=True)):
        run = run.go(place).wait(now(10 * (place + 1)))
        if kind != "open":
            run = run.respond(RIGHT[shape] if kind == "right" else WRONG[shape])
    return scored(run.finish())


def card_of(run: Attempt) -> Scorecard:
    return scorecard(scored(run))


@given(kinds=ANSWERS)
def test_the_score_equals_a_recount_from_the_log(kinds):
    run = sat(kinds)
    logged = events(run, STAMP)
    right = sum(event.grade >= 3 for event in logged)
    card = scorecard(run)

    assert (right, right / 4) == (card.right, card.score)
    assert len(kinds) - kinds.count("open") == len(logged)
    assert card.low <= card.high
    assert kinds.count("right") == card.right


@given(kinds=ANSWERS)
def test_what_is_gone_over_is_what_was_not_right(kinds):
    card = scorecard(sat(kinds))

    assert {n for n, kind in enumerate(kinds, 1) if kind != "right"} == {
        question.number for question in card.to_go_over
    }


@pytest.mark.parametrize("right", range(5))
def test_the_interval_holds_the_score_but_at_its_ends(right):
    card = scorecard(sat(["right"] * right + ["wrong"] * (4 - right)))

    assert 0.25 < card.high - card.low < 0.65
    assert right in (0, 4) or card.low < card.score < card.high


def test_more_questions_make_the_score_surer():
    def width(count: int) -> float:
        card = card_of(exam(*[FIREWALL, QUEUE] * count).respond(RIGHT[FIREWALL]).finish())
        return card.high - card.low

    assert width(20) < width(5) < width(1)


def test_sure_and_wrong_comes_first_then_lucky_guesses():
    run = exam(confidence=True)
    for place, (sureness, given_) in enumerate(
        [("unsure", WRONG), ("guess", RIGHT), ("sure", WRONG), ("sure", RIGHT)]
    ):
        run = run.go(place).respond(given_[SHAPES[place]]).rate(sureness)
    card = card_of(run.finish())

    assert [3, 2, 1] == [question.number for question in card.to_go_over]
    assert (0.5, 2) == (card.score, card.right), "sureness is never scored"


def test_unseen_questions_are_named_and_not_spoilt():
    card = card_of(exam().respond(WRONG[FIREWALL]).finish())

    assert [1] == [question.number for question in card.to_go_over]
    assert "Not reached: 2-4." in Report(1, "2026-11-24", card).answered


def test_a_wrong_option_is_told_with_the_reason_behind_it():
    (question,) = card_of(exam(FIREWALL).respond(WRONG[FIREWALL]).finish()).to_go_over

    assert (("WAF", "looks into HTTP"),) == question.remarks
    assert ("WAF", "NACL", "Why") == (question.given, question.right, question.why)


def test_a_question_of_an_exam_is_gone_over_with_all_that_is_known_of_it():
    sampled = replace(FIREWALL, sample=Sample("iptables -L"))
    run = exam(FIREWALL, sampled, confidence=True, seconds=600)
    run = run.respond(WRONG[FIREWALL]).rate("sure").wait(now(12))
    card = card_of(run.finish())
    missed = Question(
        1, "card-1", "aws", "Networks", FIREWALL.prompt, "WAF", "NACL", "wrong", 0, 12, 300,
        why="Why", remarks=(("WAF", "looks into HTTP"),), sureness="sure",
    )  # fmt: skip
    unseen = replace(
        missed, number=2, card="card-2", given="", outcome="not seen", seconds=0,
        code=Sample("iptables -L"), remarks=(), sureness="",
    )  # fmt: skip

    assert (missed, unseen) == card.questions
    assert ["Networks"] == [section.name for section in card.sections]


def test_an_open_question_is_gone_over_with_its_points_and_follow_ups():
    run = interview(3).respond(said("kernel")).hand_in().respond(said("less memory"))
    run = run.hand_in().hand_in().hand_in().finish().confirm(frozenset({"isolation"}))
    marks = tuple(PointMark(p.key, p.text, p.weight, p.key == "isolation") for p in OPEN.points)
    answered = Question(
        1, "card-1", "aws", "Networks", OPEN.prompt, "kernel", OPEN.model, "partly", 0.4, 0, 180,
        why="Why", points=marks, follow_ups=((OPEN.follow_ups[0], "less memory"),),
    )  # fmt: skip
    silent = replace(
        answered, number=2, card="card-2", given="", outcome="open", share=0,
        points=tuple(replace(mark, made=False) for mark in marks),
        follow_ups=((OPEN.follow_ups[0], ""),),
    )  # fmt: skip

    assert (answered, silent) == card_of(run).questions[:2]


def test_what_was_spoken_is_said_to_be_and_what_time_cut_off_is_late():
    spoken = interview(1, speak=True).hand_in().hand_in().confirm(frozenset())
    cut = exam(QUEUE, seconds=20).wait(now(20), RIGHT[QUEUE])

    assert ("said aloud", "wrong") == (
        card_of(spoken).questions[0].given,
        card_of(spoken).questions[0].outcome,
    )
    assert card_of(cut).questions[0].late


def test_an_interview_is_scored_by_the_weight_of_its_points():
    run = interview(1).respond(said("kernel and price")).hand_in().hand_in()
    card = card_of(run.confirm(frozenset({"isolation", "price"})))

    assert (1.5, 2.5) == card.made
    assert 0.6 == card.score
    assert ("partly", "") == (card.questions[0].outcome, card.questions[0].sureness)


def test_points_are_logged_one_by_one_for_weak_topics():
    run = interview(1).respond(said("kernel")).hand_in().hand_in().confirm(frozenset({"legacy"}))
    (event,) = events(scored(run), STAMP)

    assert {"points": {"isolation": 0.0, "legacy": 1.0, "price": 0.0}} == event.detail
    assert ("mock", "kernel", "mock-1") == (event.kind, event.chosen, event.session)
    assert Grade.CLOSE == event.grade


def test_a_miss_makes_its_card_due_that_day_and_a_right_pick_moves_nothing():
    run = sat(["right", "wrong", "open", "wrong"])
    logged = events(run, STAMP)
    later = replace(NEW, due=130, interval=30, phase="review")
    after = {event.card: step(later, event, Rules()) for event in logged}

    assert {"card-1": 130, "card-2": 100, "card-4": 100} == {c: s.due for c, s in after.items()}
    assert [False, True, False, True] == [given.missed for given in run.given]
    assert "2 missed cards were put into" in Report(1, "", scorecard(run)).feedback


def test_without_feedback_no_event_moves_a_schedule():
    run = sat(["wrong"] * 4, exam(feedback=False))
    logged = events(run, STAMP)

    assert {"quiz"} == {event.kind for event in logged}
    assert all(NEW == step(NEW, event, Rules()) for event in logged)
    assert "The schedule was left alone." == Report(1, "", scorecard(run)).feedback


def test_events_carry_what_was_taken_out_of_what():
    first = events(sat(["wrong"] * 4), STAMP)[0]

    assert ("WAF", ("NACL", "Security group", "WAF"), 10.0) == (
        first.chosen,
        first.offered,
        first.seconds,
    )


def test_events_carry_tenths_of_seconds_and_how_sure_one_was():
    run = exam(confidence=True).respond(RIGHT[FIREWALL]).rate("unsure").wait(now(12.34)).go(1)
    run = run.respond(RIGHT[QUEUE])
    logged = events(scored(run.finish()), STAMP)

    assert [(12.3, {"confidence": "unsure"}), (0, None)] == [
        (event.seconds, event.detail) for event in logged
    ]


def test_events_of_one_mock_have_ids_of_their_own():
    logged = events(sat(["right"] * 4), STAMP)

    assert ["mock-1", "mock-1.1", "mock-1.2", "mock-1.3"] == [event.uid for event in logged]
    assert logged == events(sat(["right"] * 4), STAMP)


@pytest.mark.parametrize(
    ("right", "pass_mark", "passed"),
    [(3, 75, True), (2, 75, False), (3, None, None), (0, 0, True), (4, 100, True)],
)
def test_the_pass_mark_is_reached_exactly(right, pass_mark, passed):
    kinds = ["right"] * right + ["wrong"] * (4 - right)

    assert passed is scorecard(sat(kinds, exam(pass_mark=pass_mark))).passed


@pytest.mark.parametrize(
    ("seconds", "pace"),
    [(20, "quick"), (75, "ok"), (100, "ok"), (187.5, "ok"), (400, "slow")],
    ids=["quick", "half", "ok", "five quarters", "slow"],
)
def test_pace_is_time_against_the_share_of_the_questions_seen(seconds, pace):
    run = exam(FIREWALL, QUEUE, HOPS, FIREWALL, seconds=600).wait(now(seconds), watched=False)
    (section,) = card_of(run.go(0).finish()).sections

    assert (pace, seconds) == (section.pace, section.seconds)
    assert 4 == section.questions


def test_topics_stand_by_what_was_lost_then_by_size_then_by_name():
    """All of d and b were wrong, one of two of c, none of a; nothing of e was seen."""
    run = exam(*[FIREWALL] * 9, topics="all")
    items = tuple(
        replace(item, topic=name) for item, name in zip(run.paper.items, "abbccdeef", strict=True)
    )
    run = replace(run, paper=replace(run.paper, items=items))
    for place, given_ in enumerate([RIGHT, WRONG, WRONG, RIGHT, WRONG, WRONG]):
        run = run.go(place).respond(given_[FIREWALL])
    groups = card_of(run.finish()).groups

    assert [("b", 0, 2), ("e", 0, 2), ("d", 0, 1), ("f", 0, 1), ("c", 0.5, 2), ("a", 1, 1)] == [
        (group.name, group.share, group.questions) for group in groups
    ]
    assert ["", ""] == [group.pace for group in groups if group.name in "ef"]


def test_a_point_counts_by_its_weight_whichever_question_it_belongs_to():
    run = interview(2)
    small = replace(OPEN, points=OPEN.points[:1])
    items = (run.paper.items[0], replace(run.paper.items[1], shape=small))
    run = replace(run, paper=replace(run.paper, items=items))
    for _ in items:
        run = run.respond(said("kernel")).hand_in().hand_in()
    run = run.confirm(frozenset()).confirm(frozenset({"isolation"}))

    assert 1 / 3.5 == card_of(run).score


def test_a_term_kept_with_the_paper_is_no_misspelling():
    run = exam(QUEUE)
    item = replace(run.item, known=("visability",))
    kept = replace(run, paper=replace(run.paper, items=(item,)))
    near = Answers(("visability timeout",))

    assert [1, 0] == [card_of(one.respond(near).finish()).right for one in (run, kept)]


def test_topics_that_were_named_have_rows_of_their_own():
    run = exam(topics="aws,docker")
    items = run.paper.items
    mixed = tuple(replace(item, topic=name) for item, name in zip(items, "aabb", strict=True))
    named = replace(run, paper=replace(run.paper, items=mixed))

    assert {"a", "b"} == {group.name for group in card_of(named.finish()).groups}
    assert () == card_of(run.finish()).groups


def test_the_report_says_how_it_ended():
    run = exam().wait(now(10)).pause().resume(now(20)).wait(now(45)).wait(now(45, 500))
    ended = scored(run.resume(now(46, 501)).finish())
    report = Report(3, "2026-11-24", scorecard(ended), today=True)

    assert "finished early, used 0:35 of 10:00, paused 2x (1 by itself)" == report.time
    assert "Mock 3, exam, 2026-11-24" == report.title
    assert "all topics, seed seed" == report.paper
