"""Choices, orders and rubrics."""

from __future__ import annotations

import pytest

from quizcli.grading import (
    Answers,
    Ordered,
    Part,
    Picked,
    Recalled,
    Ticked,
    Verdict,
    answer_texts,
    mark,
    proposed,
    share,
)
from quizcli.model import Grade
from quizcli.shapes import Blank, Choice, Option, Order, Point, Recall, Rubric, Typed

ONE = Choice("?", (Option("a", True), Option("b", why="b is older"), Option("c")))
TWO = Choice("?", (Option("a", True), Option("b", True), Option("c", why="c is no"), Option("d")))
STEPS = Order("?", ("dns", "cdn", "waf", "alb"))
OPEN = Rubric(
    "?",
    (
        Point("kernel", "each tenant has its own kernel", 1.0, ("own kernel", "separate kernel")),
        Point("legacy", "another operating system", 0.5),
        Point("price", "costs more memory", 0.5, ("memory",)),
    ),
)


@pytest.mark.parametrize(
    ("shape", "picked", "grade"),
    [
        (ONE, ("a",), Grade.GOOD),
        (ONE, ("b",), Grade.AGAIN),
        (ONE, (), Grade.BLANK),
        (TWO, ("a", "b"), Grade.GOOD),
        (TWO, ("b", "a"), Grade.GOOD),
        (TWO, ("a",), Grade.CLOSE),
        (TWO, ("a", "b", "c"), Grade.CLOSE),
        (TWO, ("a", "c"), Grade.AGAIN),
        (TWO, ("a", "c", "d"), Grade.AGAIN),
        (TWO, (), Grade.BLANK),
        (TWO, ("c",), Grade.AGAIN),
    ],
)
def test_a_choice_is_graded_by_what_was_taken(shape, picked, grade):
    assert grade == mark(shape, Picked(picked)).grade


def test_a_wrong_pick_is_recorded_and_explained():
    verdict = mark(ONE, Picked(("b",)))

    assert ("b", "b is older") == (verdict.chosen, verdict.parts[0].remark)
    assert "wrong" == verdict.title


@pytest.mark.parametrize(
    ("shape", "response", "verdict"),
    [
        (ONE, Picked(("a",)), Verdict((Part(True, "a", "a"),), Grade.GOOD, "a")),
        (ONE, Picked(("b",)), Verdict((Part(False, "a", "b", "b is older"),), Grade.AGAIN, "b")),
        (ONE, Picked(("left",)), Verdict((Part(False, "a", "left"),), Grade.AGAIN, "left")),
        (ONE, Picked(()), Verdict((Part(False, "a"),), Grade.BLANK, "")),
        (
            TWO,
            Picked(("c", "a")),
            Verdict(
                (Part(True, "a", "a"), Part(False, "b"), Part(False, "", "c", "c is no")),
                Grade.AGAIN,
                "c | a",
            ),
        ),
        (TWO, Picked(()), Verdict((Part(False, "a"), Part(False, "b")), Grade.BLANK, "")),
        (
            STEPS,
            Ordered(("dns", "waf")),
            Verdict(
                (
                    Part(True, "dns", "dns"),
                    Part(False, "cdn", "waf"),
                    Part(False, "waf"),
                    Part(False, "alb"),
                ),
                Grade.AGAIN,
                "dns | waf",
            ),
        ),
        (
            OPEN,
            Ticked(frozenset({"kernel"}), "its own kernel"),
            Verdict(
                (
                    Part(True, "each tenant has its own kernel"),
                    Part(False, "another operating system"),
                    Part(False, "costs more memory"),
                ),
                Grade.CLOSE,
                "its own kernel",
            ),
        ),
    ],
)
def test_a_verdict_has_each_part_with_what_was_expected_and_given(shape, response, verdict):
    assert verdict == mark(shape, response)


def test_an_open_answer_that_was_spoken_leaves_no_text():
    assert mark(OPEN, Ticked(frozenset({"kernel"}))).chosen is None


@pytest.mark.parametrize(
    ("shape", "texts"),
    [
        (Recall("?", "a"), ("a",)),
        (Typed("?", (Blank("a", ("b",)), Blank("c"))), ("a", "c")),
        (TWO, ("a", "b")),
        (STEPS, ("dns", "cdn", "waf", "alb")),
        (Rubric("?", OPEN.points, model="because"), ("because",)),
        (Rubric("?", OPEN.points[1:]), ("another operating system", "costs more memory")),
    ],
)
def test_the_right_answer_of_every_shape_is_told_as_texts(shape, texts):
    assert texts == answer_texts(shape)


