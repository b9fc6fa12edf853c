"""Choice cards: one key takes an option, or digits tick several and Enter hands them in."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Picked, mark
from quizcli.shapes import Choice, Option
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.prose import prose
from quizcli.ui.screens.answer import AnswerPage
from quizcli.ui.screens.numbered import chosen, reach, row, several_chosen, span, spoken
from quizcli.ui.screens.question import QuestionPage, asked, turn_key
from quizcli.ui.text import one_line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen


class ChoiceQuestion(QuestionPage[Choice], frozen=True):
    """The options; `ticked` are indexes, used only where several are right."""

    ticked: frozenset[int] = frozenset()

    def key(self, key: str) -> Screen | Outcome:
        """Takes or ticks an option; Space is an honest "don't know"."""
        index = chosen(key, len(self.shape.options))
        if index is not None:
            if self.shape.several:
                return replace(self, ticked=self.ticked ^ {index})
            return self._hand_in((index,))
        if key == "space":
            return self._hand_in(())
        if key == "enter":
            return self._hand_in(sorted(self.ticked))
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """Prompt and options."""
        several = self.shape.several
        rows = [
            part
            for index, option in enumerate(self.shape.options)
            for part in row(index, self._box(index) + option.text, caps.body_width)
        ]
        keys = (span(len(self.shape.options)), "tick" if several else "choose")
        hand_in = (("Enter", "hand in"),) if several else ()
        below = (Text("Choose all that are right.", "dim"), BLANK) if several else ()
        return self.frame(
            caps, BLANK, *below, *rows, hints=(keys, *hand_in, ("Space", "don't know"))
        )

    def lines(self) -> tuple[str, ...]:
        """Prompt and options."""
        return self.spoken(*_spoken(self.shape))

    def prompt(self) -> str:
        """Asks for a number, or for all."""
        if self.shape.several:
            return "Choose all that are right, such as 1 3; Enter if you don't know: "
        return f"Choose {reach(len(self.shape.options))}; Enter if you don't know: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Numbers, Enter, or a command."""
        if self.shape.several and (indexes := several_chosen(text, len(self.shape.options))):
            return self._hand_in(sorted(indexes))
        after = self.key(turn_key(text))
        several = ", or several such as 1 3" if self.shape.several else ""
        numbers = reach(len(self.shape.options))
        return Bad(f"Type a number, {numbers}{several}.") if after is self else after

    def _box(self, index: int) -> str:
        if not self.shape.several:
            return ""
        return "[x] " if index in self.ticked else "[ ] "

    def _hand_in(self, indexes: tuple[int, ...] | list[int]) -> Screen:
        response = Picked(tuple(self.shape.options[index].text for index in indexes))
        return ChoiceAnswer(self.answered_context, self.shape, response, mark(self.shape, response))


class ChoiceAnswer(AnswerPage[Choice], frozen=True):
    """The options with signs, and why what was taken is wrong."""

    def marked_question(self, width: int) -> tuple[Text, ...]:
        """Every option with its sign; untaken wrong ones say why they are wrong."""
        rows: list[Text] = [*asked(self.shape, width), BLANK]
        for index, option in enumerate(self.shape.options):
            sign = "✓" if option.right else "✗" if self._took(option) else ""
            style = "good" if option.right else "bad" if self._took(option) else ""
            rows += row(
                index, option.text, width, sign=sign, style=style, after=self._remark(option)
            )
        return tuple(rows)

    def answer(self, width: int) -> tuple[Text, ...]:
        """Why each wrong option taken is wrong."""
        return tuple(
            part
            for option in self._wrong()
            for part in prose(f"{option.text}: {option.why}" if option.why else "", width)
        )

    def spoken_answer(self) -> tuple[str, ...]:
        """The right options and what was taken instead."""
        if all(part.right for part in self.verdict.parts):
            return ()
        listed = zip(self.shape.options, _spoken(self.shape), strict=True)
        right = ", ".join(said for option, said in listed if option.right)
        taken = (
            f"You took: {one_line(option.text)}{f': {one_line(option.why)}' if option.why else ''}."
            for option in self._wrong()
        )
        return (f"Right is: {right}.", *taken)

    def _took(self, option: Option) -> bool:
        return isinstance(self.response, Picked) and option.text in self.response.options

    def _wrong(self) -> tuple[Option, ...]:
        return tuple(o for o in self.shape.options if self._took(o) and not o.right)

    def _remark(self, option: Option) -> str:
        if self._took(option):
            return "your answer"
        if option.right:
            return "missed" if self.shape.several else ""
        return option.why


def _spoken(shape: Choice) -> tuple[str, ...]:
    return spoken(option.text for option in shape.options)
