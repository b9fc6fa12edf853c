"""What was given to one question of a paper so far, and whether that is an answer."""

from __future__ import annotations

from typing import Literal, assert_never

from msgspec import Struct

from quizcli.grading import Answers, Ordered, Picked, Recalled, Response, Ticked, Verdict
from quizcli.shapes import Order, Question

Sureness = Literal["", "guess", "unsure", "sure"]


class Given(Struct, frozen=True):
    """The work on one question.

    An open question has in `texts` what was written to it and to each of its follow-up questions,
    `step` is the one it stands at; `spoken` says that an answer was given aloud. `points` are the
    rubric points made, None until the learner has confirmed them; until then `ticked` are those
    ticked so far, None where nobody has changed what the text makes. `late` is an answer that time
    has cut off. The verdict is there once the mock is scored.
    """

    response: Response | None = None
    texts: tuple[str, ...] = ()
    spoken: bool = False
    step: int = 0
    seconds: float = 0.0
    step_seconds: float = 0.0
    sureness: Sureness = ""
    flagged: bool = False
    seen: bool = False
    late: bool = False
    points: frozenset[str] | None = None
    ticked: frozenset[str] | None = None
    verdict: Verdict | None = None

    @property
    def text(self) -> str:
        """Everything written to an open question."""
        return "\n\n".join(text for text in self.texts if text.strip())

    @property
    def answered(self) -> bool:
        """Whether anything was given that can be marked."""
        return self.response is not None or self.spoken or bool(self.text)

    @property
    def missed(self) -> bool:
        """Whether it was marked and failed."""
        grade = self.verdict.grade if self.verdict else None
        return grade is not None and not grade.passed


def meant(response: Response | None, shape: Question) -> Response | None:
    """The response if it says anything; a blank one, or an order hardly begun, is none."""
    match response:
        case None | Recalled():
            return None
        case Answers():
            return response if any(text.strip() for text in response.texts) else None
        case Picked():
            return response if response.options else None
        case Ordered():
            whole = isinstance(shape, Order) and len(response.steps) == len(shape.steps)
            return response if whole else None
        case Ticked():
            return response if response.text.strip() else None
    assert_never(response)
