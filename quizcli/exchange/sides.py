"""A card as plain text: its question, its answer, and what else is right."""

from __future__ import annotations

from typing import assert_never

from quizcli.model import Card
from quizcli.shapes import Choice, Order, Recall, Rubric, Typed

HIDDEN = "[...]"


def question(card: Card) -> str:
    """What is asked; a cloze with its blanks open."""
    shape = card.shape
    if isinstance(shape, Typed) and shape.pieces:
        return f"{shape.prompt}\n{shape.with_gaps(HIDDEN)}".strip("\n")
    return shape.prompt


def answer(card: Card) -> str:
    """What is right, several parts on lines of their own."""
    match card.shape:
        case Recall(answer=text):
            return text
        case Typed() as shape:
            return "\n".join(shape.answers)
        case Choice() as shape:
            return "\n".join(shape.right)
        case Order() as shape:
            return "\n".join(shape.steps)
        case Rubric() as shape:
            return "\n".join(point.text for point in shape.points)
        case _:
            assert_never(card.shape)


def also_right(card: Card) -> tuple[str, ...]:
    """Other spellings that are marked right, each once."""
    if isinstance(card.shape, Typed):
        return tuple(dict.fromkeys(text for blank in card.shape.blanks for text in blank.accept))
    return ()


def code(card: Card) -> str:
    """The block shown under the question, if there is one."""
    shape = card.shape
    return shape.sample.text if shape.sample else ""
