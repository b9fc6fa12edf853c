"""The result of a mock: its score and how sure that is, topic by topic, and what to go over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from quizcli.grading import Ticked, mark, share
from quizcli.insight import beta
from quizcli.mock.given import Given, Sureness
from quizcli.mock.interview import Attempt, Pause
from quizcli.mock.paper import Item
from quizcli.mock.wording import asked, code, response_text, right_answer
from quizcli.shapes import Rubric, Sample

# Against the share of time of the questions looked at.
SLOW, QUICK = 1.25, 0.5

Pace = Literal["", "quick", "ok", "slow"]
Outcome = Literal["right", "partly", "wrong", "open", "not seen"]


class PointMark(Struct, frozen=True):
    """A rubric point and whether it was made."""

    key: str
    text: str
    weight: float
    made: bool


class Question(Struct, frozen=True):
    """One question gone over; `share` is how much of it was right, 0 to 1.

    `why` explains the right answer, `remarks` what is wrong with what was given, part by part.
    """

    number: int
    card: str
    topic: str
    section: str
    asked: str
    given: str
    right: str
    outcome: Outcome
    share: float
    seconds: float
    time: float
    code: Sample | None = None
    why: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    sureness: Sureness = ""
    late: bool = False
    points: tuple[PointMark, ...] = ()
    follow_ups: tuple[tuple[str, str], ...] = ()

    @property
    def confident_error(self) -> bool:
        """Whether the learner was sure of what is wrong."""
        return self.sureness == "sure" and self.outcome in ("wrong", "partly")

    @property
    def lucky_guess(self) -> bool:
        """Whether a guess came out right."""
        return self.sureness == "guess" and self.outcome == "right"


class TopicScore(Struct, frozen=True):
    """A topic's part of the score, the questions it rests on, and the time against their share."""

    name: str
    questions: int
    share: float
    low: float
    high: float
    seconds: float
    pace: Pace

    @property
    def right(self) -> float:
        """How many of its questions were right; parts of open ones count as parts."""
        return self.share * self.questions