def test_a_verdict_says_in_words_how_it_went():
    taken = [("a", "b"), ("a",), ("a", "c"), ("a", "b", "c"), ("c",), ()]

    assert [
        "right",
        "1 of 2 right",
        "1 of 2 right, 1 wrong",
        "2 of 2 right, 1 wrong",
        "wrong",
        "don't know",
    ] == [mark(TWO, Picked(options)).title for options in taken]
    assert "answer" == mark(Recall("?", "a"), Recalled()).title


@pytest.mark.parametrize(
    ("steps", "grade"),
    [
        ("dns cdn waf alb", Grade.GOOD),
        ("cdn dns waf alb", Grade.CLOSE),
        ("dns cdn alb waf", Grade.CLOSE),
        ("alb cdn waf dns", Grade.AGAIN),
        ("waf cdn dns alb", Grade.AGAIN),
        ("dns waf waf alb", Grade.AGAIN),
        ("dns cdn alb aws", Grade.AGAIN),
        ("dns cdn waf", Grade.AGAIN),
        ("dns cdn waf alb asg", Grade.GOOD),
        ("", Grade.BLANK),
    ],
)
def test_an_order_is_graded_place_by_place(steps, grade):
    assert grade == mark(STEPS, Ordered(tuple(steps.split()))).grade


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        ({"kernel", "legacy", "price"}, Grade.GOOD),
        ({"kernel", "price"}, Grade.HARD),
        ({"kernel"}, Grade.CLOSE),
        ({"price"}, Grade.AGAIN),
        (set(), Grade.BLANK),
    ],
)
def test_an_open_answer_is_graded_by_the_weight_of_its_points(points, grade):
    assert grade == mark(OPEN, Ticked(frozenset(points))).grade


@pytest.mark.parametrize(
    ("weight", "grade"),
    [(85, Grade.GOOD), (84, Grade.HARD), (60, Grade.HARD), (59, Grade.CLOSE), (30, Grade.CLOSE),
     (29, Grade.AGAIN), (1, Grade.AGAIN)],
)  # fmt: skip
def test_a_grade_begins_at_its_share_of_the_weight(weight, grade):
    shape = Rubric("?", (Point("made", "?", weight), Point("missed", "?", 100 - weight)))

    assert grade == mark(shape, Ticked(frozenset({"made"}))).grade


@pytest.mark.parametrize("points", [(), (Point("free", "?", 0.0),)])
def test_a_rubric_without_weight_is_worth_nothing(points):
    assert 0.0 == share(Rubric("?", points), frozenset({"free"}))


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("A guest has kernels", False),
        ("its own kernels", True),
        ("that is its own kernel", True),
        ("own kernel", True),
        ("own big kernel", False),
    ],
)
def test_a_term_of_several_words_is_said_in_one_go(said, made):
    assert made is ("kernel" in proposed(OPEN, said))


@pytest.mark.parametrize(
    ("term", "said", "made"),
    [
        ("own kernel", "own kernels", True),
        ("two copies", "two copie", True),
        ("process", "process", True),
        ("process", "proces", False),
        ("kernel", "colonel", False),
    ],
)
def test_a_term_is_said_in_the_plural_too(term, said, made):
    assert made is bool(proposed(Rubric("?", (Point("p", "?", 1.0, (term,)),)), said))


@pytest.mark.parametrize(
    ("said", "made"),
    [("alpha beta gamma", True), ("alpha gamma and more", False), ("", False)],
)
def test_a_point_without_terms_is_made_by_six_tenths_of_its_words(said, made):
    shape = Rubric("?", (Point("p", "alpha beta gamma delta epsilon"),))

    assert made is bool(proposed(shape, said))


def test_points_are_proposed_where_their_terms_occur():
    said = "Each tenant gets a separate kernel, and I can run another operating system."

    assert {"kernel", "legacy"} == proposed(OPEN, said)
    assert 0.75 == share(OPEN, proposed(OPEN, said))
    assert frozenset() == proposed(OPEN, "")


def test_recall_is_left_to_the_learner():
    assert Verdict((), None) == mark(Recall("?", "a"), Recalled())


def test_a_response_of_another_shape_is_refused():
    with pytest.raises(TypeError, match="Picked does not answer Order"):
        mark(STEPS, Picked(()))
    with pytest.raises(TypeError, match="Answers does not answer Recall"):
        mark(Recall("?", "a"), Answers(("a",)))
