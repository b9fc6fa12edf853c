"""Open answers: which points of a rubric were made, and what share of its weight that is."""

from __future__ import annotations

from quizcli.grading.response import Part, Ticked, Verdict
from quizcli.grading.words import words
from quizcli.model import Grade
from quizcli.shapes import Point, Rubric

# Least share of the rubric's weight for each grade.
SHARES = ((0.85, Grade.GOOD), (0.6, Grade.HARD), (0.3, Grade.CLOSE))
LEAST_SHARED_WORDS = 0.6


def share(shape: Rubric, points: frozenset[str]) -> float:
    """The weight of the points made as a share of all, 0 to 1."""
    total = sum(point.weight for point in shape.points)
    made = sum(point.weight for point in shape.points if point.key in points)
    return made / total if total else 0.0


def mark_rubric(shape: Rubric, response: Ticked) -> Verdict:
    """The verdict over the points ticked; the grade follows their share of the weight."""
    parts = tuple(Part(point.key in response.points, point.text) for point in shape.points)
    made = share(shape, response.points)
    grade = next((grade for least, grade in SHARES if made >= least), Grade.AGAIN)
    return Verdict(parts, grade if made else Grade.BLANK, response.text or None)


def proposed(shape: Rubric, text: str) -> frozenset[str]:
    """The points whose terms occur in a typed answer: a proposal the learner corrects."""
    said = words(text)
    return frozenset(point.key for point in shape.points if _made(point, said))


def _made(point: Point, said: tuple[str, ...]) -> bool:
    if point.terms:
        return any(_occurs(words(term), said) for term in point.terms)
    wanted = set(words(point.text))
    return len(wanted & set(said)) >= LEAST_SHARED_WORDS * len(wanted)


def _occurs(term: tuple[str, ...], said: tuple[str, ...]) -> bool:
    size = len(term)
    return any(
        all(
            _same(had, wanted) for had, wanted in zip(said[start : start + size], term, strict=True)
        )
        for start in range(len(said) - size + 1)
    )


def _same(had: str, wanted: str) -> bool:
    """Whether the words are one but for a plural s."""
    return had.removesuffix("s") == wanted.removesuffix("s")
