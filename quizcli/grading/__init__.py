"""Responses held against shapes: verdicts, and the grade they suggest."""

from __future__ import annotations

from collections.abc import Container

from quizcli.grading.picked import mark_choice, mark_order
from quizcli.grading.response import (
    Answers,
    Ordered,
    Part,
    Picked,
    Recalled,
    Response,
    Ticked,
    Verdict,
)
from quizcli.grading.rubric import mark_rubric, proposed, share
from quizcli.grading.typed import mark_typed
from quizcli.grading.words import difference, terms
from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Typed

__all__ = [
    "Answers",
    "Ordered",
    "Part",
    "Picked",
    "Recalled",
    "Response",
    "Ticked",
    "Verdict",
    "answer_texts",
    "difference",
    "mark",
    "proposed",
    "share",
    "terms",
]


def mark(shape: Question, response: Response, known: Container[str] = frozenset()) -> Verdict:
    """The verdict on a response; `known` are the terms of the decks, which are never misspellings.

    Raises TypeError when the response is of another shape.
    """
    match shape, response:
        case Recall(), Recalled():
            return Verdict((), None)
        case Typed(), Answers():
            return mark_typed(shape, response, known)
        case Choice(), Picked():
            return mark_choice(shape, response)
        case Order(), Ordered():
            return mark_order(shape, response)
        case Rubric(), Ticked():
            return mark_rubric(shape, response)
    raise TypeError(f"{type(response).__name__} does not answer {type(shape).__name__}")


def answer_texts(shape: Question) -> tuple[str, ...]:
    """The right answer as texts: one, or one a blank, right option, step or point."""
    match shape:
        case Recall():
            return (shape.answer,)
        case Typed():
            return tuple(blank.answer for blank in shape.blanks)
        case Choice():
            return shape.right
        case Order():
            return shape.steps
        case Rubric():
            return (shape.model,) if shape.model else tuple(p.text for p in shape.points)
