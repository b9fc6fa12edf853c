"""What questions of an exam mock share: an answer stays put and may be changed at any time."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Response
from quizcli.mock.given import Sureness
from quizcli.mock.interview import Attempt
from quizcli.shapes import Question
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Moved, Outcome
from quizcli.ui.screens.mock.between import Confirm
from quizcli.ui.screens.mock.keys import MockKeys
from quizcli.ui.screens.mock.navigator import Navigator
from quizcli.ui.screens.mock.page import LEAVES, MockPage, go_to
from quizcli.ui.screens.question import asked, spoken_asked
from quizcli.ui.text import line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen, line_key

SURENESS: dict[str, Sureness] = {"g": "guess", "u": "unsure", "s": "sure"}

S = TypeVar("S", bound=Question)


class ExamPage(MockPage, Generic[S], frozen=True):
    """A question of an exam; `shape` is that of the question shown, known by its own type."""

    shape: S | None = None
    rating: bool = False

    @property
    def asks(self) -> S:
        """The shape."""
        if self.shape is None:
            raise RuntimeError("the page has no question")
        return self.shape

    @property
    def rates(self) -> bool:
        """Whether there is an answer to say how sure one is of."""
        return self.run.paper.wish.confidence and self.run.at.answered

    def other_key(self, key: str) -> Screen | Outcome:
        """What a key means on every question of an exam."""
        if key in SURENESS and self.rates:
            return Moved(self.run.rate(SURENESS[key]))
        match key:
            case "space" | "enter" | "right" | "l":
                return self.onward(self)
            case "left" | "h" if self.run.here:
                return Moved(self.run, go_to(self.run.here - 1))
            case "m":
                return Moved(self.run.flag())
            case "n" | "tab":
                return Navigator(self.run, back=self, at=self.run.here)
            case "p" if not self.run.paper.wish.strict:
                return Moved(self.run, Attempt.pause)
            case "?":
                return MockKeys(self.run, back=self)
        return Confirm(self.run, back=self) if key in LEAVES or key == "f" else self

    def onward(self, back: MockPage) -> Confirm | Moved:
        """The next question; after the last one what is still open, and the end."""
        if self.run.here + 1 < len(self.run.given):
            return Moved(self.run, go_to(self.run.here + 1))
        return Confirm(self.run, back=back)

    def gave(self, response: Response | None) -> Moved:
        """The question with an answer, staying where it is."""
        return Moved(self.run.respond(response))

    def gave_line(self, response: Response) -> Screen | Outcome:
        """In line mode an answer leads on: to how sure one is, or to the next question."""
        run = self.run.respond(response)
        if self.run.paper.wish.confidence:
            return Moved(run, page=replace(self, rating=True))
        return self.led_on(run)

    def led_on(self, run: Attempt) -> Moved:
        """The attempt at its next question, or at the end of the last one."""
        page = replace(self, run=run, rating=False)
        after = page.onward(page)
        return after if isinstance(after, Moved) else Moved(run, page=after)

    def frame(self, caps: Caps, *below: Text, hints: tuple[tuple[str, str], ...] = ()) -> Frame:
        """The question with rows below it, the clock above."""
        pause = () if self.run.paper.wish.strict else (("p", "pause"),)
        return Frame(
            left=self.heading(caps),
            right=self.clock(caps),
            body=airy((BLANK, *asked(self.asks, caps.body_width), *below), caps),
            zone=(self._sure(),) if self.rates and not self.typing else (),
            status=line(self.status),
            hints=(*hints, ("m", "flag"), ("Space", "next"), ("n", "navigator"), *pause,
                   ("f", "finish")),
        )  # fmt: skip

    def heading(self, caps: Caps) -> Text:
        """The question's number, and whether it is flagged."""
        left = MockPage.heading(self, caps)
        return line(left, (" *flagged" if not caps.low else " *", "mark")) if self._flag() else left

    def lines(self) -> tuple[str, ...]:
        """The clock, the question, and what was answered before."""
        if self.rating:
            return ()
        flag = ("Flagged.",) if self._flag() else ()
        before = self.spoken_answer()
        answered = (f"Your answer so far: {before}.",) if before else ()
        return (self.spoken_place(), *flag, *spoken_asked(self.asks), *self.below(), *answered)

    def below(self) -> tuple[str, ...]:
        """What line mode says below the prompt."""
        return ()

    def spoken_answer(self) -> str:
        """The answer so far."""
        return ""

    def rated(self, text: str) -> Screen | Outcome | Bad | None:
        """In line mode, how sure one is; None when that is not being asked."""
        if not self.rating:
            return None
        key = line_key(text)
        if key in SURENESS:
            return self.led_on(self.run.rate(SURENESS[key]))
        return self.led_on(self.run) if key == "enter" else Bad("Type g, u or s.")

    def asking(self, prompt: str) -> str:
        """The prompt of line mode: the question's own, or how sure one is."""
        if self.rating:
            return "How sure: g guessed, u unsure, s sure; Enter goes on: "
        return prompt

    def commanded(self, text: str) -> Screen | Outcome | Bad:
        """What follows a line that is no answer: a command, with or without a colon."""
        key = {"b": "left", "enter": "space", "q": "f"}.get(line_key(text), line_key(text))
        after = self.other_key(key)
        return Bad(self.commands) if after is self else after

    @property
    def commands(self) -> str:
        """The letters, which stand for themselves where they are no answer."""
        pause = "" if self.run.paper.wish.strict else ":p pauses, "
        return (
            f"Commands: :m flags, :n lists all questions, :b goes back, {pause}"
            ":f finishes, :q saves and leaves."
        )

    def _flag(self) -> bool:
        return self.run.at.flagged

    def _sure(self) -> Text:
        sure = self.run.at.sureness
        row = line(("How sure?", "dim"))
        for key, word in SURENESS.items():
            row = line(row, "  ", (f"▸{key}" if word == sure else key, "key"), f" {word}")
        return row
