"""The fingerprint of a card: changes when the question or its right answer does, and only then.

Wrong options, accepted spellings, hints and explanations are left out, and so is the shape: a cell
that becomes a choice because the table has grown asks the same thing as before.
"""

from __future__ import annotations

from typing import assert_never

from quizcli.digest import sha256
from quizcli.shapes import Choice, Order, Question, Recall, Rubric, Typed

LENGTH = 12  # hex digits: 48 bits, as a card is only compared with its own past


def fingerprint(shape: Question) -> str:
    """Twelve hex digits over the question and its right answers, spacing aside."""
    text = "\0".join([" ".join(part.split()) for part in _parts(shape)])
    return sha256(text.encode("utf-8", "surrogatepass")).hex()[:LENGTH]


def _parts(shape: Question) -> list[str]:
    asked = [shape.prompt, shape.sample.text] if shape.sample else [shape.prompt]
    match shape:
        case Recall():
            return [*asked, shape.answer]
        case Choice():
            return [*asked, *sorted(shape.right)]
        case Typed():
            shown = ["…" if piece.blank is not None else piece.text for piece in shape.pieces]
            unit = [shape.quantity.unit] if shape.quantity else []
            return [*asked, *shown, *(blank.answer for blank in shape.blanks), *unit]
        case Order():
            return [*asked, *shape.steps]
        case Rubric():
            return [*asked, *(point.text for point in shape.points)]
        case _:
            assert_never(shape)
