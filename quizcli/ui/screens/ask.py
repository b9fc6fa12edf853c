"""The screen for a turn: the question of its shape, or the answer side once it was answered."""

from __future__ import annotations

from typing import assert_never

from quizcli.grading import Response, Verdict
from quizcli.shapes import Choice, Order, Recall, Rubric, Typed
from quizcli.ui.screens.choice import ChoiceAnswer, ChoiceQuestion
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.screens.order import OrderAnswer, OrderQuestion
from quizcli.ui.screens.recall import RecallAnswer, RecallQuestion
from quizcli.ui.screens.rubric import RubricAnswer, RubricQuestion
from quizcli.ui.screens.typed import TypedAnswer, TypedQuestion
from quizcli.ui.turn import Screen


def ask_screen(context: TurnContext, answered: tuple[Response, Verdict] | None = None) -> Screen:
    """The question side, or the answer side of what was `answered` (after an undo)."""
    return _answer(context, *answered) if answered else _question(context)


def _question(context: TurnContext) -> Screen:
    shape = context.ask.shape
    match shape:
        case Recall():
            return RecallQuestion(context, shape)
        case Typed():
            return TypedQuestion(context, shape)
        case Choice():
            return ChoiceQuestion(context, shape)
        case Order():
            return OrderQuestion(context, shape)
        case Rubric():
            return RubricQuestion(context, shape)
    assert_never(shape)


def _answer(context: TurnContext, response: Response, verdict: Verdict) -> Screen:
    shape = context.ask.shape
    match shape:
        case Recall():
            return RecallAnswer(context, shape, response, verdict, resumed=True)
        case Typed():
            return TypedAnswer(context, shape, response, verdict, resumed=True)
        case Choice():
            return ChoiceAnswer(context, shape, response, verdict, resumed=True)
        case Order():
            return OrderAnswer(context, shape, response, verdict, resumed=True)
        case Rubric():
            return RubricAnswer(context, shape, response, verdict, resumed=True)
    assert_never(shape)
