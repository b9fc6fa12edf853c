"""The program in a forked child, killed by signal 9 at a moment, or before its n-th write."""

from __future__ import annotations

import fcntl
import mmap
import os
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType
from typing import BinaryIO

from msgspec import Struct

from tests.forking import Fd, Run

# What changes something outside the process: by the name of the C function or method called.
WRITES = frozenset(
    "Connection.execute Connection.executemany Cursor.execute Connection.backup Connection.close "
    "BufferedWriter.write TextIOWrapper.write TextIOWrapper.writelines fsync replace rename link "
    "unlink mkdir rmdir".split()
)
ROWS, COLUMNS = 24, 80
PATIENCE = 60.0


class Moment(Struct, frozen=True):
    """So many seconds after the start, or after the first output; the child is killed then."""

    seconds: float
    once_seen: bool = False


class Point(Struct, frozen=True):
    """Before the n-th write of the child, counted from 1; 0 only counts."""

    number: int


Kill = Moment | Point


class Ended(Struct, frozen=True):
    """What came of a child: its exit code (None when it was killed), output, and writes begun.

    `silent` are the seconds before its first output, `talking` those from then to its end.
    """

    code: int | None
    out: bytes
    err: str = ""
    writes: int = 0
    silent: float = 0.0
    talking: float = 0.0

    @property
    def killed(self) -> bool:
        """Whether the kill came before the end."""
        return self.code is None


class Child(Struct, frozen=True):
    """A child that runs; `finish` waits for its end, or for the moment that brings it."""

    run: Run
    output: BinaryIO
    stderr: BinaryIO
    counted: BinaryIO
    moment: Moment | None

    def finish(self) -> Ended:
        """What came of it."""
        with self.output, self.stderr, self.counted:
            out, *seconds = _listen(self.run, self.output, self.moment, lambda: None)
            code = _code(self.run)
            self.stderr.seek(0)
            err = self.stderr.read().decode(errors="replace")
            self.counted.seek(0)
            (writes,) = struct.unpack("q", self.counted.read())
        return Ended(code, out, err, writes, *seconds)


def start(arguments: list[str], replies: bytes = b"", kill: Kill | None = None) -> Child:
    """Start the program on lines that it reads to their end, to be killed if that is wanted."""
    stderr, counted = tempfile.TemporaryFile(), tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
    counted.write(struct.pack("q", 0))
    before, moment = None, kill
    if isinstance(kill, Point):
        before, moment = partial(_count_writes, kill.number, Fd(counted.fileno())), None
    ours, theirs = os.pipe()
    with tempfile.TemporaryFile() as stdin:
        stdin.write(replies)
        stdin.seek(0)
        streams = (stdin.fileno(), theirs, stderr.fileno())
        run = Run(arguments, os.environ, Path.cwd(), streams, before=before)
    os.close(theirs)
    return Child(run, os.fdopen(ours, "rb", buffering=0), stderr, counted, moment)


def run(arguments: list[str], replies: bytes = b"", kill: Kill | None = None) -> Ended:
    """Start the program and wait for its end, which the kill may bring."""
    return start(arguments, replies, kill).finish()


def run_in_terminal(arguments: list[str], keys: list[bytes], kill: Moment) -> Ended:
    """Run the program in a terminal, pressing the next keys whenever something was painted."""
    terminal, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    run = Run(arguments, os.environ, Path.cwd(), (theirs,) * 3, terminal=True)
    os.close(theirs)
    left = iter(keys)
    with os.fdopen(terminal, "r+b", buffering=0) as screen:
        out, *seconds = _listen(run, screen, kill, lambda: screen.write(next(left, b"")))
        return Ended(_code(run), out, "", 0, *seconds)


def _count_writes(fatal: int, counted: int) -> None:
    """In the child: note each write in a file of that number, and end before the fatal one."""
    noted, seen = mmap.mmap(counted, struct.calcsize("q")), 0

    def before(frame: FrameType, what: str, called: object) -> None:
        nonlocal seen
        if what == "c_call" and getattr(called, "__qualname__", "") in WRITES:
            seen += 1
            if seen == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            noted[:] = struct.pack("q", seen)

    sys.setprofile(before)


def _listen(
    child: Run, output: BinaryIO, moment: Moment | None, painted: Callable[[], object]
) -> tuple[bytes, float, float]:
    """What the child says until its end, which a moment may bring; seconds silent and talking."""
    heard = b""
    began = seen = time.monotonic()
    until = began + (moment.seconds if moment and not moment.once_seen else PATIENCE)
    while True:
        ready, _, _ = select.select([output], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            child.end()
            return heard + _rest(output), seen - began, time.monotonic() - seen
        said = _read(output)
        if not said:
            return heard, seen - began, time.monotonic() - seen
        if not heard:
            seen = time.monotonic()
            if moment and moment.once_seen:
                until = seen + moment.seconds
        heard += said
        painted()


def _rest(output: BinaryIO) -> bytes:
    said = b""
    while piece := _read(output):
        said += piece
    return said


def _read(output: BinaryIO) -> bytes:
    """What has come; nothing at the end, which a terminal tells as an error."""
    try:
        return os.read(output.fileno(), 1 << 16)
    except OSError:
        return b""


def _code(child: Run) -> int | None:
    code = child.code()
    return None if code == -signal.SIGKILL else code
