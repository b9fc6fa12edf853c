"""The screen for a turn: the question of its shape, or the answer side once it was answered.

A shape's screens are loaded with the first card of that shape: the first card is to come soon.
"""

from __future__ import annotations

from typing import assert_never

from quizcli.grading import Response, Verdict
from quizcli.shapes import Choice, Order, Recall, Rubric, Typed
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.turn import Screen


def ask_screen(context: TurnContext, answered: tuple[Response, Verdict] | None = None) -> Screen:
    """The question side, or the answer side of what was `answered` (after an undo)."""
    shape = context.ask.shape
    match shape:
        case Recall():
            from quizcli.ui.screens.recall import RecallAnswer, RecallQuestion

            if answered is None:
                return RecallQuestion(context, shape)
            return RecallAnswer(context, shape, *answered, resumed=True)
        case Typed():
            from quizcli.ui.screens.typed import TypedAnswer, TypedQuestion

            if answered is None:
                return TypedQuestion(context, shape)
            return TypedAnswer(context, shape, *answered, resumed=True)
        case Choice():
            from quizcli.ui.screens.choice import ChoiceAnswer, ChoiceQuestion

            if answered is None:
                return ChoiceQuestion(context, shape)
            return ChoiceAnswer(context, shape, *answered, resumed=True)
        case Order():
            from quizcli.ui.screens.order import OrderAnswer, OrderQuestion

            if answered is None:
                return OrderQuestion(context, shape)
            return OrderAnswer(context, shape, *answered, resumed=True)
        case Rubric():
            from quizcli.ui.screens.rubric import RubricAnswer, RubricQuestion

            if answered is None:
                return RubricQuestion(context, shape)
            return RubricAnswer(context, shape, *answered, resumed=True)
    assert_never(shape)
