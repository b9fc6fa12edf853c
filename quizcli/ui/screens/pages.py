"""Pages between and around turns: sentences, bars and a menu of letters."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from rich.text import Text

from quizcli.ui.charts import hbar
from quizcli.ui.frame import BLANK, Frame, airy
from quizcli.ui.outcomes import Act, Menu, Outcome
from quizcli.ui.text import T, clean, line, one_line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import LEAVE_KEYS, Bad, Page, Screen, line_key

LONGEST_BAR = 40


class Bar(Struct, frozen=True):
    """One bar of a page: its name, its count."""

    label: str
    count: int


class Entry(Struct, frozen=True):
    """One letter of a page's menu and what it does."""

    key: str
    label: str


class MenuPage(Page, frozen=True):
    """What has happened, what comes next, and letters to go on with; q leaves on every page."""

    heading: str
    said: tuple[str, ...]
    bars: tuple[Bar, ...] = ()
    then: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    right: str = ""
    status: str = ""
    can_undo: bool = False

    def key(self, key: str) -> Screen | Outcome:
        """A letter of the menu, undo, or leaving."""
        if key in {entry.key for entry in self.entries}:
            return Menu(key)
        if key == "u" and self.can_undo:
            return Act.UNDO
        return Act.QUIT if key == "escape" else LEAVE_KEYS.get(key, self)

    def view(self, caps: Caps) -> Frame:
        """Sentences, bars, sentences, menu."""
        width = caps.body_width
        blocks = [
            _sentences(self.said, width),
            _bars(self.bars, width),
            _sentences(self.then, width),
            [row for entry in self._menu() for row in _entry(entry, width)],
        ]
        rows = [row for block in blocks if block for row in (*block, BLANK)]
        undo = (("u", "undo last"),) if self.can_undo else ()
        return Frame(
            left=line(one_line(self.heading)),
            right=line(one_line(self.right)),
            body=airy((BLANK, *rows[:-1]), caps),
            status=line(one_line(self.status)),
            hints=(*undo, ("q", "leave")),
        )

    def lines(self) -> tuple[str, ...]:
        """The same as sentences."""
        news = (self.status,) if self.status else ()
        bars = tuple(f"{bar.label}: {bar.count}" for bar in self.bars)
        menu = tuple(f"{entry.key}: {entry.label}" for entry in self._menu())
        return tuple(map(clean, (*news, *self.said, *bars, *self.then, *menu)))

    def prompt(self) -> str:
        """Asks for a letter."""
        return "Letter, Enter leaves: " if self.entries else "Enter leaves: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """A letter, or Enter to leave."""
        key = line_key(text)
        after = Act.QUIT if key == "enter" else self.key(key)
        letters = ", ".join(entry.key for entry in self._menu())
        expected = f"Type one of {letters}." if letters else "Press Enter."
        return Bad(expected) if after is self else after

    def _menu(self) -> tuple[Entry, ...]:
        return (*self.entries, Entry("q", "leave")) if self.entries else ()


def _sentences(texts: Sequence[str], width: int) -> list[Text]:
    return [row for text in texts for row in wrap(T(text), width)]


def _bars(bars: Sequence[Bar], width: int) -> list[Text]:
    labels = max((len(bar.label) for bar in bars), default=0)
    numbers = max((len(str(bar.count)) for bar in bars), default=0)
    most = max((bar.count for bar in bars), default=0)
    size = max(1, min(LONGEST_BAR, width - labels - numbers - 2))
    return [
        line(f"{bar.label:<{labels}} ", hbar(bar.count, most, size), f" {bar.count}")
        for bar in bars
    ]


def _entry(entry: Entry, width: int) -> list[Text]:
    return wrap(T(one_line(entry.label)), width, line("  ", (entry.key, "key"), "  "))
