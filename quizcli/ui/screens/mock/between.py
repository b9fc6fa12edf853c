"""Between the questions of a mock: pages over a question, the end confirmed, a pause."""

from __future__ import annotations

from typing import Self

from msgspec.structs import replace
from rich.text import Text

from quizcli.mock.interview import Attempt
from quizcli.mock.report import numbers
from quizcli.phrases import counted
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Moved, Outcome
from quizcli.ui.screens.mock.page import MockPage, clock_text, go_to
from quizcli.ui.text import line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen, line_key

HINTS = {"f": "finish", "s": "save & leave", "o": "first open one"}


class Overlay(MockPage, frozen=True):
    """A page over a question, while its clock runs."""

    back: MockPage | None = None

    def with_run(self, run: Attempt, *, alarm: bool = False) -> Self:
        """The page and the one behind it as the attempt has them now."""
        back = self.back.with_run(run) if self.back else None
        return replace(self, run=run, alarm=alarm, back=back)

    def behind(self) -> Screen:
        """The question."""
        if self.back is None:
            raise RuntimeError("there is no page behind")
        return self.back

    def frame(self, caps: Caps, rows: list[Text], hints: tuple[tuple[str, str], ...]) -> Frame:
        """Rows under the clock."""
        return Frame(
            left=self.heading(caps),
            right=self.clock(caps),
            body=airy((BLANK, *rows), caps),
            hints=hints,
            help=("Esc", "back"),
        )


class Confirm(Overlay, frozen=True):
    """What is still open, and what to do: finish, save and leave, or back."""

    def key(self, key: str) -> Screen | Outcome:
        """f finishes, s saves and leaves, o goes to an open question, any other key back."""
        if key == "f":
            return Moved(self.run, Attempt.finish)
        if key == "s":
            return Act.QUIT
        if key == "o" and self._can_go():
            return Moved(self.run, go_to(self.run.open[0]))
        return Act.INTERRUPT if key == "c-c" else self.behind()

    def view(self, caps: Caps) -> Frame:
        """Sentences, and the ways on."""
        rows = [row for said in self._said() for row in wrap(Text(said), caps.body_width)]
        rows.append(BLANK)
        for key, does in self._ways():
            rows += wrap(Text(does), caps.body_width, line("  ", (key, "key"), "  "))
        rows += wrap(Text("any other key goes back to the question", "dim"), caps.body_width, "  ")
        hints = tuple((key, HINTS[key]) for key, _ in self._ways())
        return self.frame(caps, rows, hints)

    def lines(self) -> tuple[str, ...]:
        """The same in lines."""
        ways = (f"{key}: {does}" for key, does in self._ways())
        return (self.spoken_place(), *self._said(), *ways)

    def prompt(self) -> str:
        """Asks for a letter."""
        return "Letter, Enter goes back: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A letter, or Enter."""
        return self.key({"q": "s"}.get(line_key(text), line_key(text)))

    def _said(self) -> tuple[str, ...]:
        run = self.run
        open_ = len(run.open)
        if not open_:
            several = len(run.given) > 1
            said = f"All {len(run.given)} questions are" if several else "The question is"
            said += " answered."
        else:
            verb = "is" if open_ == 1 else "are"
            said = f"{open_} of {counted(len(run.given), 'question')} {verb} not answered"
            said += f": {numbers(tuple(i + 1 for i in run.open))}." if run.paper.is_exam else "."
        flagged = tuple(number for number, given in enumerate(run.given, 1) if given.flagged)
        return (said, f"Flagged: {numbers(flagged)}.") if flagged else (said,)

    def _ways(self) -> tuple[tuple[str, str], ...]:
        strict = self.run.paper.wish.strict
        kept = "while the clock goes on" if strict else "with the time left"
        go = (("o", "go to the first question without an answer"),) if self._can_go() else ()
        then = "see the report" if self.run.paper.is_exam else "go over the answers"
        return (
            ("f", f"finish now and {then}"),
            ("s", f"save and leave; `quizcli mock --resume` goes on {kept}"),
            *go,
        )

    def _can_go(self) -> bool:
        return self.run.paper.is_exam and bool(self.run.open)


class Paused(MockPage, frozen=True):
    """The clock stands still, the question is hidden; `seconds` is how long nothing was heard."""

    seconds: float = 0.0

    @property
    def timed(self) -> bool:
        """No clock runs."""
        return False

    def key(self, key: str) -> Screen | Outcome:
        """p goes on, f finishes, anything that leaves saves first."""
        if key in ("p", "space", "enter"):
            return Act.GO_ON
        if key == "f":
            return Moved(self.run, Attempt.finish)
        if key == "c-c":
            return Act.INTERRUPT
        return Act.QUIT if key in ("s", "q", "escape", "c-d") else self

    def view(self, caps: Caps) -> Frame:
        """Why it is paused."""
        rows = [row for said in self._said() for row in wrap(Text(said), caps.body_width)]
        return Frame(
            left=self.heading(caps),
            right=self.clock(caps),
            body=airy((BLANK, *rows), caps),
            hints=(("p", "go on"), ("s", "save & leave"), ("f", "finish")),
            help=("", ""),
        )

    def lines(self) -> tuple[str, ...]:
        """Why it is paused."""
        return self._said()

    def prompt(self) -> str:
        """Asks for Enter."""
        return "Enter goes on, s saves and leaves, f finishes: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Enter or a letter."""
        after = self.key(line_key(text))
        return Bad("Press Enter, s or f.") if after is self else after

    def _said(self) -> tuple[str, ...]:
        run = self.run
        where = f"{run.answered} of {counted(len(run.given), 'question')} answered, "
        where += f"{clock_text(run.left)} left."
        match run.cause:
            case "wish":
                first = "Paused. The clock is stopped and the question is hidden."
            case "gap":
                first = (
                    f"Paused by itself: the program did not run for {clock_text(self.seconds)}. "
                    "That time does not count."
                )
            case "left":
                first = "Here you left off. The clock starts when you go on."
        again = len(run.pauses) + 1
        return first, where, f"The report will say: paused {again}x."
