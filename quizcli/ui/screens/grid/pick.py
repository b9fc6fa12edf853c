"""One thing to choose, and the turn is over: which am I, and which attribute is it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from quizcli.phrases import counted
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.grid.end import marked_end
from quizcli.ui.screens.grid.fill import HIDDEN
from quizcli.ui.screens.grid.page import GridPage, headed, option_rows
from quizcli.ui.screens.numbered import chosen, reach, span, spoken
from quizcli.ui.screens.question import turn_key
from quizcli.ui.text import T, clean, fit, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen

LABEL_DIVISOR = 3


class PickPage(GridPage, frozen=True):
    """What is told, and the options; a pick ends the turn."""

    def key(self, key: str) -> Screen | Outcome:
        """Picks, asks for one more clue, or gives up when there is none."""
        index = chosen(key, len(self.play.slot.options))
        if index is not None:
            option = self.play.slot.options[index]
            return marked_end(self.context, self.play.pick(option, self.context.now()))
        if key == "space":
            further = self.with_play(self.play.clue())
            return self._given_up() if further is self else further
        return self.other_key(key)

    def view(self, caps: Caps) -> Frame:
        """What is told above, the options below."""
        width = caps.body_width
        rows = [row for label, text in self._told() for row in _labelled(label, text, width)]
        body = headed(caps, self.play.round.table.title, self._worth(), rows)
        asked = wrap(T(self.asked(), "bold"), width)
        zone = airy((BLANK, *asked, *option_rows(self.play.slot.options, width)), caps)
        return self.frame(caps, body, zone, hints=self._hints())

    def lines(self) -> tuple[str, ...]:
        """What is told, the newest clue alone once the options have been read."""
        told = [f"{one_line(label)}: {one_line(text)}." for label, text in self._told() if text]
        if self.play.further:
            return (*self.news(), clean(told[len(self.play.clues) - 1]))
        listed = spoken(self.play.slot.options)
        title = one_line(self.play.round.table.title)
        return (*self.news(), f"{title}.", *map(clean, told), self.asked(), *listed)

    def prompt(self) -> str:
        """Asks for a number."""
        after = "for one more clue, -1 point" if self._more else "if you don't know"
        return f"Choose {reach(len(self.play.slot.options))}; Enter {after}: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A number, Enter, or a command."""
        key = turn_key(text)
        after = self.key("space" if key == "enter" else key)
        numbers = reach(len(self.play.slot.options))
        return Bad(f"Type a number, {numbers}.") if after is self else after

    def asked(self) -> str:
        """The question."""
        if self.play.round.mode == "reverse":
            return "Which attribute is that?"
        table = self.play.round.table
        kind = one_line(table.corner) if table.compare == "rows" else ""
        return f"Which {kind.casefold()} is it?" if kind else "Which one is it?"

    def _told(self) -> tuple[tuple[str, str], ...]:
        """Label and text of what is told, nothing for what is still hidden."""
        slot, round_ = self.play.slot, self.play.round
        if round_.mode == "reverse":
            thing = round_.label(slot.subject).text
            return ((thing, slot.asked.removeprefix(f"{thing}: ")),)
        clues = self.play.clues
        return tuple(
            (
                round_.label(key).text,
                round_.table.cell(slot.subject, key).text if key in clues else "",
            )
            for key in round_.clues
        )

    @property
    def _more(self) -> bool:
        return len(self.play.clues) < len(self.play.round.clues)

    def _worth(self) -> str:
        if self.play.round.mode == "reverse":
            return ""
        return counted(self.play.points, "point")

    def _given_up(self) -> Screen:
        return marked_end(self.context, self.play.give_up(self.context.now()))

    def _hints(self) -> tuple[tuple[str, str], ...]:
        space = "next clue (-1)" if self._more else "don't know"
        return ((span(len(self.play.slot.options)), "answer"), ("Space", space))


def _labelled(label: str, text: str, width: int) -> list[Text]:
    """A label and what it tells, a long text in a column of its own."""
    size = min(max(cell_len(one_line(label)), 12), width // LABEL_DIVISOR)
    head = wrap(T(one_line(label), "dim"), size)
    said = wrap(T(one_line(text)) if text else T(HIDDEN, "dim"), width - size - 2)
    blank = Text()
    return [
        line(
            fit(head[number] if number < len(head) else blank, size),
            "  ",
            said[number] if number < len(said) else blank,
        )
        for number in range(max(len(head), len(said)))
    ]
