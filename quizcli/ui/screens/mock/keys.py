"""The keys of a mock, all on one page under the clock."""

from __future__ import annotations

from rich.text import Text

from quizcli.ui.frame import Frame
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.mock.between import Overlay
from quizcli.ui.text import line, wrap
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Bad, Screen

EXAM_KEYS = (
    ("1-9 a-f", "choose, tick, or say which step comes next"),
    ("Backspace", "take back the last step"),
    ("Enter", "hand in what is typed; change an answer that was typed"),
    ("Space", "the next question"),
    ("left right", "the question before, the next one"),
    ("m", "flag the question, or take the flag off"),
    ("g u s", "after an answer: guessed, unsure, sure (with --confidence)"),
    ("n Tab", "all questions at a glance"),
    ("p", "pause: the clock stops, the question is hidden"),
    ("f", "finish"),
    ("Esc ^C q", "finish, save and leave, or go back; while typing Esc has the keys"),
)
OPEN_KEYS = (
    ("^D", "hand in the answer and go on"),
    ("^O", "write it in $EDITOR"),
    ("Enter", "a new line"),
    ("Esc", "these keys: n next, o editor, p pause, f finish"),
    ("Space", "speaking: I have said it, go on"),
    ("^C", "finish, save and leave, or go back"),
)
KEYS_COLUMN = 12


class MockKeys(Overlay, frozen=True):
    """The keys of a mock; any key goes back."""

    def key(self, key: str) -> Screen | Outcome:
        """Back, but for scrolling and leaving."""
        if key in ("up", "down", "j", "k", "pageup", "pagedown"):
            return self
        return self.behind().key(key) if key == "c-c" else self.behind()

    def view(self, caps: Caps) -> Frame:
        """The keys and what they do."""
        rows: list[Text] = []
        for keys, does in self._keys():
            rows += wrap(Text(does), caps.body_width, line((f"{keys:<{KEYS_COLUMN}}", "key")))
        return self.frame(caps, rows, (("any key", "back"),))

    def lines(self) -> tuple[str, ...]:
        """The keys and what they do."""
        return tuple(f"{keys}: {does}" for keys, does in self._keys())

    def prompt(self) -> str:
        """Asks for Enter."""
        return "Enter goes back: "

    def reply(self, text: str) -> Screen | Outcome | Bad:
        """Back."""
        return self.behind()

    def _keys(self) -> tuple[tuple[str, str], ...]:
        keys = EXAM_KEYS if self.run.paper.is_exam else OPEN_KEYS
        return tuple(k for k in keys if not (k[0] == "p" and self.run.paper.wish.strict))
