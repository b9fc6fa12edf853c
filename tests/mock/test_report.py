"""What a report says in sentences: score, time, what was not reached, what went to the reviews."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.mock.report import Report, counted, heading, numbers, percent, remarks, right_of
from quizcli.mock.scorecard import Question, scorecard, scored
from quizcli.mock.wish import PRESETS, Wish
from tests.mock.making import FIREWALL, RIGHT, SHAPES, WRONG, exam, interview, now, said

QUESTION = Question(1, "c", "aws", "Networks", "?", "WAF", "NACL", "wrong", 0.0, 5, 10)


def report(right: int = 0, wrong: int = 0, today: bool = False, **wish: object) -> Report:
    """A report of an exam of four questions, the first ones answered rightly, the next wrongly."""
    run = exam(**wish)  # type: ignore[arg-type]
    for place in range(right + wrong):
        shape = SHAPES[place]
        run = run.go(place).respond(RIGHT[shape] if place < right else WRONG[shape])
    return Report(2, "2026-11-24", scorecard(scored(run.finish())), today)


def test_a_report_is_named_by_its_number_kind_and_day():
    assert "Mock 2, exam, 2026-11-24" == report().title


def test_an_exam_scores_questions_and_an_interview_points():
    run = interview(1).respond(said("kernel")).hand_in().hand_in()
    done = scored(run.confirm(frozenset({"isolation", "price"})))

    assert "3 of 4 questions right" == report(3, 1).score
    assert "1.5 of 2.5 points in 1 question" == Report(1, "", scorecard(done)).score


def test_a_score_says_where_the_truth_lies():
    """Jeffreys: the middle 80 % of Beta(2.5, 2.5)."""
    assert "with a chance of 80% your true score lies between 22% and 78%" == report(2, 2).likely


@pytest.mark.parametrize(
    ("pass_mark", "said_of_it"),
    [
        (None, ""),
        (75, "Pass mark 75%: reached."),
        (75.5, "Pass mark 75.5%: not reached."),
    ],
)
def test_a_pass_mark_is_said_to_be_reached_or_not(pass_mark, said_of_it):
    assert said_of_it == report(3, 1, pass_mark=pass_mark).verdict


def test_time_says_how_the_mock_ended_and_what_did_not_count():
    early = exam().wait(now(10))
    paused = early.pause().resume(now(20))
    slept = early.wait(now(10, 500)).resume(now(11, 501)).pause().resume(now(12, 502))
    late = exam(seconds=20).wait(now(20))
    on_time = replace(late, ended="finished")

    assert [
        "finished early, used 0:10 of 10:00",
        "finished early, used 0:10 of 10:00, paused 1x",
        "finished early, used 0:10 of 10:00, paused 2x (1 by itself)",
        "time was up, used 0:20 of 0:20",
        "used 0:20 of 0:20",
    ] == [
        Report(1, "", scorecard(scored(run.finish()))).time
        for run in (early, paused, slept, late, on_time)
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "said_of_it"),
    [
        (0, 0, "Not reached: 2-4."),
        (1, 0, "Of the 1 question answered: 100%. Not reached: 2-4."),
        (1, 2, "Of the 3 questions answered: 33%. Not reached: 4."),
        (2, 2, ""),
    ],
)
def test_what_was_answered_stands_apart_from_what_was_not_reached(right, wrong, said_of_it):
    assert said_of_it == report(right, wrong).answered


def test_an_open_question_that_was_seen_is_not_said_to_be_unreached():
    run = exam().respond(RIGHT[FIREWALL]).go(1).go(2).go(3).finish()

    assert "Of the 1 question answered: 100%." == Report(1, "", scorecard(scored(run))).answered


@pytest.mark.parametrize(
    ("wish", "said_of_it"),
    [
        (Wish(), "all topics, seed seed"),
        (Wish(questions=4, strict=True), "4 questions, all topics, strict, seed seed"),
        (
            replace(PRESETS["screen"], topics="aws"),
            "preset screen, 10 questions, 10 minutes, aws, seed seed",
        ),
    ],
)
def test_a_paper_is_told_by_its_wish_and_its_seed(wish, said_of_it):
    run = exam()
    wished = replace(run, paper=replace(run.paper, wish=wish))

    assert said_of_it == Report(1, "", scorecard(wished.finish())).paper


@pytest.mark.parametrize(
    ("wrong", "today", "feedback", "said_of_it"),
    [
        (0, True, True, "Nothing was put into today's reviews: no answer was wrong."),
        (1, True, True, "1 missed card was put into today's reviews."),
        (2, False, True, "2 missed cards were put into that day's reviews."),
        (2, True, False, "The schedule was left alone."),
    ],
)
def test_a_report_says_what_was_put_into_the_reviews(wrong, today, feedback, said_of_it):
    assert said_of_it == report(1, wrong, today, feedback=feedback).feedback


@pytest.mark.parametrize(
    ("outcome", "sureness", "said_of_it"),
    [
        ("wrong", "sure", "Sure, and wrong"),
        ("partly", "sure", "Sure, and wrong"),
        ("right", "guess", "Guessed, and right"),
        ("right", "sure", "Right"),
        ("wrong", "guess", "Wrong"),
        ("partly", "", "In part"),
        ("open", "", "Not answered"),
        ("not seen", "", "Not reached"),
    ],
)
def test_a_question_is_headed_by_why_it_is_gone_over(outcome, sureness, said_of_it):
    assert said_of_it == heading(replace(QUESTION, outcome=outcome, sureness=sureness))


@pytest.mark.parametrize(
    ("found", "late", "said_of_it"),
    [
        ((), False, []),
        ((("WAF", "looks into HTTP"),), False, ["looks into HTTP"]),
        ((("alb", "almost"),), False, ["alb: almost"]),
        ((("WAF", "a"), ("b", "c")), False, ["WAF: a", "b: c"]),
        ((), True, ["Time was up before this was handed in."]),
        (
            (("WAF", "looks into HTTP"),),
            True,
            ["looks into HTTP", "Time was up before this was handed in."],
        ),
        ((("alb", "almost"),), True, ["alb: almost", "Time was up before this was handed in."]),
    ],
)
def test_a_remark_on_the_whole_answer_does_not_repeat_it(found, late, said_of_it):
    assert said_of_it == remarks(replace(QUESTION, remarks=found, late=late))


@pytest.mark.parametrize(
    ("part", "text"),
    [(0, "0%"), (0.005, "0%"), (0.333, "33%"), (0.994, "99%"), (0.999, "99%"), (1, "100%")],
)
def test_only_the_whole_is_a_hundred_percent(part, text):
    assert text == percent(part)


def test_one_thing_is_counted_in_the_singular():
    assert ["0 cards", "1 card", "2 cards"] == [counted(n, "card") for n in range(3)]


@pytest.mark.parametrize(
    ("found", "text"),
    [((), ""), ((2,), "2"), ((2, 3), "2-3"), ((2, 4, 5, 6, 9, 11, 12), "2, 4-6, 9, 11-12")],
)
def test_numbers_in_a_row_are_drawn_together(found, text):
    assert text == numbers(found)


@pytest.mark.parametrize(
    ("share", "questions", "text"), [(0.75, 4, "3/4"), (0.6250, 4, "2.5/4"), (1 / 3, 4, "1.3/4")]
)
def test_what_was_right_in_part_counts_in_part(share, questions, text):
    assert text == right_of(share, questions)
