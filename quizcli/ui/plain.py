"""Line mode: the same screens as lines that are only ever appended, without escape sequences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from quizcli.errors import UsageError
from quizcli.ui.area import LONGEST_TEXT
from quizcli.ui.outcomes import Act, Edited, OpenEditor, Outcome
from quizcli.ui.stage import INTERRUPTED
from quizcli.ui.terminal import columns
from quizcli.ui.text import clean, wrapped
from quizcli.ui.theme import to_ascii
from quizcli.ui.turn import Bad, Controller, Screen

MOST_BAD = 5
EDITOR_NEEDS_TERMINAL = "The editor opens in full screen mode only."


def run(
    controller: Controller, stdin: TextIO, stdout: TextIO, *, reason: str = "", unicode: bool = True
) -> int:
    """Drives a controller over lines until it leaves or the input ends; gives the exit code.

    Raises UsageError after five bad replies in a row.
    """
    talk = _Talk(stdin, stdout, unicode)
    try:
        screen = controller.start()
        if screen is not None:
            why = f" ({reason})" if reason else ""
            talk.say(f"Plain mode{why}. :q leaves, :? lists the commands.")
            _converse(controller, screen, talk)
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        controller.close()
    return 0


def _converse(controller: Controller, screen: Screen, talk: _Talk) -> None:
    next_screen: Screen | None = screen
    bad, heard = 0, False
    while next_screen is not None:
        if not heard:
            talk.say(*next_screen.lines())
        controller.rest()
        text = talk.ask(next_screen.prompt())
        if text is None:
            return
        heard = True
        if text.strip() == ":?":
            talk.say(next_screen.commands)
            continue
        after = next_screen.reply(text)
        if isinstance(after, Bad):
            bad += 1
            if bad == MOST_BAD:
                raise UsageError(f"{MOST_BAD} replies in a row could not be used: {after.message}")
            talk.say(after.message)
            continue
        bad, heard = 0, False
        next_screen = _followed(controller, after, next_screen)


def _followed(controller: Controller, after: Screen | Outcome, screen: Screen) -> Screen | None:
    if after is Act.INTERRUPT:
        raise KeyboardInterrupt
    if not isinstance(after, Outcome):
        return after
    answer = controller.handle(after, screen)
    if isinstance(answer, OpenEditor):
        answer = controller.handle(Edited(EDITOR_NEEDS_TERMINAL), screen)
    return answer if not isinstance(answer, OpenEditor) else screen


class _Talk:
    """Lines out and in; replies no terminal has echoed are echoed, for readable transcripts."""

    def __init__(self, stdin: TextIO, stdout: TextIO, unicode: bool) -> None:
        self._stdin, self._stdout, self._unicode = stdin, stdout, unicode

    def say(self, *lines: str) -> None:
        """Writes lines."""
        self._write("".join(f"{self._laid_out(line)}\n" for line in lines))

    def ask(self, prompt: str) -> str | None:
        """The reply to a prompt; None at the end of the input."""
        self._write(self._laid_out(prompt))
        line = ""
        try:
            line = self._stdin.readline(LONGEST_TEXT)
        finally:
            if not line:
                self._write("\n")  # what is said next does not follow the prompt
        if not line:
            return None
        rest = line
        while rest and not rest.endswith("\n"):
            rest = self._stdin.readline(LONGEST_TEXT)
        reply = clean(line.rstrip("\r\n"))
        if not self._stdin.isatty():
            self._write(f"{reply}\n")
        return reply

    def _laid_out(self, text: str) -> str:
        """The cleaned text, on a terminal broken between words; a pipe gets whole lines."""
        shown = wrapped(clean(text), columns(self._stdout))
        # Between a prompt and its reply stands a space.
        return shown + " " * (text.endswith(" ") and not shown.endswith(" "))

    def _write(self, text: str) -> None:
        self._stdout.write(text if self._unicode else to_ascii(text))
        self._stdout.flush()


def choose(
    stdin: TextIO,
    stdout: TextIO,
    title: str,
    items: Sequence[tuple[str, str, str]],
    unicode: bool = True,
) -> str | None:
    """The key of the item chosen, out of (key, label, detail); None when nothing is wanted.

    Enter takes the first. Raises UsageError after five bad replies in a row.
    """
    talk = _Talk(stdin, stdout, unicode)
    talk.say(title, *(": ".join(filter(None, item)) for item in items))
    keys = [key for key, _, _ in items]
    for _ in range(MOST_BAD):
        reply = talk.ask(f"Letter, Enter for {keys[0]}, :q leaves: ")
        key = "q" if reply is None else reply.strip().removeprefix(":").casefold() or keys[0]
        if key in keys:
            return key
        if key == "q":
            return None
        talk.say(f"Type one of {', '.join(keys)}.")
    raise UsageError(f"{MOST_BAD} replies in a row could not be used.")
