"""The keys, all on one page."""

from __future__ import annotations

from rich.text import Text

from quizcli.ui.frame import Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.text import line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Page, Screen

KEYS = (
    ("Space Enter", "show the answer, then take the marked grade"),
    ("1 2 3 4", "Again, Hard, Good, Easy; on a question: choose"),
    ("y", "count my answer as right after all"),
    ("u", "undo the last answer, any number of times"),
    ("s -", "skip until tomorrow"),
    ("x @ !", "suspend: not asked until you resume it"),
    ("m *", "mark the card, or take the mark off"),
    ("o", "edit the card in $EDITOR, then come back"),
    ("i", "card history, schedule and source"),
    ("h", "hint, where the card has one"),
    ("r", "start a changed card over"),
    ("Backspace", "take back the last step"),
    ("Esc", "back; while typing: commands"),
)
ANYWHERE = (
    ("j k arrows", "scroll, or move between cells"),
    ("PgUp PgDn", "scroll a page; g G top and bottom"),
    ("^L ^Z", "redraw; suspend the program"),
    ("q ^C", "leave; every graded answer is already saved"),
)
COLUMN = 13


class HelpPage(Page, frozen=True):
    """The keys over the screen they were asked on; any key goes back."""

    back: Screen

    def key(self, key: str) -> Screen | Outcome:
        """Back, but for scrolling and leaving."""
        if key in ("up", "down", "j", "k", "pageup", "pagedown"):
            return self
        return self.back.key(key) if key == "c-c" else self.back

    def view(self, caps: Caps) -> Frame:
        """The keys and what they do."""
        rows: list[Text] = []
        for keys, does in self._keys(caps):
            rows += wrap(Text(does), caps.body_width, line((f"{keys:<{COLUMN}}", "key"), "  "))
        return Frame(
            line("Keys"), line("any key closes"), tuple(rows), hints=(("any key", "back"),)
        )

    def lines(self) -> tuple[str, ...]:
        """The keys and what they do."""
        return tuple(f"{keys}: {does}" for keys, does in self._keys(Caps()))

    def _keys(self, caps: Caps) -> tuple[tuple[str, str], ...]:
        """The keys of a review where cards are asked; elsewhere those that the page names."""
        named = KEYS if self.back.is_turn else self.back.view(caps).hints
        return (*(pair for pair in named if not pair[0].startswith("q")), *ANYWHERE)

    def prompt(self) -> str:
        """Asks for Enter."""
        return "Enter goes back: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Back."""
        return self.back
