"""A program in a pseudo-terminal of 80x24, watched with the time of every byte it paints."""

from __future__ import annotations

import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from fcntl import ioctl
from pathlib import Path

import pyte
from msgspec import Struct

WIDTH, HEIGHT = 80, 24
PATIENCE = 120.0
# Nothing more is being painted when nothing has come for so long, in seconds.
QUIET = 0.03

Shows = Callable[[str], bool]


class Painting(Struct, frozen=True):
    """What followed a key: seconds until the wanted screen stood, bytes, blank frames."""

    seconds: float
    size: int
    blank: int


class Watched:
    """A program started in a terminal; every wait gives how long the painting took."""

    def __init__(self, words: Sequence[str], environment: Mapping[str, str], folder: Path) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.ByteStream(self._screen)
        self._terminal, theirs = os.openpty()
        ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", HEIGHT, WIDTH, 0, 0))
        self._started = time.perf_counter()
        self.child = subprocess.Popen(
            words, env=environment, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs,
            start_new_session=True,
        )  # fmt: skip
        os.close(theirs)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(self._screen.display)

    def until(self, shows: Shows) -> Painting:
        """The painting, since the program started, of the first screen that shows something."""
        return self._watch(shows, self._started)

    def press(self, keys: str, shows: Shows | None = None) -> Painting:
        """The painting that follows some keys: of a screen that shows something, or any change."""
        before = self.text
        begun = time.perf_counter()
        self.send(keys)
        return self._watch(shows or (lambda text: text != before), begun)

    def send(self, keys: str) -> None:
        """Types keys and waits for nothing."""
        os.write(self._terminal, keys.encode())

    def processor_ms(self) -> float:
        """Milliseconds that the program has spent on a processor, all its threads together."""
        fields = Path(f"/proc/{self.child.pid}/schedstat").read_text().split()
        return int(fields[0]) / 1e6

    def leave(self, keys: str) -> None:
        """Sends the keys that leave and waits for the end; kills what does not listen."""
        try:
            self.send(keys)
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline and self._read(0.1) != b"":
                pass
        finally:
            self.child.kill()
            self.child.wait()
            os.close(self._terminal)

    def _watch(self, shows: Shows, begun: float) -> Painting:
        """Timed by the arrival of bytes; emulating the terminal comes when all is quiet."""
        deadline = time.monotonic() + PATIENCE
        size = blank = 0
        found: float | None = None
        while found is None:
            chunks = self._burst(deadline)
            for at, data in chunks:
                size += len(data)
                self._stream.feed(data)
                text = self.text
                blank += not text.strip()
                if found is None and shows(text):
                    found = at
            if found is None and time.monotonic() > deadline:
                raise TimeoutError(f"not what was waited for:\n{self.text}")
        return Painting(found - begun, size, blank)

    def _burst(self, deadline: float) -> list[tuple[float, bytes]]:
        """Chunks with their times, up to the first silence after something came."""
        chunks: list[tuple[float, bytes]] = []
        while time.monotonic() < deadline:
            data = self._read(QUIET)
            if data:
                chunks.append((time.perf_counter(), data))
            elif chunks or data == b"":
                break
        return chunks

    def _read(self, patience: float) -> bytes | None:
        """What has come; None for silence, nothing at the end of the program."""
        if not select.select([self._terminal], [], [], patience)[0]:
            return None
        try:
            return os.read(self._terminal, 65536)
        except OSError:
            return b""
