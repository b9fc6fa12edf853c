"""Questions of an exam mock about an order: pick what comes next, take back what was wrong."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Ordered
from quizcli.shapes import Order
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Moved, Outcome
from quizcli.ui.screens.mock.exam import ExamPage
from quizcli.ui.screens.numbered import chosen, keys_of, row, several_chosen, span, spoken
from quizcli.ui.text import T, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen


class ExamOrder(ExamPage[Order], frozen=True):
    """Mixed steps that keep their numbers; `begun` are those taken while the order is not whole."""

    begun: tuple[int, ...] = ()

    @property
    def mixed(self) -> tuple[str, ...]:
        """The steps as they are offered."""
        return self.run.paper.steps(self.run.here)

    def key(self, key: str) -> Screen | Outcome:
        """Takes a step or takes the last one back; the last step falls in by itself."""
        index = chosen(key, len(self.mixed))
        taken = self._taken()
        if index is not None:
            return self if index in taken else self._with((*taken, index))
        if key == "backspace" and taken:
            # Two fall out of a whole order, for the last one fell in by itself.
            return self._with(taken[: -2 if len(taken) == len(self.mixed) else -1])
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """What was taken so far, and what is left."""
        width = caps.body_width
        taken = self._taken()
        rows: list[Text] = []
        for place, index in enumerate(taken, 1):
            rows += wrap(T(one_line(self.mixed[index]), "bold"), width, f" {place}. ")
        if len(taken) < len(self.mixed):
            rows += [line(f" {len(taken) + 1}. ", ("? which comes next", "mark")), BLANK]
        for index, step in enumerate(self.mixed):
            if index not in taken:
                rows += row(index, one_line(step), width)
        back = (("Bksp", "take back"),) if taken else ()
        return self.frame(caps, BLANK, *rows, hints=((span(len(self.mixed)), "comes next"), *back))

    def below(self) -> tuple[str, ...]:
        """The steps as they are offered."""
        return spoken(self.mixed)

    def spoken_answer(self) -> str:
        """The order so far."""
        return keys_of(self._taken())

    def prompt(self) -> str:
        """Asks for all numbers at once."""
        example = keys_of(reversed(range(len(self.mixed))))
        return self.asking(f"Numbers in the right order, such as {example}; Enter goes on: ")

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """All numbers, Enter, or a command."""
        rated = self.rated(text)
        if rated is not None:
            return rated
        count = len(self.mixed)
        indexes = several_chosen(text, count)
        if indexes is not None and len(indexes) >= count - 1:
            left = [index for index in range(count) if index not in indexes]
            return self.gave_line(self._ordered((*indexes, *left)))
        if indexes is not None:
            return Bad(f"Type all {count} numbers, each once.")
        return self.commanded(text)

    def _taken(self) -> tuple[int, ...]:
        response = self.run.at.response
        if self.begun or not isinstance(response, Ordered):
            return self.begun
        return tuple(self.mixed.index(step) for step in response.steps)

    def _with(self, taken: tuple[int, ...]) -> Screen | Outcome:
        left = [index for index in range(len(self.mixed)) if index not in taken]
        if len(left) > 1:
            return Moved(self.run.respond(None), page=replace(self, begun=taken))
        whole = self._ordered((*taken, *left))
        return Moved(self.run.respond(whole), page=replace(self, begun=()))

    def _ordered(self, indexes: tuple[int, ...]) -> Ordered:
        return Ordered(tuple(self.mixed[index] for index in indexes))
