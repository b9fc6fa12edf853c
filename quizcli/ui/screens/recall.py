"""Recall cards: think, look, grade yourself."""

from __future__ import annotations

from rich.text import Text

from quizcli.grading import Recalled, mark
from quizcli.shapes import Recall
from quizcli.ui.frame import Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.prose import prose
from quizcli.ui.screens.answer import AnswerPage
from quizcli.ui.screens.grades import TAKE
from quizcli.ui.screens.question import QuestionPage, asked, turn_key
from quizcli.ui.text import clean
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen


class RecallQuestion(QuestionPage[Recall], frozen=True):
    """The prompt alone."""

    def key(self, key: str) -> Screen | Outcome:
        """Space shows the answer."""
        if key in TAKE:
            response = Recalled()
            return RecallAnswer(
                self.answered_context, self.shape, response, mark(self.shape, response)
            )
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """The prompt."""
        return self.frame(caps, hints=(("Space", "show answer"),))

    def lines(self) -> tuple[str, ...]:
        """The prompt."""
        return self.spoken()

    def prompt(self) -> str:
        """Asks for Enter."""
        return "Enter shows the answer: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Enter, or a command."""
        after = self.key(turn_key(text))
        return Bad(f"Press Enter. {self.commands}") if after is self else after


class RecallAnswer(AnswerPage[Recall], frozen=True):
    """Prompt and answer."""

    def marked_question(self, width: int) -> tuple[Text, ...]:
        """The prompt as it was."""
        return asked(self.shape, width)

    def answer(self, width: int) -> tuple[Text, ...]:
        """The author's answer."""
        return tuple(prose(self.shape.answer, width))

    def spoken_answer(self) -> tuple[str, ...]:
        """The author's answer."""
        return (clean(self.shape.answer).strip(),)
