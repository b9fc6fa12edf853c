"""Answers picked from what was shown: choices and orders."""

from __future__ import annotations

from quizcli.grading.response import Ordered, Part, Picked, Verdict
from quizcli.model import Grade
from quizcli.shapes import Choice, Order


def mark_choice(shape: Choice, response: Picked) -> Verdict:
    """The verdict on a choice; `chosen` records what was taken, so that confusions can be seen."""
    chosen = " | ".join(response.options)
    if shape.several:
        return _several(shape, response, chosen)
    expected = shape.right[0]
    if not response.options:
        return Verdict((Part(False, expected),), Grade.BLANK, chosen)
    taken = response.options[0]
    if taken == expected:
        return Verdict((Part(True, expected, taken),), Grade.GOOD, chosen)
    return Verdict((Part(False, expected, taken, _why(shape, taken)),), Grade.AGAIN, chosen)


def _several(shape: Choice, response: Picked, chosen: str) -> Verdict:
    taken = set(response.options)
    parts = [Part(text in taken, text, text if text in taken else "") for text in shape.right]
    wrong = [text for text in response.options if text not in shape.right]
    parts += [Part(False, "", text, _why(shape, text)) for text in wrong]
    right = sum(part.right for part in parts)
    if not taken:
        grade = Grade.BLANK
    elif right == len(parts):
        grade = Grade.GOOD
    else:
        grade = Grade.CLOSE if 2 * right >= len(parts) else Grade.AGAIN
    return Verdict(tuple(parts), grade, chosen)


def _why(shape: Choice, text: str) -> str:
    return next((option.why for option in shape.options if option.text == text), "")


def mark_order(shape: Order, response: Ordered) -> Verdict:
    """The verdict on an order, place by place; one swap of neighbours is close."""
    given = response.steps + ("",) * (len(shape.steps) - len(response.steps))
    parts = tuple(
        Part(step == had, step, had) for step, had in zip(shape.steps, given, strict=False)
    )
    if not response.steps:
        grade = Grade.BLANK
    elif all(part.right for part in parts):
        grade = Grade.GOOD
    else:
        grade = Grade.CLOSE if _one_swap(shape.steps, given) else Grade.AGAIN
    return Verdict(parts, grade, " | ".join(response.steps))


def _one_swap(steps: tuple[str, ...], given: tuple[str, ...]) -> bool:
    off = [place for place, step in enumerate(steps) if step != given[place]]
    return (
        len(off) == 2
        and off[1] == off[0] + 1
        and given[off[0]] == steps[off[1]]
        and given[off[1]] == steps[off[0]]
    )
