"""After an interview: rubric and model answer beside what was said, ticked by the learner."""

from __future__ import annotations

from rich.text import Text

from quizcli.days import duration
from quizcli.mock.interview import Attempt
from quizcli.mock.wording import TIME_WAS_UP
from quizcli.shapes import Rubric
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Moved, Outcome
from quizcli.ui.prose import prose
from quizcli.ui.screens.mock.page import MockPage
from quizcli.ui.screens.numbered import chosen, span, spoken
from quizcli.ui.screens.points import EXPECTED, QUESTION, point_rows, ticked_by, ticked_keys
from quizcli.ui.screens.question import asked, spoken_asked
from quizcli.ui.text import clean, fit, line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Screen, line_key

# From this width on, what was said and the model answer stand side by side.
SIDE_BY_SIDE = 90
GAP = 3


class MarkingPage(MockPage, frozen=True):
    """One question to go over."""

    @property
    def ticked(self) -> frozenset[str]:
        """The keys of the points that were made."""
        return self.run.proposal()

    @property
    def timed(self) -> bool:
        """The clock is over."""
        return False

    def key(self, key: str) -> Screen | Outcome:
        """Digits tick, Space confirms, Backspace goes back a question."""
        index = chosen(key, len(self._shape().points))
        if index is not None:
            return Moved(self.run.tick(self._shape().points[index].key))
        if key in ("space", "enter"):
            return Moved(self.run.confirm(self.ticked))
        if key in ("backspace", "left", "h"):
            return Moved(self.run.back())
        return Act.QUIT if key == "escape" else LEAVE_KEYS.get(key, self)

    def view(self, caps: Caps) -> Frame:
        """Question, points, what was said, model answer."""
        shape, width = self._shape(), caps.body_width
        rows = [*asked(shape, width), BLANK, line((self._question(), "title"))]
        rows += [*point_rows(shape.points, self.ticked, width), BLANK]
        if caps.width >= SIDE_BY_SIDE:
            half = (width - GAP) // 2
            rows += _beside(self._said(half), self._model(half), half)
        else:
            rows += [*self._said(width), BLANK, *self._model(width)]
        back = (("Bksp", "back"),) if self.run.back() is not self.run else ()
        hints = ((span(len(shape.points)), "tick"), ("Space", "confirm"), *back, ("q", "later"))
        return Frame(
            left=line(f"Going over {self.run.here + 1} of {len(self.run.given)}"),
            right=line(
                f"{duration(self.run.at.seconds)} of {duration(self.run.item.whole_seconds)}"
            ),
            body=airy((BLANK, *rows), caps),
            status=line(self.status),
            hints=hints,
            help=("j/k", "scroll"),
        )

    def lines(self) -> tuple[str, ...]:
        """The same in lines, the proposal in words."""
        shape = self._shape()
        said = self.run.at.text
        return (
            f"Going over question {self.run.here + 1} of {len(self.run.given)}.",
            *spoken_asked(shape),
            f"You wrote: {clean(said)}" if said else "You answered aloud.",
            *((f"A good answer: {clean(shape.model).strip()}",) if shape.model else ()),
            self._question(),
            *spoken(point.text for point in shape.points),
        )

    def prompt(self) -> str:
        """Asks for the numbers of the points."""
        kept = ticked_keys(self._shape().points, self.ticked)
        return f"Numbers such as 1 3, 0 for none; Enter is {kept}: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Numbers, 0 for none, Enter, or a command."""
        ticked = ticked_by(text, self._shape().points)
        if ticked is not None:
            return Moved(self.run.confirm(ticked))
        after = self.key({"b": "backspace"}.get(line_key(text), line_key(text)))
        return Bad(EXPECTED) if after is self else after

    def _question(self) -> str:
        return QUESTION + (" Ticked: found in it." if self.run.at.text else "")

    def _said(self, width: int) -> list[Text]:
        given, item = self.run.at, self.run.item
        rows = [line(("You wrote" if given.text else "You answered aloud", "dim"))]
        asked_ = ("", *item.follow_ups)
        for question, text in zip(asked_, given.texts, strict=False):
            if question:
                rows += [BLANK, *prose(question, width, "dim")]
            rows += prose(text or ("nothing" if question else ""), width)
        late = [BLANK, *prose(TIME_WAS_UP, width, "dim")]
        return rows + (late if given.late else [])

    def _model(self, width: int) -> list[Text]:
        model = self._shape().model
        return [line(("A good answer", "dim")), *prose(model, width)] if model else []

    def _shape(self) -> Rubric:
        shape = self.run.item.shape
        if not isinstance(shape, Rubric):
            raise RuntimeError("only open questions are gone over")
        return shape


def marking_page(run: Attempt) -> MarkingPage:
    """The page for the question that is gone over now."""
    return MarkingPage(run)


def _beside(left: list[Text], right: list[Text], half: int) -> list[Text]:
    rows = max(len(left), len(right))
    left += [Text()] * (rows - len(left))
    right += [Text()] * (rows - len(right))
    return [line(fit(one, half), " " * GAP, other) for one, other in zip(left, right, strict=True)]
