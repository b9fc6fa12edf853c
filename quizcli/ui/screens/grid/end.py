"""The end of a table turn: what was missed first, each beside what was taken for it, then all."""

from __future__ import annotations

import re
from functools import partial
from typing import Self

from msgspec.structs import replace
from rich.text import Text

from quizcli.drill.grid import DONT_KNOW, Play
from quizcli.drill.grid_marks import Mark, marks
from quizcli.model import Grade
from quizcli.phrases import counted
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Filled, Outcome
from quizcli.ui.screens.grades import NAMES, TAKE, grade_bar, key_of
from quizcli.ui.screens.grid.context import GridContext
from quizcli.ui.screens.grid.marked import beside, given, marked_table, spoken_rows, told
from quizcli.ui.screens.grid.page import MOVES, GridPage, table_width
from quizcli.ui.screens.question import turn_key
from quizcli.ui.text import clean, line, one_line, ruled, wrap
from quizcli.ui.theme import NO_BREAK, Caps
from quizcli.ui.turn import Bad, Screen

INDENT = 3
# `2=4` in line mode: the second answer gets the grade of key 4.
_REGRADE = re.compile(r"\s*(\d+)\s*=\s*(\d)\s*")
_CLAIM = re.compile(r":?y\s*(\d*)")


class GridEnd(GridPage, frozen=True):
    """Every answer marked; `grades` are as the learner has them, `at` counts in the order shown."""

    marks: tuple[Mark, ...] = ()
    grades: tuple[Grade, ...] = ()
    at: int = 0

    @property
    def card(self) -> str:
        """The card of the answer that is pointed at."""
        return self._current.slot.card

    @property
    def order(self) -> tuple[int, ...]:
        """The answers as they are listed: missed ones first."""
        places = range(len(self.marks))
        return tuple(sorted(places, key=lambda place: (self.marks[place].right, place)))

    @property
    def _place(self) -> int:
        return self.order[self.at]

    @property
    def _current(self) -> Mark:
        return self.marks[self._place]

    def key(self, key: str) -> Screen | Outcome:
        """Points at answers, grades them, counts one as right, or goes on."""
        if key in TAKE:
            return Filled(self.play, self.grades)
        if key in MOVES:
            return replace(self, at=(self.at + MOVES[key]) % len(self.marks))
        if key in self.context.keys:
            return self._regraded(self._place, self.context.keys[key])
        if key == "y" and not self._current.right:
            return self._claimed(self._place)
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """The answers, the two rows that were mixed up, and the whole table marked."""
        width = caps.body_width
        rows, focus = [self._title(width)], (0, 0)
        for place in self.order:
            row = self._row(place, width)
            if place == self._place:
                row += self._close_up(caps, last=place == self.order[-1])
                focus = (len(rows) if self.at else 0, len(rows) + len(row) - 1)
            rows += row
        table = marked_table(self.play.round, self.marks, table_width(caps))
        body = (*rows, *airy((BLANK,), caps), *table)
        bar = self._bar(caps.width - 2)
        return self.frame(caps, body, focus=focus, grades=bar, hints=self._hints())

    def lines(self) -> tuple[str, ...]:
        """What was missed and what was taken for it, numbered; then what was right."""
        said = [f"{self._verdict().capitalize()}."] if len(self.marks) > 1 or self._scored else []
        for number, place in enumerate(self.order, 1):
            mark = self.marks[place]
            said.append(f"{number}. {self._spoken(place)}")
            if not mark.right:
                said += spoken_rows(self.play.round, mark)
        return (*self.news(), *map(clean, said))

    def prompt(self) -> str:
        """Asks for Enter, or for what to change."""
        missed = sum(not mark.right for mark in self.marks)
        claim = " y1 counts 1 as right," if missed else ""
        return f"Enter goes on;{claim} 1=4 grades 1 as {self._name('4')}: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Enter, `y1`, `1=4`, or a command."""
        regrade, claim = _REGRADE.fullmatch(text), _CLAIM.fullmatch(text.strip())
        if regrade is not None:
            place = self._numbered(regrade[1])
            if place is not None and regrade[2] in self.context.keys:
                return self._regraded(place, self.context.keys[regrade[2]])
        elif claim is not None:
            place = self._numbered(claim[1] or "1")
            if place is not None and not self.marks[place].right:
                return self._claimed(place)
        else:
            key = turn_key(text)
            after = self.key(key) if key not in self.context.keys else self
            if after is not self:
                return after
        return Bad(
            f"Type Enter, y and a number, or a number, = and {', '.join(self.context.keys)}."
        )

    def _numbered(self, text: str) -> int | None:
        number = int(text)
        return self.order[number - 1] if 0 < number <= len(self.marks) else None

    def _regraded(self, place: int, grade: Grade) -> Self:
        return replace(self, grades=(*self.grades[:place], grade, *self.grades[place + 1 :]))

    def _claimed(self, place: int) -> Self:
        """Counts an answer as right after all, or no longer."""
        earned = self.marks[place].grade
        return self._regraded(place, earned if self.grades[place].passed else Grade.GOOD)

    def _is_right(self, place: int) -> bool:
        """Whether an answer is right, or was counted so by the learner."""
        return self.marks[place].right or self.grades[place].passed

    def _verdict(self) -> str:
        right, count = sum(map(self._is_right, self.order)), len(self.marks)
        if count > 1:
            return f"{right} of {count} right"
        if right and not self.marks[0].right:
            return "counted as right"
        if right:
            return f"right · {counted(self.play.points, 'point')}" if self._scored else "right"
        return "don't know" if self.marks[0].entry.text == DONT_KNOW else "wrong"

    @property
    def _scored(self) -> bool:
        return self.play.round.mode == "which"

    def _title(self, width: int) -> Text:
        right = all(map(self._is_right, self.order))
        return ruled(self._verdict(), "title" if right else "bad", width)

    def _row(self, place: int, width: int) -> list[Text]:
        """One answer: sign, question, right answer, what was given, grade."""
        mark, grade = self.marks[place], self.grades[place]
        sign, style = ("✓", "good") if self._is_right(place) else ("✗", "bad")
        said = line(one_line(mark.slot.asked), " → ", (one_line(mark.slot.right), "good"))
        if not mark.right:
            said = line(said, ("   you: ", "dim"), (given(self.play.round, mark), "bad"))
        claimed = " · counted as right" if grade.passed and not mark.right else ""
        interval = self.context.interval(mark.slot.card, grade)
        earned = " · ".join(filter(None, (self._graded(grade), interval)))
        # A grade and what it brings stay on one row.
        whole = f"{earned}{claimed}".replace(" ", NO_BREAK)
        said = line(said, "   ", Text(whole, "dim"))
        pointer = "▸" if place == self._place and len(self.marks) > 1 else " "
        return wrap(said, width - 1, line((pointer, "mark"), (sign, style), " "))

    def _close_up(self, caps: Caps, last: bool) -> list[Text]:
        """The rows that were mixed up, and what the author says, of the answer pointed at."""
        round_, mark = self.play.round, self._current
        rows = [
            *beside(round_, mark, table_width(caps) - INDENT),
            *told(round_, mark, caps.body_width - INDENT),
        ]
        shown = airy((*rows, *((BLANK,) if rows and not last else ())), caps)
        return [line(" " * INDENT, row) if row else row for row in shown]

    def _bar(self, width: int) -> Text:
        """The grades of the answer pointed at, as much as there is room for."""
        scale, taken = self.context.scale, self.grades[self._place]
        for interval in (partial(self.context.interval, self.card), None):
            bar = grade_bar(scale, taken, interval)
            if bar.cell_len <= width:
                return bar
        return grade_bar(scale, taken, None, names=False)

    def _hints(self) -> tuple[tuple[str, str], ...]:
        claim = (("y", "I was right"),) if not self._current.right else ()
        several = (("Tab", "next answer"),) if len(self.marks) > 1 else ()
        return (("Space", "go on"), *several, *claim, (self._span(), "grade it"))

    def _graded(self, grade: Grade) -> str:
        """A grade by the name of the key it is given with."""
        return NAMES[self.context.keys[key_of(grade, self.context.scale)]]

    def _span(self) -> str:
        keys = list(self.context.keys)
        return f"{keys[0]}-{keys[-1]}"

    def _name(self, key: str) -> str:
        return NAMES[self.context.keys[key]].casefold()

    def _spoken(self, place: int) -> str:
        mark, grade = self.marks[place], self.grades[place]
        verdict = "Right" if mark.right else "Counted as right" if grade.passed else "Wrong"
        you = "" if mark.right else f". You: {given(self.play.round, mark)}"
        interval = self.context.interval(mark.slot.card, grade)
        earned = ", ".join(filter(None, (self._graded(grade).casefold(), interval)))
        asked, right = one_line(mark.slot.asked), one_line(mark.slot.right)
        return f"{verdict}. {asked}. The answer is: {right}{you}. {earned.capitalize()}."


def marked_end(context: GridContext, play: Play, grades: tuple[Grade, ...] = ()) -> GridEnd:
    """The end of a turn; `grades` are those given before, after an undo."""
    found = marks(play)
    return GridEnd(context, play, found, grades or tuple(mark.grade for mark in found))
