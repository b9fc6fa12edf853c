"""One card looked at: its schedule, its source, its history."""

from __future__ import annotations

from rich.text import Text

from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Outcome
from quizcli.ui.text import T, clean, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Page, Screen, line_key

CLOSES = {"escape", "enter", "space", "i", "q", "backspace"}


class CardInfo(Page, frozen=True):
    """Facts as label and value, then reviews, newest first, over the screen they were asked on."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    history: tuple[str, ...]
    back: Screen

    def key(self, key: str) -> Screen | Outcome:
        """Back to the card."""
        return self.back if key in CLOSES else LEAVE_KEYS.get(key, self)

    def view(self, caps: Caps) -> Frame:
        """Facts and history."""
        width = caps.body_width
        label_width = max((len(label) for label, _ in self.facts), default=0) + 2
        rows: list[Text] = []
        for label, value in self.facts:
            rows += wrap(T(value), width, line((f"{label:<{label_width}}", "dim")))
        rows += [BLANK, Text("History", "title")]
        for entry in self.history or ("No reviews yet.",):
            rows += wrap(T(one_line(entry)), width, " ")
        body = airy((BLANK, *rows), caps)
        return Frame(line(one_line(self.heading)), body=body, hints=(("Esc", "back"),))

    def lines(self) -> tuple[str, ...]:
        """Facts and history as sentences."""
        facts = (f"{label}: {value}" for label, value in self.facts)
        return tuple(map(clean, (*facts, *(self.history or ("No reviews yet.",)))))

    def prompt(self) -> str:
        """Asks for Enter."""
        return "Enter goes back: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Back, unless it is to leave."""
        return Act.QUIT if line_key(text) == "q" else self.back
