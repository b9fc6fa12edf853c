"""The program in a pseudo-terminal, its screen as text."""

from __future__ import annotations

import fcntl
import os
import re
import selectors
import signal
import struct
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

from tests.forking import PATIENCE, Run
from tests.weather import Outcome, Weather, run

# Painting is over when nothing has come for so long, in seconds.
QUIET = 0.02


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """The environment of a run in a home, without the bundled decks."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("QUIZCLI_", "COV"))},
        "QUIZCLI_HOME": str(home),
        "QUIZCLI_GUARD": "0",
        "QUIZCLI_BUNDLED": "0",
        "QUIZCLI_FUZZ": "0",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        **more,
    }


def call(home: Path, *arguments: str) -> Outcome:
    """The outcome of a run off a terminal."""
    return run(arguments, surroundings(home), home.parent, Weather("pipe"))


class Terminal:
    """A program in a terminal of a given size; `see` waits until the screen says something."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        clock: Callable[[], None] | None = None,
        **more: str,
    ) -> None:
        self.screen = pyte.Screen(*size)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        self._keyboard, theirs = os.openpty()
        self.resize(*size)
        environment, streams = surroundings(home, **more), (theirs,) * 3
        self._run = Run(arguments, environment, home.parent, streams, terminal=True, before=clock)
        os.close(theirs)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def see(self, wanted: str) -> str:
        """The screen once it holds a text that the pattern finds."""
        return self._until(lambda: re.search(wanted, self.text) is not None, wanted)

    def send(self, keys: str) -> None:
        """Type some keys and wait for nothing."""
        os.write(self._keyboard, keys.encode())

    def press(self, keys: str) -> str:
        """The screen once it has changed after some keys."""
        before = self.text
        self.send(keys)
        return self._until(lambda: self.text != before, f"a change after {keys!r}")

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        self.screen.resize(height, width)
        fcntl.ioctl(self._keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._run.kill(number)

    def close(self) -> int:
        """The exit code after the window was closed."""
        os.close(self._keyboard)
        return self._run.code()

    def leave(self) -> int:
        """The exit code once the program has ended; a signal gives its negative number."""
        deadline = time.monotonic() + PATIENCE
        while self._feed(deadline - time.monotonic()) is not False:
            assert time.monotonic() < deadline, f"the program goes on:\n{self.text}"
        return self.close()

    def _until(self, condition: Callable[[], bool], what: str) -> str:
        """The screen once the condition holds and nothing more is being painted."""
        deadline = time.monotonic() + PATIENCE
        quiet: bool | None = False
        while not (quiet and condition()):
            assert time.monotonic() < deadline, f"no {what!r} on the screen:\n{self.text}"
            fed = self._feed(QUIET)
            assert fed is not False, f"the program ended before {what!r}:\n{self.text}"
            quiet = fed is None
        return self.text

    def _feed(self, seconds: float) -> bool | None:
        """Take what the program has painted: None when nothing came, False at its end."""
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._keyboard, selectors.EVENT_READ)
            if not waiting.select(seconds):
                return None
        # The end of a pseudo-terminal is an error.
        try:
            data = os.read(self._keyboard, 65536)
        except OSError:
            return False
        self.raw += data
        self._stream.feed(data)
        return bool(data)
