"""What all screens of a table turn share: header, commands, options, how rows are shared out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from msgspec.structs import replace
from rich.text import Text

from quizcli.drill.grid import Play
from quizcli.ui.frame import BLANK, LEAST_BODY, Frame
from quizcli.ui.outcomes import Act, Outcome
from quizcli.ui.screens.grid.context import GridContext
from quizcli.ui.screens.numbered import KEYS
from quizcli.ui.screens.question import COMMANDS, HINTS, progress, spoken_commands
from quizcli.ui.text import T, clean, fit, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Page

# Below this a table and its options do not stand together on a screen.
LEAST_SIZE = (40, 15)
LEAST_ROWS = LEAST_BODY + 2
BETWEEN_OPTIONS = 3
MOVES = {"tab": 1, "right": 1, "l": 1, "s-tab": -1, "left": -1, "h": -1}


class GridPage(Page, frozen=True):
    """A side of a table turn."""

    context: GridContext
    play: Play

    @property
    def is_turn(self) -> bool:
        """A card is asked or answered here."""
        return True

    def with_context(self, context: GridContext) -> Self:
        """The same screen in another context, such as with a status or a mark."""
        return replace(self, context=context)

    def with_play(self, play: Play) -> Self:
        """The same screen with the turn further on; the same object when nothing has changed."""
        return self if play is self.play else replace(self, play=play)

    @property
    def card(self) -> str:
        """The card that commands such as "suspend" are about."""
        return self.play.slot.card

    @property
    def commands(self) -> str:
        """Those of every turn."""
        return spoken_commands()

    def command(self, key: str) -> Act | None:
        """What a key means on every side of a table turn."""
        return COMMANDS.get(key)

    def other_key(self, key: str) -> Self | Outcome:
        """What follows a key that the page has no use for."""
        return self.command(key) or self

    def frame(
        self,
        caps: Caps,
        body: Sequence[Text],
        zone: Sequence[Text] = (),
        focus: tuple[int, int] = (0, 0),
        grades: Text | None = None,
        hints: tuple[tuple[str, str], ...] = (),
    ) -> Frame:
        """The page with its options fixed below; where they are too many they scroll along."""
        context = self.context
        marked = (" *marked", "mark") if self.card in context.marked else ""
        counted = line(one_line(context.counted)) if context.counted else None
        if len(zone) > room(caps, grades is not None) - LEAST_ROWS:
            focus = (len(body), len(body) + len(zone) - 1)
            body, zone = (*body, *zone), ()
        return Frame(
            left=line(one_line(context.heading), marked),
            right=counted or progress(context.done, context.total, context.again, caps),
            body=tuple(body),
            zone=tuple(zone),
            status=T(one_line(context.status)),
            grades=grades,
            hints=(*hints, *HINTS),
            focus=focus,
            least=LEAST_SIZE,
        )

    def news(self) -> tuple[str, ...]:
        """What line mode says first."""
        return (clean(self.context.status),) if self.context.status else ()


def room(caps: Caps, graded: bool = False) -> int:
    """The rows between header and footer."""
    return caps.height - (4 if caps.low else 5) - graded


def table_width(caps: Caps) -> int:
    """Columns for a table: all there are, for a cell is never as long as a line of prose."""
    return max(1, caps.width - 2)


def headed(caps: Caps, title: str, after: str, rows: Sequence[Text]) -> tuple[Text, ...]:
    """Rows under a title; where rows are scarce it has one, and says the count first."""
    title, width = one_line(title), caps.width - 2
    if caps.low:
        head = line((after, "dim"), "   " if after else "", (title, "bold"))
        return (fit(head, min(head.cell_len, width)), *rows)
    head = line((title, "bold"), (f"   {after}" if after else "", "dim"))
    return (*wrap(head, width), BLANK, *rows)


def question(text: str, width: int) -> list[Text]:
    """The row that says what is asked now."""
    return wrap(T(f"{one_line(text)}?", "bold"), width)


def option_rows(
    options: Sequence[str],
    width: int,
    *,
    chosen: str = "",
    used: frozenset[str] = frozenset(),
    keys: str = KEYS,
) -> list[Text]:
    """Options with their keys, in two columns where all are short; what stands in the cell is
    pointed at, what is used up is dim and says so.
    """
    cells = [
        line(
            ("▸" if option == chosen else " ", "mark"),
            (keys[place], "key"),
            " ",
            (one_line(option), "dim" if option in used else ""),
            (" (used)" if option in used and option != chosen else "", "dim"),
        )
        for place, option in enumerate(options)
    ]
    half = (width - BETWEEN_OPTIONS) // 2
    if len(cells) > 3 and all(cell.cell_len <= half for cell in cells):
        middle = (len(cells) + 1) // 2
        return [
            line(_padded(left, half + BETWEEN_OPTIONS), *cells[middle + place : middle + place + 1])
            for place, left in enumerate(cells[:middle])
        ]
    return [row for cell in cells for row in wrap(cell, width, "", "    ")]


def _padded(cell: Text, width: int) -> Text:
    row = cell.copy()
    row.pad_right(width - cell.cell_len)
    return row
