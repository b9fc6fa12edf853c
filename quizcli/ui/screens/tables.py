"""All tables at a glance, to choose one: how well each is known, and in which mode to ask it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len
from rich.text import Text

from quizcli.phrases import standing
from quizcli.ui.charts import hbar
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Menu, Outcome
from quizcli.ui.text import clean, fit, line, one_line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Page, Screen, line_key

MOVES = {"down": 1, "j": 1, "up": -1, "k": -1, "tab": 1, "s-tab": -1}
PAGE = 10
LEAPS = {
    "pagedown": PAGE,
    "pageup": -PAGE,
    "G": 10**6,
    "end": 10**6,
    "g": -(10**6),
    "home": -(10**6),
}
BAR = 8
LEAST_TITLE = 20


class Row(Struct, frozen=True):
    """One table: its name for programs, its title, its cells and how many are known and due."""

    name: str
    title: str
    deck: str
    cells: int
    known: int
    due: int


class TablesPage(Page, frozen=True):
    """The list; `mode` is an index into `modes`, of which the first lets the table decide."""

    rows: tuple[Row, ...]
    modes: tuple[str, ...]
    at: int = 0
    mode: int = 0
    status: str = ""

    def key(self, key: str) -> Screen | Outcome:
        """Moves, changes the mode, or begins: the outcome names the table and the mode's index."""
        if key in MOVES:
            return replace(self, at=(self.at + MOVES[key]) % len(self.rows), status="")
        if key in LEAPS:
            last = len(self.rows) - 1
            return replace(self, at=max(0, min(last, self.at + LEAPS[key])), status="")
        if key == "m":
            return replace(self, mode=(self.mode + 1) % len(self.modes), status="")
        if key in ("enter", "space"):
            return self._begun()
        return Act.QUIT if key == "escape" else LEAVE_KEYS.get(key, self)

    def view(self, caps: Caps) -> Frame:
        """One row a table."""
        known = sum(row.known for row in self.rows)
        cells = sum(row.cells for row in self.rows)
        head = line(
            ("Which table? ", "bold"), (f"{known} of {cells} cells known", "dim"),
            ("   mode: ", "dim"), self.modes[self.mode],
        )  # fmt: skip
        rows = [self._row(place, caps.body_width) for place in range(len(self.rows))]
        body = airy((BLANK, head, BLANK, *rows), caps)
        focus = len(body) - len(rows) + self.at
        return Frame(
            left=line("Table quiz"),
            right=line(f"{self.at + 1}/{len(self.rows)}"),
            body=body,
            status=line(self.status),
            hints=(("j k", "move"), ("Enter", "begin"), ("m", "mode"), ("q", "leave")),
            focus=(max(0, focus - 1), min(len(body) - 1, focus + 1)),
        )

    def lines(self) -> tuple[str, ...]:
        """The tables, numbered."""
        listed = (
            f"{number}. {one_line(row.title)}: {standing(row.known, row.cells, row.due)}"
            for number, row in enumerate(self.rows, 1)
        )
        news = (self.status,) if self.status else ()
        return tuple(map(clean, (*news, f"Mode: {self.modes[self.mode]}.", *listed)))

    def prompt(self) -> str:
        """Asks for a number."""
        return "Number of a table; :m changes the mode, Enter leaves: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A number, Enter, or a letter with or without a colon."""
        said = text.strip()
        if said.isdecimal() and 0 < int(said) <= len(self.rows):
            return replace(self, at=int(said) - 1)._begun()
        key = line_key(text)
        after = Act.QUIT if key == "enter" else self.key(key) if key in ("m", "q") else self
        return Bad(f"Type a number from 1 to {len(self.rows)}.") if after is self else after

    def told(self, status: str, name: str, mode: int) -> TablesPage:
        """The list with news, at the table that was chosen."""
        at = next(place for place, row in enumerate(self.rows) if row.name == name)
        return replace(self, status=status, at=at, mode=mode)

    def _begun(self) -> Outcome:
        return Menu(f"{self.rows[self.at].name} {self.mode}")

    def _row(self, place: int, width: int) -> Text:
        row, here = self.rows[place], place == self.at
        bar = hbar(row.known, row.cells, BAR)
        count = f"{row.known}/{row.cells}".rjust(7)
        due = f"{row.due} due" if row.due else ""
        right = line(bar, " " * (BAR - bar.cell_len), count, "  ", (due.ljust(7), "mark"))
        size = max(LEAST_TITLE, width - right.cell_len - 3)
        title = one_line(row.title)
        rest = size - cell_len(title) - 2
        deck = (f"  {row.deck}", "dim") if rest > len(row.deck) else ""
        name = line((title, "bold" if here else ""), deck)
        return line(("▸ " if here else "  ", "mark"), fit(name, size), " ", right)
