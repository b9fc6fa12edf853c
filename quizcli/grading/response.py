"""What a learner gave in one turn, and what the grader found in it."""

from __future__ import annotations

from msgspec import Struct

from quizcli.model import Grade


class Recalled(Struct, frozen=True):
    """An openly asked card: nothing was handed in, the learner grades."""


class Answers(Struct, frozen=True):
    """One typed text a blank; an empty text means "don't know"."""

    texts: tuple[str, ...]


class Picked(Struct, frozen=True):
    """The texts of the options taken; none means "don't know"."""

    options: tuple[str, ...]


class Ordered(Struct, frozen=True):
    """Steps in the order the learner put them; fewer than asked means given up."""

    steps: tuple[str, ...]


class Ticked(Struct, frozen=True):
    """Keys of the rubric points that were made, and what was typed, if anything."""

    points: frozenset[str]
    text: str = ""


Response = Recalled | Answers | Picked | Ordered | Ticked


class Part(Struct, frozen=True):
    """One blank, option, step or point: what was expected, what was given, and a remark on it."""

    right: bool
    expected: str
    given: str = ""
    remark: str = ""


class Verdict(Struct, frozen=True):
    """What the grader found and the grade it suggests (None: the learner alone knows)."""

    parts: tuple[Part, ...]
    grade: Grade | None
    chosen: str | None = None

    @property
    def right(self) -> int:
        """How many parts are right."""
        return sum(part.right for part in self.parts)

    @property
    def title(self) -> str:
        """The verdict in words: `answer`, `right`, `2 of 3 right`, `don't know`, `wrong`.

        What was given and not expected is told apart: `1 of 2 right, 1 wrong`.
        """
        if self.grade is None:
            return "answer"
        if self.right == len(self.parts):
            return "right"
        if self.grade == Grade.BLANK:
            return "don't know"
        if not self.right:
            return "wrong"
        expected = sum(bool(part.expected) for part in self.parts)
        surplus = len(self.parts) - expected
        return f"{self.right} of {expected} right" + (f", {surplus} wrong" if surplus else "")