class Scorecard(Struct, frozen=True):
    """All that a report says; `low` and `high` hold the true share with a chance of 80 %.

    `groups` has the topics of the wish where it names several, `sections` those of the decks.
    """

    attempt: Attempt
    score: float
    low: float
    high: float
    questions: tuple[Question, ...]
    groups: tuple[TopicScore, ...]
    sections: tuple[TopicScore, ...]

    @property
    def right(self) -> int:
        """How many questions are right."""
        return sum(question.outcome == "right" for question in self.questions)

    @property
    def made(self) -> tuple[float, float]:
        """The weight of the rubric points made, and of all of them."""
        points = [point for question in self.questions for point in question.points]
        return sum(p.weight for p in points if p.made), sum(p.weight for p in points)

    @property
    def of_answered(self) -> float | None:
        """The score of what was answered alone; None where all or nothing was."""
        answered = [question for question in self.questions if question.given]
        return _score(answered) if 0 < len(answered) < len(self.questions) else None

    @property
    def passed(self) -> bool | None:
        """Whether the pass mark was reached; None where none is set."""
        wanted = self.attempt.paper.wish.pass_mark
        # A score of 75 % is reached also where binary fractions have it a hair below.
        return None if wanted is None else 100 * self.score >= wanted - 1e-9

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The times that did not count."""
        return self.attempt.pauses

    @property
    def to_go_over(self) -> tuple[Question, ...]:
        """Confident errors first, then lucky guesses, then whatever else was asked in vain."""
        kinds: tuple[Callable[[Question], bool], ...] = (
            lambda question: question.confident_error,
            lambda question: question.lucky_guess,
            lambda question: question.outcome in ("wrong", "partly"),
            lambda question: question.outcome == "open",
        )
        found: dict[int, Question] = {}
        for kind in kinds:
            found |= {q.number: q for q in self.questions if kind(q) and q.number not in found}
        return tuple(found.values())


def scored(attempt: Attempt) -> Attempt:
    """The attempt with a verdict on every answer."""
    given = tuple(
        _marked(item, work) for item, work in zip(attempt.paper.items, attempt.given, strict=True)
    )
    return replace(attempt, given=given)


def scorecard(attempt: Attempt) -> Scorecard:
    """The result of a scored attempt."""
    paper = attempt.paper
    questions = tuple(
        _question(number, item, work)
        for number, (item, work) in enumerate(zip(paper.items, attempt.given, strict=True), 1)
    )
    total = _score(questions)
    low, high = _interval(total, len(questions))
    several = len({question.topic for question in questions}) > 1
    named = bool(paper.wish.topics or paper.wish.preset) and several
    return Scorecard(
        attempt,
        total,
        low,
        high,
        questions,
        _topics(questions, lambda question: question.topic) if named else (),
        _topics(questions, lambda question: question.section),
    )


def _marked(item: Item, work: Given) -> Given:
    if isinstance(item.shape, Rubric):
        if not work.answered:
            return work
        ticked = Ticked(work.points or frozenset(), work.text)
        return replace(work, verdict=mark(item.shape, ticked))
    if work.response is None:
        return work
    return replace(work, verdict=mark(item.shape, work.response, frozenset(item.known)))


def _question(number: int, item: Item, work: Given) -> Question:
    shape, verdict = item.shape, work.verdict
    points: tuple[PointMark, ...] = ()
    part = float(verdict is not None and verdict.grade is not None and verdict.grade.passed)
    if isinstance(shape, Rubric):
        made = work.points or frozenset()
        points = tuple(PointMark(p.key, p.text, p.weight, p.key in made) for p in shape.points)
        part = share(shape, made)
    texts = (*work.texts, *[""] * (1 + len(item.follow_ups) - len(work.texts)))
    first = work.texts[0] if work.texts else "said aloud" if work.spoken else ""
    return Question(
        number=number,
        card=str(item.card.id),
        topic=item.topic,
        section=item.section,
        asked=asked(shape),
        given=first if isinstance(shape, Rubric) else response_text(work.response),
        right=right_answer(shape),
        outcome=_outcome(work, part),
        share=part,
        seconds=work.seconds,
        time=item.whole_seconds,
        code=code(shape),
        why=item.card.note.explain,
        remarks=tuple((p.given, p.remark) for p in verdict.parts if p.remark) if verdict else (),
        sureness=work.sureness,
        late=work.late,
        points=points,
        follow_ups=tuple(zip(item.follow_ups, texts[1:], strict=True)),
    )


def _outcome(work: Given, part: float) -> Outcome:
    if not work.answered:
        return "open" if work.seen else "not seen"
    return "right" if part >= 1 else "partly" if part > 0 else "wrong"


def _score(questions: Sequence[Question]) -> float:
    """The share of what was to be had: every exam question the same, every point by its weight."""
    points = [point for question in questions for point in question.points]
    if points:
        made = sum(point.weight for point in points if point.made)
        return made / sum(point.weight for point in points)
    return sum(question.share for question in questions) / len(questions)


def _interval(part: float, questions: int) -> tuple[float, float]:
    """Where the true share lies with a chance of 80 % (Jeffreys): a question is one trial."""
    return beta.interval(part * questions + 0.5, (1 - part) * questions + 0.5)


def _topics(
    questions: Iterable[Question], name_of: Callable[[Question], str]
) -> tuple[TopicScore, ...]:
    """The topics, the one that lost most first."""
    members: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        members[name_of(question)].append(question)
    found = [_topic(name, asked_) for name, asked_ in members.items()]
    return tuple(sorted(found, key=lambda t: (t.share, -t.questions, t.name)))


def _topic(name: str, questions: Sequence[Question]) -> TopicScore:
    part = _score(questions)
    seen = [question for question in questions if question.outcome != "not seen"]
    seconds = sum(question.seconds for question in seen)
    return TopicScore(
        name,
        len(questions),
        part,
        *_interval(part, len(questions)),
        seconds,
        _pace(seconds, sum(question.time for question in seen)),
    )


def _pace(seconds: float, time: float) -> Pace:
    if not time:
        return ""
    return "slow" if seconds > SLOW * time else "quick" if seconds < QUICK * time else "ok"
