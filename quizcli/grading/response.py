"""What a learner gave in one turn, and what the grader found in it."""

from __future__ import annotations

from dataclasses import dataclass

from quizcli.model import Grade


@dataclass(frozen=True, slots=True)
class Recalled:
    """An openly asked card: nothing was handed in, the learner grades."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One typed text a blank; an empty text means "don't know"."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """The texts of the options taken; none means "don't know"."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """Steps in the order the learner put them; fewer than asked means given up."""

    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ticked:
    """Keys of the rubric points that were made, and what was typed, if anything."""

    points: frozenset[str]
    text: str = ""


Response = Recalled | Answers | Picked | Ordered | Ticked


@dataclass(frozen=True, slots=True)
class Part:
    """One blank, option, step or point: what was expected, what was given, and a remark on it."""

    right: bool
    expected: str
    given: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
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
        """The verdict in words: `answer`, `right`, `2 of 3 right`, `don't know`, `wrong`."""
        if self.grade is None:
            return "answer"
        if self.right == len(self.parts):
            return "right"
        if self.grade == Grade.BLANK:
            return "don't know"
        return f"{self.right} of {len(self.parts)} right" if self.right else "wrong"
