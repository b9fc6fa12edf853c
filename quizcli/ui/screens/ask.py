"""The screen for a turn: the question of its shape, or the answer side once it was answered.

A shape's screens are loaded with the first card of that shape: the first card is to come soon.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from quizcli.grading import Response, Verdict
from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Typed
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.turn import Screen

Side = Callable[..., Screen]


def ask_screen(context: TurnContext, answered: tuple[Response, Verdict] | None = None) -> Screen:
    """The question side, or the answer side of what was `answered` (after an undo)."""
    shape = context.ask.shape
    question, answer = sides(shape)
    if answered is None:
        return question(context, shape)
    return answer(context, shape, *answered, resumed=True)


def sides(shape: Question) -> tuple[Side, Side]:
    """What makes the question side and the answer side of a shape; loads them, where need be."""
    match shape:
        case Recall():
            from quizcli.ui.screens.recall import RecallAnswer, RecallQuestion

            return RecallQuestion, RecallAnswer
        case Typed():
            from quizcli.ui.screens.typed import TypedAnswer, TypedQuestion

            return TypedQuestion, TypedAnswer
        case Choice():
            from quizcli.ui.screens.choice import ChoiceAnswer, ChoiceQuestion

            return ChoiceQuestion, ChoiceAnswer
        case Order():
            from quizcli.ui.screens.order import OrderAnswer, OrderQuestion

            return OrderQuestion, OrderAnswer
        case Rubric():
            from quizcli.ui.screens.rubric import RubricAnswer, RubricQuestion

            return RubricQuestion, RubricAnswer
    assert_never(shape)
