"""Choices, orders and rubrics."""

from __future__ import annotations

import pytest

from quizcli.grading import Ordered, Picked, Recalled, Ticked, mark, proposed, share
from quizcli.model import Grade
from quizcli.shapes import Choice, Option, Order, Point, Recall, Rubric

ONE = Choice("?", (Option("a", True), Option("b", why="b is older"), Option("c")))
TWO = Choice("?", (Option("a", True), Option("b", True), Option("c"), Option("d")))
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
        (TWO, ("a", "c", "d"), Grade.AGAIN),
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
    ("steps", "grade"),
    [
        ("dns cdn waf alb", Grade.GOOD),
        ("cdn dns waf alb", Grade.CLOSE),
        ("alb cdn waf dns", Grade.AGAIN),
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


def test_points_are_proposed_where_their_terms_occur():
    said = "Each tenant gets a separate kernel, and I can run another operating system."

    assert {"kernel", "legacy"} == proposed(OPEN, said)
    assert 0.75 == share(OPEN, proposed(OPEN, said))
    assert frozenset() == proposed(OPEN, "")


def test_recall_is_left_to_the_learner():
    assert mark(Recall("?", "a"), Recalled()).grade is None


def test_a_response_of_another_shape_is_refused():
    with pytest.raises(TypeError, match="Picked does not answer Order"):
        mark(STEPS, Picked(()))
