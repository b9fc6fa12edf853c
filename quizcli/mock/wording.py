"""Questions and answers of a paper as plain text, for reports."""

from __future__ import annotations

from typing import assert_never

from quizcli.grading import Answers, Ordered, Picked, Recalled, Response, Ticked, answer_texts
from quizcli.shapes import GAP, Choice, Order, Question, Recall, Rubric, Sample, Typed

TIME_WAS_UP = "Time was up before this was handed in."


def asked(shape: Question) -> str:
    """What was asked, without its code; a cloze in prose with its blanks open."""
    if isinstance(shape, Typed) and shape.pieces and not shape.is_code:
        return f"{shape.prompt}\n{_open(shape)}".strip("\n")
    return shape.prompt


def code(shape: Question) -> Sample | None:
    """The code a question is about; a cloze with its blanks open."""
    if isinstance(shape, Typed) and shape.is_code:
        return Sample(_open(shape), shape.language)
    return shape.sample


def _open(shape: Typed) -> str:
    return shape.with_gaps(GAP).strip("\n")


def right_answer(shape: Question) -> str:
    """What is right, in one line but for an open question's model answer."""
    texts = answer_texts(shape)
    match shape:
        case Recall():
            return texts[0]
        case Typed():
            return " · ".join(shape.answers)
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
