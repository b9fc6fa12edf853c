"""Order cards: pick what comes next; the last step falls in by itself."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.drill.ask import mixed_steps
from quizcli.grading import Ordered, mark
from quizcli.shapes import Order
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.answer import AnswerPage
from quizcli.ui.screens.numbered import chosen, keys_of, row, several_chosen, span, spoken
from quizcli.ui.screens.question import QuestionPage, asked, turn_key
from quizcli.ui.text import T, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen


class OrderQuestion(QuestionPage[Order], frozen=True):
    """Mixed steps that keep their numbers; `taken` are indexes into them."""

    taken: tuple[int, ...] = ()

    @property
    def mixed(self) -> tuple[str, ...]:
        """The steps as they are offered."""
        return mixed_steps(self.shape, self.context.ask.seed)

    def key(self, key: str) -> Screen | Outcome:
        """Takes a step, takes the last one back, or gives up."""
        index = chosen(key, len(self.mixed))
        if index is not None:
            return self if index in self.taken else self._with((*self.taken, index))
        if key == "backspace" and self.taken:
            return replace(self, taken=self.taken[:-1])
        if key == "space":
            return self._hand_in(self.taken)
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """What was taken so far, and what is left."""
        width = caps.body_width
        rows: list[Text] = []
        for place, index in enumerate(self.taken, 1):
            rows += wrap(T(one_line(self.mixed[index])), width, f" {place}. ")
        rows.append(line(f" {len(self.taken) + 1}. ", ("? which comes next", "mark")))
        rows.append(BLANK)
        for index, step in enumerate(self.mixed):
            if index not in self.taken:
                rows += row(index, one_line(step), width)
        back = (("Bksp", "take back"),) if self.taken else ()
        keys = (span(len(self.mixed)), "comes next")
        return self.frame(caps, BLANK, *rows, hints=(keys, *back, ("Space", "give up")))

    def lines(self) -> tuple[str, ...]:
        """The steps as they are offered."""
        return self.spoken(*spoken(self.mixed))

    def prompt(self) -> str:
        """Asks for all numbers at once."""
        example = keys_of(reversed(range(len(self.mixed))))
        return f"Numbers in the right order, such as {example}; Enter if you don't know: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """All numbers, Enter, or a command."""
        count = len(self.mixed)
        indexes = several_chosen(text, count)
        if indexes is not None and len(indexes) >= count - 1:
            return self._with(indexes)
        key = turn_key(text)
        after = (
            self if chosen(key, count) is not None else self.key("space" if key == "enter" else key)
        )
        return Bad(f"Type all {count} numbers, each once.") if after is self else after

    def _with(self, taken: tuple[int, ...]) -> Screen:
        left = [index for index in range(len(self.mixed)) if index not in taken]
        if len(left) > 1:
            return replace(self, taken=taken)
        return self._hand_in((*taken, *left))

    def _hand_in(self, taken: tuple[int, ...]) -> Screen:
        response = Ordered(tuple(self.mixed[index] for index in taken))
        return OrderAnswer(self.answered_context, self.shape, response, mark(self.shape, response))


class OrderAnswer(AnswerPage[Order], frozen=True):
    """The steps in their order, each with what stood in its place."""

    def marked_question(self, width: int) -> tuple[Text, ...]:
        """The prompt."""
        return asked(self.shape, width)

    def answer(self, width: int) -> tuple[Text, ...]:
        """Place by place."""
        rows: list[Text] = []
        for place, part in enumerate(self.verdict.parts, 1):
            sign, style = ("✓", "good") if part.right else ("✗", "bad")
            said = T(one_line(part.expected))
            if part.given and not part.right:
                said = line(said, (f"   you: {one_line(part.given)}", "dim"))
            rows += wrap(said, width, line((sign, style), f" {place:>2}. "))
        return tuple(rows)

    def spoken_answer(self) -> tuple[str, ...]:
        """The right order, and where it was missed."""
        return tuple(
            f"{place}. {one_line(part.expected)}"
            + (" (you had another step)" if part.given and not part.right else "")
            for place, part in enumerate(self.verdict.parts, 1)
        )
