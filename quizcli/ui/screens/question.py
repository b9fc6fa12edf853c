"""What all review screens share: header, commands, the way from a question to its answer side."""

from __future__ import annotations

from typing import Generic, Self, TypeVar

from msgspec.structs import replace
from rich.text import Text

from quizcli.shapes import Question
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Outcome
from quizcli.ui.prose import code_rows, prose
from quizcli.ui.screens.context import TurnContext
from quizcli.ui.text import clean, line, one_line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Page, Screen, line_key

COMMANDS = {
    **LEAVE_KEYS,
    "u": Act.UNDO,
    "s": Act.SKIP,
    "-": Act.SKIP,
    "x": Act.SUSPEND,
    "@": Act.SUSPEND,
    "!": Act.SUSPEND,
    "m": Act.MARK,
    "*": Act.MARK,
    "o": Act.EDIT,
    "i": Act.INFO,
}
PUTS_AWAY = {"r", *(key for key, act in COMMANDS.items() if act in (Act.SKIP, Act.SUSPEND))}
HINTS = (
    ("u", "undo"),
    ("s", "skip"),
    ("x", "suspend"),
    ("o", "edit"),
    ("q", "quit"),
)
SPOKEN_COMMANDS = (
    ":u undoes",
    ":s skips",
    ":x suspends",
    ":m marks",
    ":i tells more",
    ":q leaves",
)
CHANGED = "changed since you last saw it — r: start over"
BAR = 10

S = TypeVar("S", bound=Question)


class TurnPage(Page, Generic[S], frozen=True):
    """A side of a turn; `shape` is that of `context.ask`, known by its own type."""

    context: TurnContext
    shape: S

    @property
    def is_turn(self) -> bool:
        """A card is asked or answered here."""
        return True

    def with_context(self, context: TurnContext) -> Self:
        """The same screen in another context, such as with a status or a mark."""
        return replace(self, context=context)

    @property
    def commands(self) -> str:
        """Those of every turn."""
        return spoken_commands(self.context.changed)

    def command(self, key: str) -> Act | None:
        """What a key means on every side of a turn."""
        if key == "r" and self.context.changed:
            return Act.RESTART
        return COMMANDS.get(key)

    def heading(self, caps: Caps) -> Text:
        """Deck and section, with the sign of a marked card."""
        name = one_line(self.context.heading)
        return line(name, (" *marked", "mark")) if self.context.marked else line(name)

    def progress(self, caps: Caps) -> Text:
        """The bar and the counts of the session, as much as there is room for."""
        return progress(self.context.done, self.context.total, self.context.again, caps)

    def spoken_place(self) -> str:
        """Where the session stands and what the card belongs to, as a sentence."""
        context = self.context
        place = (
            f"Card {min(context.done + 1, context.total)} of {context.total}. "
            if context.total
            else ""
        )
        again = f" {context.again} to come again." if context.again else ""
        marked = " Marked." if context.marked else ""
        return f"{place}{one_line(context.heading)}.{again}{marked}"


class QuestionPage(TurnPage[S], frozen=True):
    """The question side; each shape says what its keys do and what stands below the prompt."""

    hinted: bool = False

    @property
    def answered_context(self) -> TurnContext:
        """The context for the answer side: news of the last turn are old by then."""
        return replace(self.context, status="")

    @property
    def hint(self) -> str:
        """The author's hint, if there is one and it is not on the screen yet."""
        return "" if self.hinted else self.context.ask.card.note.hint

    def other_key(self, key: str) -> Screen | Outcome:
        """What follows a key the shape has no use for: a command, the hint, or nothing."""
        if key == "h" and self.hint:
            return replace(self, hinted=True)
        return self.command(key) or self

    def typed_command(self, text: str) -> Screen | Outcome | Bad | None:
        """What follows `:u` and the like in line mode; None when the line is no command."""
        if not text.startswith(":"):
            return None
        after = self.other_key(line_key(text))
        return Bad(self.commands) if after is self else after

    @property
    def commands(self) -> str:
        """Those of every turn, and the hint where there is one."""
        return spoken_commands(self.context.changed, *([":h shows a hint"] if self.hint else []))

    def frame(self, caps: Caps, *below: Text, hints: tuple[tuple[str, str], ...] = ()) -> Frame:
        """The question with rows below it and the shape's own keys before the common ones."""
        hint = (("h", "hint"),) if self.hint else ()
        return Frame(
            left=self.heading(caps),
            right=self.progress(caps),
            body=airy((BLANK, *self.asked(caps), *below), caps),
            status=self.status(),
            hints=(*hints, *hint, *HINTS),
        )

    def status(self) -> Text:
        """What the program has to say: news of the last act, or that the card has changed."""
        return status(self.context)

    def asked(self, caps: Caps) -> tuple[Text, ...]:
        """Prompt, code and hint."""
        rows = asked(self.shape, caps.body_width)
        note = self.context.ask.card.note
        hint = prose(f"Hint: {note.hint}", caps.body_width, "dim") if self.hinted else ()
        return (*rows, *((BLANK, *hint) if hint else ()))

    def spoken(self, *below: str) -> tuple[str, ...]:
        """Place, prompt and rows below it for line mode."""
        context = self.context
        news = (f"{clean(context.status)}",) if context.status else ()
        changed = (f"This card has {CHANGED}.",) if context.changed else ()
        if self.hinted:
            return (f"Hint: {clean(context.ask.card.note.hint)}", *below)
        return (*news, self.spoken_place(), *changed, *spoken_asked(self.shape), *below)


def progress(done: int, total: int, again: int, caps: Caps) -> Text:
    """A bar and counts: cards that left the queue, all, and failed ones still to come back."""
    counts = f"{done}/{total}" if total else ""
    to_come = f" · {again} again" if again else ""
    size = BAR if caps.width >= 60 else BAR // 2 if caps.width >= 46 else 0
    if not counts or not size:
        return line(counts, to_come)
    full = min(size, size * done // total)
    return line(("━" * full, "aux"), ("┄" * (size - full), "dim"), f" {counts}{to_come}")


def spoken_commands(changed: bool = False, *more: str) -> str:
    """The commands of line mode in one sentence."""
    restart = [":r starts over"] if changed else []
    return f"Commands: {', '.join((*SPOKEN_COMMANDS, *restart, *more))}."


def turn_key(text: str) -> str:
    """The key of a line where a letter may be an answer: what puts a card away has its colon."""
    key = line_key(text)
    return key if text.lstrip().startswith(":") or key not in PUTS_AWAY else ""


def asked(shape: Question, width: int) -> tuple[Text, ...]:
    """The rows of a prompt and its code."""
    rows = prose(shape.prompt, width)
    sample = shape.sample
    return (*rows, *((BLANK, *code_rows(sample, width)) if sample else ()))


def spoken_asked(shape: Question) -> tuple[str, ...]:
    """A prompt and its code for line mode."""
    sample = shape.sample
    prompt = (clean(shape.prompt),) if shape.prompt else ()
    return (*prompt, clean(sample.text).rstrip("\n")) if sample else prompt


def status(context: TurnContext) -> Text:
    """The status row of a turn."""
    if context.status:
        return line(one_line(context.status))
    return line((CHANGED.capitalize(), "mark")) if context.changed else Text()
