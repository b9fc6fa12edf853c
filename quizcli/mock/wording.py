"""Questions and answers of a paper as plain text, for reports."""

from __future__ import annotations

from typing import assert_never

from quizcli.grading import Answers, Ordered, Picked, Recalled, Response, Ticked, answer_texts
from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Typed

GAP = "____"


def asked(shape: Question) -> str:
    """What was asked; a cloze with its blanks open, code below its prompt."""
    if isinstance(shape, Typed) and shape.pieces:
        text = "".join(GAP if piece.blank is not None else piece.text for piece in shape.pieces)
        return f"{shape.prompt}\n{text}".strip("\n")
    sample = shape.sample
    return f"{shape.prompt}\n{sample.text}".strip("\n") if sample else shape.prompt


def right_answer(shape: Question) -> str:
    """What is right, in one line but for an open question's model answer."""
    texts = answer_texts(shape)
    match shape:
        case Recall():
            return texts[0]
        case Typed():
            unit = f" {shape.quantity.unit}" if shape.quantity and shape.quantity.unit else ""
            return " · ".join(f"{text}{unit}" for text in texts)
        case Choice():
            return " + ".join(texts)
        case Order():
            return " → ".join(texts)
        case Rubric():
            return shape.model
    assert_never(shape)


def response_text(response: Response | None) -> str:
    """What was answered, empty for nothing."""
    match response:
        case None | Recalled():
            return ""
        case Answers():
            return " · ".join(text.strip() or GAP for text in response.texts)
        case Picked():
            return " + ".join(response.options)
        case Ordered():
            return " → ".join(response.steps)
        case Ticked():
            return response.text
    assert_never(response)
