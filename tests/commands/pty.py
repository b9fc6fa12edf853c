"""The program in a pseudo-terminal, its screen as text."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

PATIENCE = 20.0
# Painting is over when nothing has come for so long, in seconds.
QUIET = 0.05


class Terminal:
    """A program in a terminal of a given size; `see` waits until the screen says something."""

    def __init__(self, home: Path, *arguments: str, size: tuple[int, int] = (80, 24), **more: str):
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("QUIZCLI_", "COV"))},
            "QUIZCLI_HOME": str(home),
            "QUIZCLI_GUARD": "0",
            "QUIZCLI_BUNDLED": "0",
            "QUIZCLI_FUZZ": "0",
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            **more,
        }
        width, height = size
        self.screen = pyte.Screen(width, height)
        self.raw = b""
        self._stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            sys.executable, ["-m", "quizcli", *arguments],
            env=environment, dimensions=(height, width), cwd=str(home.parent), timeout=PATIENCE,
        )  # fmt: skip

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def see(self, wanted: str) -> str:
        """The screen once it holds a text that the pattern finds."""
        return self._until(lambda: re.search(wanted, self.text) is not None, wanted)

    def press(self, keys: str) -> str:
        """The screen once it has changed after some keys."""
        before = self.text
        self.child.send(keys)
        return self._until(lambda: self.text != before, f"a change after {keys!r}")

    def leave(self) -> int:
        """The exit code once the program has ended; a signal gives its negative number."""
        self.child.expect(pexpect.EOF)
        self._feed(self.child.before or b"")
        self.child.close()
        if self.child.exitstatus is not None:
            return int(self.child.exitstatus)
        return -int(self.child.signalstatus or 0)

    def _until(self, condition: Callable[[], bool], what: str) -> str:
        """The screen once the condition holds and nothing more is being painted."""
        deadline = time.monotonic() + PATIENCE
        quiet = False
        while not (quiet and condition()):
            if time.monotonic() > deadline:
                raise AssertionError(f"no {what!r} on the screen:\n{self.text}")
            try:
                self._feed(self.child.read_nonblocking(65536, timeout=QUIET))
                quiet = False
            except pexpect.TIMEOUT:
                quiet = True
            except pexpect.EOF as error:
                raise AssertionError(f"the program ended before {what!r}:\n{self.text}") from error
        return self.text

    def _feed(self, data: bytes) -> None:
        self.raw += data
        self._stream.feed(data)
