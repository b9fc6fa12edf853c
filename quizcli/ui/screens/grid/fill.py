"""Cells to fill: all over a table, along one row, or down one column."""

from __future__ import annotations

from rich.text import Text

from quizcli.drill.grid import SHARED_OPTIONS
from quizcli.shapes import Table
from quizcli.ui.frame import Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.grid.end import GridEnd, marked_end
from quizcli.ui.screens.grid.page import (
    MOVES,
    GridPage,
    headed,
    option_rows,
    question,
    room,
    table_width,
)
from quizcli.ui.screens.numbered import chosen, reach, span, spoken
from quizcli.ui.screens.question import turn_key
from quizcli.ui.screens.table_layout import lay, thing_heading
from quizcli.ui.text import T, clean, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen

HIDDEN = "┄┄┄┄"
WANTED = "▸ ? ◂"
NOT_KNOWN = "don't know"
LEAPS = {"down": 1, "j": 1, "up": -1, "k": -1}


class FillPage(GridPage, frozen=True):
    """The table with its blanks; nothing is marked before all is handed in."""

    def key(self, key: str) -> Screen | Outcome:
        """Fills, moves, takes back, or hands in."""
        play, now = self.play, self.context.now()
        index = chosen(key, len(play.slot.options))
        if index is not None:
            return self.with_play(play.pick(play.slot.options[index], now))
        if key in MOVES:
            return self.with_play(play.move(play.at + MOVES[key], now))
        if key in LEAPS:
            return self.with_play(play.move(self._leap(LEAPS[key]), now))
        if key == "backspace":
            return self.with_play(play.take_back(now))
        if key in ("enter", "space") and play.complete:
            return self.end()
        if key == "space":
            return self.with_play(play.give_up(now))
        if key == "enter":
            return self.with_play(play.next_open(now))
        return self.other_key(key)

    def end(self) -> GridEnd:
        """The marked table."""
        return marked_end(self.context, self.play.handed_in(self.context.now()))

    def view(self, caps: Caps) -> Frame:
        """Table, question, options; the layout by the height that is left for the table."""
        width, play = table_width(caps), self.play
        zone = self._zone(caps.body_width)
        blank = 0 if caps.low else 2
        height = room(caps) - len(zone) - 1 - blank
        slot = play.slot
        laid = lay(self.table(), self.shown, width, height, (slot.subject, slot.attribute))
        body = headed(caps, self.table().title, self._count(), laid.rows)
        above = len(body) - len(laid.rows)
        focus = (above + laid.focus[0], above + laid.focus[1])
        gap = () if caps.low else (Text(),)
        return self.frame(caps, body, (*gap, *zone), focus, hints=self._hints())

    def lines(self) -> tuple[str, ...]:
        """The table's name once, then what is known of the thing, then the options."""
        play = self.play
        title = f"{one_line(play.round.table.title)}. {self._count()}."
        if play.complete:
            return (*self.news(), title, *self._filled_lines())
        first = not play.order and play.at == 0
        return (*self.news(), *((title,) if first else ()), *self.asked_lines())

    def prompt(self) -> str:
        """Asks for a number, or to hand in."""
        if self.play.complete:
            return "Enter marks them, :b takes the last one back: "
        return f"Choose {reach(len(self.play.slot.options))}; Enter if you don't know: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A number, Enter, :b, or a command."""
        key = turn_key(text)
        if self.play.complete and key.isdigit():
            return Bad("Type Enter to mark them, or :b to take the last one back.")
        if key == "enter" and not self.play.complete:
            key = "space"
        after = self.key("backspace" if key == "b" else key)
        if after is not self:
            return after
        numbers = reach(len(self.play.slot.options))
        return Bad(f"Type a number, {numbers}, or :b to take the last one back.")

    def table(self) -> Table:
        """The table as it is shown."""
        return self.play.round.table

    def asked(self) -> str:
        """What is asked now, without its question mark."""
        return self.play.slot.asked

    def shown(self, subject: str, attribute: str) -> Text:
        """What stands in a cell now."""
        play = self.play
        for place, slot in enumerate(play.round.slots):
            if (slot.subject, slot.attribute) != (subject, attribute):
                continue
            entry = play.entries[place]
            style = "want" if place == play.at else "mark"
            if entry is None:
                return T(WANTED, "want") if place == play.at else T(HIDDEN, "dim")
            text = one_line(entry.text) or NOT_KNOWN
            return T(text, style if entry.text or place == play.at else "dim")
        return T(one_line(play.round.table.cell(subject, attribute).text))

    def _zone(self, width: int) -> list[Text]:
        play = self.play
        if play.complete:
            ready = line(("All filled. ", "bold"), "Enter marks them, Backspace takes back.")
            return wrap(ready, width)
        return [
            *question(self.asked(), width),
            *option_rows(play.slot.options, width, chosen=self._standing(), used=self._used()),
        ]

    def _used(self) -> frozenset[str]:
        play = self.play
        if play.round.mode not in SHARED_OPTIONS:
            return frozenset()
        return frozenset(option for option in play.slot.options if not play.left(option))

    def _standing(self) -> str:
        entry = self.play.entries[self.play.at]
        return entry.text if entry else ""

    def _leap(self, step: int) -> int:
        """The slot above or below in the same column of the screen; the next one where none is."""
        table, slots, at = self.play.round.table, self.play.round.slots, self.play.at
        rows = table.compare == "rows"
        here = slots[at].attribute if rows else slots[at].subject
        order = range(at + step, len(slots) if step > 0 else -1, step)
        same = (p for p in order if here == (slots[p].attribute if rows else slots[p].subject))
        return next(same, at + step)

    def _count(self) -> str:
        return f"{self.play.filled} of {len(self.play.entries)} filled"

    def _hints(self) -> tuple[tuple[str, str], ...]:
        back = (("Bksp", "take back"),) if self.play.order else ()
        if self.play.complete:
            return (("Enter", "mark"), *back, ("Tab", "next cell"))
        keys = span(len(self.play.slot.options))
        return ((keys, "fill"), ("Tab", "next cell"), *back, ("Space", "don't know"))

    def asked_lines(self) -> tuple[str, ...]:
        """What is known of the thing, and the options, for line mode."""
        slot, table = self.play.slot, self.play.round.table
        known = [
            f"{one_line(label.text)}: {self._spoken(slot.subject, label.key)}"
            for label in table.attributes
            if label.key != slot.attribute
        ]
        heading = thing_heading(table, slot.subject)
        attribute = one_line(self.play.round.label(slot.attribute).text)
        used = self._used()
        options = (f"{option}{' (used)' if option in used else ''}" for option in slot.options)
        told = f" {'; '.join(known)}." if known else ""
        return (clean(f"{heading}.{told}"), f"{attribute} is one of:", *spoken(options))

    def _spoken(self, subject: str, attribute: str) -> str:
        text = self.shown(subject, attribute).plain
        return "blank" if text in (HIDDEN, WANTED) else text or "nothing"

    def _filled_lines(self) -> tuple[str, ...]:
        pairs = zip(self.play.round.slots, self.play.entries, strict=True)
        given = ((slot, one_line(entry.text) if entry else "") for slot, entry in pairs)
        return tuple(f"{one_line(slot.asked)}: {text or NOT_KNOWN}." for slot, text in given)
