"""The answer side of a turn: what was right, why, and the grade bar."""

from __future__ import annotations

from abc import abstractmethod

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Response, Verdict
from quizcli.model import Grade
from quizcli.phrases import OLDER_GUIDE
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Graded, Outcome
from quizcli.ui.prose import prose
from quizcli.ui.screens.context import suggested
from quizcli.ui.screens.grades import NAMES, TAKE, grade_bar, key_of
from quizcli.ui.screens.question import HINTS, S, TurnPage, spoken_asked, status, turn_key
from quizcli.ui.text import T, clean, ruled, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen


class AnswerPage(TurnPage[S], frozen=True):
    """The answer side; each shape marks its question and says what belongs below the title.

    `claimed` says that the learner counts the answer as right, `resumed` that this side comes first
    (after an undo), so that line mode has to say the question too.
    """

    response: Response
    verdict: Verdict
    claimed: bool = False
    resumed: bool = False

    @abstractmethod
    def marked_question(self, width: int) -> tuple[Text, ...]:
        """The question with what was right and wrong marked in it."""

    @abstractmethod
    def answer(self, width: int) -> tuple[Text, ...]:
        """What stands below the title, before the explanation."""

    @abstractmethod
    def spoken_answer(self) -> tuple[str, ...]:
        """The same in sentences for line mode."""

    @property
    def suggestion(self) -> Grade:
        """The grade that Space takes."""
        return Grade.GOOD if self.claimed else suggested(self.verdict)

    @property
    def disputable(self) -> bool:
        """Whether the learner may say that the program marked a right answer wrong."""
        return False

    def key(self, key: str) -> Screen | Outcome:
        """Grades, takes the suggestion, or commands."""
        if key in self.context.keys:
            return self._graded(self.context.keys[key])
        if key in TAKE:
            return self._graded(self.suggestion)
        if key == "y" and self.disputable:
            return replace(self, claimed=True)
        return self.command(key) or self

    def view(self, caps: Caps) -> Frame:
        """Question, title, answer, explanation; the grade bar below."""
        width = caps.body_width
        question = self.marked_question(width)
        above = airy((BLANK, *question, *((BLANK,) if question else ())), caps)
        answer = airy((self._title(caps), *self.answer(width)), caps)
        more = told(self, width)
        more = more if len(answer) > 1 else more[1:]
        return Frame(
            left=self.heading(caps),
            right=self.progress(caps),
            body=(*above, *answer, *airy(more, caps)),
            status=status(self.context),
            grades=self.grade_bar(caps.width - 2),
            hints=self._hints(),
            focus=(len(above), len(above) + len(answer) - 1),
        )

    def grade_bar(self, width: int) -> Text:
        """The grades with their keys, the suggested one pointed at; shorter where it must be."""
        scale, interval = self.context.scale, self.context.interval
        for brings, gap in ((interval, "  "), (interval, " "), (None, " ")):
            bar = grade_bar(scale, self.suggestion, brings, gap)
            if bar.cell_len <= width:
                return bar
        return grade_bar(scale, self.suggestion, None, " ", names=False)

    def lines(self) -> tuple[str, ...]:
        """The verdict and the answer in sentences."""
        title = f"{self.title().capitalize()}."
        if self.claimed:
            return (title,)
        news = (clean(self.context.status),) if self.context.status else ()
        asked = (self.spoken_place(), *spoken_asked(self.shape)) if self.resumed else ()
        return (*news, *asked, title, *self.spoken_answer(), *_told_lines(self))

    def prompt(self) -> str:
        """The grades in words."""
        grades = ", ".join(
            f"{key} {NAMES[grade].casefold()} {self.context.interval(grade)}".rstrip()
            for key, grade in self.context.keys.items()
        )
        claim = "; y counts it as right" if self.disputable else ""
        return f"Grade: {grades}{claim}; Enter is {self._suggested_name().casefold()}: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A grade, Enter, or a command."""
        after = self.key(turn_key(text))
        keys = ", ".join(self.context.keys)
        return (
            Bad(f"Type one of {keys}, or Enter for {self._suggested_name().casefold()}.")
            if after is self
            else after
        )

    def title(self) -> str:
        """The verdict in words."""
        if self.claimed:
            return "counted as right"
        close = self.verdict.grade == Grade.CLOSE and not self.verdict.right
        return "partly right" if close else self.verdict.title

    def _title(self, caps: Caps) -> Text:
        good = self.claimed or self.verdict.grade is None or self.suggestion.passed
        return ruled(self.title(), "title" if good else "bad", caps.width - 2)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        claim = (("y", "count mine as right"),) if self.disputable else ()
        return (("Space", self._suggested_name()), *claim, *HINTS)

    def _suggested_name(self) -> str:
        return NAMES[self.context.keys[key_of(self.suggestion, self.context.scale)]]

    def _graded(self, grade: Grade) -> Graded:
        return Graded(grade, self.verdict, self.response)


def told(page: AnswerPage[S], width: int) -> tuple[Text, ...]:
    """The rows of what the note tells beyond the answer."""
    card = page.context.ask.card
    rows: list[Text] = []
    if card.explain:
        rows += [BLANK, *prose(card.explain, width)]
    if card.guide_said:
        rows += [BLANK, *wrap(T(_guide(card.guide_said), "aux"), width)]
    if verified := _verified(page):
        rows += [BLANK, *wrap(T(verified, "dim"), width)]
    return tuple(rows)


def _guide(text: str) -> str:
    return f"{OLDER_GUIDE} {text}"


def _verified(page: AnswerPage[S]) -> str:
    verified = page.context.ask.card.note.verified
    return f"verified {verified.on} · {verified.ref}" if verified else ""


def _told_lines(page: AnswerPage[S]) -> tuple[str, ...]:
    card = page.context.ask.card
    texts = (card.explain, _guide(card.guide_said) if card.guide_said else "")
    return tuple(clean(text).strip() for text in texts if text)
