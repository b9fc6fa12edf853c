"""Open questions of an interview mock: written on many rows, in an editor, or said aloud."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Ticked
from quizcli.mock.interview import Attempt
from quizcli.shapes import Rubric
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Moved, Outcome
from quizcli.ui.prose import prose
from quizcli.ui.screens.mock.between import Confirm
from quizcli.ui.screens.mock.keys import MockKeys
from quizcli.ui.screens.mock.page import LEAVES, MockPage
from quizcli.ui.screens.question import asked, spoken_asked
from quizcli.ui.text import clean, line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen, line_key

WRITING_HINTS = (("^D", "hand in"), ("Enter", "new line"), ("^O", "editor"), ("Esc", "commands"))


class TalkPage(MockPage, frozen=True):
    """An open question or its follow-up; `begun` says that line mode is in the midst of it."""

    commanding: bool = False
    begun: bool = False

    @property
    def speaks(self) -> bool:
        """Whether answers are said aloud."""
        return self.run.paper.wish.speak

    @property
    def typing(self) -> bool:
        """Whether the field is open."""
        return not self.speaks and not self.commanding

    @property
    def multiline(self) -> bool:
        """An answer has many lines."""
        return True

    @property
    def written(self) -> str:
        """What was written before."""
        return "".join(self.run.at.texts[self.run.at.step : self.run.at.step + 1])

    def draft(self, text: str) -> Ticked | None:
        """What stands in the field."""
        return Ticked(frozenset(), text) if self.typing else None

    def key(self, key: str) -> Screen | Outcome:
        """The commands, behind Esc while one writes."""
        if self.typing:
            return self._key_while_writing(key)
        match key:
            case "space" | "enter" if self.speaks:
                return Moved(self.run, Attempt.hand_in)
            case "n":
                return Moved(self.run, Attempt.hand_in)
            case "c-d" if not self.speaks:
                return Moved(self.run, Attempt.hand_in)
            case "o" if not self.speaks:
                return Act.EDIT
            case "p" if not self.run.paper.wish.strict:
                return Moved(self.run, Attempt.pause)
            case "?":
                return MockKeys(self.run, back=replace(self, commanding=False))
        if key in ("c-c", "c-d", "f") or (self.speaks and key in LEAVES):
            return Confirm(self.run, back=self)
        return self if self.speaks else replace(self, commanding=False)

    def submit(self, text: str) -> Screen | Outcome:
        """The answer handed in: a follow-up question, or the next one."""
        return Moved(self.run.respond(Ticked(frozenset(), text)), Attempt.hand_in)

    def view(self, caps: Caps) -> Frame:
        """The question, and below it the field."""
        shape, width = self._shape(), caps.body_width
        follow_up = self._follow_up()
        rows: tuple[Text, ...] = asked(shape, width)
        if follow_up:
            said = f"Follow-up {self.run.at.step} of {len(self.run.item.follow_ups)}"
            rows = (*rows, BLANK, line((said, "dim")), *prose(follow_up, width, "bold"))
        if self.speaks:
            rows = (*rows, BLANK, line(("Answer aloud.", "dim")))
        frame = Frame(
            left=self.heading(caps),
            right=self.clock(caps),
            body=airy((BLANK, *rows, BLANK), caps),
            status=line(self.status),
            hints=self._hints(),
            focus=(len(rows), len(rows)) if follow_up else (0, 0),
        )
        if self.speaks:
            return frame
        return replace(frame, label=line(("Your answer:", "dim")), help=("Esc ?", "keys"))

    def lines(self) -> tuple[str, ...]:
        """The clocks and the question; nothing in the midst of an answer."""
        if self.begun:
            return ()
        follow_up = self._follow_up()
        if follow_up:
            return (f"Follow-up. {self.spoken_place()}", clean(follow_up))
        written = (f"Written so far: {clean(self.written)}",) if self.written.strip() else ()
        return (self.spoken_place(), *spoken_asked(self._shape()), *written)

    def prompt(self) -> str:
        """Asks for lines."""
        if self.speaks:
            return "Answer aloud, then press Enter: "
        if self.begun:
            return "… (Enter alone hands in): "
        return "Your answer, as many lines as you like; Enter alone hands in: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A further line, Enter, or a command behind a colon."""
        if text.startswith(":") or (self.speaks and text.strip()):
            key = {"q": "f"}.get(line_key(text), line_key(text))
            closed = replace(self, commanding=True)
            after = closed.key(key) if key in ("n", "o", "p", "f") else closed
            return Bad(self.commands) if after is closed else after
        if not text.strip():
            return Moved(self.run, Attempt.hand_in)
        whole = f"{self.written}\n{text}" if self.written else text
        run = self.run.respond(Ticked(frozenset(), whole))
        return Moved(run, page=replace(self, begun=True))

    @property
    def commands(self) -> str:
        """The letters behind a colon."""
        pause = "" if self.run.paper.wish.strict else ":p pauses, "
        return f"Commands: :n hands in, {pause}:f finishes, :q saves and leaves."

    def _key_while_writing(self, key: str) -> Screen | Outcome:
        match key:
            case "escape":
                return replace(self, commanding=True)
            case "c-o":
                return Act.EDIT
            case "c-c" | "c-d":
                return Confirm(self.run, back=self)
        return self

    def _hints(self) -> tuple[tuple[str, str], ...]:
        pause = () if self.run.paper.wish.strict else (("p", "pause"),)
        if self.speaks:
            return (("Space", "said it"), *pause, ("f", "finish"), ("^C", "leave"))
        if self.commanding:
            return (("n", "hand in"), ("o", "editor"), *pause, ("f", "finish"), ("other", "back"))
        return WRITING_HINTS

    def _shape(self) -> Rubric:
        shape = self.run.item.shape
        if not isinstance(shape, Rubric):
            raise RuntimeError("an interview asks open questions")
        return shape

    def _follow_up(self) -> str:
        step = self.run.at.step
        return self.run.item.follow_ups[step - 1] if step else ""
