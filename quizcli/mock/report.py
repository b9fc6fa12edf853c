"""What a report says in sentences, the same on every page it is shown on."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct

from quizcli.days import duration
from quizcli.mock.interview import Attempt
from quizcli.mock.scorecard import Question, Scorecard
from quizcli.mock.wording import TIME_WAS_UP
from quizcli.phrases import counted

SURE_WRONG = "Sure, and wrong"
LUCKY = "Guessed, and right"


class Report(Struct, frozen=True):
    """A scorecard with its number, its day as an ISO date, and whether that is today."""

    number: int
    day: str
    card: Scorecard
    today: bool = False

    @property
    def attempt(self) -> Attempt:
        """The scored attempt."""
        return self.card.attempt

    @property
    def title(self) -> str:
        """`Mock 3, exam, 2026-11-24`."""
        return f"Mock {self.number}, {self.attempt.paper.wish.kind}, {self.day}"

    @property
    def score(self) -> str:
        """`5 of 8 questions right`, or of an interview `14.5 of 21 points in 8 questions`."""
        card = self.card
        if self.attempt.paper.is_exam:
            return f"{card.right} of {counted(len(card.questions), 'question')} right"
        made, whole = card.made
        return f"{made:g} of {whole:g} points in {counted(len(card.questions), 'question')}"

    @property
    def likely(self) -> str:
        """Where the true share lies."""
        low, high = percent(self.card.low), percent(self.card.high)
        return f"with a chance of 80% your true score lies between {low} and {high}"

    @property
    def verdict(self) -> str:
        """Whether the pass mark was reached; empty without one."""
        wanted = self.attempt.paper.wish.pass_mark
        if wanted is None:
            return ""
        return f"Pass mark {wanted:g}%: {'reached' if self.card.passed else 'not reached'}."

    @property
    def time(self) -> str:
        """How it ended and how long it took: `finished early, used 4:10 of 15:00, paused 1x`."""
        run = self.attempt
        used = f"used {duration(run.used)} of {duration(run.paper.seconds)}"
        ended = "time was up" if run.ended == "time" else "finished early" if run.left else ""
        return ", ".join(filter(None, (ended, used, _paused(run))))

    @property
    def answered(self) -> str:
        """How what was answered went, and what was not reached; empty where all was answered."""
        part = self.card.of_answered
        answered = counted(sum(bool(q.given) for q in self.card.questions), "question")
        said = f"Of the {answered} answered: {percent(part)}." if part is not None else ""
        unseen = tuple(q.number for q in self.card.questions if q.outcome == "not seen")
        return " ".join(filter(None, (said, f"Not reached: {numbers(unseen)}." if unseen else "")))

    @property
    def paper(self) -> str:
        """What was wished for, and the seed that draws it again."""
        wish = self.attempt.paper.wish
        preset = f"preset {wish.preset}, " if wish.preset else ""
        strict = ", strict" if wish.strict else ""
        sentence = wish.sentence.partition(", ")[2]
        return f"{preset}{sentence}{strict}, seed {self.attempt.paper.seed}"

    @property
    def feedback(self) -> str:
        """What was put into the reviews, in one sentence."""
        run = self.attempt
        if not run.paper.wish.feedback:
            return "The schedule was left alone."
        cards = sum(given.missed for given in run.given)
        reviews = "today's reviews" if self.today else "that day's reviews"
        if not cards:
            return f"Nothing was put into {reviews}: no answer was wrong."
        were = "was" if cards == 1 else "were"
        return f"{counted(cards, 'missed card')} {were} put into {reviews}."


def heading(question: Question) -> str:
    """How a question went, in words; first of all whether being sure or a guess misled."""
    if question.confident_error:
        return SURE_WRONG
    if question.lucky_guess:
        return LUCKY
    match question.outcome:
        case "right":
            return "Right"
        case "partly":
            return "In part"
        case "wrong":
            return "Wrong"
        case "open":
            return "Not answered"
        case "not seen":
            return "Not reached"
    assert_never(question.outcome)


def percent(part: float) -> str:
    """A share as `63%`; only a whole one is 100%."""
    return f"{100 if part >= 1 else min(99, round(100 * part))}%"


def remarks(question: Question) -> list[str]:
    """What is wrong with the parts of an answer, and whether time cut it off."""
    late = [TIME_WAS_UP] if question.late else []
    if len(question.remarks) == 1 and question.remarks[0][0] == question.given:
        return [question.remarks[0][1], *late]
    return [*(f"{given}: {remark}" for given, remark in question.remarks), *late]


def numbers(found: tuple[int, ...]) -> str:
    """Numbers with runs of them drawn together: `2, 4-7`."""
    runs: list[list[int]] = []
    for number in found:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def right_of(share: float, questions: int) -> str:
    """`3/4`, or `2.5/4` where open questions were right in part."""
    return f"{round(share * questions, 1):g}/{questions}"


def _paused(run: Attempt) -> str:
    asleep = [pause for pause in run.pauses if pause.cause == "gap"]
    if not run.pauses:
        return ""
    gaps = f" ({len(asleep)} by itself)" if asleep else ""
    return f"paused {len(run.pauses)}x{gaps}"
