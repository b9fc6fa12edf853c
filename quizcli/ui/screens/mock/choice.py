"""Questions of an exam mock with options: what is picked is marked, and stays so."""

from __future__ import annotations

from rich.text import Text

from quizcli.grading import Picked
from quizcli.shapes import Choice
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.mock.exam import ExamPage
from quizcli.ui.screens.numbered import (
    chosen,
    keys_of,
    reach,
    row,
    several_chosen,
    span,
    spoken,
)
from quizcli.ui.text import one_line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen


class ExamChoice(ExamPage[Choice], frozen=True):
    """Options; the one picked is marked, and so stays until another is picked."""

    def key(self, key: str) -> Screen | Outcome:
        """Picks an option, ticks where several are right."""
        index = chosen(key, len(self.asks.options))
        if index is None:
            return self.other_key(key)
        taken = set(self._taken())
        taken = taken ^ {index} if self.asks.several else {index}
        return self.gave(self._picked(sorted(taken)))

    def view(self, caps: Caps) -> Frame:
        """Prompt and options."""
        rows: list[Text] = []
        taken = self._taken()
        for index, option in enumerate(self.asks.options):
            box = ("[x] " if index in taken else "[ ] ") if self.asks.several else ""
            picked = index in taken and not self.asks.several
            rows += row(
                index,
                box + one_line(option.text),
                caps.body_width,
                sign="▸" if picked else "",
                style="bold" if index in taken else "",
            )
        several = (Text("Choose all that are right.", "dim"), BLANK) if self.asks.several else ()
        keys = (span(len(self.asks.options)), "tick" if self.asks.several else "answer")
        return self.frame(caps, BLANK, *several, *rows, hints=(keys,))

    def below(self) -> tuple[str, ...]:
        """The options."""
        return spoken(option.text for option in self.asks.options)

    def spoken_answer(self) -> str:
        """The numbers taken."""
        return keys_of(self._taken())

    def prompt(self) -> str:
        """Asks for a number, or for all."""
        if self.asks.several:
            return self.asking("Choose all that are right, such as 1 3; Enter goes on: ")
        return self.asking(f"Choose {reach(len(self.asks.options))}; Enter goes on: ")

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Numbers, Enter, or a command."""
        rated = self.rated(text)
        if rated is not None:
            return rated
        indexes = several_chosen(text, len(self.asks.options))
        if indexes and (self.asks.several or len(indexes) == 1):
            return self.gave_line(self._picked(sorted(indexes)))
        return self.commanded(text)

    def _taken(self) -> tuple[int, ...]:
        response = self.run.at.response
        taken = response.options if isinstance(response, Picked) else ()
        return tuple(i for i, option in enumerate(self.asks.options) if option.text in taken)

    def _picked(self, indexes: list[int]) -> Picked:
        return Picked(tuple(self.asks.options[index].text for index in indexes))
