"""Questions of an exam mock that are typed: blank after blank, nothing marked before the end."""

from __future__ import annotations

from msgspec.structs import replace
from rich.text import Text

from quizcli.grading import Answers
from quizcli.mock.interview import Attempt
from quizcli.shapes import GAP, Piece, Typed
from quizcli.ui.frame import BLANK, Frame
from quizcli.ui.outcomes import Moved, Outcome
from quizcli.ui.screens.blanks import cloze_rows, field_label, wanted_row
from quizcli.ui.screens.mock.between import Confirm
from quizcli.ui.screens.mock.exam import ExamPage
from quizcli.ui.screens.mock.navigator import Navigator
from quizcli.ui.text import T, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen

TYPING_HINTS = (("Enter", "answer"), ("Tab", "navigator"), ("Esc", "commands"), ("^C", "finish"))


class ExamTyped(ExamPage[Typed], frozen=True):
    """The field for one blank; `texts` are those of all, `commanding` says the field is closed."""

    texts: tuple[str, ...] = ()
    blank: int = 0
    commanding: bool = False

    @property
    def typing(self) -> bool:
        """Keys go into the field unless it is closed."""
        return not self.commanding

    @property
    def written(self) -> str:
        """What was typed into the blank before."""
        return self.texts[self.blank]

    def draft(self, text: str) -> Answers | None:
        """All blanks, with what stands in the field."""
        return None if self.commanding else Answers(self._filled(text))

    def key(self, key: str) -> Screen | Outcome:
        """Esc closes the field and Enter opens it; the commands of an exam in between."""
        if not self.commanding:
            closed = self._now(commanding=True)
            match key:
                case "escape":
                    return closed
                case "tab" | "s-tab":
                    return Navigator(self.run, back=closed, at=self.run.here)
                case "c-c" | "c-d":
                    return Confirm(self.run, back=self)
            return self
        if key == "enter":
            return self._now(commanding=False)
        return self.other_key(key)

    def submit(self, text: str) -> Screen | Outcome:
        """The next blank; after the last one how sure one is, or the next question."""
        texts = self._filled(text)
        run = self.run.respond(Answers(texts))
        if self.blank + 1 < len(self.asks.blanks):
            return Moved(run, page=replace(self, texts=texts, blank=self.blank + 1))
        closed = replace(self, texts=texts, blank=0, commanding=True)
        if self.run.paper.wish.confidence and run.at.answered:
            return Moved(run, page=closed)
        return closed.led_on(run)

    def view(self, caps: Caps) -> Frame:
        """Prompt, cloze text with what was typed in its blanks, field."""
        width = caps.body_width
        rows: list[Text] = []
        if self.asks.pieces:
            wanted = None if self.commanding else self.blank
            rows = cloze_rows(self._shown(), (), wanted, width)
        gap = (BLANK,) if rows and self.asks.prompt else ()
        answer: list[Text] = []
        if self.commanding and not rows:
            said = self.spoken_answer() or "nothing yet"
            answer = [BLANK, *wrap(T(said, "bold"), width, "Your answer: ")]
        hints = (("Enter", "change" if self.run.at.answered else "answer"),)
        frame = self.frame(caps, *gap, *rows, *answer, hints=hints)
        wanted_at = len(frame.body) - len(rows) + wanted_row(rows)
        if self.commanding:
            return frame
        return replace(
            frame,
            label=line((self._label(), "dim")),
            hints=TYPING_HINTS,
            help=("Esc ?", "keys"),
            focus=(wanted_at, wanted_at),
        )

    def lines(self) -> tuple[str, ...]:
        """The question once; of a cloze the text with what was typed."""
        if self.blank and not self.rating:
            return ()
        return ExamPage.lines(self)

    def below(self) -> tuple[str, ...]:
        """The text of a cloze."""
        if not self.asks.pieces:
            return ()
        return tuple(row.plain for row in cloze_rows(self._shown(), (), None, 10_000))

    def spoken_answer(self) -> str:
        """What was typed."""
        response = self.run.at.response
        texts = response.texts if isinstance(response, Answers) else ()
        return one_line(" · ".join(text or GAP for text in texts))

    def prompt(self) -> str:
        """Asks for the blank."""
        return self.asking(f"{self._label()[:-1]} (Enter goes on, :n lists all): ")

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """The answer, or a command behind a colon."""
        rated = self.rated(text)
        if rated is not None:
            return rated
        if text.startswith(":"):
            return self.commanded(text)
        if not text and self.run.at.answered and not self.blank:
            return self.led_on(self.run)
        after = replace(self, commanding=False).submit(text)
        if isinstance(after, Moved) and self.run.paper.wish.confidence and self._is_last():
            rating = replace(self, rating=after.attempt.at.answered)
            return Moved(after.attempt, page=rating)
        return after

    def _is_last(self) -> bool:
        return self.blank + 1 == len(self.asks.blanks)

    def _now(self, *, commanding: bool) -> ExamTyped:
        """The page with what the attempt has: what stood in the field was told at the last tick."""
        return replace(self, texts=texts_of(self.run, self.asks), commanding=commanding)

    def _filled(self, text: str) -> tuple[str, ...]:
        return (*self.texts[: self.blank], text, *self.texts[self.blank + 1 :])

    def _label(self) -> str:
        return field_label(self.asks, self.blank)

    def _shown(self) -> Typed:
        """The shape with what was typed in place of the blanks before and after the wanted one."""
        wanted = -1 if self.commanding else self.blank
        pieces = tuple(
            Piece(f"[{one_line(self.texts[piece.blank])}]")
            if piece.blank is not None and piece.blank != wanted and self.texts[piece.blank].strip()
            else piece
            for piece in self.asks.pieces
        )
        return replace(self.asks, pieces=pieces)


def texts_of(run: Attempt, shape: Typed) -> tuple[str, ...]:
    """What was typed into each blank of the question shown."""
    response = run.at.response
    texts = response.texts if isinstance(response, Answers) else ()
    return (*texts, *[""] * (len(shape.blanks) - len(texts)))[: len(shape.blanks)]
