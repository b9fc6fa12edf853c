"""The fingerprint of a card: changes when the question or its right answer does, and only then.

Wrong options, accepted spellings, hints and explanations are left out, and so is the shape: a cell
that becomes a choice because the table has grown asks the same thing as before.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import assert_never

from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Sample, Typed

LENGTH = 12  # hex digits: 48 bits, as a card is only compared with its own past


def fingerprint(shape: Question) -> str:
    """Twelve hex digits over the question and its right answers, spacing aside."""
    text = "\0".join(" ".join(part.split()) for part in _parts(shape))
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _parts(shape: Question) -> Iterator[str]:
    match shape:
        case Recall():
            yield from (*_question(shape.prompt, shape.sample), shape.answer)
        case Typed():
            yield from _question(shape.prompt, shape.sample)
            yield from ("…" if piece.blank is not None else piece.text for piece in shape.pieces)
            yield from (blank.answer for blank in shape.blanks)
            if shape.quantity:
                yield shape.quantity.unit
        case Choice():
            yield from (*_question(shape.prompt, shape.sample), *sorted(shape.right))
        case Order():
            yield from (*_question(shape.prompt, shape.sample), *shape.steps)
        case Rubric():
            yield from _question(shape.prompt, shape.sample)
            yield from (point.text for point in shape.points)
        case _:
            assert_never(shape)


def _question(prompt: str, sample: Sample | None) -> tuple[str, ...]:
    return (prompt, sample.text) if sample else (prompt,)
