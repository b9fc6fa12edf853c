"""All questions of a mock at a glance: answered, open, not seen, flagged."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.mock.report import numbers
from quizcli.mock.wording import asked
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Moved, Outcome
from quizcli.ui.screens.mock.between import Confirm, Overlay
from quizcli.ui.screens.mock.page import go_to
from quizcli.ui.text import T, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen

# So many that the numbers of a long paper fit into the narrowest window.
COLUMNS = 6
ROOMY = 60
STEPS = {"left": (-1, 0), "h": (-1, 0), "right": (1, 0), "l": (1, 0),
         "up": (0, -1), "k": (0, -1), "down": (0, 1), "j": (0, 1)}  # fmt: skip


class Navigator(Overlay, frozen=True):
    """All questions: answered, open, not seen, flagged; `at` is the one pointed at."""

    at: int = 0

    def key(self, key: str) -> Screen | Outcome:
        """Moves, goes to a question, finishes, or goes back."""
        total = len(self.run.given)
        if key in STEPS:
            right, down = STEPS[key]
            at = self.at + right + down * COLUMNS
            return replace(self, at=at) if 0 <= at < total else self
        if key in ("enter", "space"):
            return Moved(self.run, go_to(self.at))
        if key == "m":
            here = self.run.here
            return Moved(replace(replace(self.run, here=self.at).flag(), here=here))
        if key in ("f", "c-c", "c-d"):
            return Confirm(self.run, back=self.back)
        return self.behind() if key in ("escape", "n", "tab", "q") else self

    def view(self, caps: Caps) -> Frame:
        """The questions in rows, signs explained, and the one pointed at in words."""
        total = len(self.run.given)
        digits = 2 if total < 100 else 3
        rows = [
            line(*(self._cell(i, digits, caps) for i in range(start, min(start + COLUMNS, total))))
            for start in range(0, total, COLUMNS)
        ]
        legend = line(("■ answered  □ open  · not seen  * flagged", "dim"))
        item = self.run.paper.items[self.at]
        text = one_line(f"{self.at + 1}. {asked(item.shape)}")
        words = wrap(T(text), caps.body_width)[: 2 if caps.low else 4]
        frame = self.frame(
            caps,
            [*rows, BLANK, legend, BLANK, *words],
            (("arrows hjkl", "move"), ("Enter", "go"), ("m", "flag"), ("f", "finish")),
        )
        wanted = self.at // COLUMNS + (0 if caps.low else 1)
        return replace(frame, focus=(wanted, wanted))

    def lines(self) -> tuple[str, ...]:
        """The questions by what became of them."""
        given = self.run.given
        groups = (
            ("Answered", [i for i, g in enumerate(given) if g.answered]),
            ("Open", [i for i, g in enumerate(given) if g.seen and not g.answered]),
            ("Not seen", [i for i, g in enumerate(given) if not g.seen and not g.answered]),
            ("Flagged", [i for i, g in enumerate(given) if g.flagged]),
        )
        found = tuple(
            f"{name}: {numbers(tuple(i + 1 for i in which))}" for name, which in groups if which
        )
        return (self.spoken_place(), *found)

    def prompt(self) -> str:
        """Asks for a number."""
        return "Number of a question, f finishes, Enter goes back: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A number, f, or Enter."""
        word = text.strip().removeprefix(":").casefold()
        if word.isdecimal() and 1 <= int(word) <= len(self.run.given):
            return Moved(self.run, go_to(int(word) - 1))
        if word in ("", "q", "n"):
            return self.behind()
        if word == "f":
            return Confirm(self.run, back=self.back)
        return Bad(f"Type a number from 1 to {len(self.run.given)}.")

    def _cell(self, index: int, digits: int, caps: Caps) -> Text:
        given = self.run.given[index]
        sign = "■" if given.answered else "□" if given.seen else "·"
        flag = "*" if given.flagged else " "
        look = "want" if index == self.at else "dim" if sign == "·" else ""
        pointer = "▸" if index == self.at else " "
        gap = "  " if caps.width >= ROOMY else ""
        return line((f"{pointer}{index + 1:>{digits}}{sign}{flag}", look), gap)
