"""Open questions: answer aloud or in writing, then tick the points you made."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Ticked, mark, proposed
from quizcli.phrases import counted
from quizcli.shapes import Rubric
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.prose import prose
from quizcli.ui.screens.answer import AnswerPage
from quizcli.ui.screens.grades import TAKE
from quizcli.ui.screens.numbered import chosen, row, span, spoken
from quizcli.ui.screens.points import EXPECTED, QUESTION, point_rows, ticked_by, ticked_keys
from quizcli.ui.screens.question import QuestionPage, asked, turn_key
from quizcli.ui.text import clean, line, one_line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Screen


class RubricQuestion(QuestionPage[Rubric], frozen=True):
    """The question; `writing` opens a field for an answer in writing."""

    writing: bool = False

    @property
    def typing(self) -> bool:
        """Whether the answer is being written."""
        return self.writing

    @property
    def multiline(self) -> bool:
        """Enter begins a new line, as in a mock."""
        return self.writing

    def key(self, key: str) -> Screen | Outcome:
        """Space shows the points, w opens the field, Esc closes it."""
        if self.writing and key == "c-d":
            return self._points("")
        if self.writing:
            return replace(self, writing=False) if key == "escape" else LEAVE_KEYS.get(key, self)
        if key in TAKE:
            return self._points("")
        if key == "w":
            return replace(self, writing=True)
        return self.other_key(key)

    def submit(self, text: str) -> Screen | Outcome:
        """The points, those that the text seems to make ticked already."""
        return self._points(text)

    def view(self, caps: Caps) -> Frame:
        """The question, and how long an answer should take."""
        frame = self.frame(
            caps,
            BLANK,
            Text(f"Answer aloud, {self._time()}.", "dim"),
            *((BLANK,) if self.writing else ()),
            hints=(("Space", "show points"), ("w", "write")),
        )
        if not self.writing:
            return frame
        hints = (("^D", "show points"), ("Esc", "back"), ("^C", "quit"))
        help_ = ("Esc ?", "keys")
        return replace(frame, label=line(("Answer:", "dim")), hints=hints, help=help_)

    def lines(self) -> tuple[str, ...]:
        """The question."""
        return self.spoken(f"Answer aloud or in writing, {self._time()}.")

    def prompt(self) -> str:
        """Asks for an answer or Enter."""
        return "Your answer (Enter shows the points): "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """An answer, Enter, or a command behind a colon."""
        command = self.typed_command(text)
        return self._points(text) if command is None else command

    def _time(self) -> str:
        return f"in about {counted(self.shape.minutes, 'minute')}"

    def _points(self, text: str) -> Screen:
        ticked = proposed(self.shape, text) if text.strip() else frozenset()
        return RubricPoints(self.answered_context, self.shape, text=text, ticked=ticked)


class RubricPoints(QuestionPage[Rubric], frozen=True):
    """Points and model answer; `ticked` holds the keys of the points that were made."""

    text: str = ""
    ticked: frozenset[str] = frozenset()

    def key(self, key: str) -> Screen | Outcome:
        """Digits tick, Space or Enter hands in, Backspace goes back to the question."""
        index = chosen(key, len(self.shape.points))
        if index is not None:
            return replace(self, ticked=self.ticked ^ {self.shape.points[index].key})
        if key in TAKE:
            return self._hand_in(self.ticked)
        if key == "backspace":
            return RubricQuestion(self.context, self.shape)
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """What a good answer says, to be ticked."""
        width = caps.body_width
        rows: list[Text] = [line((QUESTION, "title"))]
        rows += point_rows(self.shape.points, self.ticked, width)
        if self.text.strip():
            rows += [BLANK, *prose(f"You wrote: {self.text}", width)]
        rows += _model(self.shape, width)
        hints = ((span(len(self.shape.points)), "tick"), ("Space", "hand in"))
        return self.frame(caps, BLANK, *rows, hints=hints)

    def lines(self) -> tuple[str, ...]:
        """Model answer and points."""
        model = (f"A good answer: {clean(self.shape.model).strip()}",) if self.shape.model else ()
        return (*model, "Points:", *spoken(point.text for point in self.shape.points))

    def prompt(self) -> str:
        """Asks for the numbers of the points."""
        kept = ticked_keys(self.shape.points, self.ticked)
        return f"Which did you say, such as 1 3; Enter is {kept}: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Numbers, 0 for none, Enter, or a command."""
        ticked = ticked_by(text, self.shape.points)
        if ticked is not None:
            return self._hand_in(ticked)
        after = self.key(turn_key(text))
        return Bad(EXPECTED) if after is self else after

    def _hand_in(self, ticked: frozenset[str]) -> Screen:
        response = Ticked(ticked, self.text)
        return RubricAnswer(self.answered_context, self.shape, response, mark(self.shape, response))


class RubricAnswer(AnswerPage[Rubric], frozen=True):
    """The points with signs, the model answer, and what is asked next."""

    def key(self, key: str) -> Screen | Outcome:
        """Backspace goes back to ticking."""
        if key == "backspace" and isinstance(self.response, Ticked):
            ticks = self.response
            return RubricPoints(self.context, self.shape, text=ticks.text, ticked=ticks.points)
        return super().key(key)

    def title(self) -> str:
        """How many points were made."""
        return f"{self.verdict.right} of {len(self.verdict.parts)} points"

    def marked_question(self, width: int) -> tuple[Text, ...]:
        """The question."""
        return asked(self.shape, width)

    def answer(self, width: int) -> tuple[Text, ...]:
        """Points, model answer, follow-up questions."""
        rows: list[Text] = []
        for index, part in enumerate(self.verdict.parts):
            rows += row(index, one_line(part.expected), width, sign="✓" if part.right else "✗")
        rows += _model(self.shape, width)
        if self.shape.follow_ups:
            rows += [BLANK, Text("Asked next:", "dim")]
            rows += prose("\n".join(f"- {one_line(each)}" for each in self.shape.follow_ups), width)
        return tuple(rows)

    def spoken_answer(self) -> tuple[str, ...]:
        """The points that are missing, and the follow-up questions."""
        missing = tuple(
            f"Missing: {one_line(part.expected)}" for part in self.verdict.parts if not part.right
        )
        return (*missing, *(f"Asked next: {one_line(each)}" for each in self.shape.follow_ups))


def _model(shape: Rubric, width: int) -> list[Text]:
    return [BLANK, *prose(shape.model, width)] if shape.model else []
